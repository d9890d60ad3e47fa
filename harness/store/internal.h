/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared by the files of the store only. */
#ifndef HARNESS_STORE_INTERNAL_H
#define HARNESS_STORE_INTERNAL_H

#include <pthread.h>

#include "store.h"

/* X(symbol, SQL) */
#define STATEMENTS(X)                                                                              \
	X(BEGIN, "BEGIN IMMEDIATE")                                                                \
	X(COMMIT, "COMMIT")                                                                        \
	X(ROLLBACK, "ROLLBACK")                                                                    \
	X(FIND_RUN, "SELECT id FROM run WHERE fingerprint = ? AND (state <> 'done' OR ?) "         \
		    "AND imported_from IS NULL ORDER BY id DESC LIMIT 1")                          \
	X(BEGIN_RUN,                                                                               \
	  "INSERT INTO run (started, state, kind, selection, fingerprint, commit_id, dirty, "      \
	  "qemu_version, host_cpu, host_kernel, host_kind, model_id, tsc_invariant, seed) VALUES " \
	  "(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "   \
	  "nullif(?, 0))")                                                                         \
	X(SEED_OF_RUN, "SELECT seed FROM run WHERE id = ?")                                        \
	X(RESUME_RUN, "UPDATE run SET state = 'running', finished = NULL WHERE id = ?")            \
	X(END_RUN, "UPDATE run SET state = ?, finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') "   \
		   "WHERE id = ?")                                                                 \
	X(ADD_CONFIG,                                                                              \
	  "INSERT INTO config (run, name, position, title, split, user_top, "                      \
	  "kernel_base, direct_end, separate_pgd, kernel_sha256, paging, entry_loads, "            \
	  "switch_loads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")   \
	X(ADD_WORKLOAD, "INSERT OR IGNORE INTO workload (run, name, position, op, results, "       \
			"sha256) VALUES (?, ?, ?, ?, ?, ?)")                                       \
	X(ADD_WORKLOAD_FILE,                                                                       \
	  "INSERT OR IGNORE INTO workload_file (run, workload, name, sha256, made_from) "          \
	  "VALUES (?, ?, ?, ?, ?)")                                                                \
	X(ADD_PROFILE, "INSERT OR IGNORE INTO profile (run, name, sha256, text) "                  \
		       "VALUES (?, ?, ?, ?)")                                                      \
	X(FIND_CELL,                                                                               \
	  "SELECT id, state, ops, checksum, detail FROM cell WHERE run = ? AND "                   \
	  "config = ? AND mem_mib = ? AND workload = ? AND params = ? AND accel = ? AND twin = ?") \
	X(DELETE_CELL, "DELETE FROM cell WHERE run = ? AND config = ? AND mem_mib = ? AND "        \
		       "workload = ? AND params = ? AND accel = ? AND twin = ?")                   \
	X(ADD_CELL,                                                                                \
	  "INSERT INTO cell (run, config, mem_mib, workload, params, accel, twin, state, "         \
	  "reason, detail, tail, ops, checksum, command, qemu_status, host_seconds, "              \
	  "pinned_cpu, huge_kib) "                                                                 \
	  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                         \
	X(ADD_LOG, "INSERT INTO guest_log (cell, console, log, model, folded) "                    \
		   "VALUES (?, ?, ?, ?, ?)")                                                       \
	X(ADD_MACHINE, "INSERT INTO machine (cell, ram_kib, low_total_kib, low_free_kib, "         \
		       "high_total_kib, high_free_kib, page_struct_kib, tsc_khz, boot_tsc) "       \
		       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")                                       \
	X(ADD_CAPACITY, "INSERT INTO capacity (cell, name, value, unit, limited_by, refusal) "     \
			"VALUES (?, ?, ?, ?, ?, ?)")                                               \
	X(ADD_SAMPLE, "INSERT INTO sample (cell, idx, round) VALUES (?, ?, ?)")                    \
	X(ADD_MEASURE, "INSERT INTO measure (cell, idx, clock, value) VALUES (?, ?, ?, ?)")        \
	X(ADD_LEDGER, "INSERT INTO ledger (cell, idx, cause, kind, n) VALUES (?, ?, ?, ?, ?)")     \
	X(ADD_COUNTER, "INSERT INTO counter (cell, idx, name, n) VALUES (?, ?, ?, ?)")             \
	X(ADD_PMU_EVENT, "INSERT INTO pmu_event (cell, idx, name, n) VALUES (?, ?, ?, ?)")         \
	X(ADD_MODEL_CYCLES,                                                                        \
	  "INSERT INTO model_cycles (cell, idx, clock, part, cycles) VALUES (?, ?, ?, ?, ?)")      \
	X(ADD_MODEL_EVENT,                                                                         \
	  "INSERT INTO model_event (cell, idx, clock, name, n) VALUES (?, ?, ?, ?, ?)")            \
	X(ADD_SPEED, "INSERT INTO speed (taken, config, mem_mib, command, instructions, "          \
		     "commit_id, dirty, qemu_version, host_cpu, host_kernel) VALUES "              \
		     "(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?, ?, ?, ?, ?, ?)")         \
	X(ADD_SPEED_ROUND, "INSERT INTO speed_round (speed, way, round, cpu_seconds, "             \
			   "peak_kib) VALUES (?, ?, ?, ?, ?)")                                     \
	X(LOAD_LOG,                                                                                \
	  "SELECT c.run, c.accel, c.config, c.workload, c.params, c.ops, c.checksum, g.console, "  \
	  "g.model, (SELECT count(*) FROM sample WHERE cell = c.id) FROM cell AS c LEFT JOIN "     \
	  "guest_log AS g ON g.cell = c.id WHERE c.id = ?")                                        \
	X(LOAD_PROFILES, "SELECT name FROM profile WHERE run = ? ORDER BY name")                   \
	X(DROP_MACHINE, "DELETE FROM machine WHERE cell = ?")                                      \
	X(ADD_NATIVE, "INSERT INTO native (run, workload, params, ops, taken, clock, same_cpu, "   \
		      "tsc_per_core, pinned_cpu, host_cpu, host_kernel, host_kind) VALUES (?, ?, " \
		      "?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?, ?, ?, ?)")         \
	X(ADD_NATIVE_SAMPLE, "INSERT INTO native_sample (native, idx, cycles) VALUES (?, ?, ?)")   \
	X(REJECT, "UPDATE cell SET state = 'failed', reason = ?, detail = ? WHERE id = ?")         \
	X(DROP_CAPACITIES, "DELETE FROM capacity WHERE cell = ?")                                  \
	X(DROP_SAMPLES, "DELETE FROM sample WHERE cell = ?")                                       \
	X(LOAD_MEASURES, "SELECT idx, value FROM measure WHERE cell = ? AND clock = ?")            \
	X(LOAD_LEDGER, "SELECT idx, cause, kind, n FROM ledger WHERE cell = ?")                    \
	X(LOAD_COUNTERS, "SELECT idx, name, n FROM counter WHERE cell = ?")                        \
	X(LOAD_PMU_EVENTS, "SELECT idx, name, n FROM pmu_event WHERE cell = ?")                    \
	X(LOAD_MODEL_CYCLES, "SELECT idx, part, cycles FROM model_cycles WHERE cell = ? "          \
			     "AND clock = ?")                                                      \
	X(LOAD_MODEL_EVENTS, "SELECT idx, name, n FROM model_event WHERE cell = ? AND clock = ?")

enum statement {
#define STATEMENT(sym, sql) ST_##sym,
	STATEMENTS(STATEMENT)
#undef STATEMENT
		NR_STATEMENTS
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *stmt[NR_STATEMENTS];
	pthread_mutex_t lock;
	int lock_fd; /* on PATH.lock: the one writer */
	int code; /* SQLite's, of the last failed call */
	char *error; /* its text */
};

/*
 * Binds the arguments to a statement and returns it. A letter each in `types`: i int64_t,
 * d double, t const char * (NULL is SQL's NULL), b const void * and size_t.
 */
sqlite3_stmt *store_bind(struct store *st, enum statement which, const char *types, ...);
/* The same, then runs it to its end; 0, or -1 with the error kept. */
int store_exec(struct store *st, enum statement which, const char *types, ...);
/* Keeps the error of the connection, with what was being done; returns -1. */
int store_fail(struct store *st, const char *doing);

/* The schema's version of an open database: 0 where there are no tables, -1 where it is none. */
int64_t store_user_version(sqlite3 *db);
/* What store_attach() wants of the connection. */
#define STORE_OPEN_NEW (SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI)
/* Another database beside the connection's own, for reading only; SQLite's code. */
int store_attach(sqlite3 *db, const char *path, const char *name);

/*
 * Brings a database of an older version up to this one; the old one is kept beside it as PATH.vN.
 * Nothing to do is no error. NULL, or a malloc'ed sentence, and then nothing has changed.
 */
char *store_migrate(const char *path);
/* Makes such a database as a new file, from one that is only read. NULL, or a malloc'ed sentence.
 */
char *store_migrated_copy(const char *new, const char *old);

/* A cell's key, in the order in which every statement takes it. */
#define KEY_TYPES "itittti"
#define KEY(run, c)                                                                                \
	(int64_t)(run), (c)->config->name, (int64_t)(c)->mem_mib, (c)->program->name,              \
		(c)->wcase->params, (c)->clock->accel, (int64_t)(c)->twin

/*
 * Writes what the records of a stored cell say: the machine, and, where it is `ok`, its capacities
 * or samples. Within a transaction.
 */
int store_save_records(struct store *st, int64_t cell, const struct clock *guest, bool ok,
		       const struct records *r);

/* The id of a stored cell with its row at hand, or 0 without one. */
int64_t store_find_cell(struct store *st, int64_t run, const struct cell *c, sqlite3_stmt **row);

/*
 * A transaction: begin; then end with the outcome so far (0 commits), which it returns or turns
 * into -1.
 */
int store_begin(struct store *st);
int store_finish(struct store *st, int outcome);

#endif /* HARNESS_STORE_INTERNAL_H */
