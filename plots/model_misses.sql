-- SPDX-License-Identifier: GPL-2.0-or-later
-- TLB misses and page walks of a dependent load against the working set, by CPU profile
-- The solid line steps up where the first level ends, the dashed one, of misses that end in a walk, where the last does. Each
-- load goes to another page in turn, so that an array too small by one page misses always: a step, not a slope.
--
-- Without system calls. Beside the first configuration only those that differ from it by more than 1 in 100 loads
-- somewhere.
WITH counts AS (
	SELECT e.run, e.config, e.mem_mib, e.workload, e.params, e.clock,
	       sum(e.per_op) FILTER (WHERE e.name = 'dtlb_misses') AS misses,
	       sum(e.per_op) FILTER (WHERE e.name GLOB 'walks_data_*') AS walks
	FROM v_model_events AS e
	WHERE e.run = :run AND e.workload = 'memory/chase'
	GROUP BY e.config, e.mem_mib, e.params, e.clock
),
points AS (
	SELECT p.place, (SELECT count(*) FROM config AS o WHERE o.run = g.run AND o.position < g.position) AS config,
	       c.pages * 4 AS kib, coalesce(n.misses, 0) AS misses, coalesce(n.walks, 0) AS walks
	FROM v_chase AS c
	JOIN v_profile AS p ON p.run = c.run AND p.clock = c.clock AND p.twin IS NULL
	JOIN config AS g ON g.run = c.run AND g.name = c.config
	LEFT JOIN counts AS n ON n.config = c.config AND n.mem_mib = c.mem_mib AND n.clock = c.clock
		AND n.params = 'pages=' || c.pages
	WHERE c.run = :run AND c.k IS NULL
	      AND c.mem_mib = (SELECT max(mem_mib) FROM cell WHERE run = :run AND workload = 'memory/chase')
)
SELECT * FROM points AS o
WHERE config = 0 OR EXISTS (SELECT 1 FROM points AS a JOIN points AS b USING (place, kib)
	WHERE a.config = o.config AND b.config = 0
	      AND max(abs(a.misses - b.misses), abs(a.walks - b.walks)) > 0.01)
ORDER BY place, config, kib;

SELECT place, name, title FROM v_profile AS p
WHERE run = :run AND twin IS NULL
      AND EXISTS (SELECT 1 FROM v_chase AS c WHERE c.run = :run AND c.clock = p.clock AND c.k IS NULL)
ORDER BY place;

SELECT row_number() OVER (ORDER BY position) - 1 AS place, name, title FROM config WHERE run = :run;
