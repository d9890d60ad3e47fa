// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "guest/profiles.h"
#include "lib/util.h"
#include "model/core/profile.h"

static const struct argp_option options[] = {
	{ "profiles", 'p', "DIR", 0, "where the profiles are (default: harness/model/profiles)",
	  0 },
	{ 0 },
};

struct arguments {
	const char *dir, *name;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'p':
		a->dir = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (a->name)
			argp_usage(state);
		a->name = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[NAME]",
	.doc = "Explains the CPU profiles of the cycle model: geometry, costs, and, for one NAME, the "
	       "file itself, in which each number names its source. `splitbench run --clock model:NAME` "
	       "measures with one.",
};

/* One profile: what the model makes of it, then where every number is from. */
static void explain(const char *dir, const char *name)
{
	struct cpus cpus = { 0 };
	struct profile *p;
	char err[512];

	cpus_add(&cpus, dir, name);
	p = profile_load(cpus.v[0].path, err, sizeof(err));
	if (!p)
		die("%s", err);
	profile_explain(stdout, p);
	printf("%s:\n\n%s", cpus.v[0].path, cpus.v[0].text);
	profile_free(p);
	cpus_free(&cpus);
}

int cmd_profiles(int argc, char **argv)
{
	struct arguments a = { .dir = profiles_dir() };
	char err[512];

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (a.name)
		explain(a.dir, a.name);
	else if (profiles_list(stdout, a.dir, err, sizeof(err)))
		die("%s", err);
	return EXIT_SUCCESS;
}
