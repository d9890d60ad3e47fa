// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "guest/guest.h"
#include "guest/ledger.h"
#include "lib/paths.h"
#include "lib/stop.h"
#include "lib/table.h"
#include "lib/util.h"
#include "matrix/configs.h"

/* Exit statuses of our own, as env(1) and timeout(1) have them: beyond what programs use. */
#define STATUS_NOFIT  124
#define STATUS_BROKEN 125
#define DEFAULT_MEM   1024
#define MIN_MEM	      16
#define MAX_FILES     256
#define MAX_LIMIT_S   86400
#define KERNEL_WORDS  "ledger " /* asks the kernel for its counts at the end */

/*
 * Debian's kernel on the same machine, and the task 1 that gives it to the program (harness/linux).
 * A configuration for this command only: nothing is measured on it. What it leaves out of its start
 * takes half of it and is not looked at by programs. Words after -- are task 1's.
 */
#define LINUX "linux"
#define LINUX_WORDS                                                                                \
	"quiet panic=-1 console=ttyS0 cryptomgr.notests noisapnp "                                 \
	"initcall_blacklist=load_system_certificate_list,init_kprobe_trace "
#define LINUX_LAST_WORD "-- "

enum { KEY_MEM = 256, KEY_FILE, KEY_LEDGER, KEY_TIMEOUT, KEY_QEMU, KEY_LOG, KEY_WORDS };

static const struct argp_option options[] = {
	{ "config", 'c', "NAME", 0,
	  "the configuration (default: the first), or " LINUX ": a real Linux", 0 },
	{ "mem", KEY_MEM, "MIB", 0, "guest memory (default: 1024)", 0 },
	{ "file", 'f', "HOST:GUEST", 0, "put a file there, too; may be repeated", 0 },
	{ "ledger", KEY_LEDGER, 0, 0,
	  "afterwards print the TLB flushes and counters since boot, and the memory, on stderr",
	  0 },
	{ "log", KEY_LOG, 0, 0, "afterwards print the kernel's log on stderr", 0 },
	{ "timeout", KEY_TIMEOUT, "S", 0, "processor seconds the program may take (default: any)",
	  0 },
	{ "kernel-words", KEY_WORDS, "WORDS", 0,
	  "for the kernel's command line, such as \"highmem=16\"", 0 },
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 0 },
	{ 0 },
};

struct arguments {
	const struct config *config; /* NULL: Linux */
	struct guest guest;
	struct guest_file files[MAX_FILES];
	const char *kernel_words;
	char **command; /* program and arguments */
	int words;
	bool ledger, log;
};

static void add_file(struct arguments *a, const char *host, char *guest)
{
	if (a->guest.nr_files == MAX_FILES)
		die("more than %d files", MAX_FILES);
	a->files[a->guest.nr_files++] = (struct guest_file){ host, guest };
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	char *colon;

	switch (key) {
	case 'c':
		a->config = strcmp(arg, LINUX) ? config_named(arg) : NULL;
		return 0;
	case KEY_MEM:
		a->guest.mem_mib = option_number("--mem", arg, MIN_MEM, MACHINE_MAX_MEM_MIB);
		return 0;
	case 'f':
		colon = strrchr(arg, ':');
		if (!colon || colon == arg || !colon[1])
			argp_error(state, "--file wants HOST:GUEST, not '%s'", arg);
		*colon = '\0';
		add_file(a, arg, colon + 1);
		return 0;
	case KEY_LEDGER:
		a->ledger = true;
		return 0;
	case KEY_LOG:
		a->log = true;
		return 0;
	case KEY_TIMEOUT:
		a->guest.limits.cpu_s = option_number("--timeout", arg, 1, MAX_LIMIT_S);
		return 0;
	case KEY_WORDS:
		a->kernel_words = arg;
		return 0;
	case KEY_QEMU:
		a->guest.qemu = arg;
		return 0;
	case ARGP_KEY_ARGS:
		a->command = state->argv + state->next;
		a->words = state->argc - state->next;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name a program, after --");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "-- PROGRAM [ARG...]",
	.doc = "Boots a configuration with a static i386 Linux program of this machine as its init: what "
	       "it prints comes out here, stdin goes in, and its exit status is this command's. 124: the "
	       "configuration does not fit in that memory; 125: kernel panic, reset, or QEMU failed (the "
	       "message says which).",
};

/* The kernel splits its command line at blanks and has no quotes. */
static char *init_line(const struct arguments *a)
{
	const char *base = strrchr(a->command[0], '/');
	char *line = xasprintf("%s%s%s%s%sinit=/bin/%s", a->config ? "" : LINUX_WORDS,
			       a->ledger ? KERNEL_WORDS : "", a->kernel_words,
			       *a->kernel_words ? " " : "", a->config ? "" : LINUX_LAST_WORD,
			       base ? base + 1 : a->command[0]);

	for (int i = 1; i < a->words; i++) {
		char *longer = xasprintf("%s %s", line, a->command[i]);

		if (!*a->command[i] || strpbrk(a->command[i], " \t\n"))
			die("argument '%s' is empty or has a blank in it: the guest kernel's command line "
			    "cannot hold it",
			    a->command[i]);
		free(line);
		line = longer;
	}
	return line;
}

/* The kernel's "ledger: cause kind count", "counter: name count" and "meminfo: name KiB" lines. */
static void print_ledger(const char *log)
{
	struct table ledger, counters, memory;
	const char *line;

	table_init(&ledger, 3);
	table_add(&ledger, "cause");
	table_add(&ledger, "kind");
	table_add(&ledger, "flushes");
	table_init(&counters, 2);
	table_add(&counters, "counter");
	table_add(&counters, "count");
	table_init(&memory, 2);
	table_add(&memory, "memory");
	table_add(&memory, "KiB");
	for (line = log; *line; line = next_line(line)) {
		char cause[32], kind[32];
		unsigned long long n;

		if (sscanf(line, "ledger: %31s %31s %llu", cause, kind, &n) == 3) {
			table_add(&ledger, "%s", cause);
			table_add(&ledger, "%s", kind);
			table_add(&ledger, "%llu", n);
		} else if (sscanf(line, "counter: %31s %llu", cause, &n) == 2) {
			table_add(&counters, "%s", cause);
			table_add(&counters, "%llu", n);
		} else if (sscanf(line, "meminfo: %31s %llu", cause, &n) == 2) {
			table_add(&memory, "%s", cause);
			table_add(&memory, "%llu", n);
		}
	}
	table_print(&ledger, stderr);
	fputc('\n', stderr);
	table_print(&counters, stderr);
	fputc('\n', stderr);
	table_print(&memory, stderr);
	table_free(&ledger);
	table_free(&counters);
	table_free(&memory);
}

static int report(const struct arguments *a, const struct guest_result *r)
{
	char *tail;

	if (a->log)
		fputs(r->log, stderr);
	if (r->end == GUEST_CANCELLED)
		return EXIT_INTERRUPTED;
	if (r->end == GUEST_EXIT) {
		if (a->ledger)
			print_ledger(r->log);
		return r->exit_code;
	}
	tail = guest_tail(r);
	complain("%s%s%s\n%s", guest_end_meaning(r->end), *r->detail ? ": " : "", r->detail,
		 a->log ? "" : tail);
	free(tail);
	return r->end == GUEST_NOFIT ? STATUS_NOFIT : STATUS_BROKEN;
}

int cmd_exec(int argc, char **argv)
{
	struct arguments a = {
		.config = configs,
		.kernel_words = "",
		.guest = { .qemu = QEMU_DEFAULT, .mem_mib = DEFAULT_MEM, .live = true },
	};
	char *kernel, *append, *program;
	struct guest_result r;
	const char *base;
	int status;

	argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, &a);
	if (!a.config && a.ledger)
		die("--ledger: Linux has no ledger");
	base = strrchr(a.command[0], '/');
	program = xasprintf("/bin/%s", base ? base + 1 : a.command[0]);
	add_file(&a, a.command[0], program);
	kernel = a.config ? path_kernel(a.config->name, "") : in_build(LINUX "/bzImage");
	if (!a.config)
		add_file(&a, in_build(LINUX "/init"), "/init");
	append = init_line(&a);
	a.guest.kernel = kernel;
	a.guest.append = append;
	a.guest.files = a.files;
	a.guest.cancel = stop_on_signals();
	guest_run(&a.guest, &r);
	status = report(&a, &r);
	guest_result_free(&r);
	free(kernel);
	free(append);
	free(program);
	return status;
}
