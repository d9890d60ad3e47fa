-- SPDX-License-Identifier: GPL-2.0-or-later
-- Temporary mappings of highmem pages, and the flushes for them, against RAM
-- A row of panels for each operation that has any: from how much RAM on it maps pages, and what it flushes for them. A
-- colour is a split, a filled marker and a solid line its first configuration, and a tick on the lower edge the RAM from
-- which on the split has highmem.
--
-- The data sets are those that memory.gp wants.
WITH used AS (
	SELECT workload, params, dense_rank() OVER (ORDER BY workload, params) AS row
	FROM v_memory_sweep WHERE run = :sweep AND clock = 'icount'
	GROUP BY workload, params HAVING max(kmaps_high) >= 0.01
),
events AS (
	SELECT workload, params, config, mem_mib, 1 AS col, kmaps_high AS value FROM v_memory_sweep
	WHERE run = :sweep AND clock = 'icount'
	UNION ALL
	SELECT workload, params, config, mem_mib, 2, kmap_flushes FROM v_memory_sweep
	WHERE run = :sweep AND clock = 'icount'
)
SELECT u.row, e.col, p.place, e.mem_mib AS mem, e.value
FROM events AS e JOIN used AS u USING (workload, params)
JOIN v_style AS p ON p.run = :sweep AND p.config = e.config
ORDER BY u.row, e.col, p.place, mem;

SELECT place, hue, variant, title FROM v_style WHERE run = :sweep ORDER BY place;

SELECT 1 AS col, 'highmem pages mapped' AS title
UNION ALL SELECT 2, 'TLB flushes for releasing them';

SELECT DISTINCT s.hue, h.highmem_mib AS mem FROM v_highmem AS h JOIN v_style AS s USING (run, config)
WHERE h.run = :sweep ORDER BY s.hue;

SELECT row_number() OVER (ORDER BY workload, params) AS row, trim(workload || ' ' || params) AS title
FROM v_memory_sweep WHERE run = :sweep AND clock = 'icount'
GROUP BY workload, params HAVING max(kmaps_high) >= 0.01;
