-- SPDX-License-Identifier: GPL-2.0-or-later
-- Where do the CR3 loads come from? Per operation, all cases of a workload averaged
SELECT config, workload, cause, round(avg(per_op), 4) AS per_op,
       round(100 * sum(per_op) / sum(sum(per_op)) OVER (PARTITION BY config, workload), 1) AS percent
FROM v_flush_ledger
WHERE run = :run AND kind = 'cr3_load'
GROUP BY config, workload, cause
HAVING sum(per_op) > 0
ORDER BY (SELECT position FROM config AS g WHERE g.run = :run AND g.name = config), workload, 4 DESC;
