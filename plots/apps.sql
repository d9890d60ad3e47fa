-- SPDX-License-Identifier: GPL-2.0-or-later
-- Real programs: what is not their own code, in each configuration
-- A panel for each program, a bar for each configuration: all parts but user code itself, which is the same everywhere
-- and nearly all, in percent of what a run costs the baseline. With `--clock model:NAME` walks are those of user code
-- too, which is where a flush is paid for. What is below 1 in 500 of its bar is left out.
WITH all_parts AS (
	SELECT run, config, mem_mib, workload, params, clock, substr(name, 7) AS part, per_op,
	       replace(meaning, 'instructions, ', '') AS meaning
	FROM v_model_events WHERE run = :run AND clock = 'icount' AND name GLOB 'insns_*'
	UNION ALL
	SELECT run, config, mem_mib, workload, params, clock, part, per_op, meaning FROM v_model_parts
	WHERE run = :run
),
parts AS (
	SELECT c.sort_key, c.label, g.position, p.config, p.part, p.meaning, v.ratio,
	       100 * p.per_op / v.baseline_per_op AS percent
	FROM all_parts AS p
	JOIN v_vs_baseline AS v USING (run, config, mem_mib, workload, params, clock)
	JOIN v_case AS c USING (run, mem_mib, workload, params)
	JOIN config AS g ON g.run = p.run AND g.name = p.config
	WHERE p.run = :run AND p.clock = :clock AND c.grp = 'apps' AND p.part <> 'user'
),
styles AS (
	SELECT part, meaning, row_number() OVER (ORDER BY sum(percent) DESC, part) AS style
	FROM parts GROUP BY part, meaning HAVING sum(percent) > 0
),
stacked AS (
	SELECT *, dense_rank() OVER (ORDER BY sort_key) AS panel, dense_rank() OVER (ORDER BY position) AS line,
	       sum(percent) OVER bar AS total, sum(percent) OVER (bar ORDER BY style) - percent AS below
	FROM parts JOIN styles USING (part, meaning)
	WINDOW bar AS (PARTITION BY sort_key, config)
)
SELECT panel, line, style, below, below + percent AS above, total,
       iif(row_number() OVER (PARTITION BY panel, line ORDER BY style) = 1,
	   printf('%.2f %%, all x%.4f', total, ratio), '') AS text,
       config, part, meaning, label
FROM stacked
WHERE percent >= total / 500
ORDER BY panel, line, style;
