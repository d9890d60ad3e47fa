-- SPDX-License-Identifier: GPL-2.0-or-later
-- How many processes each split holds until one is refused
WITH processes AS (
	SELECT k.*, g.position, dense_rank() OVER (PARTITION BY k.mem_mib ORDER BY k.value) AS up,
	       dense_rank() OVER (PARTITION BY k.mem_mib ORDER BY k.value DESC) AS down
	FROM v_capacity AS k JOIN config AS g ON g.run = k.run AND g.name = k.config
	WHERE k.run = :sweep AND k.workload = 'capacity/processes' AND k.params = 'tables=32' AND k.name = 'processes'
	      AND k.limited_by IS NOT NULL
),
sizes AS (
	SELECT mem_mib, count(*) AS n, min(value) AS fewest, max(value) AS most,
	       group_concat('`' || config || '`', ', ') FILTER (WHERE up = 1) AS tight,
	       group_concat('`' || config || '`', ', ') FILTER (WHERE down = 1) AS roomy,
	       min(limited_by) FILTER (WHERE up = 1) AS limit_tight, min(limited_by) FILTER (WHERE down = 1) AS limit_roomy
	FROM (SELECT * FROM processes ORDER BY position)
	GROUP BY mem_mib
	HAVING count(*) > 1
)
SELECT printf('With %d MiB there can be %,d processes with 32 page tables each in %s', mem_mib, fewest, tight)
       || iif(most > fewest, printf(' and %,d in %s', most, roomy), '') || '; what runs out is ' || limit_tight
       || iif(most > fewest AND limit_roomy <> limit_tight, ', and ' || limit_roomy, '') || '.' AS sentence,
       'sizes, no clock' AS clock, 'capacity' AS queries
FROM sizes
ORDER BY most > fewest DESC, n DESC, mem_mib DESC
LIMIT 1;
