// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "profiles.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "model/core/profile.h"

#define SUFFIX ".profile"

char *profiles_dir(void)
{
	return in_root("harness/model/profiles");
}

static int is_profile(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return len > strlen(SUFFIX) && !strcmp(d->d_name + len - strlen(SUFFIX), SUFFIX);
}

unsigned int profiles_names(const char *dir, char ***names)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, is_profile, alphasort);

	if (n <= 0)
		die("there are no CPU profiles (*" SUFFIX ") in %s: %s", dir,
		    n < 0 ? strerror(errno) : "the folder is empty");
	*names = xcalloc(n, sizeof(**names));
	for (int i = 0; i < n; i++) {
		(*names)[i] = xasprintf("%.*s", (int)(strlen(entries[i]->d_name) - strlen(SUFFIX)),
					entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return n;
}

/* The name in a line "base = NAME", malloc'ed, or NULL without such a line. */
static char *base_of(const char *text)
{
	for (const char *line = text; *line; line = next_line(line)) {
		char name[256];

		if (sscanf(line, " base = %255[^ \t\n#]", name) == 1)
			return xstrdup(name);
	}
	return NULL;
}

/* The text of a profile with those it is based on behind it: all that its numbers are from. */
static char *whole_text(const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s" SUFFIX, dir, name), *text = read_file(path, NULL), *base;

	if (!text)
		die("cannot read %s: %s", path, strerror(errno));
	free(path);
	base = base_of(text);
	if (base) {
		char *rest = whole_text(dir, base), *both = xasprintf("%s\n%s", text, rest);

		free(rest);
		free(text);
		free(base);
		text = both;
	}
	return text;
}

int cpus_find(const struct cpus *cpus, const char *name)
{
	for (unsigned int i = 0; i < cpus->n; i++)
		if (!strcmp(cpus->v[i].name, name))
			return i;
	return -1;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct cpu *)a)->name, ((const struct cpu *)b)->name);
}

void cpus_add(struct cpus *cpus, const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s" SUFFIX, dir, name);
	struct cpu c = { .path = realpath(path, NULL) };
	struct profile *p;
	char err[512];

	free(path);
	if (cpus_find(cpus, name) >= 0) {
		free(c.path);
		return;
	}
	if (strchr(name, '/') || !c.path)
		die("no CPU profile is called '%s'; `splitbench profiles` lists those in %s", name,
		    dir);
	p = profile_load(c.path, err, sizeof(err));
	if (!p)
		die("%s", err);
	c.hash = p->hash;
	profile_free(p);
	c.name = xstrdup(name);
	c.clock = xasprintf("model:%s", name);
	c.text = whole_text(dir, name);
	c.sha256 = sha256_text(c.text);
	cpus->v = xrealloc(cpus->v, (cpus->n + 1) * sizeof(*cpus->v));
	cpus->v[cpus->n++] = c;
	qsort(cpus->v, cpus->n, sizeof(*cpus->v), by_name);
}

void cpus_free(struct cpus *cpus)
{
	for (unsigned int i = 0; i < cpus->n; i++) {
		free(cpus->v[i].name);
		free(cpus->v[i].clock);
		free(cpus->v[i].path);
		free(cpus->v[i].text);
		free(cpus->v[i].sha256);
	}
	free(cpus->v);
	*cpus = (struct cpus){ 0 };
}
