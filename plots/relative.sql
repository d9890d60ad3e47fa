-- SPDX-License-Identifier: GPL-2.0-or-later
-- Cost of each workload relative to the first configuration
-- A line for each case, a marker for each configuration: right of 1 it is dearer. Whiskers are the lowest and the highest
-- sample. The table at the right has the baseline's cost and the others' ratios to it; a cell without a number has the
-- reason there instead.
--
-- Groups and workloads that are furthest from 1 come first; `row` leaves two lines free for the heading of a group, and
-- `place` counts the configurations of the run.
WITH places AS (
	SELECT name, row_number() OVER (ORDER BY position) - 1 AS place FROM config WHERE run = :run
),
cells AS (
	SELECT g.place, c.grp, cell.workload, c.label, c.sort_key, v.ratio,
	       v.baseline_per_op AS base, s.per_op, s.lo, s.hi,
	       CASE cell.state WHEN 'nofit' THEN 'no fit' ELSE cell.reason END AS reason
	FROM cell
	JOIN places AS g ON g.name = cell.config
	JOIN workload AS w ON w.run = cell.run AND w.name = cell.workload AND w.results = 'costs'
	JOIN v_case AS c USING (run, workload, params, mem_mib)
	LEFT JOIN v_vs_baseline AS v ON v.run = :run AND v.config = cell.config
		AND v.mem_mib = cell.mem_mib AND v.workload = cell.workload AND v.params = cell.params
		AND v.accel = cell.accel AND v.clock = :clock
	LEFT JOIN v_summary AS s ON s.run = :run AND s.cell = cell.id AND s.clock = :clock
	WHERE cell.run = :run AND (s.per_op IS NOT NULL OR cell.state <> 'ok')
	      AND EXISTS (SELECT 1 FROM v_baseline WHERE run = :run)
),
placed AS (
	SELECT *, max(abs(ln(ratio))) OVER (PARTITION BY workload) AS far,
	       max(abs(ln(ratio))) OVER (PARTITION BY grp) AS group_far
	FROM cells
),
ranked AS (
	SELECT *, dense_rank() OVER (ORDER BY group_far DESC, grp) AS group_no,
	       dense_rank() OVER (ORDER BY group_far DESC, grp, far DESC, workload, sort_key) AS case_no
	FROM placed
)
SELECT case_no + 2 * group_no AS row, place, ratio, lo / base AS lo, hi / base AS hi, label,
       iif(row_number() OVER (PARTITION BY group_no ORDER BY case_no, place) = 1, grp, '') AS heading,
       CASE WHEN reason IS NOT NULL THEN reason
	    WHEN place > 0 THEN iif(ratio IS NULL, '-', printf('%.2f', ratio))
	    WHEN per_op < 100 THEN printf('%.1f', per_op)
	    WHEN per_op < 1000000 THEN printf('%,d', round(per_op))
	    ELSE printf('%.1f M', per_op / 1e6) END AS text
FROM ranked
ORDER BY row, place;

SELECT row_number() OVER (ORDER BY position) - 1 AS place, name, title FROM config WHERE run = :run;
