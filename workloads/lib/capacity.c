// SPDX-License-Identifier: GPL-2.0-or-later
/* How much there is of something: the explorer, its children, and the records. */
#include "capacity.h"
#include "lib.h"

#define MAX_VALUES 16

static struct {
	const char *name, *unit, *limited_by, *refusal;
	uint64_t value;
} values[MAX_VALUES];
static uint32_t nr_values;

/* A page that all processes of an exploration share. */
static struct shared {
	volatile uint32_t count;
	volatile uint32_t ready; /* children that have come to their end and sleep */
	volatile long end; /* what ended it; 0: nothing yet */
	struct splitbench_stats stats; /* at that moment */
} * shared;
_Static_assert(sizeof(struct shared) <= PAGE_SIZE, "the processes share one page");

static uint32_t most;
static volatile int child_died;
static int gate[2]; /* a pipe that says nothing: it is at its end when the program is */

static void add(const char *name, uint64_t value, const char *unit, const char *limited_by,
		const char *refusal)
{
	if (nr_values == MAX_VALUES)
		fail("a workload has at most %d capacities: raise MAX_VALUES", MAX_VALUES);
	values[nr_values].name = name;
	values[nr_values].value = value;
	values[nr_values].unit = unit;
	values[nr_values].limited_by = limited_by;
	values[nr_values++].refusal = refusal;
}

void capacity_value(const char *name, uint64_t value, const char *unit)
{
	add(name, value, unit, NULL, NULL);
}

/* What the note of it may be old, or what a process has that was killed for it. */
#define SLACK_KIB 1024

/* It has little more than what it keeps back. */
static int is_out(uint32_t free, uint32_t total, uint32_t kept)
{
	return total && free <= kept + SLACK_KIB;
}

/* By the error where that is of no memory; by what the zones have left; and by the error again. */
static const char *limit(const struct splitbench_stats *s, long end)
{
	int low = is_out(s->low_free_kib, s->low_total_kib, s->low_kept_kib);
	int high = is_out(s->high_free_kib, s->high_total_kib, s->high_kept_kib);

	switch (end) {
	case CAPACITY_MOST:
		return "parameter most";
	case -EAGAIN:
		return "process numbers";
	case -EMFILE:
	case -ENFILE:
		return "descriptors";
	}
	if (low || high)
		return low && high ? "lowmem and highmem" : low ? "lowmem" : "highmem";
	switch (end) {
	case -ENOSPC:
	case SIGBUS:
		return "file system";
	case -ENOMEM:
		return "address space";
	default:
		return "neither zone";
	}
}

void capacity_note(void)
{
	ledger_read(&shared->stats);
}

static void end_with(long end)
{
	if (!shared->end) {
		capacity_note();
		shared->end = end;
	}
}

static void died(int sig, void *info, void *context)
{
	(void)sig;
	(void)info;
	(void)context;
	child_died = 1;
}

int capacity_found(uint32_t n)
{
	shared->count += n;
	return most && shared->count >= most;
}

static void __attribute__((noreturn)) child(long (*job)(void))
{
	char none;
	long end;

	sys_close(gate[1]);
	end = job();
	if (end)
		end_with(end);
	shared->ready++;
	sys_read(gate[0], &none, 1);
	sys_exit(0);
}

/*
 * Children run one after the other, so that the same ones find the same memory in every run.
 */
long capacity_crowd(long (*job)(void))
{
	static const struct sys_sigaction act = {
		.handler = died,
		.flags = SA_SIGINFO | SA_RESTORER,
		.restorer = sigreturn_code,
	};
	int status;

	must(sys_rt_sigaction(SIGCHLD, &act), "rt_sigaction");
	for (uint32_t n = 1; !shared->end; n++) {
		long pid = sys_fork();

		if (!pid)
			child(job);
		if (pid < 0)
			return pid;
		while (shared->ready < n && !child_died)
			sys_sched_yield();
		if (child_died) {
			must(sys_wait4(-1, &status), "wait4");
			return status & 0x7f;
		}
	}
	return shared->end;
}

/*
 * After a fork pages are shared until one writes to them; later there may be none to copy to.
 */
static void own_pages(void)
{
	extern char __bss_start[], _end[];

	for (volatile char *p = __bss_start; p < _end; p += PAGE_SIZE)
		*p = *p;
}

/* NULL where nothing refused. */
static const char *signal_name(long sig)
{
	return sig == SIGKILL	? "SIGKILL"
	       : sig == SIGBUS	? "SIGBUS"
	       : sig == SIGSEGV ? "SIGSEGV"
				: NULL;
}

static void report(const char *name, const char *unit)
{
	const struct splitbench_stats *s = &shared->stats;
	const char *by = limit(s, shared->end);
	const char *refusal = shared->end < 0 ? errno_name(shared->end) : signal_name(shared->end);

	add(name, shared->count, unit, by, refusal);
	if (!s->ram_kib)
		return;
	add("ram_used", s->low_total_kib - s->low_free_kib + s->high_total_kib - s->high_free_kib,
	    "KiB", by, refusal);
	add("low_free", s->low_free_kib, "KiB", by, refusal);
	add("high_free", s->high_free_kib, "KiB", by, refusal);
}

void capacity_setup(void)
{
	most = param_u32("most", 0);
	if (!most && !ledger_present())
		fail("%s/%s uses up what there is, which only the Splitbench kernel is for: run it "
		     "in a guest, or give most=N",
		     workload.group, workload.name);
}

void capacity_explore(const char *name, const char *unit, long (*explore)(void))
{
	int status;
	long pid;

	shared = (struct shared *)must(
		sys_mmap(PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1),
		"mmap");
	memset(shared, 0, sizeof(*shared));
	must(sys_pipe(gate), "pipe");
	pid = must(sys_fork(), "fork");
	if (!pid) {
		end_with(explore());
		sys_exit(0);
	}
	own_pages();
	must_be(sys_wait4(pid, &status), pid, "wait4");
	if (status & 0xff00)
		fail("the exploring process ended with status %u", status >> 8 & 0xff);
	/* The explorer did not say: it was killed. Its children hold what they have. */
	if (!shared->stats.ram_kib)
		capacity_note();
	if (!shared->end)
		shared->end = status & 0x7f;
	report(name, unit);
	must(sys_close(gate[1]), "close");
}

uint64_t capacity_print(void)
{
	uint64_t sum = CHECKSUM_INIT;

	for (uint32_t i = 0; i < nr_values; i++) {
		out("{\"splitbench\":1,\"record\":\"capacity\",\"name\":\"%s\",\"value\":%llu,"
		    "\"unit\":\"%s\"",
		    values[i].name, (unsigned long long)values[i].value, values[i].unit);
		if (values[i].limited_by)
			out(",\"limited_by\":\"%s\"", values[i].limited_by);
		if (values[i].refusal)
			out(",\"refusal\":\"%s\"", values[i].refusal);
		out("}\n");
		for (const char *c = values[i].name; *c; c++)
			sum = mix(sum, *c);
	}
	return sum;
}
