-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 6: cells of hardware with their twins, and what the host is.
UPDATE run SET host_kind = 'real', tsc_invariant = 1 WHERE id = 7;
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, twin, state, ops, checksum, command, host_seconds,
		  pinned_cpu, huge_kib) VALUES
	(16, 7, '3g1g', 1024, 'syscall/null', 'entry=int80', 'kvm', 0, 'ok', 10, 'sum', 'qemu', 1, 3, 2048),
	(17, 7, '3g1g', 1024, 'syscall/null', 'entry=int80', 'kvm', 1, 'ok', 10, 'sum', 'qemu', 1, 3, 0);
INSERT INTO sample (cell, idx) VALUES (16, 0), (17, 0);
INSERT INTO measure (cell, idx, clock, value) VALUES (16, 0, 'kvm-tsc', 2000), (17, 0, 'kvm-tsc', 2020);
