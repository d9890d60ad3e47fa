-- SPDX-License-Identifier: GPL-2.0-or-later
-- What does an operation cost with how much RAM, from where on is there highmem, and how often is it mapped?
SELECT trim(s.workload || ' ' || s.params) AS operation, s.config, h.highmem_mib AS highmem_from,
       s.mem_mib, round(s.per_op, 1) AS per_op, round(s.ratio, 3) AS ratio, s.baseline_mib,
       round(s.kmaps_high, 2) AS kmaps_high, round(s.kmap_flushes, 2) AS kmap_flushes
FROM v_memory_sweep AS s
JOIN config AS g ON g.run = s.run AND g.name = s.config
JOIN v_highmem AS h ON h.run = s.run AND h.config = s.config
WHERE s.run = :sweep AND s.clock = :clock
ORDER BY s.workload, s.params, g.position, s.mem_mib;
