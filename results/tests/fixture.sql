-- SPDX-License-Identifier: GPL-2.0-or-later
-- Runs whose medians can be worked out on paper; views.sh has the results. The names of the
-- configurations are not real ones: nothing may depend on them.
PRAGMA foreign_keys = ON;

INSERT INTO cause VALUES
	('exec', 'execve'), ('kmap_local', 'slot released'), ('switch', 'switched'),
	('syscall_entry', 'call enters'), ('syscall_exit', 'call returns');
INSERT INTO kind VALUES ('cr3_load', 'CR3 loaded'), ('invlpg', 'INVLPG');
INSERT INTO counter_name VALUES
	('kmaps_high', 'highmem pages mapped'), ('mm_switches', 'switches'),
	('user_entries', 'entries'), ('user_exits', 'exits');

-- Run 1 was taken up again after run 2 had ended, and is the one people mean. Run 3 has no cells.
INSERT INTO run (id, started, finished, state, selection, fingerprint, commit_id, dirty, qemu_version,
		 host_cpu, host_kernel) VALUES
	(1, '2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z', 'done', '', 'f1', 'c1', 0, '7.2', 'cpu', 'os'),
	(2, '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', 'interrupted', '', 'f2', 'c2', 1, '7.2', 'cpu', 'os'),
	(3, '2026-01-05T00:00:00Z', NULL, 'running', '', 'f3', 'c3', 0, '7.2', 'cpu', 'os');

-- Run 2 was made without the baseline.
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd,
		    kernel_sha256) VALUES
	(1, 'zero', 0, 'Zero (baseline)', 's0', 3221225472, 3221225472, 4160749568, 0, 'k0'),
	(1, 'ape',  1, 'Ape (shared)', 's1', 2147483648, 2147483648, 4160749568, 0, 'k1'),
	(1, 'bee',  2, 'Bee (own tables)', 's2', 4278190080, 33554432, 4160749568, 1, 'k2'),
	(2, 'bee',  2, 'Bee (own tables)', 's2', 4278190080, 33554432, 4160749568, 1, 'k2');
INSERT INTO workload (run, name, position, op, sha256) VALUES
	(1, 'boot/first_user', 0, 'one boot', 'w0'), (1, 'g/w', 1, 'one thing', 'w1'),
	(1, 'memory/chase', 2, 'one load', 'w2'), (1, 'memory/chase_syscall', 3, 'one load', 'w3'),
	(1, 'syscall/null', 4, 'one call', 'w4'), (2, 'g/w', 1, 'one thing', 'w1'), (1, 'highmem/map', 5, 'one map', 'w5'),
	(1, 'apps/p', 6, 'one run', 'w8');

CREATE TEMP TABLE given (id, run, config, mem_mib, workload, params, accel, ops);
INSERT INTO given VALUES
	( 1, 1, 'zero', 512, 'g/w', '', 'tcg', 10),
	( 2, 1, 'bee',  512, 'g/w', '', 'tcg', 10),
	( 3, 1, 'zero', 512, 'g/w', '', 'kvm', 10),
	( 4, 1, 'bee',  512, 'g/w', '', 'kvm', 10),
	( 6, 2, 'bee',  512, 'g/w', '', 'tcg', 10),
	( 7, 1, 'zero', 1024, 'boot/first_user', '', 'tcg', 1),
	( 8, 1, 'zero', 2048, 'syscall/null', 'entry=int80', 'tcg', 10),
	( 9, 1, 'bee',  2048, 'syscall/null', 'entry=int80', 'tcg', 10),
	(10, 1, 'zero', 2048, 'memory/chase', 'pages=16', 'tcg', 100),
	(11, 1, 'bee',  2048, 'memory/chase', 'pages=16', 'tcg', 100),
	(12, 1, 'zero', 2048, 'memory/chase_syscall', 'pages=16 k=4', 'tcg', 100),
	(13, 1, 'bee',  2048, 'memory/chase_syscall', 'pages=16 k=4', 'tcg', 100),
	(14, 1, 'zero', 2048, 'memory/chase_syscall', 'pages=8 k=4', 'tcg', 100),
	(16, 1, 'zero', 2048, 'memory/chase_syscall', 'pages=16 k=1', 'tcg', 100),
	(17, 1, 'bee',  2048, 'memory/chase_syscall', 'pages=16 k=1', 'tcg', 100),
	(18, 1, 'bee',  2048, 'highmem/map', 'kind=kmap zone=high state=cold pages=16', 'tcg', 10),
	(19, 1, 'zero', 2048, 'highmem/map', 'kind=local zone=low pages=1', 'tcg', 10),
	(20, 1, 'zero', 1024, 'apps/p', '', 'tcg', 1),
	(21, 1, 'bee',  1024, 'apps/p', '', 'tcg', 1);
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, ops, checksum, command,
		  qemu_status, host_seconds)
SELECT id, run, config, mem_mib, workload, params, accel, 'ok', ops, 'sum', 'qemu -m ' || mem_mib, 65, 0.5
FROM given;
-- Two cells that failed; one of them with what it should not have.
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, reason, detail, tail, ops,
		  command, qemu_status, host_seconds) VALUES
	( 5, 1, 'ape', 512, 'g/w', '', 'tcg', 'failed', 'panic', 'the kernel panicked', 'Oops', 10, 'qemu', 67, 0.5),
	(15, 1, 'bee', 2048, 'memory/chase_syscall', 'pages=8 k=4', 'tcg', 'nofit', NULL,
	 'does not fit', '', NULL, 'qemu', 69, 0.5);

CREATE TEMP TABLE value (cell, clock, list);
INSERT INTO value VALUES
	(1, 'icount', '[100,300,200]'),		-- median 200: 20 an operation
	(1, 'model:x', '[4000,1000,1000]'),
	(2, 'icount', '[500,100,300,400]'),	-- median 350: 35
	(2, 'model:x', '[2000,2000,2000,9000]'),
	(3, 'kvm-tsc', '[70]'),			-- icount under KVM does not exist; it must not
	(3, 'icount', '[10]'),			-- get into anything of TCG's all the same
	(4, 'kvm-tsc', '[140]'),
	(5, 'icount', '[77777]'),
	(6, 'icount', '[900]'),
	(7, 'icount', '[46000000]'),
	(8, 'icount', '[1000]'), (9, 'icount', '[1500]'),
	(10, 'icount', '[300]'), (11, 'icount', '[300]'),
	(12, 'icount', '[3000]'), (13, 'icount', '[3600]'),
	(14, 'icount', '[3000]'),
	(16, 'icount', '[9000]'), (17, 'icount', '[13500]'),
	(18, 'icount', '[4000]'), (19, 'icount', '[200]'),	-- 400 for 16 pages, 20 for one
	(20, 'icount', '[1000]'), (21, 'icount', '[1100]'),
	(18, 'model:x', '[8000]'), (18, 'model:new', '[1600]'),
	(8, 'model:x', '[3000]'), (9, 'model:x', '[6000]'),
	(8, 'model:x-tagged', '[3000]'), (9, 'model:x-tagged', '[4500]'),
	(8, 'model:new', '[1000]'), (9, 'model:new', '[1500]'),
	(10, 'model:x', '[500]'), (11, 'model:x', '[500]'),
	-- 6250 calls in a million cycles cost 2 %, 10000 cost 8 %
	(12, 'model:x', '[4000]'), (13, 'model:x', '[4080]'),
	(16, 'model:x', '[10000]'), (17, 'model:x', '[10800]');
INSERT INTO sample (cell, idx) SELECT DISTINCT v.cell, j.key FROM temp.value AS v, json_each(v.list) AS j;
INSERT INTO measure SELECT v.cell, j.key, v.clock, j.value FROM temp.value AS v, json_each(v.list) AS j;

-- The text of a profile is its file. Cells 14 and 15 were not modelled, 10 and 11 have no walk of their own.
INSERT INTO profile VALUES
	(1, 'x', 'h1', 'title = Ex, the old one (1999), plain' || char(10) || 'mhz = 2000 # manual' || char(10) || 'tagged = no # manual'),
	(1, 'x-tagged', 'h2', 'base = x' || char(10) || 'title = what if: Ex (1999)' || char(10)),
	(1, 'new', 'h3', 'title = New (2020)');
INSERT INTO model_part VALUES
	('flush', 'flushes'), ('kernel', 'the kernel'), ('user', 'user mode'),
	('walk_data_refill', 'refills');
INSERT INTO model_event_name VALUES
	('dtlb_misses', 'misses'), ('insns_user', 'instructions'), ('insns_kernel', 'instructions, the kernel'),
	('stale', 'forgotten'),
	('walks_data_capacity', 'walks'),
	('walks_data_refill', 'refills');
INSERT INTO model_cycles VALUES
	(1, 0, 'model:x', 'kernel', 4000), (1, 1, 'model:x', 'kernel', 1000),
	(1, 2, 'model:x', 'kernel', 400), (1, 2, 'model:x', 'user', 600),	-- the one in the middle
	(2, 0, 'model:x', 'user', 2000), (2, 3, 'model:x', 'flush', 9000),
	(2, 1, 'model:x', 'kernel', 2000),	-- the two in the middle: kernel 1500, user 500
	(2, 2, 'model:x', 'kernel', 1000), (2, 2, 'model:x', 'user', 1000),
	(8, 0, 'model:x', 'kernel', 2500), (8, 0, 'model:x', 'user', 500),
	(9, 0, 'model:x', 'kernel', 3000), (9, 0, 'model:x', 'user', 500),
	(9, 0, 'model:x', 'flush', 1000), (9, 0, 'model:x', 'walk_data_refill', 1500),
	(8, 0, 'model:x-tagged', 'kernel', 2500), (8, 0, 'model:x-tagged', 'user', 500),
	(9, 0, 'model:x-tagged', 'kernel', 3000), (9, 0, 'model:x-tagged', 'user', 500),
	(9, 0, 'model:x-tagged', 'flush', 1000),
	(8, 0, 'model:new', 'kernel', 1000), (9, 0, 'model:new', 'kernel', 1500);
INSERT INTO model_event VALUES
	(10, 0, 'model:x', 'dtlb_misses', 100), (11, 0, 'model:x', 'dtlb_misses', 100),
	(11, 0, 'model:x', 'walks_data_capacity', 40), (11, 0, 'model:x', 'walks_data_refill', 10),
	(9, 0, 'model:x', 'stale', 2), (9, 0, 'model:x-tagged', 'stale', 30),
	(10, 0, 'icount', 'insns_user', 300),
	(20, 0, 'icount', 'insns_user', 900), (20, 0, 'icount', 'insns_kernel', 100),
	(21, 0, 'icount', 'insns_user', 900), (21, 0, 'icount', 'insns_kernel', 200);

INSERT INTO ledger VALUES
	(1, 0, 'kmap_local', 'invlpg', 6),	-- 0, 6, 8: median 6
	(1, 2, 'kmap_local', 'invlpg', 8),
	(1, 1, 'exec', 'cr3_load', 9),		-- 0, 0, 9: median 0
	(1, 1, 'switch', 'cr3_load', 3),
	(2, 0, 'kmap_local', 'invlpg', 8),	-- 0, 0, 4, 8: median 2
	(2, 1, 'kmap_local', 'invlpg', 4),
	(2, 0, 'syscall_entry', 'cr3_load', 10),
	(2, 1, 'syscall_entry', 'cr3_load', 10),
	(2, 2, 'syscall_entry', 'cr3_load', 12),
	(2, 3, 'syscall_entry', 'cr3_load', 13),	-- 10, 10, 12, 13: median 11
	(2, 0, 'syscall_exit', 'cr3_load', 10),
	(2, 1, 'syscall_exit', 'cr3_load', 10),
	(2, 2, 'syscall_exit', 'cr3_load', 12),
	(2, 3, 'syscall_exit', 'cr3_load', 13),
	(5, 0, 'exec', 'cr3_load', 99),
	(9, 0, 'syscall_entry', 'cr3_load', 10),
	(9, 0, 'syscall_exit', 'cr3_load', 10);
INSERT INTO counter VALUES
	(1, 1, 'mm_switches', 3),
	(1, 0, 'user_entries', 5), (1, 0, 'user_exits', 5),	-- no loads where the map is shared
	(2, 0, 'user_entries', 10), (2, 0, 'user_exits', 10),
	(2, 1, 'user_entries', 10), (2, 1, 'user_exits', 10), (2, 1, 'mm_switches', 2),
	(2, 2, 'user_entries', 12), (2, 2, 'user_exits', 11),	-- one exit that nobody counted
	(2, 3, 'user_entries', 13), (2, 3, 'user_exits', 13),
	(2, 0, 'kmaps_high', 20), (2, 1, 'kmaps_high', 20), (2, 2, 'kmaps_high', 30),
	(9, 0, 'user_entries', 10), (9, 0, 'user_exits', 10);
-- Cell 14 ran on a kernel without the statistics call: nothing counted is not zero.
INSERT INTO machine
SELECT id, mem_mib * 1024, 409600, 307200 + 1024 * id, 102400, 51200, 2048, 1000000, 40000000
FROM given WHERE id <> 14;

-- What watching took, on two days: QEMU's cache plugin was there on the second.
INSERT INTO speed VALUES
	(1, '2026-01-01T00:00:00Z', 'zero', 512, 'g/w', 200000000, 'c1', 0, 'q', 'h', 'l'),
	(2, '2026-01-02T00:00:00Z', 'zero', 512, 'g/w', 200000000, 'c2', 1, 'q', 'h', 'l');
INSERT INTO speed_round VALUES
	(1, 'plain', 0, 3.0, 1024), (1, 'plain', 1, 1.0, 1024), (1, 'plain', 2, 2.0, 1024),
	(1, 'icount', 0, 1.5, 2048), (1, 'icount', 1, 1.7, 3072),
	(1, 'one', 0, 2.5, 4096), (1, 'one', 1, 9.0, 5120),
	(2, 'plain', 0, 1.0, 1024), (2, 'cache', 0, 26.0, 2048);

-- Run 4 is a memory sweep, the newest of all: `zero` has highmem from 896 MiB on and reaches 1024 MiB, `cat` is
-- another configuration of its split, `bee` has highmem from 3936 MiB on, and `dog`, with less user space, from 2944.
INSERT INTO run (id, started, finished, state, kind, selection, fingerprint, commit_id, dirty, qemu_version,
		 host_cpu, host_kernel) VALUES
	(4, '2026-01-06T00:00:00Z', '2026-01-06T01:00:00Z', 'done', 'sweep', '--memory-sweep', 'f4', 'c4', 0, '7.2',
	 'cpu', 'os');
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd,
		    kernel_sha256) VALUES
	(4, 'zero', 0, 'Zero (baseline)', 's0', 3221225472, 3221225472, 4160749568, 0, 'k0'),
	(4, 'cat',  1, 'Cat (larger)', 's0', 3221225472, 3221225472, 4160749568, 0, 'k1'),
	(4, 'bee',  2, 'Bee (own tables)', 's2', 4278190080, 33554432, 4160749568, 1, 'k2'),
	(4, 'dog',  3, 'Dog (shared)', 's3', 1073741824, 1073741824, 4160749568, 0, 'k3');
INSERT INTO workload VALUES
	(4, 'capacity/at_boot', 0, 'what there is', 'w5', 'capacities'),
	(4, 'capacity/processes', 1, 'processes', 'w6', 'capacities'),
	(4, 'syscall/pipe', 2, 'one round', 'w7', 'costs');
-- Profiles without a title are called by their names.
INSERT INTO profile VALUES (4, 'x', 'h1', 'tagged = no'), (4, 'new', 'h3', '');
CREATE TEMP TABLE swept (id, config, mem_mib, value, mapped);
INSERT INTO swept VALUES
	(40, 'zero', 512, 1000, 0), (41, 'zero', 1024, 1200, 20),
	(42, 'cat', 512, 1000, 0), (43, 'cat', 1024, 1200, 20), (44, 'cat', 8192, 1500, 20),
	(45, 'bee', 512, 2000, 0), (46, 'bee', 1024, 2100, 0), (47, 'bee', 8192, 3000, 40),
	(48, 'dog', 512, 1000, 0), (49, 'dog', 1024, 1000, 0);
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, ops, checksum, command,
		  qemu_status, host_seconds)
SELECT id, 4, config, mem_mib, 'syscall/pipe', '', 'tcg', 'ok', 10, 'sum', 'qemu', 65, 0.5 FROM swept;
INSERT INTO sample (cell, idx) SELECT id, 0 FROM swept;
INSERT INTO sample (cell, idx) SELECT id, 1 FROM swept;
INSERT INTO measure SELECT id, 0, 'icount', value FROM swept;
INSERT INTO measure SELECT id, 1, 'icount', value FROM swept;
INSERT INTO measure SELECT id, 0, 'model:x', value * 2 FROM swept;
INSERT INTO measure SELECT id, 0, 'model:new', value FROM swept;
INSERT INTO counter SELECT id, 0, 'kmaps_high', mapped FROM swept WHERE mapped;
INSERT INTO counter SELECT id, 1, 'kmaps_high', mapped FROM swept WHERE mapped;
INSERT INTO ledger SELECT id, 0, 'kmap_local', 'invlpg', mapped FROM swept WHERE mapped;
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, detail, ops, checksum, command,
		  qemu_status, host_seconds) VALUES
	(50, 4, 'zero', 1024, 'capacity/processes', 'tables=32', 'tcg', 'ok', '', 1, 'sum', 'qemu', 65, 9),
	(51, 4, 'bee', 1024, 'capacity/processes', 'tables=32', 'tcg', 'ok', '', 1, 'sum', 'qemu', 65, 9),
	(52, 4, 'bee', 8192, 'capacity/processes', 'tables=32', 'tcg', 'ok', '', 1, 'sum', 'qemu', 65, 9),
	(53, 4, 'zero', 1024, 'capacity/at_boot', '', 'tcg', 'ok', '', 1, 'sum', 'qemu', 65, 9),
	(54, 4, 'zero', 8192, 'capacity/at_boot', '', 'tcg', 'nofit', 'too much RAM', NULL, NULL, 'qemu', 69, 1);
INSERT INTO capacity VALUES
	(50, 'processes', 5000, 'processes', 'lowmem', 'ENOMEM'), (50, 'ram_used', 921600, 'KiB', 'lowmem', 'ENOMEM'),
	(50, 'low_free', 4096, 'KiB', 'lowmem', 'ENOMEM'),
	(51, 'processes', 6000, 'processes', 'lowmem', 'SIGKILL'), (51, 'ram_used', 1044480, 'KiB', 'lowmem', 'SIGKILL'),
	(52, 'processes', 24000, 'processes', 'lowmem', 'SIGKILL'),
	(53, 'all_reservations', 3145728, 'KiB', NULL, NULL), (53, 'lowmem_free', 908288, 'KiB', NULL, NULL);

-- Run 1 by other means: a chase on the host itself, where a cycle of the core is two of the TSC, measured twice;
-- and what the CPU's counters said of the cells under KVM, of which one has none.
INSERT INTO native (id, run, workload, params, ops, taken, clock, same_cpu, tsc_per_core, pinned_cpu, host_cpu,
		    host_kernel, host_kind) VALUES
	(1, 1, 'memory/chase', 'pages=16', 100, '2026-01-04T00:00:00Z', 'model:new', 0, 1, 1, 'cpu', 'os', 'real'),
	(2, 1, 'memory/chase', 'pages=16', 100, '2026-01-04T00:00:01Z', 'model:x', 0, 2, 1, 'cpu', 'os', 'real');
INSERT INTO native_sample VALUES (1, 0, 77), (2, 0, 900), (2, 1, 700), (2, 2, 800);	-- 8 of the TSC, 4 of the core
INSERT INTO pmu_event_name VALUES ('cycles', 'cycles'), ('dtlb_walks', 'walks');
INSERT INTO pmu_event VALUES
	(4, 0, 'cycles', 400), (4, 0, 'dtlb_walks', 0);

-- Run 50 takes apart where a cost comes from, of configurations that the steps of v_waterfall name. The
-- baseline needs 70 an operation; the steps add -1, 6, 0, 42 and 11, and 4G/4G needs 130.05.
INSERT INTO run (id, started, finished, state, kind, selection, fingerprint, commit_id, dirty, qemu_version,
		 host_cpu, host_kernel) VALUES
	(50, '2026-01-07T00:00:00Z', '2026-01-07T01:00:00Z', 'done', 'ablation', '', 'f50', 'c5', 0, '7.2', 'cpu', 'os');
CREATE TEMP TABLE steps (id, config, position, title, entry_loads, switch_loads, first, second);
INSERT INTO steps VALUES
	(500, '3g1g', 0, 'Zero (baseline)', 0, 1, 700, 700), (501, '1g3g', 1, 'Ape', 0, 1, 690, 690),
	(502, '3g1g-cr3', 2, 'Loads', 1, 1, 760, 760), (503, '3g1g-cr3-noglobal', 3, 'All dropped', 1, 1, 760, 760),
	(504, '3g1g-pti', 4, 'Two roots', 1, 1, 1180, 1180), (505, '1g3g-walk', 5, 'Walks', 0, 1, 800, 800),
	(506, '4g4g', 6, 'Bee (own tables)', 1, 0, 1300, 1301);
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd,
		    kernel_sha256, entry_loads, switch_loads)
SELECT 50, config, position, title, 's0', 3221225472, 3221225472, 4160749568, config = '4g4g', 'k' || id, entry_loads,
       switch_loads
FROM steps;
INSERT INTO workload (run, name, position, op, sha256) VALUES (50, 'syscall/null', 4, 'one call', 'w4'),
	(50, 'g/z', 1, 'one thing', 'w1');
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, ops, checksum, command,
		  qemu_status, host_seconds)
SELECT id, 50, config, 1024, 'syscall/null', 'entry=int80', 'tcg', 'ok', 10, 'sum', 'qemu', 65, 0.5 FROM steps
UNION ALL -- of this one a step was not measured
SELECT id + 20, 50, config, 1024, 'g/z', '', 'tcg', 'ok', 10, 'sum', 'qemu', 65, 0.5 FROM steps WHERE id <> 504;
INSERT INTO sample (cell, idx) SELECT id, 0 FROM cell WHERE run = 50;
INSERT INTO sample (cell, idx) SELECT id, 1 FROM cell WHERE run = 50;
INSERT INTO measure SELECT id, 0, 'icount', first FROM steps;
INSERT INTO measure SELECT id, 1, 'icount', second FROM steps;
INSERT INTO measure SELECT id + 20, 0, 'icount', first FROM steps WHERE id <> 504;
INSERT INTO measure SELECT id, 0, 'model:x', first * 4 FROM steps;
INSERT INTO measure SELECT id, 0, 'model:new', first FROM steps;
INSERT INTO machine SELECT id, 1048576, 902144, 900000, 0, 0, 14336, 1000000, 5000 FROM steps;
-- Four entries and returns and two switches; with isolation one load that nothing explains.
INSERT INTO counter SELECT id, 0, name, n FROM steps,
	(SELECT 'user_entries' AS name, 4 AS n UNION SELECT 'user_exits', 4 UNION SELECT 'mm_switches', 2);
INSERT INTO ledger SELECT id, 0, 'syscall_entry', 'cr3_load', 4 FROM steps WHERE entry_loads;
INSERT INTO ledger SELECT id, 0, 'syscall_exit', 'cr3_load', 4 + (id = 504) FROM steps WHERE entry_loads;
INSERT INTO ledger SELECT id, 0, 'switch', 'cr3_load', 2 FROM steps WHERE switch_loads;
-- A copy of one byte costs 20 by the walk, and 5 more in the other way.
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd)
SELECT 50, '4g4g-bounce', 7, 'Small copies', split, user_top, kernel_base, direct_end, 1 FROM config
WHERE run = 50 AND name = '4g4g';
INSERT INTO workload (run, name, position, op, sha256) VALUES (50, 'syscall/file_read', 9, 'one read', 'w9');
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, ops, checksum, command,
		  qemu_status, host_seconds) VALUES
	(540, 50, '4g4g', 1024, 'syscall/file_read', 'size=1', 'tcg', 'ok', 10, 'sum', 'qemu', 65, 0.5),
	(541, 50, '4g4g-bounce', 1024, 'syscall/file_read', 'size=1', 'tcg', 'ok', 10, 'sum', 'qemu', 65, 0.5);
INSERT INTO sample (cell, idx) VALUES (540, 0), (541, 0);
INSERT INTO measure VALUES (540, 0, 'icount', 200), (541, 0, 'icount', 250);
