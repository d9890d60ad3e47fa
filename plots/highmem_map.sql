-- SPDX-License-Identifier: GPL-2.0-or-later
-- Cost of a temporary mapping, for each page, by kind and configuration
-- A panel for each configuration, a line for each kind, zone and state; to the right more pages are mapped at a time. A
-- configuration without highmem at that memory size has the lowmem lines only. Under icount kmap looks dear and what flushes
-- cheap, as what INVLPG and the walks after it cost is not in it; nor is that kmap's and vunmap's global flushes interrupt all CPUs.
WITH rows AS (
	SELECT DISTINCT kind, zone, state FROM v_mapping WHERE run = :run AND clock = :clock
),
ranked AS (
	SELECT *, row_number() OVER (ORDER BY zone, kind, state) AS row FROM rows
)
SELECT r.row, m.kind || iif(m.state IS NULL, '', ', ' || m.state) || iif(m.zone = 'low', ', lowmem', '') AS label,
       m.pages, m.per_page,
       (SELECT count(DISTINCT o.config) FROM v_mapping AS o JOIN config AS h ON h.run = o.run AND h.name = o.config
	WHERE o.run = :run AND o.clock = :clock AND h.position <= g.position) AS panel
FROM v_mapping AS m
JOIN ranked AS r ON r.kind = m.kind AND r.zone = m.zone AND r.state IS m.state
JOIN config AS g ON g.run = m.run AND g.name = m.config
WHERE m.run = :run AND m.clock = :clock
ORDER BY panel, r.row, m.pages;

SELECT row_number() OVER (ORDER BY position) AS place, name, title FROM config AS g
WHERE run = :run AND EXISTS (SELECT 1 FROM v_mapping AS m WHERE m.run = :run AND m.clock = :clock AND m.config = g.name)
ORDER BY position;

SELECT DISTINCT pages FROM v_mapping WHERE run = :run AND clock = :clock ORDER BY pages;
