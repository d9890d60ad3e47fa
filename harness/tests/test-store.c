// SPDX-License-Identifier: GPL-2.0-or-later
#include "test.h"

#include "store/internal.h"
#include "store/sql.h"

/* A store in a directory of its own, with one run and a cell to put into it. */
struct fixture {
	char *dir, *path;
	struct store *st;
	int64_t run;
	struct cell cell;
	struct cell_result result;
};

static struct wcase wcase = { .params = "k=1", .ops = 10 };
static struct program program = { .name = "unit/a", .op = "a thing", .sha256 = "ab" };
static const struct run_info info = {
	.kind = "bench",
	.selection = "--all",
	.fingerprint = "f1",
	.commit_id = "c",
	.qemu_version = "q",
	.host_cpu = "h",
	.host_kernel = "l",
	.host_kind = "real",
};

/* A run of the guest's clock only. */
static const struct clocks clocks = { .guest = &clock_icount, .tcg = true, .shown = -1 };

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	char *why;

	f->dir = make_dir();
	f->path = xasprintf("%s/t.db", f->dir);
	f->st = store_open(f->path, &why);
	if (!f->st)
		die("%s", why);
	f->run = store_begin_run(f->st, &info);
	assert_int_equal(store_add_config(f->st, f->run, &configs[0], "aa"), 0);
	assert_int_equal(store_add_workload(f->st, f->run, &program, 0), 0);
	f->cell = (struct cell){ .config = &configs[0],
				 .clock = &clock_icount,
				 .program = &program,
				 .wcase = &wcase,
				 .mem_mib = 64,
				 .name = "n" };
	f->result = (struct cell_result){
		.detail = xstrdup(""),
		.tail = xstrdup("last words"),
		.records = { .ops = 10,
			     .nr_samples = 3,
			     .samples = xcalloc(3, sizeof(struct sample)),
			     .checksum = xstrdup("beef") },
		.guest = { .qemu_status = 65,
			   .seconds = 0.5,
			   .command = xstrdup("qemu -x"),
			   .console = xstrdup("hello\n"),
			   .log = xstrdup("exit: 0\n"),
			   .errors = xstrdup(""),
			   .model = xstrdup(""),
			   .folded = xstrdup(""),
			   .detail = xstrdup("") },
	};
	for (int i = 0; i < 3; i++)
		f->result.records.samples[i] =
			(struct sample){ .present = true, .value = 1000 + i };
	f->result.records.samples[2].ledger[LEDGER_FORK][LEDGER_KIND_GLOBAL] = 4;
	f->result.records.samples[1].counters[COUNT_TICKS] = 5;
	f->result.records.machine =
		(struct machine_record){ .present = true, .ram_kib = 65536, .boot_tsc = 77 };
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	cell_result_free(&f->result);
	store_close(f->st);
	free(f->path);
	remove_dir(f->dir);
	free(f);
	return 0;
}

static int64_t number(struct fixture *f, const char *sql)
{
	static const struct sql_values none;
	char *text = sql_text(f->st->db, sql, &none);
	int64_t n = text ? atoll(text) : -1;

	free(text);
	return n;
}

static int save(struct fixture *f)
{
	return store_save(f->st, f->run, &f->cell, &f->result);
}

static void a_cell_comes_back(void **state)
{
	struct fixture *f = *state;
	struct cell_result back;

	assert_int_equal(store_load(f->st, f->run, &f->cell, &clocks, &back), 0);
	assert_int_equal(save(f), 0);
	assert_int_equal(store_load(f->st, f->run, &f->cell, &clocks, &back), 1);
	assert_int_equal(back.state, CELL_OK);
	assert_int_equal(back.records.ops, 10);
	assert_int_equal(back.records.nr_samples, 3);
	assert_string_equal(back.records.checksum, "beef");
	assert_memory_equal(back.records.samples, f->result.records.samples,
			    3 * sizeof(struct sample));
	assert_int_equal(number(f, "SELECT boot_tsc FROM machine"), 77);
	cell_result_free(&back);
}

static void saving_again_replaces(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(save(f), 0);
	assert_int_equal(save(f), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM cell"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM sample"), 3);
	assert_int_equal(number(f, "SELECT count(*) FROM ledger"), 1);
}

static void a_cell_is_whole_or_not_there(void **state)
{
	struct fixture *f = *state;

	/* The schema refuses the last sample: what was written before it must go, too. */
	f->result.records.samples[2].value = -1;
	assert_int_equal(save(f), -1);
	assert_non_null(strstr(store_error(f->st), "CHECK"));
	assert_false(store_is_full(f->st));
	assert_int_equal(number(f, "SELECT count(*) FROM cell"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM guest_log"), 0);
	f->result.records.samples[2].value = 1;
	assert_int_equal(save(f), 0);
}

static void a_full_disk_is_told_apart(void **state)
{
	struct fixture *f = *state;
	size_t size = 1 << 20;

	/* No page more than there are is a full disk to SQLite. Noise does not compress. */
	assert_int_equal(sqlite3_exec(f->st->db, "PRAGMA max_page_count = 1", NULL, NULL, NULL),
			 SQLITE_OK);
	free(f->result.guest.console);
	f->result.guest.console = xcalloc(size + 1, 1);
	srand(1);
	for (size_t i = 0; i < size; i++)
		f->result.guest.console[i] = 1 + rand() % 255;
	assert_int_equal(save(f), -1);
	assert_true(store_is_full(f->st));
	assert_int_equal(number(f, "SELECT count(*) FROM cell"), 0);
	assert_int_equal(
		sqlite3_exec(f->st->db, "PRAGMA max_page_count = 100000", NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(save(f), 0);
}

static void enumerations_are_checked(void **state)
{
	static const char *const refused[] = {
		"UPDATE cell SET state = 'fine'",
		"UPDATE cell SET state = 'failed'",
		"UPDATE cell SET state = 'failed', reason = 'bad luck'",
		"UPDATE cell SET accel = 'xen'",
		"UPDATE cell SET config = 'none'",
		"UPDATE cell SET workload = 'none'",
		"UPDATE measure SET clock = 'wall'",
		"UPDATE measure SET clock = 'model:'",
		"UPDATE measure SET value = 'fast'",
		"UPDATE ledger SET cause = 'weather'",
		"UPDATE ledger SET kind = 'none'",
		"UPDATE counter SET name = 'none'",
		"UPDATE run SET state = 'gone'",
		"UPDATE run SET kind = 'walk'",
		"UPDATE workload SET results = 'times'",
		"INSERT INTO capacity VALUES (1, 'a', -1, 'KiB', NULL, NULL)",
		"INSERT INTO capacity VALUES (1, 'a', 1, 'KiB', NULL, 'ENOMEM')",
		"INSERT INTO capacity VALUES (999, 'a', 1, 'KiB', NULL, NULL)",
		"INSERT INTO sample (cell, idx) VALUES (999, 0)",
	};
	struct fixture *f = *state;

	assert_int_equal(save(f), 0);
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
		if (sqlite3_exec(f->st->db, refused[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT)
			fail_msg("not refused: %s", refused[i]);
	assert_int_equal(
		sqlite3_exec(f->st->db, "UPDATE measure SET clock = 'model:p4'", NULL, NULL, NULL),
		SQLITE_OK);
	/* A configuration takes its cells with it, and they their samples. */
	assert_int_equal(sqlite3_exec(f->st->db, "DELETE FROM config", NULL, NULL, NULL),
			 SQLITE_OK);
	assert_int_equal(number(f, "SELECT count(*) FROM measure"), 0);
}

/* The words of the program and those of the schema's CHECK are one set. */
static void every_reason_is_known(void **state)
{
	static const char *const judged[] = { "exit",	   "error", "incomplete", "checksum",
					      "disk_full", "model", "witness",	  "user_path" };
	struct fixture *f = *state;

	for (enum guest_end e = GUEST_EXIT; e <= GUEST_CANCELLED; e++) {
		if (!guest_end_reason(e))
			continue;
		cell_fail(&f->result, guest_end_reason(e), xstrdup("why"));
		assert_int_equal(save(f), 0);
	}
	for (size_t i = 0; i < ARRAY_SIZE(judged); i++) {
		cell_fail(&f->result, judged[i], xstrdup("why"));
		assert_int_equal(save(f), 0);
	}
	f->result.state = CELL_NOFIT;
	f->result.reason = NULL;
	assert_int_equal(save(f), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM sample"), 0);
}

static void failed_and_rejected_cells_are_run_again(void **state)
{
	struct fixture *f = *state;
	struct cell_result back;

	assert_int_equal(save(f), 0);
	cell_fail(&f->result, "checksum", xstrdup("differs"));
	assert_int_equal(store_reject(f->st, f->run, &f->cell, &f->result), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM measure"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM guest_log"), 1);
	assert_int_equal(number(f, "SELECT checksum = 'beef' AND detail = 'differs' FROM cell"), 1);
	assert_int_equal(store_load(f->st, f->run, &f->cell, &clocks, &back), 0);
}

static void sizes_are_kept_apart_from_values(void **state)
{
	struct fixture *f = *state;
	struct capacity sizes[] = { { .name = "processes",
				      .unit = "processes",
				      .value = 5,
				      .limited_by = "lowmem",
				      .refusal = "ENOMEM" },
				    { .name = "lowmem", .unit = "KiB", .value = 8 } };
	struct records whole = f->result.records;
	struct cell_result back;

	f->result.records.nr_samples = 0;
	f->result.records.capacities = sizes;
	f->result.records.nr_capacities = ARRAY_SIZE(sizes);
	assert_int_equal(save(f), 0);
	assert_int_equal(number(f, "SELECT sum(value) FROM capacity"), 13);
	assert_int_equal(number(f, "SELECT count(*) FROM capacity WHERE limited_by = 'lowmem' AND"
				   " refusal = 'ENOMEM' AND unit = 'processes'"),
			 1);
	assert_int_equal(number(f, "SELECT count(*) FROM sample"), 0);
	/* Who resumes the run need not do it again, and it has still no values. */
	assert_int_equal(store_load(f->st, f->run, &f->cell, &clocks, &back), 1);
	assert_int_equal(back.state, CELL_OK);
	assert_false(records_timed(&back.records));
	cell_result_free(&back);
	cell_fail(&f->result, "checksum", xstrdup("differs"));
	assert_int_equal(store_reject(f->st, f->run, &f->cell, &f->result), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM capacity"), 0);
	f->result.records = whole;
}

static void runs_are_resumed_by_fingerprint(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(store_find_run(f->st, "f1", false), f->run);
	assert_int_equal(store_find_run(f->st, "f2", true), 0);
	assert_int_equal(store_end_run(f->st, f->run, "interrupted"), 0);
	assert_int_equal(store_find_run(f->st, "f1", false), f->run);
	assert_int_equal(store_end_run(f->st, f->run, "done"), 0);
	assert_int_equal(store_find_run(f->st, "f1", false), 0);
	assert_int_equal(store_find_run(f->st, "f1", true), f->run);
	assert_int_equal(store_resume_run(f->st, f->run), 0);
	assert_int_equal(number(f, "SELECT state = 'running' AND finished IS NULL FROM run"), 1);
}

static void one_writer_and_many_readers(void **state)
{
	struct fixture *f = *state;
	char *why;
	sqlite3 *db;

	assert_null(store_open(f->path, &why));
	assert_non_null(strstr(why, "another splitbench"));
	free(why);
	db = store_open_readonly(f->path, &why);
	assert_non_null(db);
	assert_int_not_equal(sqlite3_exec(db, "DELETE FROM run", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_null(store_open_readonly("/nonexistent/x.db", &why));
	assert_non_null(strstr(why, "make bench"));
	free(why);
}

static void files_of_a_workload_are_known(void **state)
{
	struct program_file files[] = {
		{ .name = "one", .sha256 = "01", .made_from = "package 1.0" },
		{ .name = "two", .sha256 = "02" },
	};
	struct program p = {
		.name = "unit/files", .op = "a thing", .sha256 = "cd", .nr_files = 2, .files = files
	};
	struct fixture *f = *state;

	/* A run that is taken up again says it once more. */
	for (int i = 0; i < 2; i++)
		assert_int_equal(store_add_workload(f->st, f->run, &p, 1), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM workload_file"), 2);
	assert_int_equal(
		number(f, "SELECT count(*) FROM workload_file WHERE workload = 'unit/files' AND "
			  "made_from = 'package 1.0' AND name = 'one' AND sha256 = '01'"),
		1);
}

static void speed_is_stored_whole_or_not(void **state)
{
	struct fixture *f = *state;
	struct speed_round rounds[] = {
		{ .way = "plain", .round = 0, .peak_kib = 100, .cpu_seconds = 1.5 },
		{ .way = "one", .round = 0, .peak_kib = 200, .cpu_seconds = 3 },
	};
	struct speed s = {
		.config = "3g1g",
		.command = "a/b --c",
		.mem_mib = 64,
		.instructions = 1000000,
		.rounds = rounds,
		.nr_rounds = 2,
	};

	assert_int_equal(store_add_speed(f->st, &info, &s), 0);
	rounds[1].way = "faster";
	assert_int_equal(store_add_speed(f->st, &info, &s), -1);
	assert_non_null(strstr(store_error(f->st), "CHECK"));
	assert_int_equal(
		number(f,
		       "SELECT count(*) FROM speed WHERE commit_id = 'c' AND command = 'a/b --c' "
		       "AND qemu_version = 'q' AND host_cpu = 'h' AND host_kernel = 'l'"),
		1);
	assert_int_equal(number(f, "SELECT sum(peak_kib) FROM speed_round WHERE cpu_seconds > 1"),
			 300);
}

static void logs_are_kept_as_text(void **state)
{
	struct fixture *f = *state;
	const struct sql_sink sink = { .row = NULL };
	const struct sql_values v = { .clock = "icount" };
	char *why, *text;

	assert_int_equal(save(f), 0);
	/* Any statement makes the function known to the connection. */
	assert_int_equal(sql_run(f->st->db, "", &v, &sink, &why), 0);
	text = sql_text(f->st->db, "SELECT log_text(console) || log_text(log) FROM guest_log", &v);
	assert_string_equal(text, "hello\nexit: 0\n");
	free(text);
	assert_int_equal(sql_run(f->st->db, "DELETE FROM run", &v, &sink, &why), -1);
	assert_non_null(strstr(why, "only statements that read"));
	free(why);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_cell_comes_back),
		TEST(saving_again_replaces),
		TEST(a_cell_is_whole_or_not_there),
		TEST(a_full_disk_is_told_apart),
		TEST(enumerations_are_checked),
		TEST(every_reason_is_known),
		TEST(failed_and_rejected_cells_are_run_again),
		TEST(sizes_are_kept_apart_from_values),
		TEST(runs_are_resumed_by_fingerprint),
		TEST(one_writer_and_many_readers),
		TEST(speed_is_stored_whole_or_not),
		TEST(files_of_a_workload_are_known),
		TEST(logs_are_kept_as_text),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
