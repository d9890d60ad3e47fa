-- SPDX-License-Identifier: GPL-2.0-or-later
-- What read() of a few bytes costs more with its copy on the user's page tables than with the walk, by size
WITH sizes AS (
	SELECT w.run, w.clock, CAST(p.value AS INTEGER) AS size, w.per_op, b.per_op - w.per_op AS more
	FROM v_summary AS w
	JOIN v_summary AS b USING (run, mem_mib, workload, params, clock, accel)
	JOIN v_param AS p ON p.params = w.params AND p.name = 'size'
	WHERE w.run = :ablation AND w.config = '4g4g' AND b.config = '4g4g-bounce' AND w.workload = 'syscall/file_read'
)
SELECT clock, round(max(per_op) FILTER (WHERE size = 1), 1) AS walk_1, round(max(more) FILTER (WHERE size = 1), 1) AS more_1,
       round(max(more) FILTER (WHERE size = 16), 1) AS more_16, round(max(more) FILTER (WHERE size = 64), 1) AS more_64,
       round(max(more) FILTER (WHERE size = 128), 1) AS more_128, round(max(more) FILTER (WHERE size > 128), 1) AS most_larger
FROM sizes LEFT JOIN v_profile AS p USING (run, clock)
GROUP BY clock
ORDER BY p.place;
