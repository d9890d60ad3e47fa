-- SPDX-License-Identifier: GPL-2.0-or-later
-- What page tables of its own would cost a kernel if CR3 loads flushed nothing: tagged TLBs
-- The distance between the two markers is what flushing costs; what is left to the right of 1 is the longer path and the CR3
-- loads, which tags do not save. No i386 has tagged TLBs.
--
-- A panel for each configuration with page tables of its own and each CPU that has a tagged twin. Of each workload the
-- case in which the tags save most, where that is 1 % of the baseline or more.
WITH pairs AS (
	SELECT p.place, g.position, g.title AS config, u.title AS cpu, a.workload, a.params, a.mem_mib,
	       a.ratio AS untagged, t.ratio AS tagged
	FROM v_profile AS p
	JOIN v_profile AS u ON u.run = p.run AND u.clock = p.twin
	JOIN v_vs_baseline AS t ON t.run = p.run AND t.clock = p.clock
	JOIN v_vs_baseline AS a ON a.run = p.run AND a.clock = p.twin AND a.config = t.config
		AND a.mem_mib = t.mem_mib AND a.workload = t.workload AND a.params = t.params AND a.accel = t.accel
	JOIN config AS g ON g.run = p.run AND g.name = t.config AND g.separate_pgd = 1 AND g.position > 0
	WHERE p.run = :run
),
ranked AS (
	SELECT p.*, c.label, max(p.untagged - p.tagged) OVER (PARTITION BY p.workload, p.params, p.mem_mib) AS saved,
	       c.sort_key
	FROM pairs AS p JOIN v_case AS c ON c.run = :run AND c.workload = p.workload
		AND c.params = p.params AND c.mem_mib = p.mem_mib
),
chosen AS (
	SELECT *, dense_rank() OVER (PARTITION BY workload ORDER BY saved DESC, sort_key) AS choice FROM ranked
	WHERE saved >= 0.01
)
SELECT dense_rank() OVER (ORDER BY saved DESC, workload) AS row,
       iif(row_number() OVER (PARTITION BY workload ORDER BY position, place) = 1, label, '') AS label,
       dense_rank() OVER (ORDER BY position, place) AS panel, config, cpu,
       printf('%.2f, tagged %.2f', untagged, tagged) AS text, untagged, tagged
FROM chosen WHERE choice = 1
ORDER BY row, panel;

SELECT place, name, title FROM v_profile WHERE run = :run ORDER BY place;
