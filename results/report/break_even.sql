-- SPDX-License-Identifier: GPL-2.0-or-later
-- From which rate of system calls on page tables of its own cost 5 %
WITH rates AS (
	SELECT t.*, substr(p.title, 1, instr(p.title || ' (', ' (') - 1) || ', '
	       || iif(t.pages < 256, printf('%d KiB', t.pages * 4), printf('%d MiB', t.pages / 256)) AS at,
	       iif(t.extrapolated, 'at most ', '') || printf('%.0f', t.calls_per_mcycle) AS text,
	       iif(p.mhz, printf('; %,d a second at %d MHz', 1000 * round(t.calls_per_mcycle * p.mhz / 1000), p.mhz), '') AS a_second,
	       row_number() OVER (ORDER BY t.calls_per_mcycle, t.clock, t.pages) AS up,
	       row_number() OVER (ORDER BY t.calls_per_mcycle DESC, t.clock, t.pages) AS down
	FROM v_model_threshold AS t
	JOIN v_own USING (run, config)
	JOIN v_profile AS p ON p.run = t.run AND p.clock = t.clock AND p.twin IS NULL
	WHERE t.run = :run AND t.percent = 5 AND t.calls_per_mcycle > 0
	      AND t.mem_mib = (SELECT max(mem_mib) FROM cell JOIN v_grid USING (workload, params) WHERE run = :run)
)
SELECT printf('It depends on CPU and working set from how many system calls on `%s` costs a program 5 %% more than `%s`: from %s in a '
	      || 'million cycles (%s%s)', least.config, least.peer, least.text, least.at, least.a_second)
       || iif(most.up = 1, '', printf(' to %s (%s%s)', most.text, most.at, most.a_second)) || '.'
       || iif(least.extrapolated OR most.extrapolated, ' At most: it costs more than that at the lowest rate that was measured.', '')
       AS sentence,
       'model:*' AS clock, 'break_even_text, break_even_cells, model_break_even' AS queries
FROM rates AS least JOIN rates AS most ON most.down = 1
WHERE least.up = 1;
