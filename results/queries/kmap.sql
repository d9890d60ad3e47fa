-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which workloads map highmem pages, and how often per operation in each configuration?
SELECT c.workload, c.params, c.mem_mib,
       group_concat(printf('%s %.2f', c.config, c.per_op), '  ') AS kmaps_per_op
FROM (SELECT c.* FROM v_counter AS c JOIN config AS g ON g.run = c.run AND g.name = c.config
      WHERE c.run = :run AND c.name = 'kmaps_high'
      ORDER BY g.position) AS c
GROUP BY c.workload, c.params, c.mem_mib
HAVING max(c.per_op) >= 0.01
ORDER BY max(c.per_op) DESC;
