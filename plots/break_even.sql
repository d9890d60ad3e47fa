-- SPDX-License-Identifier: GPL-2.0-or-later
-- What page tables of its own cost a kernel, by rate of system calls and working set
-- A map for each configuration with page tables of its own: in each field its cost relative to the first one that shares its
-- map and has the same kind of page tables.
-- Upwards there are more calls per 1000 loads, to the right the working set is larger.
--
-- A field whose cell failed, here or in that one, has no ratio. The row without calls is shown for the working sets of
-- the grid.
WITH grid AS (
	SELECT DISTINCT g.*, c.mem_mib
	FROM v_grid AS g JOIN cell AS c ON c.workload = g.workload AND c.params = g.params
	WHERE c.run = :run
),
rates AS (SELECT DISTINCT calls_per_1000, dense_rank() OVER (ORDER BY calls_per_1000) - 1 AS y FROM grid),
fields AS (
	SELECT grid.*, y, lag(y) OVER each AS below, lead(y) OVER each AS above FROM grid JOIN rates USING (calls_per_1000)
	WHERE pages IN (SELECT pages FROM grid WHERE k IS NOT NULL)
	      AND mem_mib = (SELECT max(mem_mib) FROM grid)
	WINDOW each AS (PARTITION BY pages ORDER BY y)
)
SELECT dense_rank() OVER (ORDER BY g.position) AS panel, g.title || ' over ' || p.peer AS title,
       dense_rank() OVER (ORDER BY f.pages) - 1 AS x, f.pages * 4 AS kib,
       f.y, coalesce((f.y + f.below) / 2.0, f.y - 0.5) AS from_y, coalesce((f.y + f.above) / 2.0, f.y + 0.5) AS to_y,
       round(f.calls_per_1000, 3) AS calls,
       v.ratio, iif(v.ratio IS NULL, 'failed', printf('%.2f', v.ratio)) AS text
FROM fields AS f
JOIN config AS g ON g.run = :run AND g.separate_pgd = 1 AND g.position > 0
JOIN v_peer AS p ON p.run = :run AND p.config = g.name
LEFT JOIN v_break_even AS v ON v.run = :run AND v.config = g.name AND v.mem_mib = f.mem_mib
	AND v.pages = f.pages AND v.k IS f.k AND v.clock = :clock
WHERE EXISTS (SELECT 1 FROM grid WHERE k IS NOT NULL)
ORDER BY panel, x, y;
