-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which ten cases cost each configuration most, relative to the baseline?
SELECT config, place, workload, params, mem_mib, round(baseline_per_op, 1) AS baseline_per_op,
       round(per_op, 1) AS per_op, round(ratio, 3) AS ratio
FROM (SELECT v.*, g.position,
	     row_number() OVER (PARTITION BY v.config ORDER BY v.ratio DESC, v.workload, v.params) AS place
      FROM v_vs_baseline AS v JOIN config AS g ON g.run = v.run AND g.name = v.config
      WHERE v.run = :run AND v.clock = :clock AND g.position > 0 AND v.ratio > 1.0005)
WHERE place <= 10
ORDER BY position, place;
