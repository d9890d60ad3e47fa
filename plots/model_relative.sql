-- SPDX-License-Identifier: GPL-2.0-or-later
-- Cost of each workload relative to the first configuration, by CPU profile
-- A panel for each other configuration, a marker for each CPU: a row of markers on the line at 1 costs the same on every
-- CPU. Wide scatter in a row means that the answer depends on the CPU: do not quote one ratio for it.
--
-- Of each workload the case that is furthest from 1 on any profile. `row` leaves two lines free for the heading of a group.
-- What-if profiles have a plot of their own.
WITH ratios AS (
	SELECT v.workload, v.params, v.mem_mib, v.ratio, p.place, g.position,
	       max(abs(ln(v.ratio))) OVER (PARTITION BY v.workload, v.params, v.mem_mib) AS far
	FROM v_vs_baseline AS v
	JOIN v_profile AS p ON p.run = v.run AND p.clock = v.clock AND p.twin IS NULL
	JOIN config AS g ON g.run = v.run AND g.name = v.config AND g.position > 0
	WHERE v.run = :run
),
ranked AS (
	SELECT r.*, c.grp, c.label, max(r.far) OVER (PARTITION BY c.grp) AS group_far,
	       dense_rank() OVER (PARTITION BY r.workload ORDER BY r.far DESC, c.sort_key) AS choice
	FROM ratios AS r JOIN v_case AS c ON c.run = :run AND c.workload = r.workload
		AND c.params = r.params AND c.mem_mib = r.mem_mib
),
placed AS (
	SELECT *, dense_rank() OVER (ORDER BY group_far DESC, grp) AS group_no,
	       dense_rank() OVER (ORDER BY group_far DESC, grp, far DESC, workload) AS case_no,
	       dense_rank() OVER (ORDER BY position) AS panel
	FROM ranked WHERE choice = 1
)
SELECT case_no + group_no AS row,
       iif(row_number() OVER (PARTITION BY case_no ORDER BY panel, place) = 1, label, '') AS label,
       iif(row_number() OVER (PARTITION BY group_no ORDER BY case_no, panel, place) = 1, grp, '') AS heading,
       panel, place, ratio
FROM placed
ORDER BY row, panel, place;

SELECT place, name, title FROM v_profile WHERE run = :run AND twin IS NULL ORDER BY place;

SELECT row_number() OVER (ORDER BY position) AS panel, title FROM config AS g
WHERE g.run = :run AND g.position > 0 AND EXISTS (SELECT 1 FROM v_vs_baseline AS v
	WHERE v.run = :run AND v.config = g.name AND v.clock GLOB 'model:?*');
