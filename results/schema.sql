-- SPDX-License-Identifier: GPL-2.0-or-later
-- The store's tables. The harness runs this file on a new database, then fills the enumerations
-- cause, kind, counter_name and pmu_event_name from kernels/include/uapi/splitbench.h.
-- Comments go into the page that `make docs` makes of it, build/SCHEMA.md.
--
-- One run has many cells (configuration x memory x workload x parameters); a cell has samples; a
-- sample has one measured value a clock, and its counts. What a run was made from hangs off run.

PRAGMA user_version = 8;

-- One call of `splitbench run`, or several where an interrupted one was taken up again.
CREATE TABLE run (
	id            INTEGER PRIMARY KEY,
	started       TEXT    NOT NULL,      -- UTC, ISO 8601
	finished      TEXT,                  -- NULL while it runs, and where it was cut short
	state         TEXT    NOT NULL CHECK (state IN ('running', 'interrupted', 'done')),
	kind          TEXT    NOT NULL DEFAULT 'bench' CHECK (kind IN ('bench', 'sweep', 'ablation')),  -- sweep: over memory sizes; ablation: with such configurations
	selection     TEXT    NOT NULL,      -- what was asked for, as command-line options
	fingerprint   TEXT    NOT NULL,      -- SHA-256 of selection, binaries and QEMU: the key to resume by
	commit_id     TEXT    NOT NULL,      -- of the source tree; 'unknown' outside a repository
	dirty         INTEGER NOT NULL CHECK (dirty IN (0, 1)),  -- uncommitted changes in the tree
	qemu_version  TEXT    NOT NULL,
	host_cpu      TEXT    NOT NULL,
	host_kernel   TEXT    NOT NULL,
	-- real: this kernel is on the hardware; virtual: in a guest of it; emulated: in a machine of software,
	-- on which kvm-tsc means nothing but that the path works; unknown: a run of older versions
	host_kind     TEXT    NOT NULL DEFAULT 'unknown' CHECK (host_kind IN ('real', 'virtual', 'emulated', 'unknown')),
	model_id      TEXT,                  -- of the cycle model's sources, its build ID; NULL: none ran along, or a run of older versions
	tsc_invariant INTEGER NOT NULL DEFAULT 0 CHECK (tsc_invariant IN (0, 1)),  -- what kvm-tsc rests on; 0 without KVM
	seed          INTEGER,               -- of the order of cells in each round; NULL: that of the tables (no rounds)
	imported_from TEXT                   -- the database that it came from by `splitbench import`; NULL: measured into this one
) STRICT;

-- The configurations of a run, with the split's numbers as they were then.
CREATE TABLE config (
	run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,      -- '4g4g'
	position      INTEGER NOT NULL CHECK (position >= 0),  -- row in configs.def; 0 is the baseline
	title         TEXT    NOT NULL,      -- what plots and tables print
	split         TEXT    NOT NULL,
	user_top      INTEGER NOT NULL,      -- first address that is not the user's
	kernel_base   INTEGER NOT NULL,      -- virtual address of physical address 0
	direct_end    INTEGER NOT NULL,      -- end of the direct map
	separate_pgd  INTEGER NOT NULL CHECK (separate_pgd IN (0, 1)),
	kernel_sha256 TEXT,                  -- of kernel.elf; NULL where it was missing
	paging        TEXT CHECK (paging IN ('two-level', 'pae')),  -- of its page tables; NULL in runs of older versions
	entry_loads   INTEGER CHECK (entry_loads IN (0, 1)),   -- of CR3 at each entry and each return; NULL: separate_pgd
	switch_loads  INTEGER CHECK (switch_loads IN (0, 1)),  -- and at each switch of address spaces; NULL: 1 less that
	PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

-- The workload programs of a run.
CREATE TABLE workload (
	run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,      -- 'syscall/null'
	position      INTEGER NOT NULL CHECK (position >= 0),
	op            TEXT    NOT NULL,      -- what one operation is
	sha256        TEXT    NOT NULL,      -- of the program
	results       TEXT    NOT NULL DEFAULT 'costs' CHECK (results IN ('costs', 'capacities')),
	PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

-- What the workload programs of a run that run another program need for it: that, and what it reads.
CREATE TABLE workload_file (
	run           INTEGER NOT NULL,
	workload      TEXT    NOT NULL,
	name          TEXT    NOT NULL,      -- 'busybox'
	sha256        TEXT    NOT NULL,
	made_from     TEXT,                  -- Debian packages with their versions; NULL: it is of this tree
	PRIMARY KEY (run, workload, name),
	FOREIGN KEY (run, workload) REFERENCES workload (run, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The CPU profiles that the model had in a run: each is the clock model:NAME.
CREATE TABLE profile (
	run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,      -- 'skylake'
	sha256        TEXT    NOT NULL,      -- of the text
	text          TEXT    NOT NULL,      -- the file, and the one that it is based on
	PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

-- One boot of one configuration with one workload and one set of parameters.
CREATE TABLE cell (
	id            INTEGER PRIMARY KEY,
	run           INTEGER NOT NULL,
	config        TEXT    NOT NULL,
	mem_mib       INTEGER NOT NULL CHECK (mem_mib > 0),
	workload      TEXT    NOT NULL,
	params        TEXT    NOT NULL,      -- 'pages=64 k=16'; '' where there are none
	accel         TEXT    NOT NULL CHECK (accel IN ('tcg', 'kvm')),
	twin          INTEGER NOT NULL DEFAULT 0 CHECK (twin IN (0, 1)),  -- 1: the same cell once more, to see the noise
	state         TEXT    NOT NULL CHECK (state IN ('ok', 'failed', 'nofit')),
	reason        TEXT    CHECK (reason IN ('no_kernel', 'no_workload', 'spawn', 'panic', 'reset',
	                                        'hang', 'timeout', 'killed', 'exit', 'error',
	                                        'incomplete', 'checksum', 'disk_full',
	                                        'model', 'witness', 'user_path')),
	detail        TEXT    NOT NULL DEFAULT '',   -- one sentence for the reader
	tail          TEXT    NOT NULL DEFAULT '',   -- the guest's last lines, of a failed cell
	ops           INTEGER CHECK (ops > 0),       -- operations in one sample
	checksum      TEXT,                          -- of the workload's results, all samples together
	command       TEXT    NOT NULL,              -- QEMU's command line
	qemu_status   INTEGER,                       -- its exit status; 256 + signal if one killed it
	host_seconds  REAL    NOT NULL CHECK (host_seconds >= 0),
	pinned_cpu    INTEGER,                       -- of the host, which the guest's CPU was bound to; NULL: none
	huge_kib      INTEGER CHECK (huge_kib >= 0), -- of the guest's memory in huge pages at most; NULL: not looked at
	UNIQUE (run, config, mem_mib, workload, params, accel, twin),
	FOREIGN KEY (run, config) REFERENCES config (run, name) ON DELETE CASCADE,
	FOREIGN KEY (run, workload) REFERENCES workload (run, name) ON DELETE CASCADE,
	CHECK ((state = 'failed') = (reason IS NOT NULL)),
	CHECK (state <> 'ok' OR (ops IS NOT NULL AND checksum IS NOT NULL))
) STRICT;

-- What the guest said, whole: its length in 4 bytes, little endian, then a zlib stream. In
-- `splitbench query`, log_text(console) is the text.
CREATE TABLE guest_log (
	cell          INTEGER PRIMARY KEY REFERENCES cell (id) ON DELETE CASCADE,
	console       BLOB    NOT NULL,
	log           BLOB    NOT NULL,
	model         BLOB,                  -- the records of the model; NULL where it did not run
	folded        BLOB                   -- where its cycles went, by symbol: harness/model/README.md; or NULL
) STRICT;

-- The machine as the kernel described it; sizes in KiB. Absent where it has no statistics call.
CREATE TABLE machine (
	cell            INTEGER PRIMARY KEY REFERENCES cell (id) ON DELETE CASCADE,
	ram_kib         INTEGER NOT NULL,
	low_total_kib   INTEGER NOT NULL,
	low_free_kib    INTEGER NOT NULL,
	high_total_kib  INTEGER NOT NULL,
	high_free_kib   INTEGER NOT NULL,
	page_struct_kib INTEGER NOT NULL,    -- the struct page array
	tsc_khz         INTEGER NOT NULL,
	boot_tsc        INTEGER NOT NULL     -- TSC at the first user instruction
) STRICT;

-- The sizes that a cell of a workload with results 'capacities' found; it has no samples. What is neither
-- a failure nor a limit of the kernel, as the end of a parameter's range, has no refusal.
CREATE TABLE capacity (
	cell          INTEGER NOT NULL REFERENCES cell (id) ON DELETE CASCADE,
	name          TEXT    NOT NULL,      -- 'processes'
	value         INTEGER NOT NULL CHECK (value >= 0),
	unit          TEXT    NOT NULL,      -- 'KiB', or what is counted
	limited_by    TEXT,                  -- what had run out then: 'lowmem'; NULL: the value is no limit
	refusal       TEXT CHECK (refusal IS NULL OR limited_by IS NOT NULL),  -- 'ENOMEM', 'SIGKILL'
	PRIMARY KEY (cell, name)
) STRICT, WITHOUT ROWID;

-- Samples are counted from 0. Only cells in state 'ok' have them.
CREATE TABLE sample (
	cell          INTEGER NOT NULL REFERENCES cell (id) ON DELETE CASCADE,
	idx           INTEGER NOT NULL CHECK (idx >= 0),
	round         INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),  -- the boot that it comes from; of hardware, cells have several
	PRIMARY KEY (cell, idx)
) STRICT, WITHOUT ROWID;

-- The measured values of a sample, for all its operations together. Never mix two clocks.
CREATE TABLE measure (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	-- 'icount', 'kvm-tsc' or 'model:NAME'
	clock         TEXT    NOT NULL CHECK (clock IN ('icount', 'kvm-tsc') OR clock GLOB 'model:?*'),
	value         INTEGER NOT NULL CHECK (value >= 0),  -- icount: instructions; else cycles
	PRIMARY KEY (cell, idx, clock),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The samples of a cell by value, so that a median is looked up and not sorted for.
CREATE INDEX measure_by_value ON measure (cell, clock, value);

-- The enumerations of the flush ledger, of the counters and of the model.
CREATE TABLE cause        (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kind         (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counter_name (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pmu_event_name (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE model_part   (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE model_event_name (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- TLB flushes the kernel counted during a sample. A (cause, kind) that is absent was zero.
CREATE TABLE ledger (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	cause         TEXT    NOT NULL REFERENCES cause (name),
	kind          TEXT    NOT NULL REFERENCES kind (name),
	n             INTEGER NOT NULL,
	PRIMARY KEY (cell, idx, cause, kind),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The kernel's other counters during a sample; an absent one was zero.
CREATE TABLE counter (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	name          TEXT    NOT NULL REFERENCES counter_name (name),
	n             INTEGER NOT NULL,
	PRIMARY KEY (cell, idx, name),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What the CPU's own performance counters counted during a sample of hardware; an absent event was not
-- counted, as that CPU, or what runs the guest, has no counter for it.
CREATE TABLE pmu_event (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	name          TEXT    NOT NULL REFERENCES pmu_event_name (name),
	n             INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (cell, idx, name),
	FOREIGN KEY (cell, idx) REFERENCES sample (cell, idx) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Where the modelled cycles of a sample went: the parts sum to the measured value of that clock, and
-- one that is absent was zero.
CREATE TABLE model_cycles (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	clock         TEXT    NOT NULL CHECK (clock GLOB 'model:?*'),
	part          TEXT    NOT NULL REFERENCES model_part (name),
	cycles        INTEGER NOT NULL CHECK (cycles >= 0),
	PRIMARY KEY (cell, idx, clock, part),
	FOREIGN KEY (cell, idx, clock) REFERENCES measure (cell, idx, clock) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What the model counted in a sample, by clock; an absent one was zero. What is the same for every
-- profile, as instructions and interrupts are, has the clock icount.
CREATE TABLE model_event (
	cell          INTEGER NOT NULL,
	idx           INTEGER NOT NULL,
	clock         TEXT    NOT NULL,
	name          TEXT    NOT NULL REFERENCES model_event_name (name),
	n             INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (cell, idx, clock, name),
	FOREIGN KEY (cell, idx, clock) REFERENCES measure (cell, idx, clock) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A program of a run's cells, run on the host's own CPU by `splitbench validate`, to stand beside what the
-- model made of it. It is the same file with the same parameters, and has done the same (checksum).
CREATE TABLE native (
	id            INTEGER PRIMARY KEY,
	run           INTEGER NOT NULL,      -- whose model values it is held against
	workload      TEXT    NOT NULL,
	params        TEXT    NOT NULL,
	ops           INTEGER NOT NULL CHECK (ops > 0),
	taken         TEXT    NOT NULL,      -- UTC, ISO 8601
	clock         TEXT    NOT NULL CHECK (clock GLOB 'model:?*'),  -- the profile that is nearest to the CPU
	same_cpu      INTEGER NOT NULL CHECK (same_cpu IN (0, 1)),     -- 1: it is of this very CPU
	tsc_per_core  REAL    NOT NULL CHECK (tsc_per_core > 0),       -- cycles of the TSC in one of the core, just then
	pinned_cpu    INTEGER NOT NULL,
	host_cpu      TEXT    NOT NULL,
	host_kernel   TEXT    NOT NULL,
	host_kind     TEXT    NOT NULL CHECK (host_kind IN ('real', 'virtual', 'emulated')),
	FOREIGN KEY (run, workload) REFERENCES workload (run, name) ON DELETE CASCADE
) STRICT;

CREATE TABLE native_sample (
	native        INTEGER NOT NULL REFERENCES native (id) ON DELETE CASCADE,
	idx           INTEGER NOT NULL CHECK (idx >= 0),
	cycles        INTEGER NOT NULL CHECK (cycles >= 0),            -- of the TSC, for all operations
	PRIMARY KEY (native, idx)
) STRICT, WITHOUT ROWID;

-- What it takes to watch a guest: one program in several ways side by side, by `make bench-model`. These
-- are seconds of the host, of one machine at one time; no cell and no clock has anything to do with them.
CREATE TABLE speed (
	id            INTEGER PRIMARY KEY,
	taken         TEXT    NOT NULL,      -- UTC, ISO 8601
	config        TEXT    NOT NULL,
	mem_mib       INTEGER NOT NULL CHECK (mem_mib > 0),
	command       TEXT    NOT NULL,      -- the program that ran, with its arguments
	instructions  INTEGER NOT NULL CHECK (instructions > 0),  -- in its samples
	commit_id     TEXT    NOT NULL,      -- of the source tree; 'unknown' outside a repository
	dirty         INTEGER NOT NULL CHECK (dirty IN (0, 1)),
	qemu_version  TEXT    NOT NULL,
	host_cpu      TEXT    NOT NULL,
	host_kernel   TEXT    NOT NULL
) STRICT;

-- The rounds of each way: they were taken in turn, so that a busy machine is busy for all of them.
CREATE TABLE speed_round (
	speed         INTEGER NOT NULL REFERENCES speed (id) ON DELETE CASCADE,
	way           TEXT    NOT NULL CHECK (way IN ('plain', 'icount', 'one', 'all', 'cache')),
	round         INTEGER NOT NULL CHECK (round >= 0),
	cpu_seconds   REAL    NOT NULL CHECK (cpu_seconds > 0),  -- processor time of QEMU
	peak_kib      INTEGER NOT NULL CHECK (peak_kib > 0),     -- its resident memory at most
	PRIMARY KEY (speed, way, round)
) STRICT, WITHOUT ROWID;
