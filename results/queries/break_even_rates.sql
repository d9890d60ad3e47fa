-- SPDX-License-Identifier: GPL-2.0-or-later
-- From how many system calls a second on do own page tables cost 1, 5, 10 % more, on each CPU at its nominal clock?
-- model_break_even times mhz; break_even_cells has the measured cells that a rate lies between. '<=' and 'any' as there.
WITH texts AS (
	SELECT t.*, p.name AS profile, p.mhz, p.place, CASE WHEN calls_per_mcycle IS NULL THEN '-'
		    WHEN calls_per_mcycle = 0 THEN 'any'
		    ELSE iif(extrapolated, '<= ', '') || printf('%,d', round(calls_per_mcycle * mhz)) END AS text
	FROM v_model_threshold AS t JOIN v_profile AS p ON p.run = t.run AND p.clock = t.clock
	WHERE t.run = :run AND p.mhz
)
SELECT t.config, t.peer AS over, t.profile, t.mhz, t.mem_mib, t.pages * 4 AS kib,
       max(t.text) FILTER (WHERE t.percent = 1) AS at_1_percent,
       max(t.text) FILTER (WHERE t.percent = 5) AS at_5_percent,
       max(t.text) FILTER (WHERE t.percent = 10) AS at_10_percent
FROM texts AS t
JOIN config AS g ON g.run = t.run AND g.name = t.config AND g.separate_pgd
GROUP BY g.position, t.place, t.mem_mib, t.pages
ORDER BY g.position, t.place, t.mem_mib, t.pages;
