-- SPDX-License-Identifier: GPL-2.0-or-later
-- A database as long use leaves it, with :samples samples: run after run of one matrix, every 20th a memory
-- sweep, in the proportions of real ones. On an empty results/schema.sql; the numbers mean nothing. The breakdown
-- of the model, most of a real database's bytes, is in the newest :whole runs only, to be made in reasonable time.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
BEGIN;

INSERT INTO cause VALUES ('syscall_entry', ''), ('syscall_exit', ''), ('trap_entry', ''), ('trap_exit', ''), ('switch', ''),
	('kmap', ''), ('kmap_local', ''), ('vunmap', ''), ('unmap', ''), ('fork', ''), ('exec', ''), ('kernel_map', '');
INSERT INTO kind VALUES ('cr3_load', ''), ('invlpg', ''), ('global_flush', '');
INSERT INTO counter_name VALUES ('syscalls', ''), ('user_entries', ''), ('user_exits', ''), ('mm_switches', ''), ('faults', ''),
	('irqs', ''), ('ticks', ''), ('kmaps_high', ''), ('kmaps_low', ''), ('copies', '');
INSERT INTO model_part VALUES ('user', ''), ('kernel', ''), ('entry_exit', ''), ('user_copy', ''), ('kmap', ''), ('flush', ''),
	('walk_data_refill', ''), ('walk_data_capacity', '');
INSERT INTO model_event_name VALUES ('dtlb_misses', ''), ('itlb_misses', ''), ('stlb_hits', ''), ('walks_data_refill', ''),
	('walks_data_capacity', ''), ('walk_refs', ''), ('flushed', ''), ('insns_user', ''), ('insns_kernel', '');

CREATE TEMP TABLE cfg (position INTEGER PRIMARY KEY, name, split, user_top, kernel_base, separate);
INSERT INTO cfg VALUES
	(0, '3g1g', '3g1g', 0xc0000000, 0xc0000000, 0), (1, '2g2g', '2g2g', 0x80000000, 0x80000000, 0),
	(2, '1g3g', '1g3g', 0x40000000, 0x40000000, 0), (3, '4g4g', '4g4g', 0xff000000, 0x02000000, 1),
	(4, '3g1g-pae', '3g1g', 0xc0000000, 0xc0000000, 0), (5, '4g4g-pae', '4g4g', 0xff000000, 0x02000000, 1);
CREATE TEMP TABLE clk (name, profile, title, scale);
INSERT INTO clk VALUES ('icount', NULL, NULL, 1), ('model:pentium3', 'pentium3', 'Pentium III (1999)', 3),
	('model:pentium3-tagged', 'pentium3-tagged', 'what if: Pentium III, tagged (1999)', 2.5),
	('model:skylake', 'skylake', 'Skylake (2015)', 1.5);

-- The cases of a usual run and of a sweep; a pointer chase and the kinds of mappings by their parameters.
CREATE TEMP TABLE kase (id INTEGER PRIMARY KEY, kind, workload, params, mem_mib, cost);
WITH RECURSIVE
powers(n) AS (VALUES (1) UNION ALL SELECT n * 4 FROM powers WHERE n < 4096),
mems(mib) AS (VALUES (256) UNION ALL SELECT mib * 2 FROM mems WHERE mib < 32768),
plain(workload, params, cost) AS (VALUES
	('syscall/null', 'entry=int80', 70), ('syscall/null', 'entry=sysenter', 94), ('syscall/unknown', 'entry=int80', 60),
	('syscall/pipe', '', 2900), ('syscall/fork', 'pages=0', 20000), ('syscall/fork', 'pages=256', 90000),
	('syscall/exec', '', 60000), ('syscall/file_read', 'size=4096', 3000), ('syscall/file_write', 'size=65536', 40000),
	('syscall/signal', '', 900), ('syscall/stat', '', 800), ('syscall/ctxsw', 'procs=2 kib=0', 2000),
	('memory/copy', 'kib=64', 70000), ('memory/pagecache_scan', 'mib=64', 900000), ('boot/first_user', '', 46000000),
	('apps/sqlite', '', 90000000), ('apps/lua', '', 80000000), ('apps/gzip', '', 70000000), ('apps/zstd', '', 60000000),
	('apps/shell', '', 50000000)),
kinds(kind) AS (VALUES ('kmap zone=high state=cold'), ('kmap zone=high state=warm'), ('local zone=high'), ('local zone=low'),
	('atomic zone=high'), ('vmap zone=high'))
INSERT INTO kase (kind, workload, params, mem_mib, cost)
SELECT 'bench', workload, params, 2048, cost FROM plain
UNION ALL SELECT 'bench', workload, params, 512, cost FROM plain WHERE workload GLOB 'syscall/[fos]*'
UNION ALL SELECT 'bench', 'memory/chase', 'pages=' || n, 2048, 3 FROM powers WHERE n >= 4
UNION ALL SELECT 'bench', 'memory/chase_syscall', 'pages=' || p.n || ' k=' || k.n, 2048, 3 * k.n + 90
	FROM powers AS p, powers AS k WHERE p.n >= 16 AND k.n <= 1024
UNION ALL SELECT 'bench', 'highmem/map', 'kind=' || kind || ' pages=' || n, 3584, 90 * n FROM kinds, powers WHERE n IN (1, 16, 256)
UNION ALL SELECT 'sweep', workload, params, mib, cost FROM plain, mems WHERE workload GLOB 'syscall/[fnp]*'
UNION ALL SELECT 'sweep', 'capacity/processes', 'tables=' || n, mib, NULL FROM mems, powers WHERE n IN (1, 16) AND mib >= 1024;

CREATE TEMP TABLE runs AS
WITH RECURSIVE nr(id) AS (
	VALUES (1) UNION ALL SELECT id + 1 FROM nr
	WHERE id < :samples * 20 / (5 * (SELECT count(*) FROM cfg) * (SELECT sum(iif(kind = 'bench', 19, 1)) FROM kase WHERE cost)) + 1
)
SELECT id, iif(id % 20 = 19, 'sweep', 'bench') AS kind, (SELECT max(id) FROM nr) - id < :whole AS whole FROM nr;

INSERT INTO run (id, started, finished, state, kind, selection, fingerprint, commit_id, dirty, qemu_version, host_cpu, host_kernel)
SELECT id, datetime('2026-01-01', id || ' hours') || 'Z', datetime('2026-01-01', id || ' hours', '1 hour') || 'Z', 'done', kind, '',
       'f' || id, 'c' || id, 0, '7.2.22', 'a CPU', 'an OS' FROM runs;
INSERT INTO config (run, name, position, title, split, user_top, kernel_base, direct_end, separate_pgd, kernel_sha256, paging)
SELECT r.id, g.name, g.position, g.name, g.split, g.user_top, g.kernel_base, 0xf8000000, g.separate, 'k',
       iif(g.name GLOB '*-pae', 'pae', 'two-level')
FROM runs AS r, cfg AS g;
INSERT INTO workload SELECT r.id, k.workload, min(k.id), 'one', 'w', iif(k.cost IS NULL, 'capacities', 'costs')
FROM runs AS r JOIN kase AS k USING (kind) GROUP BY r.id, k.workload;
INSERT INTO profile SELECT r.id, c.profile, 'h', 'title = ' || c.title FROM runs AS r, clk AS c WHERE c.profile IS NOT NULL;

-- A real command line is as long as this. One cell in a thousand failed.
INSERT INTO cell (run, config, mem_mib, workload, params, accel, state, reason, ops, checksum, command, host_seconds)
SELECT r.id, g.name, k.mem_mib, k.workload, k.params, 'tcg', iif((r.id * 7 + k.id) % 1000, 'ok', 'failed'),
       iif((r.id * 7 + k.id) % 1000, NULL, 'panic'), 10, 'sum', 'qemu' || printf('%.*c', 900, '-'), 0.5
FROM runs AS r JOIN kase AS k USING (kind) JOIN cfg AS g;
CREATE TEMP TABLE done AS
SELECT c.id AS cell, r.kind, r.whole, g.position, g.separate, k.cost, k.cost * (10 + 5 * g.separate) + k.id % 7 AS base, k.mem_mib
FROM cell AS c JOIN runs AS r ON r.id = c.run JOIN cfg AS g ON g.name = c.config
JOIN kase AS k ON k.kind = r.kind AND k.workload = c.workload AND k.params = c.params AND k.mem_mib = c.mem_mib
WHERE c.state = 'ok'
ORDER BY c.id;

INSERT INTO guest_log (cell, console, log) SELECT cell, zeroblob(200), zeroblob(50) FROM done;
INSERT INTO machine SELECT cell, mem_mib * 1024, 900000, 800000, 100000, 50000, 2048, 1000000, 40000000 FROM done;
INSERT INTO capacity SELECT cell, 'processes', 5000 + position, 'processes', 'lowmem', 'ENOMEM' FROM done WHERE cost IS NULL;
CREATE TEMP TABLE five (idx INTEGER PRIMARY KEY);
INSERT INTO five VALUES (0), (1), (2), (3), (4);
INSERT INTO sample (cell, idx) SELECT d.cell, f.idx FROM done AS d CROSS JOIN five AS f WHERE d.cost IS NOT NULL;
INSERT INTO measure SELECT d.cell, f.idx, c.name, CAST(d.base * c.scale AS INTEGER) + (d.cell * 31 + f.idx * 17) % 11
FROM done AS d CROSS JOIN five AS f CROSS JOIN clk AS c WHERE d.cost IS NOT NULL;
INSERT INTO ledger SELECT d.cell, f.idx, a.name, 'cr3_load', 10 + f.idx % 2
FROM done AS d CROSS JOIN five AS f JOIN cause AS a ON a.name IN ('syscall_entry', 'syscall_exit') WHERE d.separate AND d.cost IS NOT NULL;
INSERT INTO ledger SELECT d.cell, f.idx, 'kmap_local', 'invlpg', 4 + f.idx
FROM done AS d CROSS JOIN five AS f WHERE d.mem_mib > 1024 AND NOT d.separate AND d.cost IS NOT NULL;
INSERT INTO counter SELECT d.cell, f.idx, n.name, 10 + f.idx % 2
FROM done AS d CROSS JOIN five AS f JOIN counter_name AS n ON n.name IN ('syscalls', 'user_entries', 'user_exits', 'kmaps_high')
WHERE d.cost IS NOT NULL;
-- The parts sum to the measured value.
INSERT INTO model_cycles SELECT m.cell, m.idx, m.clock, p.name, m.value / 8 + iif(p.name = 'user', m.value % 8, 0)
FROM done AS d CROSS JOIN measure AS m ON m.cell = d.cell CROSS JOIN model_part AS p WHERE d.whole AND m.clock GLOB 'model:*';
INSERT INTO model_event SELECT m.cell, m.idx, m.clock, n.name, m.value / 9 + 1
FROM done AS d CROSS JOIN measure AS m ON m.cell = d.cell
CROSS JOIN model_event_name AS n ON (n.name GLOB 'insns_*') = (m.clock = 'icount') WHERE d.whole;
COMMIT;
