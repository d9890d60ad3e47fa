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
-- one that has nothing to show, and a memory sweep or ablations, which answer other questions, only where
-- there is nothing else. Likewise one on an emulated host, whose kvm-tsc means nothing, and one of another database.
DROP VIEW IF EXISTS latest_run;
CREATE VIEW latest_run AS
SELECT id AS run, started, finished, state, commit_id, dirty, qemu_version, host_cpu, host_kernel,
       selection
FROM run
WHERE EXISTS (SELECT 1 FROM cell WHERE cell.run = run.id)
ORDER BY kind <> 'bench', host_kind = 'emulated', imported_from IS NOT NULL, coalesce(finished, started) DESC, id DESC
LIMIT 1;

-- And which memory sweep, where it is one that is asked about? Likewise.
DROP VIEW IF EXISTS latest_sweep;
CREATE VIEW latest_sweep AS
SELECT id AS run, started, finished, state, commit_id, dirty, qemu_version, host_cpu, host_kernel,
       selection
FROM run
WHERE kind = 'sweep' AND EXISTS (SELECT 1 FROM cell WHERE cell.run = run.id)
ORDER BY imported_from IS NOT NULL, coalesce(finished, started) DESC, id DESC
LIMIT 1;

-- And which run with ablations, where it is one that asks where costs come from? Likewise.
DROP VIEW IF EXISTS latest_ablation;
CREATE VIEW latest_ablation AS
SELECT id AS run, started, finished, state, commit_id, dirty, qemu_version, host_cpu, host_kernel,
       selection
FROM run
WHERE kind = 'ablation' AND EXISTS (SELECT 1 FROM cell WHERE cell.run = run.id)
ORDER BY imported_from IS NOT NULL, coalesce(finished, started) DESC, id DESC
LIMIT 1;

-- What did a cell's samples come to on a clock, for all operations of a sample together? middle is their median:
-- the value in the middle, or the mean of the two of an even number. A cell has its first sample on each of
-- its clocks, so that this finds them without a look at the others; medians come from measure_by_value.
DROP VIEW IF EXISTS v_value;
CREATE VIEW v_value AS
SELECT m.cell, m.clock,
       (SELECT avg(value)
	FROM (SELECT value, row_number() OVER (ORDER BY value) AS place, count(*) OVER () AS n
	      FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock)
	WHERE place IN ((n + 1) / 2, n / 2 + 1)) AS middle,
       (SELECT min(value) FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock) AS lowest,
       (SELECT max(value) FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock) AS highest,
       (SELECT count(*) FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock) AS samples
FROM measure AS m
WHERE m.idx = 0;

-- What does one operation cost? per_op, lo and hi are the median, the lowest and the highest of the
-- samples, divided by the operations of a sample: instructions for the clock icount, else cycles.
DROP VIEW IF EXISTS v_summary;
CREATE VIEW v_summary AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, m.clock, m.middle / c.ops AS per_op,
       m.lowest * 1.0 / c.ops AS lo, m.highest * 1.0 / c.ops AS hi, m.samples,
       c.accel, c.ops, c.id AS cell, r.host_kind
FROM cell AS c JOIN v_value AS m ON m.cell = c.id JOIN run AS r ON r.id = c.run
WHERE c.state = 'ok' AND NOT c.twin;

-- How much of a difference is noise? Cells of hardware are there twice in the first configuration, the twin
-- booted by turns with all others: noise is by how much of the smaller one the two medians differ. What two
-- configurations differ by is to be larger than that.
DROP VIEW IF EXISTS v_noise;
CREATE VIEW v_noise AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, a.clock, a.middle / c.ops AS per_op,
       b.middle / t.ops AS twin_per_op,
       abs(a.middle / c.ops - b.middle / t.ops) / min(a.middle / c.ops, b.middle / t.ops) AS noise, c.accel
FROM cell AS t
JOIN cell AS c ON c.run = t.run AND c.config = t.config AND c.mem_mib = t.mem_mib AND c.workload = t.workload
	AND c.params = t.params AND c.accel = t.accel AND NOT c.twin
JOIN v_value AS a ON a.cell = c.id
JOIN v_value AS b ON b.cell = t.id AND b.clock = a.clock
WHERE t.twin AND t.state = 'ok' AND c.state = 'ok';

-- Which configuration are the others held against? The first row of kernels/configs.def, which the
-- store knows by its position. A run without it has no baseline, rather than another one.
DROP VIEW IF EXISTS v_baseline;
CREATE VIEW v_baseline AS
SELECT run, name AS config, title FROM config WHERE position = 0;

-- Which kind of page tables has a configuration? Runs of older versions have it in the name.
DROP VIEW IF EXISTS v_paging;
CREATE VIEW v_paging AS
SELECT run, name AS config, position, separate_pgd, user_top,
       coalesce(paging, iif(name GLOB '*-pae*', 'pae', 'two-level')) AS paging
FROM config;

-- Which configuration is one's mechanism held against? One with page tables of its own against the first that shares
-- its map and has the same kind of page tables: 4g4g-pae against 3g1g-pae, as longer entries cost the loads themselves.
-- Any other, and where a run has no such, against the baseline. same_tables: both have the same kind.
DROP VIEW IF EXISTS v_peer;
CREATE VIEW v_peer AS
WITH peers AS (
	SELECT g.run, g.config, g.position, g.separate_pgd, g.paging, coalesce(
		(SELECT o.config FROM v_paging AS o WHERE o.run = g.run AND o.paging = g.paging AND g.separate_pgd AND NOT o.separate_pgd
		 ORDER BY o.position LIMIT 1), b.config) AS peer
	FROM v_paging AS g JOIN v_baseline AS b ON b.run = g.run
)
SELECT p.*, p.paging = o.paging AS same_tables FROM peers AS p JOIN v_paging AS o ON o.run = p.run AND o.config = p.peer;

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
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, cause.name AS cause, kind.name AS kind,
       (SELECT avg(n)
	FROM (SELECT coalesce(l.n, 0) AS n, row_number() OVER (ORDER BY l.n) AS place,
		     count(*) OVER () AS samples
	      FROM sample AS s LEFT JOIN ledger AS l ON l.cell = s.cell AND l.idx = s.idx
		   AND l.cause = cause.name AND l.kind = kind.name
	      WHERE s.cell = c.id)
	WHERE place IN ((samples + 1) / 2, samples / 2 + 1)) / c.ops AS per_op, c.accel, c.id AS cell
FROM cell AS c JOIN machine ON machine.cell = c.id CROSS JOIN cause CROSS JOIN kind
WHERE c.state = 'ok' AND NOT c.twin;

-- Which samples stand for a cell on a clock? The one in the middle, or the two of an even number: their
-- mean is per_op of v_summary, and so what they consist of adds up to it. (CROSS JOIN, here and in the views that
-- use it: the samples in the middle are looked for once a cell and clock, before anything else is joined. The + below
-- keeps SQLite from reading all cells because they come in the order of their ids.)
DROP VIEW IF EXISTS v_middle;
CREATE VIEW v_middle AS
SELECT d.cell, m.idx, d.clock,
       2 - (SELECT count(*) FROM measure AS o WHERE o.cell = d.cell AND o.clock = d.clock) % 2 AS samples
FROM measure AS d
CROSS JOIN measure AS m ON m.cell = d.cell AND m.clock = d.clock AND m.idx IN (
	SELECT idx
	FROM (SELECT idx, row_number() OVER (ORDER BY value, idx) AS place, count(*) OVER () AS n
	      FROM measure AS o WHERE o.cell = d.cell AND o.clock = d.clock)
	WHERE place IN ((n + 1) / 2, n / 2 + 1))
WHERE d.idx = 0;

-- Where do the modelled cycles of an operation go? The parts of a cell on a clock sum to its per_op in
-- v_summary; a part is there for every cell that was modelled, 0 included. meaning says what it is.
DROP VIEW IF EXISTS v_model_parts;
CREATE VIEW v_model_parts AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, m.clock, p.name AS part,
       coalesce(sum((SELECT x.cycles FROM model_cycles AS x WHERE x.cell = m.cell AND x.idx = m.idx AND x.clock = m.clock
		     AND x.part = p.name)), 0) * 1.0 / m.samples / c.ops AS per_op, p.meaning, c.accel
FROM cell AS c
JOIN v_middle AS m ON m.cell = c.id AND m.clock GLOB 'model:?*'
CROSS JOIN model_part AS p
WHERE c.state = 'ok'
GROUP BY c.run, +c.id, m.clock, p.name;

-- How many misses, walks and dropped entries are in an operation, by profile? On the clock icount: what
-- the model saw of the execution itself, as instructions by region and interrupts. Of the samples that
-- v_model_parts is of; what did not happen at all has no row.
DROP VIEW IF EXISTS v_model_events;
CREATE VIEW v_model_events AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, m.clock, x.name,
       sum(x.n) * 1.0 / m.samples / c.ops AS per_op, p.meaning, c.accel
FROM cell AS c
JOIN v_middle AS m ON m.cell = c.id
CROSS JOIN model_event AS x ON x.cell = m.cell AND x.idx = m.idx AND x.clock = m.clock
JOIN model_event_name AS p ON p.name = x.name
WHERE c.state = 'ok'
GROUP BY c.run, +c.id, m.clock, x.name;

-- What else does an operation do: system calls, faults, switches, temporary mappings, copies? Read
-- like v_flush_ledger.
DROP VIEW IF EXISTS v_counter;
CREATE VIEW v_counter AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, counter_name.name,
       (SELECT avg(n)
	FROM (SELECT coalesce(k.n, 0) AS n, row_number() OVER (ORDER BY k.n) AS place,
		     count(*) OVER () AS samples
	      FROM sample AS s LEFT JOIN counter AS k ON k.cell = s.cell AND k.idx = s.idx
		   AND k.name = counter_name.name
	      WHERE s.cell = c.id)
	WHERE place IN ((samples + 1) / 2, samples / 2 + 1)) / c.ops AS per_op, c.accel
FROM cell AS c JOIN machine ON machine.cell = c.id CROSS JOIN counter_name
WHERE c.state = 'ok' AND NOT c.twin;

-- Is every CR3 load accounted for? One row a sample: the ledger, which the primitives write, beside
-- the counters, which the entry code and the scheduler write. Loads are at each entry from user mode and
-- each return to it, at each switch to other user memory, or at both, as config.entry_loads and
-- switch_loads say of the mechanism, and two for each copy tried on the user's page tables; by_flush are
-- the loads that stand for many INVLPGs (exec, fork, large unmaps). unexplained is 0, or the kernel's
-- bookkeeping is wrong.
DROP VIEW IF EXISTS v_conservation;
CREATE VIEW v_conservation AS
WITH counted AS (
	SELECT c.run, c.config, c.mem_mib, c.workload, c.params, s.idx, c.accel, g.separate_pgd,
	       coalesce(g.entry_loads, g.separate_pgd) AS entry_loads,
	       coalesce(g.switch_loads, 1 - g.separate_pgd) AS switch_loads,
	       (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
		AND l.kind = 'cr3_load') AS cr3_loads,
	       (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
		AND l.kind = 'cr3_load' AND l.cause IN ('syscall_entry', 'trap_entry')) AS at_entry,
	       (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
		AND l.kind = 'cr3_load' AND l.cause IN ('syscall_exit', 'trap_exit')) AS at_exit,
	       (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
		AND l.kind = 'cr3_load' AND l.cause = 'switch') AS at_switch,
	       (SELECT coalesce(sum(n), 0) FROM counter AS k WHERE k.cell = s.cell AND k.idx = s.idx
		AND k.name = 'user_entries') AS entries,
	       (SELECT coalesce(sum(n), 0) FROM counter AS k WHERE k.cell = s.cell AND k.idx = s.idx
		AND k.name = 'user_exits') AS exits,
	       (SELECT coalesce(sum(n), 0) FROM counter AS k WHERE k.cell = s.cell AND k.idx = s.idx
		AND k.name = 'mm_switches') AS switches,
	       (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
		AND l.kind = 'cr3_load' AND l.cause = 'user_copy') AS at_copy,
	       (SELECT coalesce(sum(n), 0) FROM counter AS k WHERE k.cell = s.cell AND k.idx = s.idx
		AND k.name = 'user_bounces') AS bounces
	FROM cell AS c
	JOIN config AS g ON g.run = c.run AND g.name = c.config
	JOIN machine ON machine.cell = c.id
	JOIN sample AS s ON s.cell = c.id
	WHERE c.state = 'ok' AND NOT c.twin
)
SELECT run, config, mem_mib, workload, params, idx, separate_pgd, cr3_loads, at_entry, entries,
       at_exit, exits, at_switch, switches, cr3_loads - at_entry - at_exit - at_switch - at_copy AS by_flush,
       abs(at_entry - entry_loads * entries) + abs(at_exit - entry_loads * exits)
       + abs(at_switch - switch_loads * switches) + abs(at_copy - 2 * bounces) AS unexplained, accel,
       entry_loads, switch_loads, at_copy, bounces
FROM counted;

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
       r.qemu_version, r.host_cpu, r.host_kernel, r.started, r.seed, c.command, s.accel, s.cell,
       r.host_kind, r.tsc_invariant, c.pinned_cpu, c.huge_kib, r.model_id
FROM v_summary AS s
JOIN cell AS c ON c.id = s.cell
JOIN run AS r ON r.id = s.run
JOIN config AS g ON g.run = s.run AND g.name = s.config
JOIN workload AS w ON w.run = s.run AND w.name = s.workload;

-- What does a split buy? Room for user programs, and what the kernel reaches without kmap(): the
-- machine as each kernel described it, in MiB, in the cell whose programs take least of it.
DROP VIEW IF EXISTS v_machine;
CREATE VIEW v_machine AS
WITH ordered AS (
	SELECT c.run, c.config, c.mem_mib, c.accel, m.*,
	       row_number() OVER (PARTITION BY c.run, c.config, c.mem_mib, c.accel
				  ORDER BY m.low_free_kib DESC, c.id) AS place
	FROM cell AS c JOIN machine AS m ON m.cell = c.id
	WHERE c.state = 'ok'
)
SELECT o.run, o.config, o.mem_mib, g.user_top / 1048576.0 AS user_mib,
       o.low_total_kib / 1024.0 AS low_total_mib, o.low_free_kib / 1024.0 AS low_free_mib,
       o.high_total_kib / 1024.0 AS high_total_mib, o.high_free_kib / 1024.0 AS high_free_mib,
       o.page_struct_kib / 1024.0 AS page_struct_mib, o.accel
FROM ordered AS o JOIN config AS g ON g.run = o.run AND g.name = o.config
WHERE o.place = 1;

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

-- What does a temporary mapping of a page cost, by kind, zone of the page, and how many are mapped at a
-- time? state is that of kmap's slots, and NULL where there is none. per_page has the page's share of
-- what an operation costs.
DROP VIEW IF EXISTS v_mapping;
CREATE VIEW v_mapping AS
WITH mapped AS (
	SELECT params, max(value) FILTER (WHERE name = 'kind') AS kind, max(value) FILTER (WHERE name = 'zone') AS zone,
	       max(value) FILTER (WHERE name = 'state') AS state,
	       CAST(max(value) FILTER (WHERE name = 'pages') AS INTEGER) AS pages
	FROM v_param GROUP BY params
)
SELECT s.run, s.config, s.mem_mib, s.clock, m.kind, m.zone, m.state, m.pages, s.per_op / m.pages AS per_page, s.params,
       s.accel
FROM v_summary AS s JOIN mapped AS m ON m.params = s.params
WHERE s.workload = 'highmem/map' AND m.kind IS NOT NULL AND m.zone IS NOT NULL AND m.pages;

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

-- Which points of rate and working set do the two pointer chases measure? A load on each of `pages` pages,
-- each one depending on the load before, with a null call after every k of them; without calls k is
-- NULL, and calls_per_1000 (loads) 0.
DROP VIEW IF EXISTS v_grid;
CREATE VIEW v_grid AS
SELECT c.workload, c.params, CAST(pages.value AS INTEGER) AS pages, CAST(k.value AS INTEGER) AS k,
       coalesce(1000.0 / k.value, 0.0) AS calls_per_1000
FROM (SELECT DISTINCT workload, params FROM cell
      WHERE workload IN ('memory/chase', 'memory/chase_syscall')) AS c
JOIN v_param AS pages ON pages.params = c.params AND pages.name = 'pages'
LEFT JOIN v_param AS k ON k.params = c.params AND k.name = 'k';

-- How does a load's cost grow with the working set, and with the rate of system calls?
DROP VIEW IF EXISTS v_chase;
CREATE VIEW v_chase AS
SELECT s.run, s.config, s.mem_mib, s.clock, g.pages, g.k, g.calls_per_1000, s.per_op, s.accel
FROM v_summary AS s JOIN v_grid AS g ON g.workload = s.workload AND g.params = s.params;

-- From which rate of system calls and which working set on does a configuration cost more than its peer (v_peer)?
-- extra_per_call is what one call, and the refills after it, cost more.
DROP VIEW IF EXISTS v_break_even;
CREATE VIEW v_break_even AS
SELECT s.run, s.config, s.mem_mib, s.clock, g.pages, g.k, g.calls_per_1000, s.per_op, b.per_op AS baseline_per_op,
       s.per_op / b.per_op AS ratio, (s.per_op - b.per_op) * g.k AS extra_per_call, s.accel, p.peer, p.same_tables
FROM v_summary AS s
JOIN v_grid AS g ON g.workload = s.workload AND g.params = s.params
JOIN v_peer AS p ON p.run = s.run AND p.config = s.config
JOIN v_summary AS b ON b.run = s.run AND b.config = p.peer AND b.mem_mib = s.mem_mib AND b.workload = s.workload
	AND b.params = s.params AND b.clock = s.clock AND b.accel = s.accel;

-- Which CPU profiles does a run have? One row each, in order of the year in the parentheses of the title,
-- where it has one; twin is the clock of the same CPU as it is where this one is NAME-tagged, a what-if
-- with tagged TLBs, and title and mhz, the nominal clock, are those of the profile's text; without such a line
-- there, as in runs of older versions, mhz is NULL.
DROP VIEW IF EXISTS v_profile;
CREATE VIEW v_profile AS
WITH texts AS (SELECT run, name, substr(text, instr(text, 'title = ') + 8) || char(10) AS text, instr(text, 'title = ') AS titled
	       FROM profile),
titles AS (
	SELECT run, name, iif(titled, trim(substr(text, 1, instr(text, char(10)) - 1)), name) AS title,
	       iif(instr(text, char(10) || 'mhz = '), CAST(substr(text, instr(text, char(10) || 'mhz = ') + 7) AS INTEGER),
		   NULL) AS mhz
	FROM texts
)
SELECT p.run, 'model:' || p.name AS clock, p.name,
       row_number() OVER (PARTITION BY p.run ORDER BY CAST(substr(p.title, instr(p.title, ')') - 4, 4)
			  AS INTEGER), p.name) AS place, 'model:' || t.name AS twin, p.title, p.mhz
FROM titles AS p LEFT JOIN profile AS t ON t.run = p.run AND p.name = t.name || '-tagged'
WHERE EXISTS (SELECT 1 FROM cell AS c JOIN measure AS m ON m.cell = c.id AND m.idx = 0 AND m.clock = 'model:' || p.name
	      WHERE c.run = p.run AND c.state = 'ok');

-- Which configuration with page tables of its own do people mean who name none? The first in the tables.
DROP VIEW IF EXISTS v_own;
CREATE VIEW v_own AS
SELECT run, name AS config, title FROM config AS g
WHERE separate_pgd AND NOT EXISTS (SELECT 1 FROM config AS o
	WHERE o.run = g.run AND o.separate_pgd AND o.position < g.position);

-- What does a configuration cost relative to the baseline in instructions, and on which CPU most and least? One row
-- a case with the most memory that it ran with: insns is the ratio on the clock icount; low and high are those of the
-- CPUs as they are (no what-ifs), low_cpu and high_cpu their titles up to the parenthesis, high_clock the clock; cycles
-- says the same in words, "1.39 (Intel Pentium 4) to 2.11 times (AMD Zen 2)". All of these are NULL without the model.
DROP VIEW IF EXISTS v_cost_range;
CREATE VIEW v_cost_range AS
WITH ratios AS (
	SELECT v.*, iif(v.clock = 'icount', v.ratio, NULL) AS insns, iif(v.clock = 'icount', NULL, v.ratio) AS cycles,
	       substr(p.title, 1, instr(p.title || ' (', ' (') - 1) AS cpu
	FROM v_vs_baseline AS v
	LEFT JOIN v_profile AS p ON p.run = v.run AND p.clock = v.clock
	WHERE (v.clock = 'icount' OR p.clock IS NOT NULL AND p.twin IS NULL) AND v.accel = 'tcg'
	      AND v.mem_mib = (SELECT max(c.mem_mib) FROM cell AS c WHERE c.run = v.run AND c.config = v.config
			       AND c.workload = v.workload AND c.params = v.params AND c.state = 'ok')
),
placed AS (
	SELECT *, first_value(cpu) OVER up AS low_cpu, first_value(cpu) OVER down AS high_cpu,
	       first_value(clock) OVER down AS high_clock
	FROM ratios
	WINDOW up AS (PARTITION BY run, config, workload, params ORDER BY cycles IS NULL, cycles, clock),
	       down AS (PARTITION BY run, config, workload, params ORDER BY cycles DESC, clock)
),
ranges AS (
	SELECT run, config, mem_mib, workload, params, max(insns) AS insns, min(cycles) AS low, low_cpu, max(cycles) AS high,
	       high_cpu, iif(max(cycles), high_clock, NULL) AS high_clock
	FROM placed
	GROUP BY run, config, workload, params
)
SELECT *, CASE WHEN low_cpu = high_cpu THEN printf('%.2f times (%s)', high, high_cpu)
	       WHEN low THEN printf('%.2f (%s) to %.2f times (%s)', low, low_cpu, high, high_cpu) END AS cycles
FROM ranges;

-- From which rate of system calls on does a configuration cost more on a CPU? As v_break_even, for the
-- model's clocks; calls_per_mcycle is what the peer makes in a million of its cycles, which needs no
-- clock frequency: times that in MHz it is calls a second.
DROP VIEW IF EXISTS v_model_break_even;
CREATE VIEW v_model_break_even AS
SELECT b.*, 1e6 / (b.baseline_per_op * b.k) AS calls_per_mcycle, b.ratio - 1 AS extra
FROM v_break_even AS b
WHERE b.clock GLOB 'model:?*' AND b.k IS NOT NULL;

-- At which of these rates does a configuration cost so many percent more? Between two measured points
-- on a straight line of the logarithms; of the numbers, where it costs no more at the lower one. Below the lowest measured rate (extrapolated 1) a call and the
-- refills after it are taken to cost what they cost there; as there may be more to refill after a longer
-- time, the true rate is at most this. 0: at any rate, as the loads alone cost so much more
-- (load_extra; with the same kind of page tables they cost the same, and what the calls that bracket a sample cost is a matter
-- of calls). NULL: it costs less at every rate that was measured. The cells it comes
-- from are those with a call after every k and next_k loads, which cost extra and next_extra more at rate and
-- next_rate; an extrapolated one comes from the first alone.
DROP VIEW IF EXISTS v_model_threshold;
CREATE VIEW v_model_threshold AS
WITH loads AS (
	SELECT *, first_value(iif(k IS NULL, ratio, NULL)) OVER (PARTITION BY run, config, mem_mib, clock, accel, pages
			ORDER BY k IS NOT NULL) AS load_ratio
	FROM v_break_even WHERE clock GLOB 'model:?*'
),
measured AS (
	SELECT *, 1e6 / (baseline_per_op * k) AS calls_per_mcycle, ratio - 1 AS extra,
	       iif(same_tables, 0, coalesce(load_ratio - 1, 0)) AS load_extra
	FROM loads WHERE k IS NOT NULL
),
pairs AS (
	SELECT *, lead(calls_per_mcycle) OVER further AS next_rate, lead(extra) OVER further AS next_extra,
	       lead(k) OVER further AS next_k, row_number() OVER further AS place
	FROM measured
	WINDOW further AS (PARTITION BY run, config, mem_mib, clock, accel, pages ORDER BY k DESC)
),
percents(percent) AS (VALUES (1), (5), (10)),
points AS (
	SELECT p.*, x.percent, place = 1 AND extra > x.percent / 100.0 AS below,
	       CASE WHEN extra > 0 AND extra <= x.percent / 100.0 AND next_extra > x.percent / 100.0
	       THEN exp(ln(calls_per_mcycle) + ln(x.percent / 100.0 / extra)
			* ln(next_rate / calls_per_mcycle) / ln(next_extra / extra))
	       WHEN extra <= 0 AND next_extra > x.percent / 100.0
	       THEN calls_per_mcycle + (x.percent / 100.0 - extra) * (next_rate - calls_per_mcycle) / (next_extra - extra)
	       WHEN place = 1 AND extra > x.percent / 100.0
	       THEN max(0, calls_per_mcycle * (x.percent / 100.0 - load_extra) / (extra - load_extra)) END AS at
	FROM pairs AS p CROSS JOIN percents AS x
),
ranked AS (
	SELECT *, max(below) OVER each AS extrapolated, row_number() OVER (each ORDER BY at IS NULL, at) AS nth
	FROM points WINDOW each AS (PARTITION BY run, config, mem_mib, clock, accel, pages, percent)
)
SELECT run, config, peer, mem_mib, clock, pages, percent, at AS calls_per_mcycle, extrapolated, accel,
       iif(at, k, NULL) AS k, iif(at, calls_per_mcycle, NULL) AS rate, iif(at, extra, NULL) AS extra,
       iif(at AND NOT below, next_k, NULL) AS next_k, iif(at AND NOT below, next_rate, NULL) AS next_rate,
       iif(at AND NOT below, next_extra, NULL) AS next_extra
FROM ranked
WHERE nth = 1;

-- What does it take to watch a guest? Processor time of QEMU on one host, in several ways side by side, the
-- least of the rounds: a busy machine only ever adds. `ratio` is over plain TCG; `most` and `most_mib` are
-- the project's own limits for it and for what the plugin adds to the memory that -icount takes. These are
-- no results of a cell: nothing joins them with a clock.
DROP VIEW IF EXISTS v_emulator_speed;
CREATE VIEW v_emulator_speed AS
WITH ways(place, way, title, most, most_mib) AS (VALUES
	(0, 'plain', 'plain TCG', NULL, NULL),
	(1, 'icount', '-icount', NULL, NULL),
	(2, 'one', 'one profile', 2.5, 256),
	(3, 'all', 'all profiles', 6.0, 256),
	(4, 'cache', 'QEMU''s cache plugin', NULL, NULL)),
ordered AS (
	SELECT *, row_number() OVER each AS nth, count(*) OVER (PARTITION BY speed, way) AS rounds
	FROM speed_round WINDOW each AS (PARTITION BY speed, way ORDER BY cpu_seconds)
),
least AS (
	SELECT speed, way, rounds, min(cpu_seconds) AS seconds, max(peak_kib) AS peak_kib,
	       avg(cpu_seconds) FILTER (WHERE nth IN ((rounds + 1) / 2, rounds / 2 + 1)) AS median
	FROM ordered GROUP BY speed, way
)
SELECT s.id AS speed, s.taken, w.place, w.way, w.title, l.rounds, l.seconds, l.median,
       l.seconds / plain.seconds AS ratio, w.most, (l.peak_kib - icount.peak_kib) / 1024.0 AS plugin_mib, w.most_mib,
       s.config, s.mem_mib, s.command, s.instructions, s.commit_id, s.dirty, s.qemu_version, s.host_cpu, s.host_kernel
FROM speed AS s
JOIN least AS l ON l.speed = s.id
JOIN ways AS w ON w.way = l.way
LEFT JOIN least AS plain ON plain.speed = s.id AND plain.way = 'plain'
LEFT JOIN least AS icount ON icount.speed = s.id AND icount.way = 'icount' AND w.most_mib IS NOT NULL;

-- What does a split hold? The sizes that the capacity workloads found, one row each; limited_by is what had
-- run out when there was no more to be had, NULL where the value is no such limit, and refusal how the
-- kernel said so. They are neither times nor costs, and no other view has them.
DROP VIEW IF EXISTS v_capacity;
CREATE VIEW v_capacity AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, k.name, k.value, k.unit, k.limited_by, k.refusal
FROM cell AS c JOIN capacity AS k ON k.cell = c.id
WHERE c.state = 'ok';

-- From how many MiB of RAM on does a configuration have highmem? That is as far as its direct map goes.
DROP VIEW IF EXISTS v_highmem;
CREATE VIEW v_highmem AS
SELECT run, name AS config, split, (direct_end - kernel_base) / 1048576.0 AS highmem_mib FROM config;

-- How does an operation's cost, and what it does with highmem, grow with RAM? kmaps_high are its temporary
-- mappings of highmem pages, kmap_flushes the TLB flushes for releasing those, both the mean of the samples.
-- The ratio is to the baseline with the same RAM, or, where the baseline does not reach that far, with the
-- most RAM that it has been measured with (baseline_mib).
DROP VIEW IF EXISTS v_memory_sweep;
CREATE VIEW v_memory_sweep AS
WITH based AS (
	SELECT s.*, base.name AS baseline,
	       (SELECT max(o.mem_mib) FROM cell AS o
		WHERE o.run = s.run AND o.config = base.name AND o.workload = s.workload AND o.params = s.params
		      AND o.accel = s.accel AND o.state = 'ok' AND o.mem_mib <= s.mem_mib) AS baseline_mib
	FROM v_summary AS s LEFT JOIN config AS base ON base.run = s.run AND base.position = 0
)
SELECT s.run, s.config, s.mem_mib, s.workload, s.params, s.clock, s.per_op, s.baseline_mib,
       s.per_op / (v.middle / b.ops) AS ratio,
       (SELECT coalesce(sum(n), 0) FROM counter AS k WHERE k.cell = s.cell AND k.name = 'kmaps_high')
       * 1.0 / s.samples / s.ops AS kmaps_high,
       (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.cause GLOB 'kmap*')
       * 1.0 / s.samples / s.ops AS kmap_flushes,
       max(0, s.mem_mib - h.highmem_mib) AS highmem_mib, s.accel
FROM based AS s
JOIN v_highmem AS h ON h.run = s.run AND h.config = s.config
LEFT JOIN cell AS b ON b.run = s.run AND b.config = s.baseline AND b.mem_mib = s.baseline_mib
	AND b.workload = s.workload AND b.params = s.params AND b.accel = s.accel AND b.state = 'ok' AND NOT b.twin
LEFT JOIN v_value AS v ON v.cell = b.id AND v.clock = s.clock;

-- How does a plot of many configurations tell them apart? place counts those of a run; the configurations of
-- one split have one hue, and are its variants 0, 1...
DROP VIEW IF EXISTS v_style;
CREATE VIEW v_style AS
WITH splits AS (
	SELECT run, split, row_number() OVER (PARTITION BY run ORDER BY min(position)) - 1 AS hue
	FROM config GROUP BY run, split
)
SELECT g.run, g.name AS config, row_number() OVER (PARTITION BY g.run ORDER BY g.position) - 1 AS place, s.hue,
       row_number() OVER (PARTITION BY g.run, g.split ORDER BY g.position) - 1 AS variant, g.title
FROM config AS g JOIN splits AS s ON s.run = g.run AND s.split = g.split;

-- Which clocks does a plot show that has no room for all profiles? icount, and the oldest and the newest CPU.
DROP VIEW IF EXISTS v_few_clocks;
CREATE VIEW v_few_clocks AS
WITH real AS (
	SELECT run, clock, title, row_number() OVER (PARTITION BY run ORDER BY place) AS nth,
	       count(*) OVER (PARTITION BY run) AS n
	FROM v_profile WHERE twin IS NULL
)
SELECT id AS run, 'icount' AS clock, 1 AS nth, 'instructions' AS title FROM run
UNION ALL
SELECT run, clock, iif(nth = 1, 2, 3), title FROM real WHERE nth IN (1, n);

-- With how much RAM do the capacities of a run say the most? Where one was exhausted, from 1 GiB on if there
-- are such; block counts them.
DROP VIEW IF EXISTS v_capacity_size;
CREATE VIEW v_capacity_size AS
SELECT run, mem_mib, row_number() OVER (PARTITION BY run ORDER BY mem_mib) AS block
FROM (SELECT DISTINCT run, mem_mib, max(mem_mib >= 1024) OVER (PARTITION BY run) AS large
      FROM v_capacity WHERE limited_by IS NOT NULL)
WHERE mem_mib >= 1024 OR NOT large;

-- What does a configuration cost more than the baseline at each measured rate of system calls and working set, and how
-- much of that is in the loads alone? load_extra is by what part a load without calls costs more (0.1: a tenth; NULL:
-- not measured). It depends on the kind of page tables, and is the same in all configurations of one kind; so what has
-- page tables of its own takes it from one that shares its map: what the former loses by the calls that bracket a sample
-- is a matter of calls. extra_per_call is what a call and the refills after it cost more beside that, call what it
-- costs the baseline, extra what all of it costs more. calls_per_mcycle is what the baseline makes in a million of its cycles.
DROP VIEW IF EXISTS v_call_point;
CREATE VIEW v_call_point AS
-- One window at a time, so that the conditions of a query reach through them to the cells.
WITH points AS (
	SELECT c.*, g.position, g.separate_pgd, g.paging, first_value(c.per_op) OVER same AS baseline_per_op,
	       first_value(g.position) OVER same AS first
	FROM v_chase AS c JOIN v_peer AS g ON g.run = c.run AND g.config = c.config
	WHERE c.clock GLOB 'model:?*'
	WINDOW same AS (PARTITION BY c.run, c.clock, c.accel, c.mem_mib, c.pages, c.k ORDER BY g.position)
),
loads AS (
	SELECT *, first_value(iif(k IS NULL AND position = 0, per_op, NULL)) OVER (PARTITION BY run, clock, accel, mem_mib,
			pages ORDER BY k IS NOT NULL, position) AS baseline_load
	FROM points
),
own_loads AS (
	SELECT *, first_value(iif(k IS NULL, per_op, NULL)) OVER (PARTITION BY run, clock, accel, mem_mib, pages, paging
			ORDER BY k IS NOT NULL, separate_pgd, position) AS load
	FROM loads
)
SELECT run, config, mem_mib, clock, accel, pages, k, 1e6 / (baseline_per_op * k) AS calls_per_mcycle,
       per_op / baseline_per_op - 1 AS extra, load / baseline_load - 1 AS load_extra,
       (per_op - load - (baseline_per_op - baseline_load)) * k AS extra_per_call,
       (baseline_per_op - baseline_load) * k AS call
FROM own_loads
WHERE k IS NOT NULL AND first = 0;

-- What do calls cost more from one measured rate to the next? One row a stretch: of v_call_point, extra_per_call at
-- `rate`, and next_extra at next_rate. The first stretch of a working set reaches down to from_rate 0; the last one has
-- no next_rate. line_from and line_to are for the lines through the two points to either side: what an extra cycle
-- between two calls adds to extra below next_rate, as the two faster points have it (until all_back, the cycles between
-- calls with `pages` loads, after which all is back), and above `rate`, as the two slower ones have it.
DROP VIEW IF EXISTS v_call_cost;
CREATE VIEW v_call_cost AS
SELECT run, config, mem_mib, clock, accel, pages, k, calls_per_mcycle AS rate, extra_per_call AS extra, load_extra, call,
       iif(lag(k) OVER faster IS NULL, 0.0, calls_per_mcycle) AS from_rate, lead(k) OVER faster AS next_k,
       lead(calls_per_mcycle) OVER faster AS next_rate, lead(extra_per_call) OVER faster AS next_extra,
       (lead(extra_per_call) OVER faster - lead(extra_per_call, 2) OVER faster)
       / (lead(1e6 / calls_per_mcycle) OVER faster - lead(1e6 / calls_per_mcycle, 2) OVER faster) AS line_from,
       (extra_per_call - lag(extra_per_call) OVER faster)
       / (1e6 / calls_per_mcycle - lag(1e6 / calls_per_mcycle) OVER faster) AS line_to,
       1e6 / calls_per_mcycle + (pages - k) * (lead(1e6 / calls_per_mcycle) OVER faster - 1e6 / calls_per_mcycle)
       / (lead(k) OVER faster - k) AS all_back
FROM v_call_point
WHERE load_extra IS NOT NULL
WINDOW faster AS (PARTITION BY run, config, mem_mib, clock, accel, pages ORDER BY calls_per_mcycle);

-- What does reading or writing a page of a file cost more than in a configuration of the run that shares the map
-- and has no highmem, beyond what a call costs more? With highmem at this size of RAM it is what mapping a page of it
-- costs; with page tables of its own, what reaching the program's page costs.
DROP VIEW IF EXISTS v_copy_cost;
CREATE VIEW v_copy_cost AS
WITH cells AS (
	SELECT s.run, s.config, s.mem_mib, s.clock, s.accel, s.workload, s.per_op, g.position, g.separate_pgd,
	       m.high_total_kib > 0 AS highmem
	FROM v_summary AS s
	JOIN config AS g ON g.run = s.run AND g.name = s.config
	JOIN machine AS m ON m.cell = s.cell
	WHERE (s.workload IN ('syscall/file_read', 'syscall/file_write') AND s.params = 'size=4096')
	      OR (s.workload = 'syscall/null' AND s.params = 'entry=int80')
),
plain AS (
	SELECT run, mem_mib, clock, accel, config, min(position) FROM cells
	WHERE NOT separate_pgd AND NOT highmem GROUP BY run, mem_mib, clock, accel
),
over AS (
	SELECT c.*, c.per_op - o.per_op AS extra, p.config AS plain
	FROM cells AS c
	JOIN plain AS p USING (run, mem_mib, clock, accel)
	JOIN cells AS o ON o.run = c.run AND o.config = p.config AND o.mem_mib = c.mem_mib AND o.clock = c.clock
		AND o.accel = c.accel AND o.workload = c.workload
)
SELECT c.run, c.config, c.mem_mib, c.clock, c.accel, c.workload, c.highmem, c.separate_pgd, c.plain,
       c.extra - n.extra AS extra_per_page
FROM over AS c
JOIN over AS n USING (run, config, mem_mib, clock, accel)
WHERE c.workload <> 'syscall/null' AND n.workload = 'syscall/null';

-- From how much RAM on does an operation cost so many percent more than with the same RAM in a split of the same page
-- tables that has a smaller user space, and so more lowmem? What such a split costs is user space, and no cycles; so
-- the difference is highmem's. Nothing is interpolated, as cost has a step where highmem begins: it is more from
-- from_mib on, and was not yet with below_mib; it still is with to_mib, and no longer with above_mib, where the other
-- split has highmem itself (NULL: not measured). extra is the most that it is (0.1: a tenth). Of memory sweeps only: other
-- runs have few sizes, and all runs are worked out to answer about one.
DROP VIEW IF EXISTS v_highmem_threshold;
CREATE VIEW v_highmem_threshold AS
WITH costs AS (
	SELECT s.*, k.user_top, k.paging FROM run AS r JOIN v_paging AS k ON k.run = r.id AND NOT k.separate_pgd
	JOIN v_summary AS s ON s.run = k.run AND s.config = k.config
	WHERE r.kind = 'sweep'
),
percents(percent) AS (VALUES (1), (5), (10)),
pairs AS (
	SELECT c.run, c.config, o.config AS other, c.user_top, o.user_top AS other_user_top, c.workload, c.params, c.clock,
	       c.accel, c.mem_mib, x.percent, c.per_op / o.per_op - 1 AS extra,
	       c.per_op / o.per_op - 1 > x.percent / 100.0 AS more
	FROM costs AS c
	JOIN costs AS o ON o.run = c.run AND o.mem_mib = c.mem_mib AND o.workload = c.workload AND o.params = c.params
		AND o.clock = c.clock AND o.accel = c.accel AND o.paging = c.paging AND o.user_top < c.user_top
	CROSS JOIN percents AS x
),
bounds AS (
	SELECT *, min(iif(more, mem_mib, NULL)) OVER each AS first, max(iif(more, mem_mib, NULL)) OVER each AS last
	FROM pairs
	WINDOW each AS (PARTITION BY run, config, other, workload, params, clock, accel, percent)
)
SELECT run, config, other, workload, params, clock, accel, percent,
       max(mem_mib) FILTER (WHERE mem_mib < first) AS below_mib, first AS from_mib, last AS to_mib,
       min(mem_mib) FILTER (WHERE mem_mib > last) AS above_mib, max(extra) AS extra,
       user_top / 1048576 AS user_mib, other_user_top / 1048576 AS other_user_mib
FROM bounds WHERE first IS NOT NULL
GROUP BY run, config, other, workload, params, clock, accel, percent;

-- What did the CPU's own counters count of an operation, under KVM? Read like v_counter, but an event that
-- was not counted has no row.
DROP VIEW IF EXISTS v_pmu;
CREATE VIEW v_pmu AS
SELECT c.run, c.config, c.mem_mib, c.workload, c.params, x.name,
       (SELECT avg(n)
	FROM (SELECT n, row_number() OVER (ORDER BY n) AS place, count(*) OVER () AS samples
	      FROM pmu_event AS o WHERE o.cell = c.id AND o.name = x.name)
	WHERE place IN ((samples + 1) / 2, samples / 2 + 1)) / c.ops AS per_op, c.accel
FROM cell AS c JOIN (SELECT DISTINCT cell, name FROM pmu_event) AS x ON x.cell = c.id
WHERE c.state = 'ok' AND NOT c.twin;

-- Which cases of a run make no use of the kernel? Those of whose instructions 999 in 1000 are in user mode, as
-- the model counted them in the first configuration; a timer's interrupts are the rest. Not those that run another
-- program, which has its place in a guest.
DROP VIEW IF EXISTS v_user_only;
CREATE VIEW v_user_only AS
SELECT c.run, c.workload, c.params, c.ops, c.checksum, c.config, max(c.mem_mib) AS mem_mib
FROM cell AS c
WHERE c.state = 'ok' AND c.accel = 'tcg' AND NOT c.twin
      AND NOT EXISTS (SELECT 1 FROM workload_file AS f WHERE f.run = c.run AND f.workload = c.workload)
      AND c.config = (SELECT name FROM config AS g WHERE g.run = c.run ORDER BY position LIMIT 1)
      AND (SELECT sum(iif(name = 'insns_user', n, 0)) > 0.999 * sum(n) FROM model_event AS e
	   WHERE e.cell = c.id AND e.clock = 'icount' AND e.name GLOB 'insns_*')
GROUP BY c.run, c.workload, c.params;

-- How far is the model from hardware? Cycles of an operation as measured: on the host itself (config is
-- NULL, and the model's value is that of the first configuration), or in a cell under KVM; beside each profile's.
-- tsc is in cycles of the TSC; core in cycles of the core, by the additions that were timed beside a
-- native program, or by the CPU's counter under KVM (NULL: it has none). error is of modelled against core, or
-- else tsc: 0.1 is a tenth too much.
DROP VIEW IF EXISTS v_validate;
CREATE VIEW v_validate AS
WITH last AS (SELECT max(id) AS id FROM native GROUP BY run, workload, params),
middle AS (
	SELECT native, avg(cycles) AS cycles
	FROM (SELECT native, cycles, row_number() OVER (PARTITION BY native ORDER BY cycles) AS place,
		     count(*) OVER (PARTITION BY native) AS samples FROM native_sample)
	WHERE place IN ((samples + 1) / 2, samples / 2 + 1)
	GROUP BY native
),
measured AS (
	SELECT n.run, 'native' AS kind, NULL AS config, u.mem_mib, n.workload, n.params, n.host_kind,
	       m.cycles / n.ops AS tsc, m.cycles / n.ops / n.tsc_per_core AS core, u.config AS model_config
	FROM last JOIN native AS n ON n.id = last.id JOIN middle AS m ON m.native = n.id
	JOIN v_user_only AS u ON u.run = n.run AND u.workload = n.workload AND u.params = n.params
	UNION ALL
	SELECT s.run, 'kvm', s.config, s.mem_mib, s.workload, s.params, s.host_kind, s.per_op, p.per_op, s.config
	FROM v_summary AS s
	LEFT JOIN v_pmu AS p ON p.run = s.run AND p.config = s.config AND p.mem_mib = s.mem_mib
		AND p.workload = s.workload AND p.params = s.params AND p.name = 'cycles' AND p.accel = s.accel
	WHERE s.clock = 'kvm-tsc'
)
SELECT m.run, m.kind, m.config, m.mem_mib, m.workload, m.params, s.clock, m.tsc, m.core, s.per_op AS modelled,
       s.per_op / coalesce(m.core, m.tsc) - 1 AS error, m.host_kind
FROM measured AS m
JOIN v_summary AS s ON s.run = m.run AND s.config = m.model_config AND s.mem_mib = m.mem_mib
	AND s.workload = m.workload AND s.params = m.params AND s.clock GLOB 'model:?*';

-- By which steps does a shared map become 4G/4G? Each is a pair of configurations that differ in one thing;
-- step 0 is the whole. kernels/README.md says what each configuration is.
DROP VIEW IF EXISTS v_waterfall_step;
CREATE VIEW v_waterfall_step AS
WITH steps(place, from_config, to_config, label) AS (VALUES
	(0, '3g1g', '4g4g', 'all'),
	(1, '3g1g', '1g3g', 'no highmem'),
	(2, '3g1g', '3g1g-cr3', 'CR3 loads at entry and exit'),
	(3, '3g1g-cr3', '3g1g-cr3-noglobal', 'kernel not global'),
	(4, '3g1g-cr3-noglobal', '3g1g-pti', 'entry through a window'),
	(5, '1g3g', '1g3g-walk', 'user copies by page walk'))
SELECT * FROM steps;

-- Where does the cost of 4G/4G come from? For each case that all configurations of the steps were measured
-- with: what each step adds to an operation, and, as the last one, what they leave over: that steps change
-- each other's cost, and what no step is for (no load of CR3 at a switch, no flush of user pages). The
-- deltas sum to the difference of the two ends; those in `delta_total`, of all operations of a sample, do
-- so exactly. A bar of a plot goes from `below` to `below + delta`.
DROP VIEW IF EXISTS v_waterfall;
CREATE VIEW v_waterfall AS
WITH totals AS (
	-- A median of whole numbers is a multiple of one half.
	SELECT s.run, s.config, s.mem_mib, s.workload, s.params, s.clock, s.accel, s.ops,
	       round(2 * s.per_op * s.ops) / 2 AS total
	FROM v_summary AS s JOIN run ON run.id = s.run
	WHERE run.kind = 'ablation'
),
pairs AS (
	SELECT a.run, a.mem_mib, a.workload, a.params, a.clock, a.accel, a.ops, s.place, s.label, s.from_config,
	       s.to_config, a.total AS from_total, b.total AS to_total, b.total - a.total AS delta_total
	FROM v_waterfall_step AS s
	JOIN totals AS a ON a.config = s.from_config
	JOIN totals AS b USING (run, mem_mib, workload, params, clock, accel, ops)
	WHERE b.config = s.to_config
),
cases AS (
	SELECT run, mem_mib, workload, params, clock, accel, ops, sum(delta_total) FILTER (WHERE place > 0) AS steps,
	       sum(delta_total) FILTER (WHERE place = 0) AS whole, sum(from_total) FILTER (WHERE place = 0) AS start,
	       sum(to_total) FILTER (WHERE place = 0) AS stop
	FROM pairs
	GROUP BY run, mem_mib, workload, params, clock, accel, ops
	HAVING count(*) = (SELECT count(*) FROM v_waterfall_step)
),
deltas AS (
	SELECT run, mem_mib, workload, params, clock, accel, ops, place, label, from_config, to_config, delta_total
	FROM pairs WHERE place > 0
	UNION ALL
	SELECT run, mem_mib, workload, params, clock, accel, ops,
	       (SELECT max(place) + 1 FROM v_waterfall_step), 'interaction, and the rest', NULL, NULL, whole - steps
	FROM cases
)
SELECT run, mem_mib, workload, params, clock, place, label, from_config, to_config, delta_total / ops AS delta,
       (sum(delta_total) OVER so_far - delta_total) / ops AS below, start / ops AS from_per_op,
       stop / ops AS to_per_op, delta_total, start AS from_total, stop AS to_total, ops, accel
FROM deltas JOIN cases USING (run, mem_mib, workload, params, clock, accel, ops)
WINDOW so_far AS (PARTITION BY run, mem_mib, workload, params, clock, accel ORDER BY place);
