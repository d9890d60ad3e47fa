-- SPDX-License-Identifier: GPL-2.0-or-later
-- Cost of a temporary mapping, for each page, by kind and CPU profile
-- A panel for each profile, a line for each kind, zone and state: of the first configuration that has highmem, as the others
-- do the same. This has what INVLPG and the walks after it cost, which instruction counts leave out; with several CPUs
-- kmap's and vunmap's global flushes would interrupt all of them, and that is not in it.
WITH profiles AS (
	SELECT run, clock, row_number() OVER (ORDER BY place) AS place FROM v_profile WHERE run = :run AND twin IS NULL
),
shown AS (
	SELECT m.run, m.config FROM v_mapping AS m JOIN config AS g ON g.run = m.run AND g.name = m.config
	WHERE m.run = :run AND m.zone = 'high' ORDER BY g.position LIMIT 1
),
cases AS (
	SELECT m.*, p.place FROM v_mapping AS m JOIN shown USING (run, config)
	JOIN profiles AS p ON p.run = m.run AND p.clock = m.clock
),
ranked AS (
	SELECT kind, zone, state, row_number() OVER (ORDER BY zone, kind, state) AS row
	FROM (SELECT DISTINCT kind, zone, state FROM cases)
)
SELECT r.row, c.kind || iif(c.state IS NULL, '', ', ' || c.state) || iif(c.zone = 'low', ', lowmem', '') AS label,
       c.pages, c.per_page, c.place AS panel
FROM cases AS c
JOIN ranked AS r ON r.kind = c.kind AND r.zone = c.zone AND r.state IS c.state
ORDER BY panel, r.row, c.pages;

SELECT row_number() OVER (ORDER BY place) AS place, name, title FROM v_profile
WHERE run = :run AND twin IS NULL ORDER BY place;

SELECT DISTINCT m.pages FROM v_mapping AS m WHERE m.run = :run ORDER BY m.pages;

SELECT g.title FROM v_mapping AS m JOIN config AS g ON g.run = m.run AND g.name = m.config
WHERE m.run = :run AND m.zone = 'high' ORDER BY g.position LIMIT 1;
