-- SPDX-License-Identifier: GPL-2.0-or-later
-- TLB flushes per operation, by cause
-- A panel for each kind of flush, a bar for each configuration that flushes at all, colours by cause. A bar's length is the
-- logarithm of its total, and its colours divide that length in proportion. What happens less than once in 2000
-- operations (timer ticks, mostly) is left out.
--
-- Of each workload the case that flushes most in all configurations together, and of what that does not do the one that
-- does most. `line` leaves one line free between cases.
WITH counts AS (
	SELECT l.*, c.label, c.sort_key, g.position,
	       sum(l.per_op) OVER (PARTITION BY l.config, l.mem_mib, l.workload, l.params) AS all_kinds
	FROM v_flush_ledger AS l
	JOIN v_case AS c USING (run, workload, params, mem_mib)
	JOIN config AS g ON g.run = l.run AND g.name = l.config
	WHERE l.run = :run
),
cases AS (
	SELECT workload, sort_key, kind, sum(per_op) AS most, max(per_op) AS highest
	FROM counts GROUP BY workload, sort_key, kind
),
most_of_all AS (
	SELECT workload, sort_key FROM (
		SELECT workload, sort_key, max(highest) AS highest,
		       row_number() OVER (PARTITION BY workload ORDER BY sum(most) DESC, sort_key) AS place
		FROM cases GROUP BY workload, sort_key)
	WHERE place = 1 AND highest >= 0.0005
),
most_of_a_kind AS (
	SELECT workload, sort_key FROM (
		SELECT *, row_number() OVER (PARTITION BY workload, kind ORDER BY most DESC, sort_key) AS place
		FROM cases AS c
		WHERE highest >= 0.0005 AND NOT EXISTS (
			SELECT 1 FROM cases AS o JOIN most_of_all USING (workload, sort_key)
			WHERE o.workload = c.workload AND o.kind = c.kind AND o.highest >= 0.0005))
	WHERE place = 1
),
chosen AS (
	SELECT workload, sort_key, sum(most) AS most
	FROM (SELECT * FROM most_of_all UNION SELECT * FROM most_of_a_kind) JOIN cases USING (workload, sort_key)
	GROUP BY workload, sort_key
),
lines AS (
	SELECT n.*, h.most,
	       dense_rank() OVER (ORDER BY h.most DESC, n.workload, n.sort_key, n.position)
	       + dense_rank() OVER (ORDER BY h.most DESC, n.workload, n.sort_key) AS line
	FROM counts AS n JOIN chosen AS h ON h.workload = n.workload AND h.sort_key = n.sort_key
	WHERE n.all_kinds >= 0.0005
),
stacked AS (
	SELECT line, label, config, kind, cause, per_op, most, workload,
	       sum(per_op) OVER (PARTITION BY line, kind) AS total,
	       sum(per_op) OVER (PARTITION BY line, kind ORDER BY cause) - per_op AS below
	FROM lines
)
SELECT line, (SELECT count(*) FROM cause AS o WHERE o.name <= stacked.cause) AS style,
       total, below, below + per_op AS above,
       iif(row_number() OVER (PARTITION BY label ORDER BY line, kind, cause) = 1, label, '') AS heading,
       iif(row_number() OVER (PARTITION BY line ORDER BY kind, cause) = 1, config, '') AS name,
       iif(row_number() OVER (PARTITION BY line, kind ORDER BY cause) = 1,
	   printf(CASE WHEN total < 0.1 THEN '%.4f' WHEN total < 100 THEN '%.2f' ELSE '%.0f' END, total), '') AS text,
       cause, kind
FROM stacked
WHERE per_op >= 0.0005
ORDER BY line, kind, cause;

-- The kinds that occur, in the order in which people think of them.
SELECT row_number() OVER (ORDER BY k.name = 'global_flush', k.name) AS panel, k.name, k.meaning
FROM kind AS k
WHERE k.name IN (SELECT l.kind FROM v_flush_ledger AS l WHERE l.run = :run AND l.per_op >= 0.0005);

SELECT (SELECT count(*) FROM cause AS o WHERE o.name <= c.name) AS style, c.name, c.meaning
FROM cause AS c
WHERE c.name IN (SELECT l.cause FROM v_flush_ledger AS l WHERE l.run = :run AND l.per_op >= 0.0005)
ORDER BY style;
