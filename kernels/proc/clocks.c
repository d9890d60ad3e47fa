// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The clocks, by their numbers. Time on the CPU is counted in ticks.
 */
#include "clocks.h"
#include <linux/time.h>
#include "task.h"
#include "time.h"

static u64 read_real(struct task *t)
{
	(void)t;
	return ktime_get_real_ns();
}

static u64 read_monotonic(struct task *t)
{
	(void)t;
	return ktime_get_ns();
}

static u64 read_process(struct task *t)
{
	struct cpu_ticks ticks = process_ticks(t->process);

	return (ticks.user + ticks.system) * TICK_NSEC;
}

static u64 read_process_user(struct task *t)
{
	return process_ticks(t->process).user * TICK_NSEC;
}

static u64 read_thread(struct task *t)
{
	return (t->utime + t->stime) * TICK_NSEC;
}

static u64 read_thread_user(struct task *t)
{
	return t->utime * TICK_NSEC;
}

static const struct clock clocks[] = {
	[CLOCK_REALTIME] = { read_real, 1, true, true, NO_CPU_CLOCK },
	[CLOCK_MONOTONIC] = { read_monotonic, 1, true, true, NO_CPU_CLOCK },
	[CLOCK_PROCESS_CPUTIME_ID] = { read_process, TICK_NSEC, true, true, PROCESS_CLOCK },
	[CLOCK_THREAD_CPUTIME_ID] = { read_thread, TICK_NSEC, false, true, THREAD_CLOCK },
	[CLOCK_MONOTONIC_RAW] = { read_monotonic, 1, false, false, NO_CPU_CLOCK },
	[CLOCK_REALTIME_COARSE] = { read_real, TICK_NSEC, false, false, NO_CPU_CLOCK },
	[CLOCK_MONOTONIC_COARSE] = { read_monotonic, TICK_NSEC, false, false, NO_CPU_CLOCK },
	[CLOCK_BOOTTIME] = { read_monotonic, 1, true, true, NO_CPU_CLOCK },
	[CLOCK_TAI] = { read_real, 1, true, true, NO_CPU_CLOCK },
};

const struct clock *const real_clock = &clocks[CLOCK_REALTIME];
const struct clock *const monotonic_clock = &clocks[CLOCK_MONOTONIC];

/*
 * Numbers below zero hold a process's or thread's number, inverted, above three bits (Linux's
 * posix-timers.h): whether it is a thread's clock, and which one, where 0 and 2 differ in what they
 * are counted by, and 1 is the time in user mode.
 */
#define CPU_CLOCK_PID(id) (~(id) >> 3)
#define CPU_CLOCK_THREAD  4
#define CPU_CLOCK_KIND	  3 /* the third is none */

static const struct clock cpu_clocks[2][3] = {
	{ { read_process, TICK_NSEC, true, true, PROCESS_CLOCK },
	  { read_process_user, TICK_NSEC, true, true, PROCESS_CLOCK },
	  { read_process, TICK_NSEC, true, true, PROCESS_CLOCK } },
	{ { read_thread, TICK_NSEC, false, true, THREAD_CLOCK },
	  { read_thread_user, TICK_NSEC, false, true, THREAD_CLOCK },
	  { read_thread, TICK_NSEC, false, true, THREAD_CLOCK } },
};

static const struct clock *find_cpu_clock(long id, struct task **t)
{
	bool thread = id & CPU_CLOCK_THREAD;
	u32 kind = id & CPU_CLOCK_KIND;
	int pid = CPU_CLOCK_PID(id);

	if (kind >= ARRAY_SIZE(cpu_clocks[0]))
		return NULL;
	*t = pid ? find_task(pid) : current;
	if (!*t || (thread && (*t)->process != current->process))
		return NULL;
	if (!thread && *t != current && !thread_group_leader(*t))
		return NULL;
	return &cpu_clocks[thread][kind];
}

const struct clock *find_clock(long id, struct task **t)
{
	*t = current;
	if (unlikely(id < 0))
		return find_cpu_clock(id, t);
	return id < (long)ARRAY_SIZE(clocks) && clocks[id].read ? &clocks[id] : NULL;
}
