// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc of the machine: the layouts are Linux's, proc(5); `flushes` is our own.
 */
#include <linux/limits.h>
#include <linux/utsname.h>
#include "boot.h"
#include "cpu.h"
#include "ledger.h"
#include "printk.h"
#include "proc.h"
#include "stats.h"
#include "string.h"
#include "vm.h"

static void meminfo_line(void *s, const char *name, u32 kib)
{
	char label[24];

	snprintf(label, sizeof(label), "%s:", name);
	seq_printf(s, "%-16s%8u kB\n", label, kib);
}

static void show_meminfo(struct seq *s, struct task *t)
{
	(void)t;
	stats_for_meminfo(meminfo_line, s);
}

/* The ledger and the counters: what, and how often since boot. */
static void show_flushes(struct seq *s, struct task *t)
{
	int i, k;

	(void)t;
	for (i = 0; i < NR_LEDGER_CAUSES; i++)
		for (k = 0; k < NR_LEDGER_KINDS; k++)
			if (ledger[i][k])
				seq_printf(s, "%-16s %-14s %llu\n", cause_names[i], kind_names[k],
					   ledger[i][k]);
	for (i = 0; i < NR_COUNTERS; i++)
		seq_printf(s, "%-16s %-14s %llu\n", counter_names[i], "counter", counters[i]);
}

static void show_cmdline(struct seq *s, struct task *t)
{
	(void)t;
	seq_printf(s, "%s\n", boot_command_line);
}

static void show_uptime(struct seq *s, struct task *t)
{
	u32 hundredths, seconds = div_u64_rem(jiffies, HZ, &hundredths);

	(void)t;
	seq_printf(s, "%u.%02u 0.00\n", seconds, hundredths);
}

/* Not averaged: how many tasks there are is what a reader may want of it. */
static void count_tasks(u32 *running, u32 *all)
{
	struct task *t;

	*running = *all = 0;
	list_for_each_entry (t, &all_tasks, all_link) {
		*running += t->state == TASK_RUNNING;
		++*all;
	}
}

static void show_loadavg(struct seq *s, struct task *t)
{
	u32 running, all;

	(void)t;
	count_tasks(&running, &all);
	seq_printf(s, "0.00 0.00 0.00 %u/%u %d\n", running, all, current->tgid);
}

static void show_stat(struct seq *s, struct task *t)
{
	u64 user = 0, system = 0;
	u32 running, all;
	struct task *each;

	(void)t;
	list_for_each_entry (each, &all_tasks, all_link) {
		user += each->utime;
		system += each->stime;
	}
	count_tasks(&running, &all);
	seq_printf(s, "cpu  %llu 0 %llu 0 0 0 0 0 0 0\n", user, system);
	seq_printf(s, "cpu0 %llu 0 %llu 0 0 0 0 0 0 0\n", user, system);
	seq_printf(s, "intr %llu\nctxt %llu\n", counters[COUNT_IRQS], counters[COUNT_SWITCHES]);
	seq_printf(s, "procs_running %u\nprocs_blocked 0\n", running);
}

static void show_cpuinfo(struct seq *s, struct task *t)
{
	u32 a, b, c, d, max, vendor[4] = { 0 }, khz;

	(void)t;
	cpuid(0, &max, &vendor[0], &vendor[2], &vendor[1]);
	cpuid(1, &a, &b, &c, &d);
	seq_printf(s, "processor\t: 0\nvendor_id\t: %s\n", (const char *)vendor);
	seq_printf(s, "cpu family\t: %u\nmodel\t\t: %u\nstepping\t: %u\n", (a >> 8) & 15,
		   ((a >> 4) & 15) | ((a >> 12) & 0xf0), a & 15);
	khz = tsc_khz;
	seq_printf(s, "cpu MHz\t\t: %u.%03u\n", khz / 1000, khz % 1000);
	seq_printf(s, "fpu\t\t: %s\ncpuid level\t: %u\n\n", d & 1 ? "yes" : "no", max);
}

static void show_version(struct seq *s, struct task *t)
{
	(void)t;
	seq_printf(s, "%s version %s %s\n", system_name.sysname, system_name.release,
		   system_name.version);
}

void show_mounts(struct seq *s, struct task *t)
{
	(void)t;
	seq_printf(s, "tmpfs / tmpfs rw 0 0\nproc /proc proc rw 0 0\n");
}

static void show_filesystems(struct seq *s, struct task *t)
{
	(void)t;
	seq_printf(s, "nodev\tproc\nnodev\ttmpfs\n");
}

#define SHOW_NAME(field)                                                                           \
	static void show_##field(struct seq *s, struct task *t)                                    \
	{                                                                                          \
		(void)t;                                                                           \
		seq_printf(s, "%s\n", system_name.field);                                          \
	}

SHOW_NAME(sysname)
SHOW_NAME(release)
SHOW_NAME(nodename)

/* Those under sys/: what holds here; memory is promised as Linux does it by default,
 * "heuristically". */
const struct proc_entry proc_system[] = {
	{ "cmdline", .show = show_cmdline },
	{ "cpuinfo", .show = show_cpuinfo },
	{ "filesystems", .show = show_filesystems },
	{ "flushes", .show = show_flushes },
	{ "loadavg", .show = show_loadavg },
	{ "meminfo", .show = show_meminfo },
	{ "mounts", .show = show_mounts },
	{ "stat", .show = show_stat },
	{ "uptime", .show = show_uptime },
	{ "version", .show = show_version },
	{ "sys/fs/nr_open", .number = NR_OPEN_MAX },
	{ "sys/kernel/cap_last_cap", .number = CAP_LAST },
	{ "sys/kernel/hostname", .show = show_nodename },
	{ "sys/kernel/ngroups_max", .number = NGROUPS_MAX },
	{ "sys/kernel/osrelease", .show = show_release },
	{ "sys/kernel/ostype", .show = show_sysname },
	{ "sys/kernel/pid_max", .number = PID_MAX },
	{ "sys/vm/mmap_min_addr", .number = MMAP_MIN_ADDR },
	{ "sys/vm/overcommit_memory", .number = 0 },
	{},
};
