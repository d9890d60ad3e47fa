// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "guest/guest.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "matrix/configs.h"
#include "run/provenance.h"
#include "store/store.h"

enum { KEY_MEM = 256, KEY_INSTRUCTIONS, KEY_QEMU, KEY_DB };

static const struct argp_option options[] = {
	{ "config", 'c', "NAME", 0, "the configuration that was booted", 0 },
	{ "mem", KEY_MEM, "N", 0, "its memory in MiB", 0 },
	{ "instructions", KEY_INSTRUCTIONS, "N", 0, "how many the program took in its samples", 0 },
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 0 },
	{ "db", KEY_DB, "FILE", 0, "the database (default: $SPLITBENCH_DB, or results/results.db)",
	  0 },
	{ 0 },
};

struct arguments {
	struct speed speed;
	const char *qemu, *db;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	char *end;

	switch (key) {
	case 'c':
		a->speed.config = config_named(arg)->name;
		return 0;
	case KEY_MEM:
		a->speed.mem_mib = option_number("--mem", arg, 1, MACHINE_MAX_MEM_MIB);
		return 0;
	case KEY_INSTRUCTIONS:
		a->speed.instructions = strtoll(arg, &end, 10);
		if (*end || a->speed.instructions <= 0)
			die("--instructions wants a number above 0, not '%s'", arg);
		return 0;
	case KEY_QEMU:
		a->qemu = arg;
		return 0;
	case KEY_DB:
		a->db = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (a->speed.command)
			argp_error(state, "the program and its arguments are one word: use quotes");
		a->speed.command = arg;
		return 0;
	case ARGP_KEY_END:
		if (!a->speed.config || !a->speed.mem_mib || !a->speed.instructions ||
		    !a->speed.command)
			argp_error(state,
				   "--config, --mem, --instructions and the program are needed");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "'PROGRAM ARGS'",
	.doc = "Stores what `make bench-model` has measured, which calls it: lines \"WAY ROUND SECONDS KIB\" "
	       "on standard input, of processor time and peak memory of QEMU. WAY is plain, icount, one, "
	       "all or cache. `splitbench query emulator_speed` shows it.",
};

static void read_rounds(struct speed *s)
{
	char line[256], way[32];

	while (fgets(line, sizeof(line), stdin)) {
		struct speed_round r = { 0 };
		long long round, peak;
		int end = 0;

		if (sscanf(line, "%31s %lld %lf %lld %n", way, &round, &r.cpu_seconds, &peak,
			   &end) != 4 ||
		    line[end])
			die("'%.*s' is not WAY ROUND SECONDS KIB", (int)strcspn(line, "\n"), line);
		r.way = xstrdup(way);
		r.round = round;
		r.peak_kib = peak;
		s->rounds = xrealloc(s->rounds, (s->nr_rounds + 1) * sizeof(*s->rounds));
		s->rounds[s->nr_rounds++] = r;
	}
	if (!s->nr_rounds)
		die("there are no rounds on standard input");
}

int cmd_speed(int argc, char **argv)
{
	struct arguments a = { .qemu = QEMU_DEFAULT, .db = path_db() };
	struct provenance p = { 0 };
	struct store *st;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	read_rounds(&a.speed);
	provenance_origin(&p, a.qemu);
	st = database_open(a.db);
	if (store_add_speed(st,
			    &(struct run_info){
				    .commit_id = p.commit_id,
				    .dirty = p.dirty,
				    .qemu_version = p.qemu_version,
				    .host_cpu = p.host_cpu,
				    .host_kernel = p.host_kernel,
			    },
			    &a.speed))
		die("cannot store it in %s: %s", a.db, store_error(st));
	store_close(st);
	provenance_free(&p);
	for (unsigned int i = 0; i < a.speed.nr_rounds; i++)
		free(a.speed.rounds[i].way);
	free(a.speed.rounds);
	return EXIT_SUCCESS;
}
