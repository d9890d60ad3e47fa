-- SPDX-License-Identifier: GPL-2.0-or-later
-- The steps from 3G/1G to 4G/4G side by side: instructions, and cycles on two CPUs, of a null call, a pipe's round, SQLite
-- Each column begins with what an operation costs in 3G/1G, each step adds to it, and it ends with 4G/4G.
-- SQLite's are in millions. `waterfall` has all operations on one clock, and the pairs behind the steps.
WITH steps AS (
	SELECT workload, clock, place, label, delta, from_per_op, to_per_op, iif(workload GLOB 'apps/*', 1e6, 1) AS unit
	FROM v_waterfall
	WHERE run = :ablation AND (workload, params) IN (VALUES ('syscall/null', 'entry=int80'), ('syscall/pipe', ''), ('apps/sqlite', ''))
),
ends AS (
	SELECT f.title AS first, t.title AS last FROM v_waterfall_step AS s
	JOIN config AS f ON f.run = :ablation AND f.name = s.from_config
	JOIN config AS t ON t.run = f.run AND t.name = s.to_config
	WHERE s.place = 0
),
lines AS (
	SELECT workload, clock, place, label, printf(iif(unit > 1, '%+.1f', '%+.0f'), delta / unit) AS cost FROM steps
	UNION ALL
	SELECT DISTINCT workload, clock, 0, first, printf(iif(unit > 1, '%.1f', '%.0f'), from_per_op / unit) FROM steps, ends
	UNION ALL
	SELECT DISTINCT workload, clock, 99, last, printf(iif(unit > 1, '%.1f', '%.0f'), to_per_op / unit) FROM steps, ends
),
named AS (SELECT *, substr(workload, instr(workload, '/') + 1) || ' ' || replace(clock, 'model:', '') AS col FROM lines)
SELECT label AS step,
       max(cost) FILTER (WHERE col = 'null icount') AS null_icount,
       max(cost) FILTER (WHERE col = 'null pentium3') AS null_pentium3,
       max(cost) FILTER (WHERE col = 'null skylake') AS null_skylake,
       max(cost) FILTER (WHERE col = 'pipe pentium3') AS pipe_pentium3,
       max(cost) FILTER (WHERE col = 'pipe skylake') AS pipe_skylake,
       max(cost) FILTER (WHERE col = 'sqlite pentium3') AS sqlite_pentium3,
       max(cost) FILTER (WHERE col = 'sqlite skylake') AS sqlite_skylake
FROM named
GROUP BY place, label
ORDER BY place;
