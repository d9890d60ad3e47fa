-- SPDX-License-Identifier: GPL-2.0-or-later
-- What an operation costs in each ablation, beside the configuration that it is one of
SELECT s.workload, s.params, s.config, round(s.per_op, 1) AS per_op,
       round(s.per_op / o.per_op, 3) AS ratio, o.config AS over,
       (SELECT round(sum(f.per_op), 2) FROM v_flush_ledger AS f
	WHERE f.run = s.run AND f.config = s.config AND f.mem_mib = s.mem_mib AND f.workload = s.workload
	      AND f.params = s.params AND f.accel = s.accel AND f.kind = 'cr3_load') AS cr3_loads
FROM v_summary AS s
JOIN config AS g ON g.run = s.run AND g.name = s.config
JOIN v_case AS c ON c.run = s.run AND c.mem_mib = s.mem_mib AND c.workload = s.workload AND c.params = s.params
-- The configuration of the same split that comes first: NAME-pae of NAME-pae-x.
JOIN config AS p ON p.run = s.run AND p.name = (
	SELECT name FROM config AS f
	WHERE f.run = s.run AND (f.name = g.name OR g.name GLOB f.name || '-*')
	ORDER BY f.name GLOB '*-pae' DESC, f.position LIMIT 1)
JOIN v_summary AS o ON o.run = s.run AND o.config = p.name AND o.mem_mib = s.mem_mib AND o.workload = s.workload
	AND o.params = s.params AND o.clock = s.clock AND o.accel = s.accel
WHERE s.run = :ablation AND s.clock = :clock
ORDER BY c.position, c.sort_key, g.position;
