// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plots.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/plot_files.h"

static char *name_of(const char *path)
{
	const char *base = strrchr(path, '/') + 1;

	return strndup(base, strrchr(base, '.') - base);
}

struct plots plots_find(const char *pattern)
{
	char *files = in_root("plots/*.sql");
	struct plots p = { 0 };
	glob_t g = { 0 };

	glob(files, 0, NULL, &g);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		char *name = name_of(g.gl_pathv[i]), *sql = read_file(g.gl_pathv[i], NULL);

		if (!sql)
			die("cannot read %s: %s", g.gl_pathv[i], strerror(errno));
		if (fnmatch(pattern, name, 0)) {
			free(name);
			free(sql);
			continue;
		}
		p.v = xrealloc(p.v, (p.n + 1) * sizeof(*p.v));
		p.v[p.n++] = (struct plot){
			.name = name,
			.sql = sql,
			.title = sql_title(sql),
			.reading = sql_reading(sql),
		};
	}
	globfree(&g);
	free(files);
	return p;
}

void plots_free(struct plots *p)
{
	for (unsigned int i = 0; i < p->n; i++) {
		free(p->v[i].name);
		free(p->v[i].sql);
		free(p->v[i].title);
		free(p->v[i].reading);
	}
	free(p->v);
	*p = (struct plots){ 0 };
}

/* The .gp files without an .sql: what the others load. */
static void copy_libraries(const char *dir)
{
	char *pattern = in_root("plots/*.gp");
	glob_t g = { 0 };

	glob(pattern, 0, NULL, &g);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		char *name = name_of(g.gl_pathv[i]), *sql = in_root("plots/%s.sql", name);
		char *to = xasprintf("%s/%s.gp", dir, name), *text;
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

void plots_folder(const char *dir)
{
	make_folder(dir);
	copy_libraries(dir);
}

const char *plot_end_text(enum plot_end end)
{
	static const char *const texts[] = {
		[PLOT_NO_RUN] = "there is no run of its kind",
		[PLOT_NO_DATA] = "this run has no data for it",
		[PLOT_FAILED] = "gnuplot could not draw it",
	};

	return texts[end];
}

/* Those of another run would be taken for this one's. */
static void remove_images(const char *dir, const char *name)
{
	static const char *const formats[] = { "svg", "png" };

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

enum plot_end plot_draw(sqlite3 *db, const struct plot *p, const struct sql_values *values,
			const char *dir, const char *const *formats)
{
	char *dat = xasprintf("%s/%s.dat", dir, p->name), *gp = xasprintf("%s/%s.gp", dir, p->name);
	char *path = in_root("plots/%s.gp", p->name), *body = read_file(path, NULL), *why;
	enum plot_end end = values->run ? PLOT_NO_DATA : PLOT_NO_RUN;
	struct plot_data data = { 0 };

	if (!body)
		die("plots/%s.sql has no script %s beside it", p->name, path);
	remove_images(dir, p->name);
	if (values->run && plot_write_data(db, p->sql, values, dat, &data, &why))
		die("plots/%s.sql: %s", p->name, why);
	if (data.rows) {
		if (plot_write_script(db, values, gp, p->name, p->title, body, &data, &why))
			die("%s", why);
		end = PLOT_DRAWN;
		for (; *formats; formats++)
			if (!run_gnuplot(dir, p->name, *formats))
				end = PLOT_FAILED;
	}
	free(path);
	free(body);
	free(dat);
	free(gp);
	return end;
}
