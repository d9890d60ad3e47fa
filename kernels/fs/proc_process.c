// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc of a process: the layouts are Linux's, proc(5). A field for what is not known here is 0.
 */
#include "exec.h"
#include "proc.h"
#include "string.h"
#include "vm.h"

static const char *const states[] = { [TASK_RUNNING] = "R (running)",
				      [TASK_INTERRUPTIBLE] = "S (sleeping)",
				      [TASK_UNINTERRUPTIBLE] = "D (disk sleep)",
				      [TASK_STOPPED] = "T (stopped)",
				      [TASK_ZOMBIE] = "Z (zombie)" };

static int parent_pid(const struct task *t)
{
	return t->parent ? t->parent->pid : 0;
}

static unsigned long mapped_bytes(struct mm *mm)
{
	unsigned long sum = 0;
	struct vm_area *v;

	if (mm)
		for_each_vma (v, mm)
			sum += v->end - v->start;
	return sum;
}

static unsigned long resident_pages(const struct mm *mm)
{
	return mm ? mm->nr_pages : 0;
}

/* --- maps --- */

static const char *special_name(const struct mm *mm, const struct vm_area *v)
{
	if (v->flags & VM_SPECIAL)
		return "[vdso]";
	if (v->flags & VM_GROWSDOWN)
		return "[stack]";
	if (v->start <= mm->brk && v->end >= mm->start_brk && mm->brk > mm->start_brk)
		return "[heap]";
	return "";
}

#define NAME_COLUMN 49 /* where names begin on 32-bit Linux */

static void show_area(struct seq *s, const struct mm *mm, const struct vm_area *v, char *buf)
{
	const struct inode *inode = v->file ? v->file->inode : NULL;
	const char *name = inode ? path_of_file(inode, buf + PATH_MAX) : special_name(mm, v);
	u32 line = s->used;

	seq_printf(s, "%08lx-%08lx %c%c%c%c %08lx %02x:%02x %u ", v->start, v->end,
		   v->flags & VM_READ ? 'r' : '-', v->flags & VM_WRITE ? 'w' : '-',
		   v->flags & VM_EXEC ? 'x' : '-', v->flags & VM_SHARED ? 's' : 'p',
		   v->file ? v->pgoff << PAGE_SHIFT : 0, 0, inode ? 1 : 0, inode ? inode->ino : 0);
	if (!name)
		name = "/ (deleted)";
	while (*name && !s->full && s->used - line < NAME_COLUMN)
		seq_printf(s, " ");
	seq_printf(s, "%s\n", name);
}

static void show_maps(struct seq *s, struct task *t)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	struct mm *mm = t->mm;
	struct vm_area *v;

	if (buf && mm)
		for_each_vma (v, mm)
			show_area(s, mm, v, buf);
	kfree(buf);
}

/* --- stat, statm --- */

/* What differs between a thread and its process. */
struct times {
	struct usage usage;
	struct cpu_ticks ticks;
};

#define FIELD(n) [(n)-26] /* of the line of stat, from startcode on */

static void show_stat_of(struct seq *s, const struct task *t, const struct times *times)
{
	static const struct mm no_mm;
	const struct process *p = t->process;
	const struct mm *mm = t->mm ? t->mm : &no_mm;
	const unsigned long rest[] = {
		FIELD(28) = mm->start_stack, FIELD(38) = SIGCHLD,     FIELD(47) = mm->start_brk,
		FIELD(48) = mm->arg_start,   FIELD(49) = mm->arg_end, FIELD(50) = mm->arg_end,
		FIELD(51) = mm->env_end,     FIELD(52) = 0,
	};
	unsigned int i;

	seq_printf(s, "%d (%s) %c %d %d %d 0 %d 0 ", t->pid, t->comm, states[t->state][0],
		   parent_pid(t), p->pgrp, p->session, tty_foreground(p));
	seq_printf(s, "%u %u %u %u ", times->usage.minflt, p->child_usage.minflt,
		   times->usage.majflt, p->child_usage.majflt);
	seq_printf(s, "%llu %llu %llu %llu ", times->ticks.user, times->ticks.system, p->cutime,
		   p->cstime);
	seq_printf(s, "%d %d %u 0 0 ", 20 + t->nice, t->nice, p->nr_threads);
	seq_printf(s, "%lu %lu %u", mapped_bytes(t->mm), resident_pages(t->mm), 0xffffffffu);
	for (i = 0; i < ARRAY_SIZE(rest); i++)
		seq_printf(s, " %lu", rest[i]);
	seq_printf(s, "\n");
}

static void show_process_stat(struct seq *s, struct task *t)
{
	struct times times = { t->process->usage, process_ticks(t->process) };

	add_usage(&times.usage, &t->usage);
	show_stat_of(s, t, &times);
}

static void show_thread_stat(struct seq *s, struct task *t)
{
	struct times times = { t->usage, { t->utime, t->stime } };

	show_stat_of(s, t, &times);
}

static void show_statm(struct seq *s, struct task *t)
{
	seq_printf(s, "%lu %lu 0 0 0 0 0\n", mapped_bytes(t->mm) >> PAGE_SHIFT,
		   resident_pages(t->mm));
}

/* --- status --- */

static void show_ids(struct seq *s, const char *name, const u32 *id)
{
	seq_printf(s, "%s:\t%u\t%u\t%u\t%u\n", name, id[CRED_REAL], id[CRED_EFFECTIVE],
		   id[CRED_SAVED], id[CRED_FS]);
}

static void show_cred(struct seq *s, const struct cred *c)
{
	u32 i;

	show_ids(s, "Uid", c->id[CRED_USER]);
	show_ids(s, "Gid", c->id[CRED_GROUP]);
	seq_printf(s, "Groups:\t");
	for (i = 0; i < c->nr_groups; i++)
		seq_printf(s, "%u ", c->groups[i]);
	seq_printf(s, "%s\n", i ? "" : " ");
}

/* Those whose action is `handler`; or (0) those that have a handler. */
static u64 signals_with(const struct process *p, unsigned long handler)
{
	u64 set = 0;
	int i;

	for (i = 0; i < NR_SIGNALS; i++) {
		unsigned long h = p->sighand->action[i].handler;

		if (handler ? h == handler : h != K_SIG_DFL && h != K_SIG_IGN)
			set |= 1ull << i;
	}
	return set;
}

static void show_sets(struct seq *s, const struct task *t)
{
	const struct caps *caps = &t->cred->caps;
	const struct {
		const char *name;
		u64 set;
	} sets[] = {
		{ "SigPnd", t->sig.pending.signals },
		{ "ShdPnd", t->process->pending.signals },
		{ "SigBlk", t->sig.blocked },
		{ "SigIgn", signals_with(t->process, K_SIG_IGN) },
		{ "SigCgt", signals_with(t->process, 0) },
		{ "CapInh", caps->inheritable },
		{ "CapPrm", caps->permitted },
		{ "CapEff", caps->effective },
		{ "CapBnd", ALL_CAPS },
		{ "CapAmb", 0 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sets); i++)
		seq_printf(s, "%s:\t%016llx\n", sets[i].name, sets[i].set);
}

static void show_status(struct seq *s, struct task *t)
{
	const struct files *files = task_files(t);
	struct mm *mm = t->mm;

	seq_printf(s, "Name:\t%s\n", t->comm);
	if (files)
		seq_printf(s, "Umask:\t0%03o\n", t->fs->umask);
	seq_printf(s, "State:\t%s\nTgid:\t%d\nNgid:\t0\nPid:\t%d\nPPid:\t%d\nTracerPid:\t0\n",
		   states[t->state], t->tgid, t->pid, parent_pid(t));
	show_cred(s, t->cred);
	if (mm)
		seq_printf(s, "VmSize:\t%8lu kB\nVmHWM:\t%8lu kB\nVmRSS:\t%8lu kB\n",
			   mapped_bytes(mm) >> 10, mm_maxrss(mm) << (PAGE_SHIFT - 10),
			   resident_pages(mm) << (PAGE_SHIFT - 10));
	seq_printf(s, "Threads:\t%u\n", t->process->nr_threads);
	show_sets(s, t);
	seq_printf(s, "NoNewPrivs:\t%d\nSeccomp:\t0\nCpus_allowed:\t1\nCpus_allowed_list:\t0\n",
		   t->no_new_privs);
	seq_printf(s, "voluntary_ctxt_switches:\t%u\nnonvoluntary_ctxt_switches:\t%u\n",
		   t->usage.nvcsw, t->usage.nivcsw);
}

/* --- names, and what execve has put on the stack --- */

static void show_comm(struct seq *s, struct task *t)
{
	seq_printf(s, "%s\n", t->comm);
}

static ssize_t store_comm(struct task *t, const char *text, size_t n)
{
	if (t->process != current->process)
		return -EINVAL;
	strscpy(t->comm, text, min(n + 1, sizeof(t->comm)));
	return n;
}

/* Bytes as they are in its memory. */
static void show_memory(struct seq *s, struct mm *mm, unsigned long start, unsigned long end)
{
	u32 n = min(end - start, (unsigned long)s->size);

	s->used = n ? read_mm(mm, start, s->buf, n) : 0;
	s->full = end - start > s->size;
}

/* Each with its terminator. */
static void show_cmdline(struct seq *s, struct task *t)
{
	if (t->mm)
		show_memory(s, t->mm, t->mm->arg_start, t->mm->arg_end);
}

static void show_environ(struct seq *s, struct task *t)
{
	if (t->mm)
		show_memory(s, t->mm, t->mm->arg_end, t->mm->env_end);
}

static void show_auxv(struct seq *s, struct task *t)
{
	if (t->mm)
		show_memory(s, t->mm, t->mm->auxv, t->mm->auxv + AUXV_SIZE);
}

static struct inode *exe_of(struct task *t)
{
	return t->mm && t->mm->exe ? t->mm->exe->inode : NULL;
}

static struct inode *cwd_of(struct task *t)
{
	return t->state != TASK_ZOMBIE ? t->fs->cwd : NULL;
}

static struct inode *root_of(struct task *t)
{
	(void)t;
	return root_inode;
}

#define TASK_ENTRIES(show_stat)                                                                    \
	{                                                                                          \
		{ "auxv", .show = show_auxv }, { "cmdline", .show = show_cmdline },                \
			{ "comm", .show = show_comm, .store = store_comm },                        \
			{ "cwd", .target = cwd_of }, { "environ", .show = show_environ },          \
			{ "exe", .target = exe_of }, { "limits", .show = show_limits },            \
			{ "maps", .show = show_maps }, { "mounts", .show = show_mounts },          \
			{ "root", .target = root_of }, { "stat", .show = show_stat },              \
			{ "statm", .show = show_statm }, { "status", .show = show_status },        \
		{                                                                                  \
		}                                                                                  \
	}

const struct proc_entry proc_process[] = TASK_ENTRIES(show_process_stat);
const struct proc_entry proc_thread[] = TASK_ENTRIES(show_thread_stat);
