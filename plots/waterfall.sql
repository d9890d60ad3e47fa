-- SPDX-License-Identifier: GPL-2.0-or-later
-- Where the cost of 4G/4G comes from: by which steps 3G/1G gets there
-- A row of panels for each case, a column for each clock, a line for each step: what it adds, in percent of
-- what an operation costs at the start. A bar begins where the one above ends; both ends are whole configurations, the
-- lines between pairs of them that differ in one thing (kernels/README.md; `splitbench query waterfall` has the pairs). The last
-- but one is what is left: that steps change each other's cost, and what is no step, as that 4G/4G loads no CR3 at a
-- switch. A long one says: do not add the others up.
WITH few AS (SELECT clock, nth, title FROM v_few_clocks WHERE run = :ablation),
steps AS (
	SELECT w.*, c.sort_key, c.label AS case_label, few.nth, few.title AS clock_title,
	       100 * w.delta / w.from_per_op AS percent, 100 * w.below / w.from_per_op AS start
	FROM v_waterfall AS w JOIN few USING (clock)
	JOIN v_case AS c USING (run, mem_mib, workload, params)
	-- Small copies of other sizes than one byte differ by next to nothing; the query `bounce` is about those.
	WHERE w.run = :ablation AND w.params NOT IN ('size=16', 'size=64', 'size=128')
),
ends AS (
	SELECT DISTINCT run, sort_key, case_label, nth, clock_title, from_per_op, to_per_op,
	       max(place) OVER (PARTITION BY sort_key, nth) AS last
	FROM steps
),
titles AS (
	SELECT f.title AS first_title, t.title AS last_title
	FROM v_waterfall_step AS s
	JOIN config AS f ON f.run = :ablation AND f.name = s.from_config
	JOIN config AS t ON t.run = f.run AND t.name = s.to_config
	WHERE s.place = 0
),
lines AS (
	SELECT sort_key, case_label, nth, clock_title, place + 1 AS line, start AS below, start + percent AS above,
	       printf('%+.1f %%', percent) AS text, label, iif(from_config IS NULL, 2, 1) AS style
	FROM steps
	UNION ALL
	SELECT sort_key, case_label, nth, clock_title, 1, 0, 0, printf('%,d', round(from_per_op)), first_title, 0
	FROM ends, titles
	UNION ALL
	SELECT sort_key, case_label, nth, clock_title, last + 2, 0, 100 * (to_per_op / from_per_op - 1),
	       printf('x%.3f', to_per_op / from_per_op), last_title, 0
	FROM ends, titles
)
SELECT dense_rank() OVER (ORDER BY sort_key) AS panel, nth, line, below, above, text, style, label, case_label,
       clock_title
FROM lines
ORDER BY panel, nth, line;
