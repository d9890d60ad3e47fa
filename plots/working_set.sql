-- SPDX-License-Identifier: GPL-2.0-or-later
-- Cost of a dependent load against the working set, by rate of system calls
-- A panel for each rate of calls, from none to one after every load. Where two configurations lie on one line they cost the
-- same on this clock: under icount that is the same path length, not the same speed.
WITH points AS (
	SELECT c.*,
	       (SELECT count(*) FROM config AS o WHERE o.run = g.run AND o.position < g.position) AS place,
	       coalesce(c.k, 0) AS every
	FROM v_chase AS c JOIN config AS g ON g.run = c.run AND g.name = c.config
	WHERE c.run = :run AND c.clock = :clock
	      AND c.mem_mib = (SELECT max(mem_mib) FROM cell JOIN v_grid USING (workload, params) WHERE run = :run)
)
SELECT dense_rank() OVER (ORDER BY calls_per_1000) AS panel, every, place, pages, pages * 4 AS kib, per_op,
       mem_mib
FROM points
ORDER BY panel, place, pages;

SELECT row_number() OVER (ORDER BY position) - 1 AS place, name, title FROM config WHERE run = :run;
