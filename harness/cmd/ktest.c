// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <fnmatch.h>
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

enum { KEY_MEM = 256, KEY_TIMEOUT, KEY_QEMU, KEY_DEBUG, KEY_WORDS, KEY_ACCEL };

static const struct argp_option options[] = {
	{ "config", 'c', "LIST", 0, "configurations, or sets of them (default: all)", 0 },
	{ "mem", KEY_MEM, "MIB", 0, "guest memory (default: 1024)", 0 },
	{ "timeout", KEY_TIMEOUT, "S", 0,
	  "processor seconds a configuration may take (default: 120)", 0 },
	{ "debug", KEY_DEBUG, 0, 0,
	  "kernel-debug.elf instead, and what it must catch: a machine for each misuse", 0 },
	{ "kernel-words", KEY_WORDS, "WORDS", 0,
	  "for the kernel's command line, such as \"highmem=16\"", 0 },
	{ "accel", KEY_ACCEL, "NAME", 0, "tcg or kvm (default: tcg)", 0 },
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 0 },
	{ 0 },
};

struct arguments {
	const char *list, *words;
	bool debug;
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
	case KEY_DEBUG:
		a->debug = true;
		return 0;
	case KEY_WORDS:
		a->words = arg;
		return 0;
	case KEY_ACCEL:
		a->guest.kvm = !strcmp(arg, "kvm");
		if (!a->guest.kvm && strcmp(arg, "tcg") != 0)
			die("no accelerator is called '%s'; use --accel tcg or kvm", arg);
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
	       "failed, or did not come to its end, or a misuse was not caught.",
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

/*
 * Boots a machine that misuses something, and holds its log against the pattern. A kernel that
 * catches it panics, or reports it and goes on to an orderly end.
 */
static bool test_misuse(const struct config *c, struct guest *g, const char *name,
			const char *pattern)
{
	char *append = xasprintf("%s misuse=%s", KERNEL_WORDS, name);
	char *glob = xasprintf("*%s*", pattern), *tail;
	struct guest_result r;
	bool good;

	g->append = append;
	guest_run(g, &r);
	good = !fnmatch(glob, r.log, 0) &&
	       (r.end == GUEST_PANIC || (r.end == GUEST_EXIT && !r.exit_code));
	printf("%s - misuse %s: %s\n", good ? "ok" : "not ok", name, pattern);
	if (!good) {
		tail = guest_tail(&r);
		complain("%s: misuse %s was not caught: %s\n%s", c->name, name,
			 guest_end_meaning(r.end), tail);
		free(tail);
	}
	guest_result_free(&r);
	free(append);
	free(glob);
	return good;
}

/* Those that the kernel lists on its console, as "misuse NAME: PATTERN"; there must be some. */
static bool test_misuses(const struct config *c, struct guest *g, const char *console)
{
	unsigned int n = 0, bad = 0;

	for (const char *line = console; *line && !*g->cancel; line = next_line(line)) {
		char name[64], pattern[512];

		if (sscanf(line, "misuse %63[^:]: %511[^\n]", name, pattern) != 2)
			continue;
		n++;
		bad += !test_misuse(c, g, name, pattern);
	}
	return n && !bad;
}

/* One configuration. Returns whether all its tests passed. */
static bool test(const struct config *c, const struct arguments *a)
{
	char *kernel = path_kernel(c->name, a->debug ? "-debug" : "-test"), *text, *tail;
	struct guest g = a->guest;
	struct guest_result r;
	struct tap t;
	bool good;

	g.kernel = kernel;
	printf("# configuration %s%s, %u MiB\n", c->name, a->debug ? ", debug build" : "",
	       g.mem_mib);
	fflush(stdout);
	guest_run(&g, &r);
	text = xasprintf("%s\n%s", r.console, r.log);
	t = print_tap(text);
	good = r.end == GUEST_EXIT && !r.exit_code && !t.not_ok && t.planned == (int)t.ok && t.ok;
	if (!good) {
		tail = guest_tail(&r);
		complain("%s: %s%s%s; %u tests passed, %u failed, %d were planned\n%s", c->name,
			 guest_end_meaning(r.end), *r.detail ? ": " : "", r.detail, t.ok, t.not_ok,
			 t.planned, r.end == GUEST_EXIT ? "" : tail);
		free(tail);
	} else if (a->debug) {
		good = test_misuses(c, &g, r.console);
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
				       .limits = { DEFAULT_CPU_S, STALL_S },
			       },
			       .words = "" };
	const struct config **chosen = xcalloc(nr_configs, sizeof(*chosen));
	unsigned int n, bad = 0;
	char *append;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	append = xasprintf(KERNEL_WORDS "%s%s", *a.words ? " " : "", a.words);
	a.guest.append = append;
	n = config_choose(a.list ? a.list : "all", chosen);
	a.guest.cancel = stop_on_signals();
	for (unsigned int i = 0; i < n && !*a.guest.cancel; i++)
		bad += !test(chosen[i], &a);
	free(chosen);
	free(append);
	return *a.guest.cancel ? EXIT_INTERRUPTED : bad ? EXIT_CELLS_FAILED : EXIT_SUCCESS;
}
