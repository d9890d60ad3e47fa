-- SPDX-License-Identifier: GPL-2.0-or-later
-- results/schema.sql as it was with user_version 7, without its comments.
PRAGMA user_version = 7;
CREATE TABLE run (
	id            INTEGER PRIMARY KEY,
	started       TEXT    NOT NULL,
	finished      TEXT,
	state         TEXT    NOT NULL CHECK (state IN ('running', 'interrupted', 'done')),
	kind          TEXT    NOT NULL DEFAULT 'bench' CHECK (kind IN ('bench', 'sweep', 'ablation')),
	selection     TEXT    NOT NULL,
	fingerprint   TEXT    NOT NULL,
	commit_id     TEXT    NOT NULL,
	dirty         INTEGER NOT NULL CHECK (dirty IN (0, 1)),
	qemu_version  TEXT    NOT NULL,
	host_cpu      TEXT    NOT NULL,
	host_kernel   TEXT    NOT NULL,
	host_kind     TEXT    NOT NULL DEFAULT 'unknown' CHECK (host_kind IN ('real', 'virtual', 'emulated', 'unknown')),
	tsc_invariant INTEGER NOT NULL DEFAULT 0 CHECK (tsc_invariant IN (0, 1)),
	seed          INTEGER,
	imported_from TEXT
) STRICT;
CREATE TABLE config (
	run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,
	position      INTEGER NOT NULL CHECK (position >= 0),
	title         TEXT    NOT NULL,
	split         TEXT    NOT NULL,
	user_top      INTEGER NOT NULL,
	kernel_base   INTEGER NOT NULL,
	direct_end    INTEGER NOT NULL,
	separate_pgd  INTEGER NOT NULL CHECK (separate_pgd IN (0, 1)),
	kernel_sha256 TEXT,
	paging        TEXT CHECK (paging IN ('two-level', 'pae')),
	entry_loads   INTEGER CHECK (entry_loads IN (0, 1)),
	switch_loads  INTEGER CHECK (switch_loads IN (0, 1)),
	PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE workload (
	run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,
	position      INTEGER NOT NULL CHECK (position >= 0),
	op            TEXT    NOT NULL,
	sha256        TEXT    NOT NULL,
	results       TEXT    NOT NULL DEFAULT 'costs' CHECK (results IN ('costs', 'capacities')),
	PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE workload_file (
	run           INTEGER NOT NULL,
	workload      TEXT    NOT NULL,
	name          TEXT    NOT NULL,
	sha256        TEXT    NOT NULL,
	made_from     TEXT,
	PRIMARY KEY (run, workload, name),
	FOREIGN KEY (run, workload) REFERENCES workload (run, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE profile (
	run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,
	sha256        TEXT    NOT NULL,
	text          TEXT    NOT NULL,
	PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE cell (
	id            INTEGER PRIMARY KEY,
	run           INTEGER NOT NULL,
	config        TEXT    NOT NULL,
	mem_mib       INTEGER NOT NULL CHECK (mem_mib > 0),
	workload      TEXT    NOT NULL,
	params        TEXT    NOT NULL,
	accel         TEXT    NOT NULL CHECK (accel IN ('tcg', 'kvm')),
	twin          INTEGER NOT NULL DEFAULT 0 CHECK (twin IN (0, 1)),
	state         TEXT    NOT NULL CHECK (state IN ('ok', 'failed', 'nofit')),
	reason        TEXT    CHECK (reason IN ('no_kernel', 'no_workload', 'spawn', 'panic', 'reset',
	                                        'hang', 'timeout', 'killed', 'exit', 'error',
	                                        'incomplete', 'checksum', 'disk_full',
	                                        'model', 'witness', 'user_path')),
	detail        TEXT    NOT NULL DEFAULT '',
	tail          TEXT    NOT NULL DEFAULT '',
	ops           INTEGER CHECK (ops > 0),
	checksum      TEXT,
	command       TEXT    NOT NULL,
	qemu_status   INTEGER,
	host_seconds  REAL    NOT NULL CHECK (host_seconds >= 0),
	pinned_cpu    INTEGER,
	huge_kib      INTEGER CHECK (huge_kib >= 0),
	UNIQUE (run, config, mem_mib, workload, params, accel, twin),
	FOREIGN KEY (run, config) REFERENCES config (run, name) ON DELETE CASCADE,
	FOREIGN KEY (run, workload) REFERENCES workload (run, name) ON DELETE CASCADE,
	CHECK ((state = 'failed') = (reason IS NOT NULL)),
	CHECK (state <> 'ok' OR (ops IS NOT NULL AND checksum IS NOT NULL))
) STRICT;
CREATE TABLE guest_log (
	cell          INTEGER PRIMARY KEY REFERENCES cell (id) ON DELETE CASCADE,
	console       BLOB    NOT NULL,
	log           BLOB    NOT NULL,
	model         BLOB,
	folded        BLOB
) STRICT;
CREATE TABLE machine (
	cell            INTEGER PRIMARY KEY REFERENCES cell (id) ON DELETE CASCADE,
	ram_kib         INTEGER NOT NULL,
	low_total_kib   INTEGER NOT NULL,
	low_free_kib    INTEGER NOT NULL,
	high_total_kib  INTEGER NOT NULL,
	high_free_kib   INTEGER NOT NULL,
	page_struct_kib INTEGER NOT NULL,
	tsc_khz         INTEGER NOT NULL,
	boot_tsc        INTEGER NOT NULL
) STRICT;
CREATE TABLE capacity (
	cell          INTEGER NOT NULL REFERENCES cell (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,
	value         INTEGER NOT NULL CHECK (value >= 0),
	unit          TEXT    NOT NULL,
	limited_by    TEXT,
	refusal       TEXT CHECK (refusal IS NULL OR limited_by IS NOT NULL),
	PRIMARY KEY (cell, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE sample (
	cell          INTEGER NOT NULL REFERENCES cell (id) ON DELETE CASCADE,
	idx           INTEGER NOT NULL CHECK (idx >= 0),
	round         INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
	PRIMARY KEY (cell, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE measure (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	clock         TEXT    NOT NULL CHECK (clock IN ('icount', 'kvm-tsc') OR clock GLOB 'model:?*'),
	value         INTEGER NOT NULL CHECK (value >= 0),
	PRIMARY KEY (cell, idx, clock),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX measure_by_value ON measure (cell, clock, value);
CREATE TABLE cause        (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kind         (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counter_name (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pmu_event_name (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE model_part   (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE model_event_name (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ledger (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	cause         TEXT    NOT NULL REFERENCES cause (name),
	kind          TEXT    NOT NULL REFERENCES kind (name),
	n             INTEGER NOT NULL,
	PRIMARY KEY (cell, idx, cause, kind),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	name          TEXT    NOT NULL REFERENCES counter_name (name),
	n             INTEGER NOT NULL,
	PRIMARY KEY (cell, idx, name),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE pmu_event (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	name          TEXT    NOT NULL REFERENCES pmu_event_name (name),
	n             INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (cell, idx, name),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE model_cycles (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	clock         TEXT    NOT NULL CHECK (clock GLOB 'model:?*'),
	part          TEXT    NOT NULL REFERENCES model_part (name),
	cycles        INTEGER NOT NULL CHECK (cycles >= 0),
	PRIMARY KEY (cell, idx, clock, part),
	FOREIGN KEY (cell, idx, clock) REFERENCES measure (cell, idx, clock) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE model_event (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	clock         TEXT    NOT NULL,
	name          TEXT    NOT NULL REFERENCES model_event_name (name),
	n             INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (cell, idx, clock, name),
	FOREIGN KEY (cell, idx, clock) REFERENCES measure (cell, idx, clock) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE native (
	id            INTEGER PRIMARY KEY,
	run           INTEGER NOT NULL,
	workload      TEXT    NOT NULL,
	params        TEXT    NOT NULL,
	ops           INTEGER NOT NULL CHECK (ops > 0),
	taken         TEXT    NOT NULL,
	clock         TEXT    NOT NULL CHECK (clock GLOB 'model:?*'),
	same_cpu      INTEGER NOT NULL CHECK (same_cpu IN (0, 1)),
	tsc_per_core  REAL    NOT NULL CHECK (tsc_per_core > 0),
	pinned_cpu    INTEGER NOT NULL,
	host_cpu      TEXT    NOT NULL,
	host_kernel   TEXT    NOT NULL,
	host_kind     TEXT    NOT NULL CHECK (host_kind IN ('real', 'virtual', 'emulated')),
	FOREIGN KEY (run, workload) REFERENCES workload (run, name) ON DELETE CASCADE
) STRICT;
CREATE TABLE native_sample (
	native        INTEGER NOT NULL REFERENCES native (id) ON DELETE CASCADE,
	idx           INTEGER NOT NULL CHECK (idx >= 0),
	cycles        INTEGER NOT NULL CHECK (cycles >= 0),
	PRIMARY KEY (native, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE speed (
	id            INTEGER PRIMARY KEY,
	taken         TEXT    NOT NULL,
	config        TEXT    NOT NULL,
	mem_mib       INTEGER NOT NULL CHECK (mem_mib > 0),
	command       TEXT    NOT NULL,
	instructions  INTEGER NOT NULL CHECK (instructions > 0),
	commit_id     TEXT    NOT NULL,
	dirty         INTEGER NOT NULL CHECK (dirty IN (0, 1)),
	qemu_version  TEXT    NOT NULL,
	host_cpu      TEXT    NOT NULL,
	host_kernel   TEXT    NOT NULL
) STRICT;
CREATE TABLE speed_round (
	speed         INTEGER NOT NULL REFERENCES speed (id) ON DELETE CASCADE,
	way           TEXT    NOT NULL CHECK (way IN ('plain', 'icount', 'one', 'all', 'cache')),
	round         INTEGER NOT NULL CHECK (round >= 0),
	cpu_seconds   REAL    NOT NULL CHECK (cpu_seconds > 0),
	peak_kib      INTEGER NOT NULL CHECK (peak_kib > 0),
	PRIMARY KEY (speed, way, round)
) STRICT, WITHOUT ROWID;
