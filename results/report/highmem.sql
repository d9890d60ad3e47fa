-- SPDX-License-Identifier: GPL-2.0-or-later
-- What a temporary mapping of a page costs for being in highmem
WITH pages AS (
	SELECT m.*, g.position, iif(m.clock = 'icount', NULL, substr(p.title, 1, instr(p.title || ' (', ' (') - 1)) AS cpu
	FROM v_mapping AS m
	JOIN config AS g ON g.run = m.run AND g.name = m.config
	LEFT JOIN v_profile AS p ON p.run = m.run AND p.clock = m.clock
	WHERE m.run = :run AND m.kind = 'local' AND (m.clock = 'icount' OR p.clock IS NOT NULL AND p.twin IS NULL)
),
added AS (
	SELECT high.config, high.position, high.pages, high.clock, high.cpu, high.per_page - low.per_page AS cost
	FROM pages AS high JOIN pages AS low USING (config, mem_mib, clock, pages, accel)
	WHERE high.zone = 'high' AND low.zone = 'low'
),
placed AS (
	SELECT *, row_number() OVER (PARTITION BY clock = 'icount' ORDER BY position, cost, clock) AS up,
	       row_number() OVER (PARTITION BY clock = 'icount' ORDER BY position, cost DESC, clock) AS down
	FROM added
)
SELECT printf('To map a page in the kernel for a moment, by kmap_local_page and %d pages together, takes `%s` %.1f instructions a page', i.pages,
	      i.config, i.cost)
       || coalesce((SELECT ', and ' || iif(least.clock = most.clock, '', printf('%.0f (%s) to ', least.cost, least.cpu))
			   || printf('%.0f (%s) modelled cycles,', most.cost, most.cpu)
		    FROM placed AS least JOIN placed AS most ON most.down = 1 AND most.clock <> 'icount'
		    WHERE least.up = 1 AND least.clock <> 'icount'), '')
       || ' more where the page is in highmem than where it is in lowmem.' AS sentence,
       iif(EXISTS (SELECT 1 FROM placed WHERE clock <> 'icount'), 'icount, model:*', 'icount') AS clock, 'mapping' AS queries
FROM placed AS i
WHERE i.clock = 'icount' AND i.up = 1;
