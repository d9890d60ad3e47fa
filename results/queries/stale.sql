-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which cells used a TLB entry whose table entry had changed? Each is a flush that the kernel may have forgotten
-- Only CPUs without tags: with them the model drops such entries where a kernel for that CPU would flush.
SELECT config, mem_mib, workload, params, group_concat(printf('%s %.0f', name, n), '  ') AS in_a_sample
FROM (SELECT e.config, e.mem_mib, e.workload, e.params, p.name, e.per_op * s.ops AS n, g.position
      FROM v_model_events AS e
      JOIN v_profile AS p ON p.run = e.run AND p.clock = e.clock AND p.twin IS NULL
      JOIN v_summary AS s ON s.run = e.run AND s.config = e.config AND s.mem_mib = e.mem_mib
	AND s.workload = e.workload AND s.params = e.params AND s.clock = e.clock AND s.accel = e.accel
      JOIN config AS g ON g.run = e.run AND g.name = e.config
      WHERE e.run = :run AND e.name = 'stale' AND e.per_op > 0
      ORDER BY p.name)
GROUP BY position, mem_mib, workload, params
ORDER BY workload, params, mem_mib, position;
