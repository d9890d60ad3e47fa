// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Conservation: what the flush ledger says, held against the counters that are counted elsewhere.
 * All laws are exact.
 */
#include "lib.h"

#define CALLS 1000

static struct splitbench_stats before, after;

static void take(struct splitbench_stats *s)
{
	long args[7] = { SPLITBENCH_NR_STATS, (long)s, sizeof(*s) };

	syscall_frame(args);
}

static long ledger(int cause, int kind)
{
	return after.ledger[cause][kind] - before.ledger[cause][kind];
}

static long counter(int c)
{
	return after.counters[c] - before.counters[c];
}

static long all_of_kind(int kind)
{
	long sum = 0;
	int i;

	for (i = 0; i < NR_LEDGER_CAUSES; i++)
		sum += ledger(i, kind);
	return sum;
}

/* What entries, exits, switches and copies on the user's tables load, by the mechanism. */
static long loads_expected(void)
{
	return after.entry_loads * (counter(COUNT_USER_ENTRIES) + counter(COUNT_USER_EXITS)) +
	       after.switch_loads * counter(COUNT_MM_SWITCHES) + 2 * counter(COUNT_USER_BOUNCES);
}

/* Between two statistics calls lie the first one's exit and the second's entry. */
static void null_calls(void)
{
	int i;

	take(&before);
	for (i = 0; i < CALLS; i++)
		sys(getppid);
	take(&after);
	is(counter(COUNT_SYSCALLS), CALLS + 1, "system calls are counted");
	is(ledger(LEDGER_SYSCALL_ENTRY, LEDGER_KIND_CR3), after.entry_loads * (CALLS + 1),
	   "CR3 loads at their entry: one each if the mechanism has them, else none");
	is(ledger(LEDGER_SYSCALL_EXIT, LEDGER_KIND_CR3), after.entry_loads * (CALLS + 1),
	   "and at their exit");
	is(counter(COUNT_USER_ENTRIES),
	   counter(COUNT_SYSCALLS) + counter(COUNT_IRQS) + counter(COUNT_FAULTS),
	   "entries are calls, interrupts, faults");
	is(counter(COUNT_USER_EXITS), counter(COUNT_USER_ENTRIES), "and as many exits");
	is(all_of_kind(LEDGER_KIND_CR3), loads_expected(), "no other CR3 load");
	is(all_of_kind(LEDGER_KIND_INVLPG), 0, "no INVLPG");
	is(all_of_kind(LEDGER_KIND_GLOBAL), 0, "no global flush");
}

static void ping(int from, int to, int n)
{
	char c;

	while (n--) {
		sys(read, from, &c, 1);
		sys(write, to, &c, 1);
	}
}

static void switches(void)
{
	int there[2], back[2], i;
	char c = 0;
	long pid;

	sys(pipe, there);
	sys(pipe, back);
	pid = sys(fork);
	if (pid == 0) {
		ping(there[0], back[1], CALLS + 2); /* one that never comes */
		quit(0);
	}
	/* The first round trip has the copy-on-write faults. */
	sys(write, there[1], &c, 1);
	sys(read, back[0], &c, 1);
	take(&before);
	for (i = 0; i < CALLS; i++) {
		sys(write, there[1], &c, 1);
		sys(read, back[0], &c, 1);
	}
	take(&after);
	ok(counter(COUNT_MM_SWITCHES) >= 2 * CALLS, "a round trip is two switches (%d)",
	   counter(COUNT_MM_SWITCHES));
	is(ledger(LEDGER_SWITCH, LEDGER_KIND_CR3), after.switch_loads * counter(COUNT_MM_SWITCHES),
	   "CR3 loads of switches: one each if the kernel has the user's pages in its tables, else none");
	is(all_of_kind(LEDGER_KIND_CR3), loads_expected(),
	   "CR3 loads are those of entries, exits and switches");
	sys(kill, pid, SIGKILL);
	sys(wait4, pid, 0, 0, 0);
}

/* fork, exit, exec: other causes, the same sum. */
static void processes(void)
{
	char *argv[] = { "ledger", "exit", NULL };
	int i;

	take(&before);
	for (i = 0; i < 20; i++) {
		if (sys(fork) == 0) {
			sys(execve, auxval(AT_EXECFN, 0), argv, NULL);
			quit(1);
		}
		sys(wait4, -1, 0, 0, 0);
	}
	take(&after);
	is(all_of_kind(LEDGER_KIND_CR3),
	   loads_expected() + ledger(LEDGER_FORK, LEDGER_KIND_CR3) +
		   ledger(LEDGER_EXEC, LEDGER_KIND_CR3) + ledger(LEDGER_UNMAP, LEDGER_KIND_CR3),
	   "with processes coming and going: entries, exits, switches, and what fork and exec flush");
	is(ledger(LEDGER_FORK, LEDGER_KIND_CR3), after.separate_pgd ? 0 : 20, "fork flushes once");
	is(ledger(LEDGER_EXEC, LEDGER_KIND_CR3), after.separate_pgd ? 0 : 40,
	   "execve and exit once each");
	is(ledger(LEDGER_USER_COPY, LEDGER_KIND_CR3), 2 * counter(COUNT_USER_BOUNCES),
	   "a copy on the user's page tables loads CR3 twice");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argv, (void)envp;
	if (argc > 1)
		quit(0);
	if (!stats()) {
		skip("conservation of flushes", "no statistics call");
		return;
	}
	null_calls();
	switches();
	processes();
}
