-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 4: memory sweeps, and workloads whose results are sizes.
INSERT INTO run (id, started, state, kind, selection, fingerprint, commit_id, dirty, qemu_version, host_cpu, host_kernel)
	VALUES (8, '2026-01-03T00:00:00Z', 'done', 'sweep', '--memory-sweep', 'f8', 'c8', 0, '7.2.2', 'cpu', 'os');
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd, kernel_sha256)
	VALUES (8, '3g1g', 0, '3G/1G', '3g1g', 3221225472, 3221225472, 4160749568, 0, 'k0');
INSERT INTO workload (run, name, position, op, sha256, results)
	VALUES (8, 'capacity/processes', 0, 'one process', 'w2', 'capacities');
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, ops, checksum, command, host_seconds)
	VALUES (15, 8, '3g1g', 1024, 'capacity/processes', 'tables=32', 'tcg', 'ok', 1, 'sum', 'qemu', 9);
INSERT INTO capacity (cell, name, value, unit, limited_by, refusal) VALUES
	(15, 'processes', 5000, 'processes', 'lowmem', 'ENOMEM'), (15, 'ram_used', 900000, 'KiB', NULL, NULL);
