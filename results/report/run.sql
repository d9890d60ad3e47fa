-- SPDX-License-Identifier: GPL-2.0-or-later
-- What was run, when, and how it went: the usual run, and the memory sweep and the ablations where there are such
SELECT printf('%s %d, %s, %s: %d cells of %d workloads in %d configurations',
	      CASE r.kind WHEN 'sweep' THEN 'Memory sweep, run' WHEN 'ablation' THEN 'Ablations, run' ELSE 'Run' END, r.id,
	      substr(r.started, 1, 10), r.state, count(*), count(DISTINCT c.workload), count(DISTINCT c.config))
       || iif(sum(c.state = 'nofit'), printf('; %d did not fit', sum(c.state = 'nofit')), '')
       || iif(sum(c.state = 'failed'), printf('; %d failed and left no numbers', sum(c.state = 'failed')), '; none failed')
       || printf('. Sources: commit %s%s%s. QEMU %s, on %s under %s', substr(r.commit_id, 1, 12),
		 iif(r.dirty, ' with uncommitted changes', ''), coalesce('; of the model, ' || substr(r.model_id, 1, 12), ''),
		 r.qemu_version, r.host_cpu, r.host_kernel)
       || iif(sum(c.accel = 'kvm'), '.', '; no number depends on these two.') AS sentence,
       coalesce((SELECT group_concat(clock, ', ')
		 FROM (SELECT DISTINCT iif(m.clock GLOB 'model:*', 'model:*', m.clock) AS clock
		       FROM measure AS m JOIN cell AS o ON o.id = m.cell WHERE o.run = r.id ORDER BY 1)), 'sizes, no clock') AS clock,
       'runs' AS queries
FROM run AS r JOIN cell AS c ON c.run = r.id
WHERE r.id IN (:run, :sweep, :ablation)
GROUP BY r.id
ORDER BY r.kind <> 'bench', r.id;
