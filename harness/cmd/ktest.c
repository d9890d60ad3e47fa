// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "guest/guest.h"
#include "lib/paths.h"
#include "lib/stop.h"
#include "lib/util.h"
#include "matrix/configs.h"

#define DEFAULT_MEM   1024
#define MIN_MEM	      16
#define DEFAULT_CPU_S 120
#define STALL_S	      30
#define KERNEL_WORDS  "ktest" /* what the test kernel runs its tests on */

enum { KEY_MEM = 256, KEY_TIMEOUT, KEY_QEMU };

static const struct argp_option options[] = {
	{ "config", 'c', "LIST", 0, "configurations (default: all)", 0 },
	{ "mem", KEY_MEM, "MIB", 0, "guest memory (default: 1024)", 0 },
	{ "timeout", KEY_TIMEOUT, "S", 0,
	  "processor seconds a configuration may take (default: 120)", 0 },
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 0 },
	{ 0 },
};

struct arguments {
	const char *list;
	struct guest guest;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'c':
		a->list = arg;
		return 0;
	case KEY_MEM:
		a->guest.mem_mib = option_number("--mem", arg, MIN_MEM, MACHINE_MAX_MEM_MIB);
		return 0;
	case KEY_TIMEOUT:
		a->guest.limits.cpu_s = option_number("--timeout", arg, 1, 86400);
		return 0;
	case KEY_QEMU:
		a->guest.qemu = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Boots kernel-test.elf of each configuration, prints its TAP, and exits with 1 if a test "
	       "failed, or did not come to its end.",
};

/* What the TAP says: its plan, and how its tests came out. */
struct tap {
	int planned; /* -1: no plan seen */
	unsigned int ok, not_ok;
};

/* Prints the TAP lines of a text, which may lie between other messages, and counts. */
static struct tap print_tap(const char *text)
{
	struct tap t = { .planned = -1 };

	for (const char *line = text; *line; line = next_line(line)) {
		int len = strcspn(line, "\n"), plan;
		bool ok = !strncmp(line, "ok ", 3), not_ok = !strncmp(line, "not ok ", 7);

		if (sscanf(line, "1..%d", &plan) == 1)
			t.planned = plan;
		else if (!ok && !not_ok && *line != '#')
			continue;
		printf("%.*s\n", len, line);
		t.ok += ok;
		t.not_ok += not_ok;
	}
	return t;
}

/* One configuration. Returns whether all its tests passed. */
static bool test(const struct config *c, struct guest *g)
{
	char *kernel = path_kernel(c->name, "-test"), *text, *tail;
	struct guest_result r;
	struct tap t;
	bool good;

	g->kernel = kernel;
	printf("# configuration %s, %u MiB\n", c->name, g->mem_mib);
	fflush(stdout);
	guest_run(g, &r);
	text = xasprintf("%s\n%s", r.console, r.log);
	t = print_tap(text);
	good = r.end == GUEST_EXIT && !r.exit_code && !t.not_ok && t.planned == (int)t.ok && t.ok;
	if (!good) {
		tail = guest_tail(&r);
		complain("%s: %s%s%s; %u tests passed, %u failed, %d were planned\n%s", c->name,
			 guest_end_meaning(r.end), *r.detail ? ": " : "", r.detail, t.ok, t.not_ok,
			 t.planned, r.end == GUEST_EXIT ? "" : tail);
		free(tail);
	}
	guest_result_free(&r);
	free(text);
	free(kernel);
	return good;
}

int cmd_ktest(int argc, char **argv)
{
	struct arguments a = { .guest = {
				       .qemu = QEMU_DEFAULT,
				       .mem_mib = DEFAULT_MEM,
				       .append = KERNEL_WORDS,
				       .limits = { DEFAULT_CPU_S, STALL_S },
			       } };
	const struct config **chosen = xcalloc(nr_configs, sizeof(*chosen));
	unsigned int n, bad = 0;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	n = config_choose(a.list ? a.list : "all", chosen);
	a.guest.cancel = stop_on_signals();
	for (unsigned int i = 0; i < n && !*a.guest.cancel; i++)
		bad += !test(chosen[i], &a.guest);
	free(chosen);
	return *a.guest.cancel ? EXIT_INTERRUPTED : bad ? EXIT_CELLS_FAILED : EXIT_SUCCESS;
}
