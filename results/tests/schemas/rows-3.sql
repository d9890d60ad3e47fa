-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 3: folded stacks, and what watching a guest takes.
UPDATE guest_log SET folded = x'0304' WHERE cell = 10;
INSERT INTO speed (id, taken, config, mem_mib, command, instructions, commit_id, dirty, qemu_version, host_cpu, host_kernel)
	VALUES (5, '2026-01-01T00:00:00Z', '3g1g', 512, 'null', 1000, 'c3', 0, '7.2.1', 'cpu', 'os');
INSERT INTO speed_round (speed, way, round, cpu_seconds, peak_kib) VALUES (5, 'plain', 0, 1.5, 1000), (5, 'all', 0, 4.5, 2000);
