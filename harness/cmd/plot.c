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

#include "choice.h"
#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/plot_files.h"
#include "store/store.h"

static const struct argp_option options[] = {
	{ "out", 'o', "DIR", 0, "where the images go (default: plots/out)", 0 },
	{ 0 },
};

static const char *const formats[] = { "svg", "png" };

struct arguments {
	struct choice choice;
	char *out;
	const char *only; /* glob of names */
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
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
	.children = choice_options,
	.args_doc = "[NAME]",
	.doc = "Draws every pair plots/NAME.sql and plots/NAME.gp, or those whose name matches, as SVG "
	       "and PNG. The script and its data lie beside the images, to be drawn again by hand.",
};

/* Those of another run would be taken for this one's. */
static void remove_images(const char *dir, const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		char *image = xasprintf("%s/%s.%s", dir, name, formats[i]);

		unlink(image);
		free(image);
	}
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
		/* Scripts and captions are UTF-8, whatever the user speaks. */
		setenv("LC_ALL", "C.UTF-8", 1);
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

/*
 * The run that a plot is of, unless one was named: the latest, or the latest sweep for one that
 * asks for :sweep. A plot of usual runs does not take a sweep for one where there is nothing else.
 */
static int64_t run_for(sqlite3 *db, const char *sql)
{
	int64_t sweep = sql_latest_sweep(db), run = sql_latest_run(db);

	if (strstr(sql, ":sweep"))
		return sweep;
	return run == sweep ? 0 : run;
}

/* Draws one plot. Returns whether that went well. */
static bool draw(sqlite3 *db, const struct arguments *a, const char *name, const char *sql)
{
	struct sql_values values = a->choice.values;
	char *dat = xasprintf("%s/%s.dat", a->out, name), *gp = xasprintf("%s/%s.gp", a->out, name);
	char *path = in_root("plots/%s.gp", name), *body = read_file(path, NULL),
	     *title = sql_title(sql);
	struct plot_data data = { 0 };
	bool good = true;
	char *why;

	if (!body)
		die("plots/%s.sql has no script %s beside it", name, path);
	if (!values.run)
		values.run = run_for(db, sql);
	if (values.run && plot_write_data(db, sql, &values, dat, &data, &why))
		die("plots/%s.sql: %s", name, why);
	if (!data.rows) {
		complain("plot %s is left out: %s", name,
			 values.run ? "this run has no data for it"
				    : "there is no run of its kind");
		remove_images(a->out, name);
	} else {
		if (plot_write_script(db, &values, gp, name, title, body, &data, &why))
			die("%s", why);
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
	free(dat);
	free(gp);
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
	struct arguments a = { .choice = choice_default(), .only = "*" };
	char *pattern = in_root("plots/*.sql"), *why;
	unsigned int drawn = 0, bad = 0;
	glob_t g = { 0 };
	sqlite3 *db;

	a.out = in_root("plots/out");
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	refresh_views(a.choice.db);
	if (!a.choice.values.run && !sql_latest_run(db))
		die("%s holds no run; run make bench", a.choice.db);
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
