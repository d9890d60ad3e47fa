-- SPDX-License-Identifier: GPL-2.0-or-later
-- What page tables of its own cost a kernel, by system calls per million cycles and working set
-- Find your rate at the left, in a million cycles, or at the right, in a second at the CPU's nominal clock: the field says by
-- how many percent a configuration costs more than the first that shares its map and has the same kind of page tables, in
-- whose cycles the rate is. The lines are at the rates at which that is 1, 5 and 10 %; open circles are below the lowest rate
-- that was measured and take a call to cost what it costs there, so that true ones are at most these.
--
-- A map for each configuration with page tables of its own and each profile. A field is as high as half the way to the
-- next rates that were measured.
WITH points AS (
	SELECT b.*, p.place, p.mhz, g.position, g.title, p.title AS cpu,
	       lag(b.calls_per_mcycle) OVER rates AS slower, lead(b.calls_per_mcycle) OVER rates AS faster
	FROM v_model_break_even AS b
	JOIN v_profile AS p ON p.run = b.run AND p.clock = b.clock AND p.twin IS NULL
	JOIN config AS g ON g.run = b.run AND g.name = b.config AND g.separate_pgd = 1 AND g.position > 0
	WHERE b.run = :run
	      AND b.mem_mib = (SELECT max(mem_mib) FROM cell JOIN v_grid USING (workload, params) WHERE run = :run)
	WINDOW rates AS (PARTITION BY b.config, b.clock, b.pages ORDER BY b.calls_per_mcycle)
)
SELECT dense_rank() OVER (ORDER BY position, place) AS panel,
       dense_rank() OVER (ORDER BY pages) - 1 AS x, pages * 4 AS kib, calls_per_mcycle AS rate,
       calls_per_mcycle * sqrt(coalesce(slower / calls_per_mcycle, calls_per_mcycle / faster, 0.5)) AS from_rate,
       calls_per_mcycle * sqrt(coalesce(faster / calls_per_mcycle, calls_per_mcycle / slower, 2)) AS to_rate,
       100 * extra AS percent, printf(iif(abs(extra) < 0.0995, '%+.1f', '%+.0f'), 100 * extra) AS text, title || ' over ' || peer AS title, cpu, place, mhz
FROM points
ORDER BY panel, x, rate;

SELECT place, name, title FROM v_profile AS p
WHERE run = :run AND twin IS NULL
      AND EXISTS (SELECT 1 FROM v_model_break_even AS b WHERE b.run = :run AND b.clock = p.clock)
ORDER BY place;

-- The rates at which it costs 1, 5, 10 % more.
WITH panels AS (
	SELECT DISTINCT b.config, b.clock, p.place, g.position
	FROM v_model_break_even AS b
	JOIN v_profile AS p ON p.run = b.run AND p.clock = b.clock AND p.twin IS NULL
	JOIN config AS g ON g.run = b.run AND g.name = b.config AND g.separate_pgd = 1 AND g.position > 0
	WHERE b.run = :run
),
numbered AS (SELECT *, dense_rank() OVER (ORDER BY position, place) AS panel FROM panels),
sizes AS MATERIALIZED (SELECT DISTINCT mem_mib, pages FROM v_model_break_even WHERE run = :run)
SELECT n.panel, t.percent, (SELECT count(*) FROM sizes AS o WHERE o.mem_mib = t.mem_mib AND o.pages < t.pages) AS x,
       t.calls_per_mcycle AS rate, t.extrapolated
FROM v_model_threshold AS t JOIN numbered AS n ON n.config = t.config AND n.clock = t.clock
WHERE t.run = :run AND t.calls_per_mcycle > 0
      AND t.mem_mib = (SELECT max(mem_mib) FROM cell JOIN v_grid USING (workload, params) WHERE run = :run)
ORDER BY t.percent, n.panel, x;
