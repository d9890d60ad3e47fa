-- SPDX-License-Identifier: GPL-2.0-or-later
-- The cycle model against hardware: modelled over measured cycles
-- One row a case and whatever it was measured by: place 0 is the host itself, then the configurations under
-- KVM. Of the profile nearest to the host's CPU, unless --clock names another. `row` leaves two lines free
-- for the heading of a group.
WITH rows AS (
	SELECT v.*, c.grp, c.label, c.sort_key,
	       iif(v.config IS NULL, 0, (SELECT count(*) FROM config AS g JOIN config AS o USING (run)
					 WHERE g.run = v.run AND g.name = v.config AND o.position <= g.position)) AS place
	FROM v_validate AS v
	JOIN v_case AS c ON c.run = v.run AND c.workload = v.workload AND c.params = v.params
		AND c.mem_mib = v.mem_mib
	WHERE v.run = :run
	      AND v.clock = iif(:clock GLOB 'model:?*', :clock,
				(SELECT clock FROM native WHERE run = :run ORDER BY id DESC LIMIT 1))
),
ranked AS (
	SELECT *, dense_rank() OVER (ORDER BY grp) AS group_no, dense_rank() OVER (ORDER BY grp, sort_key) AS case_no,
	       row_number() OVER (PARTITION BY sort_key ORDER BY place) AS nth
	FROM rows
)
SELECT case_no + 2 * group_no AS row, place, 1 + error AS ratio, iif(nth = 1, label, '') AS label,
       iif(row_number() OVER (PARTITION BY group_no ORDER BY case_no, place) = 1, grp, '') AS heading,
       iif(nth = 1, printf('%.4g', coalesce(core, tsc)), '') AS measured, iif(nth = 1, printf('%.4g', modelled), '') AS modelled,
       iif(nth = 1, printf('%+.0f %%', 100 * error), '') AS error
FROM ranked
ORDER BY row, place;

SELECT p.place, p.name, p.title FROM v_profile AS p
WHERE p.run = :run AND p.clock = iif(:clock GLOB 'model:?*', :clock,
				     (SELECT clock FROM native WHERE run = :run ORDER BY id DESC LIMIT 1));

SELECT 0 AS place, 'on the host itself (' || host_cpu || ', ' || host_kind || '; TSC / core cycle '
       || printf('%.2f', min(tsc_per_core)) || ' to ' || printf('%.2f', max(tsc_per_core)) || ')' AS title
FROM native AS n WHERE n.run = :run AND n.id IN (SELECT max(id) FROM native GROUP BY run, workload, params)
GROUP BY run
UNION ALL
SELECT (SELECT count(*) FROM config AS o WHERE o.run = g.run AND o.position <= g.position), 'KVM, ' || g.title
FROM config AS g
WHERE g.run = :run AND EXISTS (SELECT 1 FROM v_validate AS v WHERE v.run = g.run AND v.config = g.name)
ORDER BY 1;
