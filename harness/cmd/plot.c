// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd.h"
#include "guest/clock.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/store.h"

static const struct argp_option options[] = {
	{ "run", 'r', "ID", 0, "which run (default: the latest)", 0 },
	{ "clock", 'c', "NAME", 0, "which clock (default: icount)", 0 },
	{ "db", 'd', "FILE", 0, "the database (default: results/results.db)", 0 },
	{ "out", 'o', "DIR", 0, "where the images go (default: plots/out)", 0 },
	{ 0 },
};

static const char *const formats[] = { "svg", "png" };

struct arguments {
	struct sql_values values;
	const char *db;
	char *out;
	const char *only; /* glob of names */
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'r':
		a->values.run = option_number("--run", arg, 1, 1000000000);
		return 0;
	case 'c':
		a->values.clock = arg;
		return 0;
	case 'd':
		a->db = arg;
		return 0;
	case 'o':
		a->out = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num)
			argp_error(state, "give one name; it may be a pattern such as 'cost*'");
		a->only = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[NAME]",
	.doc = "Draws every pair plots/NAME.sql and plots/NAME.gp, or those whose name matches, as SVG and PNG. "
	       "The script and its data lie beside the images, to be drawn again by hand.",
};

/* A .dat file being written: see the plot contract in harness/README.md. */
struct dat {
	FILE *f;
	unsigned int blocks, rows, first_rows;
};

static void dat_statement(void *arg, sqlite3_stmt *s)
{
	struct dat *d = arg;
	int n = sqlite3_column_count(s);

	if (d->blocks++)
		fputs("\n\n", d->f);
	for (int i = 0; i < n; i++)
		fprintf(d->f, "%s%c", sqlite3_column_name(s, i), i == n - 1 ? '\n' : '\t');
}

static void dat_row(void *arg, sqlite3_stmt *s)
{
	struct dat *d = arg;
	int n = sqlite3_column_count(s);

	for (int i = 0; i < n; i++) {
		const char *text = (const char *)sqlite3_column_text(s, i);

		fprintf(d->f, "%s%c", text ? text : "NaN", i == n - 1 ? '\n' : '\t');
	}
	d->rows++;
	if (d->blocks == 1)
		d->first_rows++;
}

/* Writes the data. False where there is nothing to draw. */
static bool write_dat(sqlite3 *db, const struct arguments *a, const char *name, const char *sql,
		      struct dat *d)
{
	const struct sql_sink sink = { .statement = dat_statement, .row = dat_row, .arg = d };
	char *path = xasprintf("%s/%s.dat", a->out, name), *why;

	*d = (struct dat){ .f = fopen(path, "we") };
	if (!d->f)
		die("cannot write %s: %s", path, strerror(errno));
	if (sql_run(db, sql, &a->values, &sink, &why))
		die("plots/%s.sql: %s", name, why);
	if (fclose(d->f))
		die("cannot write %s: %s", path, strerror(errno));
	free(path);
	return d->first_rows > 0;
}

/* gnuplot's double-quoted strings know backslashes. */
static void put_string(FILE *f, const char *name, const char *value)
{
	fprintf(f, "%s = \"", name);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			fputc('\\', f);
		fputc(*value, f);
	}
	fputs("\"\n", f);
}

static char *caption(sqlite3 *db, const struct arguments *a)
{
	char *run = sql_text(
		db,
		"SELECT 'run ' || id || ' · commit ' || substr(commit_id, 1, 7) ||"
		" CASE dirty WHEN 1 THEN ' with changes' ELSE '' END || ' · QEMU ' ||"
		" substr(qemu_version, 1, instr(qemu_version || ' ', ' ') - 1) FROM run WHERE id = :run",
		&a->values);
	char *text = xasprintf("clock %s (%s) · %s", a->values.clock,
			       clock_meaning(a->values.clock), run ? run : "");

	free(run);
	return text;
}

static void write_script(sqlite3 *db, const struct arguments *a, const char *name,
			 const char *title, const char *body, const struct dat *d)
{
	char *path = xasprintf("%s/%s.gp", a->out, name), *dat = xasprintf("%s.dat", name),
	     *cap = caption(db, a);
	char *names = sql_text(db,
			       "SELECT group_concat(name, ' ') FROM "
			       "(SELECT name FROM config WHERE run = :run ORDER BY position)",
			       &a->values);
	FILE *f = fopen(path, "we");

	if (!f)
		die("cannot write %s: %s", path, strerror(errno));
	fputs("if (!exists(\"format\")) format = \"svg\"\n", f);
	put_string(f, "name", name);
	put_string(f, "title", title);
	put_string(f, "dat", dat);
	fputs("out = name . \".\" . format\n", f);
	put_string(f, "caption", cap);
	put_string(f, "clock", a->values.clock);
	put_string(f, "unit", clock_unit(a->values.clock));
	put_string(f, "configs", names ? names : "");
	fprintf(f, "blocks = %u\nset datafile separator \"\\t\"\nset encoding utf8\n\n%s",
		d->blocks, body);
	if (fclose(f))
		die("cannot write %s: %s", path, strerror(errno));
	free(path);
	free(dat);
	free(cap);
	free(names);
}

/* Runs gnuplot in the folder of the images. Returns whether it was content. */
static bool run_gnuplot(const char *dir, const char *name, const char *format)
{
	char *set = xasprintf("format = \"%s\"", format), *script = xasprintf("%s.gp", name);
	pid_t pid;
	int status = -1;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (!chdir(dir))
			execlp("gnuplot", "gnuplot", "-e", set, script, NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	free(set);
	free(script);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		die("cannot run gnuplot; install the Debian package gnuplot-nox");
	return pid > 0 && status == 0;
}

static char *name_of(const char *path)
{
	const char *base = strrchr(path, '/') + 1;

	return strndup(base, strrchr(base, '.') - base);
}

/* The .gp files without an .sql: what the others load. */
static void copy_libraries(const char *out)
{
	char *pattern = in_root("plots/*.gp");
	glob_t g = { 0 };

	glob(pattern, 0, NULL, &g);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		char *name = name_of(g.gl_pathv[i]), *sql = in_root("plots/%s.sql", name);
		char *to = xasprintf("%s/%s.gp", out, name), *text;
		size_t size;

		text = access(sql, F_OK) ? read_file(g.gl_pathv[i], &size) : NULL;
		if (text && write_file(to, text, size))
			die("cannot write %s: %s", to, strerror(errno));
		free(name);
		free(sql);
		free(to);
		free(text);
	}
	globfree(&g);
	free(pattern);
}

/* Draws one plot. Returns whether that went well. */
static bool draw(sqlite3 *db, const struct arguments *a, const char *name, const char *sql)
{
	char *path = in_root("plots/%s.gp", name), *body = read_file(path, NULL),
	     *title = sql_title(sql);
	bool good = true;
	struct dat d;

	if (!body)
		die("plots/%s.sql has no script %s beside it", name, path);
	if (!write_dat(db, a, name, sql, &d)) {
		complain("plot %s is left out: this run has no data for it", name);
	} else {
		write_script(db, a, name, title, body, &d);
		for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
			good = run_gnuplot(a->out, name, formats[i]) && good;
		if (good)
			printf("%s/%s.svg (and .png, .gp, .dat): %s\n", a->out, name, title);
		else
			complain("gnuplot could not draw %s; see its message above", name);
	}
	free(path);
	free(body);
	free(title);
	return good;
}

static void refresh_views(const char *path)
{
	char *views = in_root("results/views.sql"), *why;
	struct store *st = store_open(path, &why);

	/* Not to be had while a run is writing: it has refreshed them itself. */
	if (st && store_run_file(st, views))
		complain("the views are not up to date: %s", store_error(st));
	store_close(st);
	free(views);
}

int cmd_plot(int argc, char **argv)
{
	struct arguments a = { .values.clock = clock_icount.name, .db = path_db(), .only = "*" };
	char *pattern = in_root("plots/*.sql"), *why;
	unsigned int drawn = 0, bad = 0;
	glob_t g = { 0 };
	sqlite3 *db;

	a.out = in_root("plots/out");
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	db = store_open_readonly(a.db, &why);
	if (!db)
		die("%s", why);
	refresh_views(a.db);
	if (!a.values.run)
		a.values.run = sql_latest_run(db);
	if (!a.values.run)
		die("%s holds no run; run make bench", a.db);
	if (mkdir(a.out, 0755) && errno != EEXIST)
		die("cannot make the directory %s: %s", a.out, strerror(errno));
	copy_libraries(a.out);
	glob(pattern, 0, NULL, &g);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		char *name = name_of(g.gl_pathv[i]), *sql = read_file(g.gl_pathv[i], NULL);

		if (sql && !fnmatch(a.only, name, 0)) {
			drawn++;
			bad += !draw(db, &a, name, sql);
		}
		free(name);
		free(sql);
	}
	if (!drawn)
		die("no plot is called '%s'; each is a file %s", a.only, pattern);
	globfree(&g);
	free(pattern);
	sqlite3_close(db);
	return bad ? EXIT_CANNOT : EXIT_SUCCESS;
}
