// SPDX-License-Identifier: GPL-2.0-or-later
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "paths.h"
#include "util.h"

const char *path_build(void)
{
	static char build[PATH_MAX];
	const char *env = getenv("SPLITBENCH_BUILD");
	ssize_t n;

	if (build[0])
		return build;
	if (env) {
		if (!realpath(env, build))
			die("SPLITBENCH_BUILD names %s, which is not there", env);
		return build;
	}
	n = readlink("/proc/self/exe", build, sizeof(build) - 1);
	if (n < 0)
		die("cannot read /proc/self/exe: is /proc mounted?");
	build[n] = '\0';
	dirname(dirname(build));
	return build;
}

const char *path_root(void)
{
	static char root[PATH_MAX];
	const char *env = getenv("SPLITBENCH_ROOT");
	char *probe;

	if (root[0])
		return root;
	if (env) {
		if (!realpath(env, root))
			die("SPLITBENCH_ROOT names %s, which is not there", env);
		return root;
	}
	snprintf(root, sizeof(root), "%s", path_build());
	dirname(root);
	probe = xasprintf("%s/kernels/configs.def", root);
	if (access(probe, R_OK) && !getcwd(root, sizeof(root)))
		die("the current directory is gone");
	free(probe);
	return root;
}

static char *join(const char *dir, const char *fmt, va_list ap)
{
	char *name, *path;

	if (vasprintf(&name, fmt, ap) < 0)
		die("out of memory");
	path = xasprintf("%s/%s", dir, name);
	free(name);
	return path;
}

char *in_root(const char *fmt, ...)
{
	va_list ap;
	char *path;

	va_start(ap, fmt);
	path = join(path_root(), fmt, ap);
	va_end(ap);
	return path;
}

char *in_build(const char *fmt, ...)
{
	va_list ap;
	char *path;

	va_start(ap, fmt);
	path = join(path_build(), fmt, ap);
	va_end(ap);
	return path;
}

char *path_kernel(const char *config, const char *variant)
{
	return in_build("kernels/%s/kernel%s.elf", config, variant);
}

char *path_db(void)
{
	const char *env = getenv("SPLITBENCH_DB");

	return env ? xstrdup(env) : in_root("results/results.db");
}
