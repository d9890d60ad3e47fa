-- SPDX-License-Identifier: GPL-2.0-or-later
-- What do the CPU's own counters say of an operation under KVM? Walks are those that the CPU itself counts
SELECT s.config, s.mem_mib, s.workload, s.params, round(s.per_op, 1) AS tsc,
       round(max(iif(p.name = 'cycles', p.per_op, NULL)), 1) AS cycles,
       round(max(iif(p.name = 'instructions', p.per_op, NULL)), 2) AS instructions,
       round(max(iif(p.name = 'dtlb_walks', p.per_op, NULL)), 3) AS dtlb_walks,
       round(max(iif(p.name = 'itlb_walks', p.per_op, NULL)), 3) AS itlb_walks, s.host_kind
FROM v_summary AS s
JOIN v_pmu AS p ON p.run = s.run AND p.config = s.config AND p.mem_mib = s.mem_mib
	AND p.workload = s.workload AND p.params = s.params AND p.accel = s.accel
JOIN config AS g ON g.run = s.run AND g.name = s.config
WHERE s.run = :run AND s.clock = 'kvm-tsc'
GROUP BY s.cell
ORDER BY s.workload, s.params, s.mem_mib, g.position;
