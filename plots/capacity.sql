-- SPDX-License-Identifier: GPL-2.0-or-later
-- What each split holds, and what it costs
-- A line's bars are what that configuration holds with that much RAM, until something was refused; the letters say what had
-- run out. A hatched line does not fit, an empty place was not measured. The marks at the right are costs relative to the
-- first configuration, in instructions and on the oldest and the newest CPU: far apart means that it depends on the CPU.
--
-- A block of lines for each RAM size, from 1 GiB on where there are such, and a line for each configuration. First the
-- capacities, as parts of the largest in their column; then costs.
WITH wanted (col, workload, params, name) AS (
	VALUES (1, 'capacity/at_boot', '', 'all_reservations'), (2, 'capacity/at_boot', '', 'lowmem_free'),
	       (3, 'capacity/at_boot', '', 'struct_pages'), (4, 'capacity/user_memory', '', 'user_memory'),
	       (5, 'capacity/processes', 'tables=0', 'processes'), (6, 'capacity/processes', 'tables=32', 'processes'),
	       (7, 'capacity/processes', 'tables=32', 'ram_used'), (8, 'capacity/pipes', '', 'pipes'),
	       (9, 'capacity/mapped_files', '', 'mapped_files')
),
found AS (
	SELECT b.block, s.place, s.hue, w.col, k.value, k.unit, k.limited_by,
	       k.value * 1.0 / max(max(k.value) OVER (PARTITION BY w.col), 1) AS part
	FROM v_capacity AS k
	JOIN v_capacity_size AS b USING (run, mem_mib)
	JOIN v_style AS s USING (run, config)
	JOIN wanted AS w USING (workload, params, name)
	WHERE k.run = :sweep
)
SELECT block, place, hue, col, part,
       iif(unit = 'KiB', printf('%,d', value / 1024), printf('%,d', value))
       || CASE WHEN limited_by IS NULL OR col = 7 THEN '' WHEN limited_by = 'lowmem' THEN ' L'
	       WHEN limited_by = 'highmem' THEN ' H' WHEN limited_by = 'lowmem and highmem' THEN ' LH'
	       WHEN limited_by = 'process numbers' THEN ' P' WHEN limited_by = 'address space' THEN ' A'
	       WHEN limited_by = 'file system' THEN ' F' ELSE ' ?' END AS text
FROM found ORDER BY block, place, col;

-- The configurations.
SELECT place, config AS name, title FROM v_style WHERE run = :sweep ORDER BY place;

-- The blocks.
SELECT block, mem_mib AS mem FROM v_capacity_size WHERE run = :sweep ORDER BY block;

-- What does not fit: block and configuration. Other workloads say so as well, where they find no highmem.
SELECT DISTINCT b.block, s.place FROM cell AS c
JOIN v_capacity_size AS b USING (run, mem_mib)
JOIN v_style AS s USING (run, config)
WHERE c.run = :sweep AND c.state = 'nofit' AND c.workload = 'capacity/at_boot'
ORDER BY b.block, s.place;

-- Costs: block, configuration, column, clock, ratio.
WITH costs (col, workload, params) AS (
	VALUES (1, 'syscall/null', 'entry=int80'), (2, 'syscall/pipe', ''), (3, 'syscall/file_read', 'size=4096'),
	       (4, 'syscall/fault_anon', ''), (5, 'syscall/fork', 'pages=1024')
)
SELECT b.block, s.place, x.col, k.nth, m.ratio
FROM v_memory_sweep AS m
JOIN v_capacity_size AS b USING (run, mem_mib)
JOIN v_style AS s USING (run, config)
JOIN costs AS x USING (workload, params)
JOIN v_few_clocks AS k USING (run, clock)
WHERE m.run = :sweep AND m.ratio IS NOT NULL
ORDER BY b.block, s.place, x.col, k.nth;

-- The clocks.
SELECT nth, title FROM v_few_clocks WHERE run = :sweep ORDER BY nth;

-- Which of these data sets have rows.
SELECT EXISTS (SELECT 1 FROM v_capacity_size AS b JOIN cell AS c USING (run, mem_mib)
	       WHERE c.run = :sweep AND c.state = 'nofit' AND c.workload = 'capacity/at_boot') AS nofits,
       EXISTS (SELECT 1 FROM v_capacity_size AS b JOIN v_memory_sweep AS m USING (run, mem_mib)
	       WHERE m.run = :sweep AND m.ratio IS NOT NULL
		     AND m.workload IN ('syscall/null', 'syscall/pipe', 'syscall/file_read', 'syscall/fault_anon',
					'syscall/fork')) AS costs;
