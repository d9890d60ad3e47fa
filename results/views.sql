-- SPDX-License-Identifier: GPL-2.0-or-later
-- What people ask of the store. The harness applies this file whenever it opens a database for
-- writing: views hold no data, so that they can be dropped and made again.
--
-- Two rules hold in all of them. A number stands for one cell and one clock: values of two clocks
-- or two accelerators never meet in one row. A cell that failed has no numbers.
--
-- v_summary, v_vs_baseline, v_flush_ledger and latest_run are an interface: their columns may be
-- added to at the end, and keep their names and meanings.

-- Which run do people mean who name none? The one that was worked on last, however it ended; not
-- one that has nothing to show.
DROP VIEW IF EXISTS latest_run;
CREATE VIEW latest_run AS
SELECT id AS run, started, finished, state, commit_id, dirty, qemu_version, host_cpu, host_kernel,
       selection
FROM run
WHERE EXISTS (SELECT 1 FROM cell WHERE cell.run = run.id)
ORDER BY coalesce(finished, started) DESC, id DESC
LIMIT 1;

-- What does one operation cost? per_op, lo and hi are the median, the lowest and the highest of the
-- samples, divided by the operations of a sample: instructions for the clock icount, else cycles.
DROP VIEW IF EXISTS v_summary;
CREATE VIEW v_summary AS
WITH ordered AS (
	SELECT c.run, c.id AS cell, m.clock, m.value,
	       row_number() OVER (PARTITION BY c.run, c.id, m.clock ORDER BY m.value) AS place,
	       count(*) OVER (PARTITION BY c.run, c.id, m.clock) AS n
	FROM cell AS c JOIN measure AS m ON m.cell = c.id
	WHERE c.state = 'ok'
),
median AS (
	SELECT run, cell, clock, n, min(value) AS lo, max(value) AS hi,
	       -- the one in the middle, or the two of an even number
	       avg(value) FILTER (WHERE place IN ((n + 1) / 2, n / 2 + 1)) AS mid
	FROM ordered
	GROUP BY run, cell, clock
)
SELECT m.run, c.config, c.mem_mib, c.workload, c.params, m.clock,
       m.mid / c.ops AS per_op, m.lo * 1.0 / c.ops AS lo, m.hi * 1.0 / c.ops AS hi,
       m.n AS samples, c.accel, c.ops, m.cell
FROM median AS m JOIN cell AS c ON c.id = m.cell;

-- Which configuration are the others held against? The first row of kernels/configs.def, which the
-- store knows by its position. A run without it has no baseline, rather than another one.
DROP VIEW IF EXISTS v_baseline;
CREATE VIEW v_baseline AS
SELECT run, name AS config, title FROM config WHERE position = 0;

-- What does a configuration cost relative to the baseline? ratio above 1: dearer. The baseline
-- itself is there with ratio 1. A row exists only where both cells gave samples; v_failure says why
-- one is not there.
DROP VIEW IF EXISTS v_vs_baseline;
CREATE VIEW v_vs_baseline AS
SELECT s.run, s.config, s.mem_mib, s.workload, s.params, s.clock, s.per_op,
       b.per_op AS baseline_per_op, s.per_op / b.per_op AS ratio, s.accel
FROM v_summary AS s
JOIN v_baseline AS base ON base.run = s.run
JOIN v_summary AS b ON b.run = s.run AND b.config = base.config AND b.mem_mib = s.mem_mib
	AND b.workload = s.workload AND b.params = s.params AND b.clock = s.clock
	AND b.accel = s.accel;

-- How often does an operation flush, why and how? per_op is the median of the samples' counts
-- divided by the operations. Every cause and kind is there for every cell whose kernel has a ledger:
-- 0 was counted, and a cell without rows was not.
DROP VIEW IF EXISTS v_flush_ledger;
CREATE VIEW v_flush_ledger AS
WITH ordered AS (
	-- The ledger leaves out zeros; in order of size, `zeros` of them come before the first row.
	SELECT c.run, l.cell, l.cause, l.kind, l.n,
	       row_number() OVER (PARTITION BY c.run, l.cell, l.cause, l.kind ORDER BY l.n)
	       + s.n - count(*) OVER (PARTITION BY c.run, l.cell, l.cause, l.kind) AS place,
	       s.n AS samples
	FROM cell AS c
	JOIN (SELECT cell, count(*) AS n FROM sample GROUP BY cell) AS s ON s.cell = c.id
	JOIN ledger AS l ON l.cell = c.id
	WHERE c.state = 'ok'
),
median AS (
	SELECT run, cell, cause, kind,
	       (coalesce(sum(n) FILTER (WHERE place = (samples + 1) / 2), 0)
	        + coalesce(sum(n) FILTER (WHERE place = samples / 2 + 1), 0)) / 2.0 AS mid
	FROM ordered
	GROUP BY run, cell, cause, kind
)
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, cause.name AS cause, kind.name AS kind,
       coalesce(m.mid, 0.0) / c.ops AS per_op, c.accel
FROM cell AS c
JOIN machine ON machine.cell = c.id
CROSS JOIN cause CROSS JOIN kind
LEFT JOIN median AS m ON m.run = c.run AND m.cell = c.id AND m.cause = cause.name
	AND m.kind = kind.name
WHERE c.state = 'ok';

-- What else does an operation do: system calls, faults, switches, temporary mappings, copies? Read
-- like v_flush_ledger.
DROP VIEW IF EXISTS v_counter;
CREATE VIEW v_counter AS
WITH ordered AS (
	SELECT c.run, k.cell, k.name, k.n,
	       row_number() OVER (PARTITION BY c.run, k.cell, k.name ORDER BY k.n)
	       + s.n - count(*) OVER (PARTITION BY c.run, k.cell, k.name) AS place,
	       s.n AS samples
	FROM cell AS c
	JOIN (SELECT cell, count(*) AS n FROM sample GROUP BY cell) AS s ON s.cell = c.id
	JOIN counter AS k ON k.cell = c.id
	WHERE c.state = 'ok'
),
median AS (
	SELECT run, cell, name,
	       (coalesce(sum(n) FILTER (WHERE place = (samples + 1) / 2), 0)
	        + coalesce(sum(n) FILTER (WHERE place = samples / 2 + 1), 0)) / 2.0 AS mid
	FROM ordered
	GROUP BY run, cell, name
)
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, counter_name.name,
       coalesce(m.mid, 0.0) / c.ops AS per_op, c.accel
FROM cell AS c
JOIN machine ON machine.cell = c.id
CROSS JOIN counter_name
LEFT JOIN median AS m ON m.run = c.run AND m.cell = c.id AND m.name = counter_name.name
WHERE c.state = 'ok';

-- Is every CR3 load accounted for? One row a sample: the ledger, which the primitives write, beside
-- the counters, which the entry code and the scheduler write. With a map of its own the kernel loads
-- CR3 at each entry from user mode and each return to it, else at each switch to other user memory;
-- by_flush are the loads that stand for many INVLPGs (exec, fork, large unmaps). unexplained is 0,
-- or the kernel's bookkeeping is wrong.
DROP VIEW IF EXISTS v_conservation;
CREATE VIEW v_conservation AS
WITH loads AS (
	SELECT cell, idx, sum(n) AS cr3_loads,
	       coalesce(sum(n) FILTER (WHERE cause LIKE '%\_entry' ESCAPE '\'), 0) AS at_entry,
	       coalesce(sum(n) FILTER (WHERE cause LIKE '%\_exit' ESCAPE '\'), 0) AS at_exit,
	       coalesce(sum(n) FILTER (WHERE cause = 'switch'), 0) AS at_switch
	FROM ledger WHERE kind = 'cr3_load' GROUP BY cell, idx
),
events AS (
	SELECT cell, idx,
	       coalesce(sum(n) FILTER (WHERE name = 'user_entries'), 0) AS entries,
	       coalesce(sum(n) FILTER (WHERE name = 'user_exits'), 0) AS exits,
	       coalesce(sum(n) FILTER (WHERE name = 'mm_switches'), 0) AS switches
	FROM counter GROUP BY cell, idx
)
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, s.idx, g.separate_pgd,
       coalesce(l.cr3_loads, 0) AS cr3_loads,
       coalesce(l.at_entry, 0) AS at_entry, coalesce(e.entries, 0) AS entries,
       coalesce(l.at_exit, 0) AS at_exit, coalesce(e.exits, 0) AS exits,
       coalesce(l.at_switch, 0) AS at_switch, coalesce(e.switches, 0) AS switches,
       coalesce(l.cr3_loads - l.at_entry - l.at_exit - l.at_switch, 0) AS by_flush,
       abs(coalesce(l.at_entry, 0) - g.separate_pgd * coalesce(e.entries, 0))
       + abs(coalesce(l.at_exit, 0) - g.separate_pgd * coalesce(e.exits, 0))
       + abs(coalesce(l.at_switch, 0) - (1 - g.separate_pgd) * coalesce(e.switches, 0))
       AS unexplained, c.accel
FROM cell AS c
JOIN config AS g ON g.run = c.run AND g.name = c.config
JOIN machine ON machine.cell = c.id
JOIN sample AS s ON s.cell = c.id
LEFT JOIN loads AS l ON l.cell = s.cell AND l.idx = s.idx
LEFT JOIN events AS e ON e.cell = s.cell AND e.idx = s.idx
WHERE c.state = 'ok';

-- Which cells have no numbers, and why?
DROP VIEW IF EXISTS v_failure;
CREATE VIEW v_failure AS
SELECT run, config, mem_mib, workload, params, accel, state, coalesce(reason, state) AS reason,
       detail, tail, qemu_status, command
FROM cell
WHERE state <> 'ok';

-- Where does a number come from? Sources, binaries, emulator, host and command line of each row of
-- v_summary; who runs that command with binaries of those hashes sees the same icount.
DROP VIEW IF EXISTS v_provenance;
CREATE VIEW v_provenance AS
SELECT s.run, s.config, s.mem_mib, s.workload, s.params, s.clock, s.per_op, s.samples, s.ops,
       c.checksum, r.commit_id, r.dirty, g.kernel_sha256, w.sha256 AS workload_sha256,
       r.qemu_version, r.host_cpu, r.host_kernel, r.started, r.seed, c.command, s.accel, s.cell
FROM v_summary AS s
JOIN cell AS c ON c.id = s.cell
JOIN run AS r ON r.id = s.run
JOIN config AS g ON g.run = s.run AND g.name = s.config
JOIN workload AS w ON w.run = s.run AND w.name = s.workload;

-- What does a split buy? Room for user programs, and what the kernel reaches without kmap(): the
-- machine as each kernel described it, in MiB, the median of its cells.
DROP VIEW IF EXISTS v_machine;
CREATE VIEW v_machine AS
WITH ordered AS (
	SELECT c.run, c.config, c.mem_mib, c.accel, m.*,
	       row_number() OVER (PARTITION BY c.run, c.config, c.mem_mib, c.accel
				  ORDER BY m.low_free_kib, c.id) AS place,
	       count(*) OVER (PARTITION BY c.run, c.config, c.mem_mib, c.accel) AS n
	FROM cell AS c JOIN machine AS m ON m.cell = c.id
	WHERE c.state = 'ok'
)
SELECT o.run, o.config, o.mem_mib, g.user_top / 1048576.0 AS user_mib,
       o.low_total_kib / 1024.0 AS low_total_mib, o.low_free_kib / 1024.0 AS low_free_mib,
       o.high_total_kib / 1024.0 AS high_total_mib, o.high_free_kib / 1024.0 AS high_free_mib,
       o.page_struct_kib / 1024.0 AS page_struct_mib, o.accel
FROM ordered AS o JOIN config AS g ON g.run = o.run AND g.name = o.config
WHERE o.place = (o.n + 1) / 2;

-- The parameters of a case one by one: 'pages=64 k=16' gives (pages, '64') and (k, '16').
DROP VIEW IF EXISTS v_param;
CREATE VIEW v_param AS
WITH object AS (
	SELECT params,
	       '{"' || replace(replace(params, ' ', '","'), '=', '":"') || '"}' AS text
	FROM (SELECT DISTINCT params FROM cell WHERE params <> '')
)
SELECT params, each.id AS place, each.key AS name, each.value AS value
FROM object, json_each(iif(json_valid(object.text), object.text, '{}')) AS each;

-- What is a case called where there is little room, and in which order do people expect them? label
-- names the memory only where the workload ran with several sizes; order by sort_key puts pages=64
-- before pages=256.
DROP VIEW IF EXISTS v_case;
CREATE VIEW v_case AS
WITH padded AS (
	SELECT params, group_concat(name || '=' || iif(value GLOB '[0-9]*', printf('%012d', value), value), ' ')
	       AS sort_key
	FROM (SELECT * FROM v_param ORDER BY params, place)
	GROUP BY params
)
SELECT DISTINCT c.run, c.mem_mib, c.workload, c.params, w.position,
       substr(c.workload, 1, instr(c.workload, '/') - 1) AS grp,
       trim(substr(c.workload, instr(c.workload, '/') + 1) || ' ' || c.params)
       || iif((SELECT count(DISTINCT mem_mib) FROM cell AS o
	       WHERE o.run = c.run AND o.workload = c.workload) > 1, ', ' || c.mem_mib || ' MiB', '')
       AS label,
       c.workload || ' ' || coalesce(p.sort_key, '') || printf(' %012d', c.mem_mib) AS sort_key
FROM cell AS c
JOIN workload AS w ON w.run = c.run AND w.name = c.workload
LEFT JOIN padded AS p ON p.params = c.params;

-- From which rate of system calls and which working set on does a split cost more? The two pointer
-- chases as one grid: a dependent load on each of `pages` pages, a null call after every k of them
-- (k is NULL, and calls_per_1000 0, without calls). extra_per_call is what one call and the refills
-- after it cost more than in the baseline.
DROP VIEW IF EXISTS v_chase;
CREATE VIEW v_chase AS
SELECT s.run, s.config, s.mem_mib, s.clock, CAST(pages.value AS INTEGER) AS pages,
       CAST(k.value AS INTEGER) AS k, coalesce(1000.0 / k.value, 0) AS calls_per_1000,
       s.per_op, v.baseline_per_op, v.ratio, (s.per_op - v.baseline_per_op) * k.value AS extra_per_call,
       s.accel
FROM v_summary AS s
JOIN v_param AS pages ON pages.params = s.params AND pages.name = 'pages'
LEFT JOIN v_param AS k ON k.params = s.params AND k.name = 'k'
LEFT JOIN v_vs_baseline AS v ON v.run = s.run AND v.config = s.config AND v.mem_mib = s.mem_mib
	AND v.workload = s.workload AND v.params = s.params AND v.clock = s.clock
	AND v.accel = s.accel
WHERE s.workload IN ('memory/chase', 'memory/chase_syscall');
