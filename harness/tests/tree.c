// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest/profiles.h"
#include "matrix/configs.h"
#include "store/sql.h"
#include "store/store.h"

#define PROFILES "harness/model/profiles"

void put(const struct tree *t, const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", t->dir, name);

	assert_int_equal(write_file(path, text, strlen(text)), 0);
	free(path);
}

void make_subdir(const struct tree *t, const char *name)
{
	char *path = xasprintf("%s/%s", t->dir, name);

	assert_int_equal(mkdir(path, 0755), 0);
	free(path);
}

void kernel(const struct tree *t, const char *config, const char *what)
{
	char *name = xasprintf("kernels/%s/kernel.elf", config),
	     *line = xasprintf("%s %s\n", what, config);

	put(t, name, line);
	free(name);
	free(line);
}

void add_workload(const struct tree *t, const char *fixture)
{
	char *program = test_file(fixture),
	     *link = xasprintf("%s/workloads/unit/%s", t->dir, fixture);

	assert_int_equal(symlink(program, link), 0);
	free(program);
	free(link);
}

int tree_setup(void **state)
{
	struct tree *t = xcalloc(1, sizeof(*t));

	t->dir = make_dir();
	t->db = xasprintf("%s/t.db", t->dir);
	make_subdir(t, "kernels");
	make_subdir(t, "workloads");
	make_subdir(t, "workloads/unit");
	for (unsigned int i = 0; i < nr_configs; i++) {
		char *name = xasprintf("kernels/%s", configs[i].name);

		make_subdir(t, name);
		kernel(t, configs[i].name, "good");
		free(name);
	}
	add_workload(t, "fixture");
	setenv("SPLITBENCH_BUILD", t->dir, 1);
	*state = t;
	return 0;
}

static void copy_profile(const struct tree *t, const char *name)
{
	char *from = xasprintf(PROFILES "/%s.profile", name),
	     *to = xasprintf("profiles/%s.profile", name), *text = read_file(from, NULL);

	assert_non_null(text);
	put(t, to, text);
	free(text);
	free(from);
	free(to);
}

int tree_setup_modelled(void **state)
{
	struct cpus cpus = { 0 };
	struct tree *t;
	char *hashes;

	tree_setup(state);
	t = *state;
	make_subdir(t, "harness");
	make_subdir(t, "harness/model");
	put(t, "harness/model/model.so", "model");
	make_subdir(t, "profiles");
	copy_profile(t, "pentium3");
	copy_profile(t, "skylake");
	cpus_add(&cpus, PROFILES, "pentium3");
	cpus_add(&cpus, PROFILES, "skylake");
	hashes = xasprintf("\"pentium3\":\"%016" PRIx64 "\",\"skylake\":\"%016" PRIx64 "\"",
			   cpus.v[0].hash, cpus.v[1].hash);
	setenv("FAKE_PROFILES", hashes, 1);
	free(hashes);
	cpus_free(&cpus);
	return 0;
}

int tree_teardown(void **state)
{
	struct tree *t = *state;

	free(t->output);
	free(t->db);
	remove_dir(t->dir);
	free(t);
	return 0;
}

int splitbench(struct tree *t, const char *fmt, ...)
{
	char *args, *command, *out = xasprintf("%s/output", t->dir);
	va_list ap;
	int status;

	va_start(ap, fmt);
	assert_true(vasprintf(&args, fmt, ap) > 0);
	va_end(ap);
	command = xasprintf("\"$TEST_BUILD\"/../splitbench %s >%s 2>&1", args, out);
	status = system(command);
	free(t->output);
	t->output = read_file(out, NULL);
	free(args);
	free(command);
	free(out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

int run_modelled(struct tree *t, const char *more)
{
	return splitbench(t, "run " QEMU FOUR " --profiles %s/profiles --db %s --quick -j 2 %s",
			  t->dir, t->db, more);
}

int run(struct tree *t, const char *more)
{
	return splitbench(t, "run " QEMU FOUR " --clock icount --db %s --quick -j 2 %s", t->db,
			  more);
}

void each_fails(struct tree *t, int (*how)(struct tree *t, const char *more),
		const struct failure *failures, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *sql = xasprintf(
			"SELECT reason || iif(detail LIKE '%s', '', ': ' || detail) FROM cell"
			" WHERE config = '2g2g' AND run = (SELECT max(id) FROM run)",
			failures[i].detail);

		kernel(t, "2g2g", failures[i].what);
		assert_int_equal(how(t, failures[i].options), 1);
		said(t, "1 failed");
		said(t, "Failed cells:\n  unit/fixture in 2g2g, 2048 MiB: ");
		answer(t, sql, failures[i].reason);
		answer(t,
		       "SELECT sum(state = 'ok') FROM cell WHERE run = (SELECT max(id) FROM run)",
		       "3");
		answer(t,
		       "SELECT count(*) FROM measure JOIN cell ON cell.id = cell WHERE config = '2g2g'",
		       "0");
		free(sql);
	}
}

void said(const struct tree *t, const char *text)
{
	if (!strstr(t->output, text))
		fail_msg("'%s' is not in the output:\n%s", text, t->output);
}

void answer(const struct tree *t, const char *sql, const char *expected)
{
	static const struct sql_values none;
	char *why, *text;
	sqlite3 *db = store_open_readonly(t->db, &why);

	if (!db)
		fail_msg("%s", why);
	text = sql_text(db, sql, &none);
	if (strcmp(text ? text : "", expected))
		fail_msg("%s\ngives '%s' instead of '%s'; output:\n%s", sql, text, expected,
			 t->output);
	free(text);
	sqlite3_close(db);
}

void change(const struct tree *t, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(t->db, &db), SQLITE_OK);
	if (sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL) ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

char *dump(const char *db)
{
	const char *const argv[] = { "sqlite3", db, ".dump", NULL };
	char *text = capture(argv);

	assert_non_null(text);
	return text;
}
