-- SPDX-License-Identifier: GPL-2.0-or-later
-- Where do own page tables stop being affordable, in words? One paragraph for each configuration and CPU.
-- From v_model_threshold: the least and the most over the measured working sets, and at which of them.
WITH rates AS (
	SELECT t.*, p.place, p.mhz, p.title, g.position,
	       iif(t.pages < 256, (t.pages * 4) || ' KiB', (t.pages / 256) || ' MiB') AS size,
	       t.calls_per_mcycle * coalesce(p.mhz, 1) AS calls,
	       row_number() OVER (each ORDER BY t.calls_per_mcycle IS NULL, t.calls_per_mcycle, t.pages) AS nth,
	       count(t.calls_per_mcycle) OVER each AS n, count(*) OVER each AS sets,
	       sum(t.calls_per_mcycle = 0) OVER each AS at_any, sum(t.extrapolated AND t.calls_per_mcycle > 0) OVER each AS guessed
	FROM v_model_threshold AS t
	JOIN v_profile AS p ON p.run = t.run AND p.clock = t.clock
	JOIN config AS g ON g.run = t.run AND g.name = t.config AND g.separate_pgd
	WHERE t.run = :run
	WINDOW each AS (PARTITION BY t.config, t.clock, t.mem_mib, t.percent)
),
clauses AS (
	SELECT config, clock, mem_mib, percent, place, position, title, mhz, peer,
	       CASE WHEN n = 0 THEN printf('%d %% at none that was measured', percent)
	       WHEN at_any = sets THEN printf('%d %% at any rate', percent)
	       ELSE printf('%d %% ', percent) || iif(at_any,
		    'at any rate (' || max(size) FILTER (WHERE nth = 1) || ', where the loads alone cost it)',
		    printf('from %,d (%s)', round(max(calls) FILTER (WHERE nth = 1)), max(size) FILTER (WHERE nth = 1)))
		    || iif(n > 1, printf(' to %,d (%s)', round(max(calls) FILTER (WHERE nth = n)), max(size) FILTER (WHERE nth = n)), '')
		    || iif(n < sets, printf(', not reached in %d of %d', sets - n, sets), '')
		    || iif(guessed, printf(' (%d of %d extrapolated)', guessed, sets), '')
	       END AS clause
	FROM rates GROUP BY config, clock, mem_mib, percent
)
SELECT c.title || iif(c.mhz, printf(' at %d MHz, nominal', c.mhz), '') || ', ' || c.mem_mib || ' MiB of RAM. ' || c.config
       || ' costs more than ' || c.peer || ' from so many system calls '
       || iif(c.mhz, 'a second', 'in a million cycles') || ' on, by working set: ' || group_concat(c.clause, '; ') || '.' AS text
FROM (SELECT * FROM clauses ORDER BY position, place, mem_mib, percent) AS c
GROUP BY c.position, c.place, c.mem_mib
ORDER BY c.position, c.place, c.mem_mib;
