-- SPDX-License-Identifier: GPL-2.0-or-later
-- A run in which advice can be worked out on paper; views.sh has the results. A load costs 10 cycles, a call 100; what a
-- call costs more in `own` is below. `base` has highmem at this size of RAM and `small` has none.
PRAGMA foreign_keys = ON;
INSERT INTO run (id, started, state, selection, fingerprint, commit_id, dirty, qemu_version, host_cpu, host_kernel)
VALUES (1, '2026-01-01T00:00:00Z', 'done', '', 'f1', 'c1', 0, '7.2', 'cpu', 'os');
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd, paging) VALUES
	(1, 'base',  0, 'Base',  's0', 3221225472, 3221225472, 4160749568, 0, 'two-level'),
	(1, 'small', 1, 'Small', 's1', 1073741824, 1073741824, 4160749568, 0, 'two-level'),
	(1, 'own',   2, 'Own',   's2', 4278190080,   33554432, 4160749568, 1, 'two-level');
INSERT INTO profile VALUES (1, 'm', 'h', 'title = M (2000)' || char(10) || 'mhz = 1 # a test' || char(10));
INSERT INTO workload (run, name, position, op, sha256) VALUES
	(1, 'memory/chase', 0, 'one load', 'w0'), (1, 'memory/chase_syscall', 1, 'one load', 'w1'),
	(1, 'syscall/null', 2, 'one call', 'w2'), (1, 'syscall/file_read', 3, 'one page', 'w3'),
	(1, 'syscall/file_write', 4, 'one page', 'w4');

CREATE TEMP TABLE given (id INTEGER PRIMARY KEY, config, workload, params, ops, value);
INSERT INTO given (config, workload, params, ops, value)
WITH configs(config, is_own) AS (VALUES ('base', 0), ('small', 0), ('own', 1)),
extra(pages, k, cycles) AS (VALUES
	(2, 40, 100), (4, 40, 200), (8, 40, 300), (16, 40, 900),
	(2, 240, 100), (4, 240, 400), (8, 240, 500), (16, 240, 900))
SELECT config, 'memory/chase_syscall', printf('pages=%d k=%d', pages, k), k, 10 * k + 100 + is_own * cycles
FROM configs CROSS JOIN extra
UNION ALL
SELECT config, 'memory/chase', printf('pages=%d', pages), 1, 10 + is_own FROM configs CROSS JOIN extra WHERE k = 40;
INSERT INTO given (config, workload, params, ops, value) VALUES
	('base', 'syscall/null', 'entry=int80', 1, 100), ('base', 'syscall/file_read', 'size=4096', 1, 1000),
	('base', 'syscall/file_write', 'size=4096', 1, 1200),
	('small', 'syscall/null', 'entry=int80', 1, 100), ('small', 'syscall/file_read', 'size=4096', 1, 900),
	('small', 'syscall/file_write', 'size=4096', 1, 1080),
	('own', 'syscall/null', 'entry=int80', 1, 300), ('own', 'syscall/file_read', 'size=4096', 1, 1500),
	('own', 'syscall/file_write', 'size=4096', 1, 1700);
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, ops, checksum, command, host_seconds)
SELECT id, 1, config, 2048, workload, params, 'tcg', 'ok', ops, 'c', 'qemu', 0 FROM given;
INSERT INTO sample (cell, idx) SELECT id, 0 FROM given;
INSERT INTO measure SELECT id, 0, 'model:m', value FROM given;
INSERT INTO machine (cell, ram_kib, low_total_kib, low_free_kib, high_total_kib, high_free_kib, page_struct_kib, tsc_khz,
		     boot_tsc)
SELECT id, 2097152, 0, 0, iif(config = 'base', 1179648, 0), 0, 28672, 1, 1 FROM given;
-- Nothing fits 8 GiB.
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, detail, command, host_seconds)
SELECT 1000 + position, 1, name, 8192, 'syscall/null', 'entry=int80', 'tcg', 'nofit', 'does not fit', 'qemu', 0 FROM config;
