-- SPDX-License-Identifier: GPL-2.0-or-later
-- From how many system calls per million cycles on do own page tables cost 1, 5, 10 % more, on each CPU?
-- Times the clock in MHz that is calls a second (break_even_rates). '<=': below the rates measured, where the cost of
-- a call is taken to be that at the lowest; 'any': the loads alone cost that; '-': less at every rate measured.
WITH texts AS (
	SELECT t.*, CASE WHEN calls_per_mcycle IS NULL THEN '-' WHEN calls_per_mcycle = 0 THEN 'any'
		    ELSE iif(extrapolated, '<= ', '') || printf('%.1f', calls_per_mcycle) END AS text
	FROM v_model_threshold AS t WHERE t.run = :run
)
SELECT t.config, t.peer AS over, p.name AS profile, t.pages * 4 AS kib,
       max(t.text) FILTER (WHERE t.percent = 1) AS at_1_percent,
       max(t.text) FILTER (WHERE t.percent = 5) AS at_5_percent,
       max(t.text) FILTER (WHERE t.percent = 10) AS at_10_percent
FROM texts AS t
JOIN v_profile AS p ON p.run = t.run AND p.clock = t.clock
JOIN config AS g ON g.run = t.run AND g.name = t.config AND g.separate_pgd
GROUP BY g.position, p.place, t.mem_mib, t.pages
ORDER BY g.position, p.place, t.mem_mib, t.pages;
