-- SPDX-License-Identifier: GPL-2.0-or-later
-- What does a null system call cost in each split, and how often does it load CR3?
SELECT s.config, s.params, round(s.per_op, 2) AS per_op, round(v.ratio, 3) AS ratio,
       round(sum(l.per_op), 3) AS cr3_loads
FROM v_summary AS s
JOIN config AS g ON g.run = s.run AND g.name = s.config
LEFT JOIN v_vs_baseline AS v ON v.run = :run AND v.config = s.config AND v.mem_mib = s.mem_mib
	AND v.workload = s.workload AND v.params = s.params AND v.clock = s.clock AND v.accel = s.accel
LEFT JOIN v_flush_ledger AS l ON l.run = :run AND l.config = s.config AND l.mem_mib = s.mem_mib
	AND l.workload = s.workload AND l.params = s.params AND l.accel = s.accel
	AND l.kind = 'cr3_load'
WHERE s.run = :run AND s.clock = :clock AND s.workload = 'syscall/null'
GROUP BY s.cell
ORDER BY s.params, g.position;
