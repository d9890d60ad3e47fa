-- SPDX-License-Identifier: GPL-2.0-or-later
-- Every case: cost of one operation in the baseline, and the other configurations relative to it
SELECT v.workload, v.params, v.mem_mib, round(v.baseline_per_op, 1) AS baseline_per_op,
       group_concat(printf('%s %.3f', v.config, v.ratio), '  ') AS relative
FROM (SELECT v.*, g.position, c.sort_key
      FROM v_vs_baseline AS v
      JOIN config AS g ON g.run = v.run AND g.name = v.config
      JOIN v_case AS c USING (run, workload, params, mem_mib)
      WHERE v.run = :run AND v.clock = :clock AND g.position > 0
      ORDER BY c.grp, c.sort_key, g.position) AS v
GROUP BY v.sort_key
ORDER BY v.sort_key;
