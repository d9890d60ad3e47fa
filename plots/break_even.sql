-- SPDX-License-Identifier: GPL-2.0-or-later
-- What page tables of its own cost a kernel, by rate of system calls and working set
-- A map for each configuration with page tables of its own: its cost relative to the first configuration, in each field.
-- Upwards there are more calls per 1000 loads, to the right the working set is larger.
--
-- A field whose cell failed, here or in the baseline, has no ratio. The row without calls is shown for the working sets of
-- the grid.
WITH grid AS (
	SELECT DISTINCT g.*, c.mem_mib
	FROM v_grid AS g JOIN cell AS c ON c.workload = g.workload AND c.params = g.params
	WHERE c.run = :run
),
fields AS (
	SELECT * FROM grid
	WHERE pages IN (SELECT pages FROM grid WHERE k IS NOT NULL)
	      AND mem_mib = (SELECT max(mem_mib) FROM grid)
)
SELECT dense_rank() OVER (ORDER BY g.position) AS panel, g.title,
       dense_rank() OVER (ORDER BY f.pages) - 1 AS x, f.pages * 4 AS kib,
       dense_rank() OVER (ORDER BY f.calls_per_1000) - 1 AS y, round(f.calls_per_1000, 1) AS calls,
       v.ratio, iif(v.ratio IS NULL, 'failed', printf('%.2f', v.ratio)) AS text
FROM fields AS f
JOIN config AS g ON g.run = :run AND g.separate_pgd = 1 AND g.position > 0
LEFT JOIN v_vs_baseline AS v ON v.run = :run AND v.config = g.name AND v.mem_mib = f.mem_mib
	AND v.workload = f.workload AND v.params = f.params AND v.clock = :clock
WHERE EXISTS (SELECT 1 FROM grid WHERE k IS NOT NULL)
ORDER BY panel, x, y;
