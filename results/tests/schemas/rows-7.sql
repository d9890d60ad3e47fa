-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 7: rounds in an order of their own, the CPU's own counters, programs on the host itself, and an ablation.
UPDATE run SET imported_from = 'board.db' WHERE id = 3;
UPDATE run SET seed = 17 WHERE id = 7;
UPDATE sample SET round = 2 WHERE cell = 16;
UPDATE config SET entry_loads = 1, switch_loads = 0 WHERE name = '4g4g';
INSERT INTO pmu_event_name (name, meaning) VALUES ('cycles', 'of the core'), ('given_up', 'an event of old kernels');
INSERT INTO pmu_event (cell, idx, name, n) VALUES (16, 0, 'cycles', 2100), (16, 0, 'given_up', 5);
INSERT INTO native (id, run, workload, params, ops, taken, clock, same_cpu, tsc_per_core, pinned_cpu, host_cpu, host_kernel,
		    host_kind) VALUES
	(1, 3, 'syscall/null', '', 10, '2026-11-25T12:00:00Z', 'model:old', 0, 1.2, 3, 'Old (1999)', 'Linux', 'real');
INSERT INTO native_sample (native, idx, cycles) VALUES (1, 0, 5200);
INSERT INTO run (id, started, finished, state, kind, selection, fingerprint, commit_id, dirty, qemu_version, host_cpu, host_kernel)
	VALUES (9, '2026-11-25T13:00:00Z', '2026-11-25T13:01:00Z', 'done', 'ablation', '--config ablation', 'f8', 'c', 0, '7.2', 'cpu', 'k');
