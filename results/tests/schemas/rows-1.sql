-- SPDX-License-Identifier: GPL-2.0-or-later
-- Rows that every version of the schema can hold; rows-N.sql are those that came with version N. A database
-- of version N is made from vN.sql and all of these up to N.
INSERT INTO run (id, started, finished, state, selection, fingerprint, commit_id, dirty, qemu_version, host_cpu,
		 host_kernel, seed) VALUES
	(3, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', 'done', '--quick', 'f3', 'c3', 0, '7.2.1', 'cpu', 'os', NULL),
	(7, '2026-01-02T00:00:00Z', NULL, 'interrupted', '', 'f7', 'c7', 1, '7.2.2', 'cpu', 'os', 42);
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd, kernel_sha256) VALUES
	(3, '3g1g', 0, '3G/1G', '3g1g', 3221225472, 3221225472, 4160749568, 0, 'k0'),
	(3, '4g4g', 1, '4G/4G', '4g4g', 4278190080, 33554432, 4160749568, 1, 'k1'),
	(7, '3g1g', 0, '3G/1G', '3g1g', 3221225472, 3221225472, 4160749568, 0, NULL);
INSERT INTO workload (run, name, position, op, sha256) VALUES
	(3, 'syscall/null', 0, 'one call', 'w0'), (3, 'memory/chase', 1, 'one load', 'w1'),
	(7, 'syscall/null', 0, 'one call', 'w0');
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, reason, detail, tail, ops, checksum, command,
		  qemu_status, host_seconds) VALUES
	(10, 3, '3g1g', 1024, 'syscall/null', 'entry=int80', 'tcg', 'ok', NULL, '', '', 10, 'sum', 'qemu', 65, 0.25),
	(11, 3, '4g4g', 1024, 'syscall/null', 'entry=int80', 'tcg', 'ok', NULL, '', '', 10, 'sum', 'qemu', 65, 0.5),
	(12, 3, '4g4g', 1024, 'memory/chase', 'pages=4', 'tcg', 'failed', 'panic', 'it panicked', 'last words', 5, NULL,
	 'qemu', 67, 1.5),
	(13, 7, '3g1g', 1024, 'syscall/null', '', 'kvm', 'nofit', NULL, 'too small', '', NULL, NULL, 'qemu', NULL, 0);
INSERT INTO guest_log (cell, console, log) VALUES
	(10, x'03000000789c010300fcff61620a02690144', x'00000000789c030000000001'),
	(11, x'00', x''), (12, x'ff00fe', x'01');
INSERT INTO machine (cell, ram_kib, low_total_kib, low_free_kib, high_total_kib, high_free_kib, page_struct_kib, tsc_khz,
		     boot_tsc) VALUES (10, 1, 2, 3, 4, 5, 6, 7, 8), (11, 9, 8, 7, 6, 5, 4, 3, 2);
INSERT INTO sample (cell, idx) VALUES (10, 0), (10, 1), (10, 2), (11, 0);
INSERT INTO measure (cell, idx, clock, value) VALUES
	(10, 0, 'icount', 700), (10, 1, 'icount', 710), (10, 2, 'icount', 720), (11, 0, 'icount', 1220);
INSERT INTO cause (name, meaning) VALUES ('switch', 'as it was then'), ('given_up', 'a cause of old kernels');
INSERT INTO kind (name, meaning) VALUES ('cr3_load', 'a load of CR3');
INSERT INTO counter_name (name, meaning) VALUES ('syscalls', 'calls');
INSERT INTO ledger (cell, idx, cause, kind, n) VALUES (10, 0, 'switch', 'cr3_load', 1), (11, 0, 'given_up', 'cr3_load', 20);
INSERT INTO counter (cell, idx, name, n) VALUES (10, 0, 'syscalls', 10), (10, 1, 'syscalls', 11);
