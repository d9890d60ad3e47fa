-- SPDX-License-Identifier: GPL-2.0-or-later
-- From which rate of system calls on page tables of its own cost 5 %
WITH rates AS (
	SELECT t.*, b.config AS baseline, substr(p.title, 1, instr(p.title || ' (', ' (') - 1) AS cpu,
	       iif(t.extrapolated, 'at most ', '') || printf('%.0f', t.calls_per_mcycle) AS text,
	       row_number() OVER (PARTITION BY t.pages ORDER BY t.calls_per_mcycle, t.clock) AS up,
	       row_number() OVER (PARTITION BY t.pages ORDER BY t.calls_per_mcycle DESC, t.clock) AS down
	FROM v_model_threshold AS t
	JOIN v_own USING (run, config)
	JOIN v_baseline AS b USING (run)
	JOIN v_profile AS p ON p.run = t.run AND p.clock = t.clock AND p.twin IS NULL
	WHERE t.run = :run AND t.percent = 5 AND t.calls_per_mcycle IS NOT NULL
	      AND t.mem_mib = (SELECT max(mem_mib) FROM cell JOIN v_grid USING (workload, params) WHERE run = :run)
),
sizes AS (
	SELECT least.config, least.baseline, least.pages,
	       printf('with a working set of %d KiB from %s (%s)', least.pages * 4, least.text, least.cpu)
	       || iif(most.clock = least.clock, '', printf(' to %s (%s)', most.text, most.cpu)) AS text
	FROM rates AS least JOIN rates AS most ON most.pages = least.pages AND most.down = 1
	WHERE least.up = 1
)
SELECT printf('`%s` costs a program 5 %% more than `%s` %s system calls in a million cycles on, as many thousands a second at 1 GHz.',
	      config, baseline, group_concat(text, ', '))
       || iif(group_concat(text) GLOB '*at most*', ' At most: it costs more than that at the lowest rate that was measured.', '') AS sentence,
       'model:*' AS clock, 'break_even_cells, model_break_even' AS queries
FROM (SELECT * FROM sizes WHERE pages IN ((SELECT min(pages) FROM sizes), (SELECT max(pages) FROM sizes)) ORDER BY pages)
GROUP BY config, baseline;
