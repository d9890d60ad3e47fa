-- SPDX-License-Identifier: GPL-2.0-or-later
-- Version 5: what a workload's program needs.
INSERT INTO workload_file (run, workload, name, sha256, made_from) VALUES
	(3, 'syscall/null', 'busybox', 'b0', 'busybox-static 1.35'), (3, 'syscall/null', 'script', 'b1', NULL);
