-- SPDX-License-Identifier: GPL-2.0-or-later
-- Cost of an operation against RAM, by configuration
-- A row of panels for each operation: in instructions, and in modelled cycles of the oldest and the newest CPU of the run. A
-- colour is a split, a filled marker and a solid line its first configuration, and a tick on the lower edge the RAM from
-- which on the split has highmem. The panels do not begin at 0: compare the scales.
--
-- The data sets are those that memory.gp wants.
SELECT dense_rank() OVER (ORDER BY s.workload, s.params) AS row, c.nth AS col, p.place, s.mem_mib AS mem,
       s.per_op AS value
FROM v_summary AS s
JOIN v_few_clocks AS c ON c.run = s.run AND c.clock = s.clock
JOIN v_style AS p ON p.run = s.run AND p.config = s.config
WHERE s.run = :sweep
ORDER BY row, col, p.place, mem;

SELECT place, hue, variant, title FROM v_style WHERE run = :sweep ORDER BY place;

SELECT nth AS col, title FROM v_few_clocks WHERE run = :sweep ORDER BY nth;

SELECT DISTINCT s.hue, h.highmem_mib AS mem FROM v_highmem AS h JOIN v_style AS s USING (run, config)
WHERE h.run = :sweep ORDER BY s.hue;

SELECT row_number() OVER (ORDER BY workload, params) AS row, trim(workload || ' ' || params) AS title
FROM (SELECT DISTINCT workload, params FROM v_summary WHERE run = :sweep);
