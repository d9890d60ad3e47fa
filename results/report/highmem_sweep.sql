-- SPDX-License-Identifier: GPL-2.0-or-later
-- What reading a file costs with the most RAM, beside that with the most RAM that is all lowmem
WITH costs AS (
	SELECT s.*, iif(s.clock = 'icount', NULL, substr(p.title, 1, instr(p.title || ' (', ' (') - 1)) AS cpu
	FROM v_memory_sweep AS s
	JOIN v_baseline AS b USING (run, config)
	LEFT JOIN v_profile AS p ON p.run = s.run AND p.clock = s.clock
	WHERE s.run = :sweep AND s.workload = 'syscall/file_read' AND s.params = 'size=4096'
	      AND (s.clock = 'icount' OR p.clock IS NOT NULL AND p.twin IS NULL)
),
grown AS (
	SELECT most.config, most.mem_mib, most.highmem_mib, least.mem_mib AS low_mib, most.clock, most.cpu, most.kmaps_high,
	       most.per_op / least.per_op AS ratio
	FROM costs AS most JOIN costs AS least USING (clock)
	WHERE most.mem_mib = (SELECT max(mem_mib) FROM costs) AND most.highmem_mib > 0
	      AND least.mem_mib = (SELECT max(mem_mib) FROM costs WHERE highmem_mib = 0)
),
placed AS (
	SELECT *, row_number() OVER (PARTITION BY clock = 'icount' ORDER BY ratio, clock) AS up,
	       row_number() OVER (PARTITION BY clock = 'icount' ORDER BY ratio DESC, clock) AS down
	FROM grown
)
SELECT printf('With %d MiB, of which %.0f are highmem, a read() of 4 KiB from the page cache maps %g %s of highmem in `%s`, and '
	      || 'costs %.3f times the instructions', i.mem_mib, i.highmem_mib, round(i.kmaps_high, 2), iif(round(i.kmaps_high, 2) = 1, 'page', 'pages'),
	      i.config, i.ratio)
       || coalesce((SELECT ' and ' || iif(least.clock = most.clock, '', printf('%.2f (%s) to ', least.ratio, least.cpu))
			   || printf('%.2f times (%s) the cycles', most.ratio, most.cpu)
		    FROM placed AS least JOIN placed AS most ON most.down = 1 AND most.clock <> 'icount'
		    WHERE least.up = 1 AND least.clock <> 'icount'), '')
       || printf(' that it does with %d MiB, which are all lowmem.', i.low_mib) AS sentence,
       iif(EXISTS (SELECT 1 FROM placed WHERE clock <> 'icount'), 'icount, model:*', 'icount') AS clock, 'memory_sweep' AS queries
FROM placed AS i
WHERE i.clock = 'icount' AND i.up = 1;
