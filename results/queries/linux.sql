-- SPDX-License-Identifier: GPL-2.0-or-later
-- Path lengths in instructions beside those of a minimal Linux 6.1.192 for i386 under the same emulator
-- Each figure is whole: the calls from entry to return with their loop, the boot from reset to the
-- first instruction in user mode with 1 GiB of memory.
WITH published(what, workload, params, mem_mib, linux) AS (VALUES
	('null call, int 0x80', 'syscall/null', 'entry=int80', NULL, 249),
	('null call, sysenter', 'syscall/null', 'entry=sysenter', NULL, 272),
	('unknown call, int 0x80', 'syscall/unknown', 'entry=int80', NULL, 186),
	('boot', 'boot/first_user', '', 1024, 115000000))
SELECT p.what, s.mem_mib, s.config, round(s.per_op, 1) AS instructions, p.linux,
       round(s.per_op / p.linux, 3) AS of_linux
FROM published AS p
JOIN v_summary AS s ON s.workload = p.workload AND s.params = p.params
	AND s.mem_mib = coalesce(p.mem_mib, s.mem_mib)
JOIN config AS g ON g.run = s.run AND g.name = s.config
WHERE s.run = :run AND s.clock = 'icount'
ORDER BY p.linux > 1000, p.what, s.mem_mib, g.position;
