-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 2: the model.
INSERT INTO profile (run, name, sha256, text) VALUES (3, 'old', 'h0', 'title = Old (1999)');
INSERT INTO measure (cell, idx, clock, value) VALUES
	(10, 0, 'model:old', 5000), (10, 1, 'model:old', 5100), (10, 2, 'model:old', 5200);
INSERT INTO model_part (name, meaning) VALUES ('user', 'user mode'), ('given_up', 'a part of old models');
INSERT INTO model_event_name (name, meaning) VALUES ('dtlb_misses', 'misses');
INSERT INTO model_cycles (cell, idx, clock, part, cycles) VALUES
	(10, 0, 'model:old', 'user', 4000), (10, 0, 'model:old', 'given_up', 1000), (10, 1, 'model:old', 'user', 5100);
INSERT INTO model_event (cell, idx, clock, name, n) VALUES (10, 0, 'model:old', 'dtlb_misses', 3), (10, 0, 'icount', 'dtlb_misses', 1);
UPDATE guest_log SET model = x'0102' WHERE cell = 10;
INSERT INTO cell (id, run, config, mem_mib, workload, params, accel, state, reason, detail, ops, command, host_seconds)
	VALUES (14, 3, '3g1g', 2048, 'syscall/null', '', 'tcg', 'failed', 'witness', 'they differ', 10, 'qemu', 1);
