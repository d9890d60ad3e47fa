-- SPDX-License-Identifier: GPL-2.0-or-later
-- What a pipe, a page fault and real programs cost there
WITH costs AS (
	SELECT r.*, b.config AS baseline, printf('%.3f times the instructions', r.insns)
	       || iif(r.cycles IS NULL, '', ' and ' || r.cycles || ' the cycles') AS text
	FROM v_cost_range AS r JOIN v_own USING (run, config) JOIN v_baseline AS b USING (run)
	WHERE r.run = :run
),
wanted (place, workload, words) AS (
	VALUES (1, 'syscall/pipe', 'a round trip through two pipes'), (2, 'syscall/fault_anon', 'a page fault')
),
calls AS (
	SELECT config, baseline, group_concat(printf('%s (`%s`, %d MiB) costs %s', words, workload, mem_mib, text), '; ') AS text
	FROM (SELECT * FROM costs JOIN wanted USING (workload) WHERE params = '' ORDER BY place)
	GROUP BY config
),
programs AS (
	SELECT *, row_number() OVER (ORDER BY coalesce(high, insns) DESC, workload) AS place, count(*) OVER () AS n
	FROM costs WHERE workload GLOB 'apps/*'
),
sentences AS (
	SELECT 1 AS place, printf('In `%s`, relative to `%s`, %s.', config, baseline, text) AS text FROM calls
	UNION ALL
	SELECT 2, iif(dear.n > 1, printf('Of %d real programs the dearest there', dear.n), 'The one real program')
	       || printf(', `%s`, costs %s of what it does in `%s`', dear.workload, dear.text, dear.baseline)
	       || iif(dear.n > 1, printf('; the cheapest, `%s`, %.4f times the instructions', cheap.workload, cheap.insns)
		  || iif(cheap.high IS NULL, '', printf(' and at most %.4f times the cycles', cheap.high)), '') || '.'
	FROM programs AS dear JOIN programs AS cheap ON dear.place = 1 AND cheap.place = cheap.n
)
SELECT group_concat(text, ' ') AS sentence,
       iif((SELECT max(low) FROM costs) IS NULL, 'icount', 'icount, model:*') AS clock, 'summary' AS queries
FROM (SELECT text FROM sentences ORDER BY place)
HAVING count(*) > 0;
