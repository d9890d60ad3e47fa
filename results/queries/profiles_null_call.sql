-- SPDX-License-Identifier: GPL-2.0-or-later
-- What does a null system call cost on each CPU, in modelled cycles, and relative to the baseline?
SELECT p.name AS profile, v.params, round(v.baseline_per_op, 1) AS baseline_cycles,
       group_concat(printf('%s %.0f (x%.2f)', v.config, v.per_op, v.ratio), '  ') AS cycles
FROM (SELECT v.*, g.position
      FROM v_vs_baseline AS v JOIN config AS g ON g.run = v.run AND g.name = v.config
      WHERE v.run = :run AND v.workload = 'syscall/null' AND g.position > 0
      ORDER BY g.position) AS v
JOIN v_profile AS p ON p.run = v.run AND p.clock = v.clock
GROUP BY p.place, v.params, v.mem_mib
ORDER BY v.params, p.place;
