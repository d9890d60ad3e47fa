// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc of a process: the layouts are Linux's, proc(5). A field for what is not known here is 0.
 */
#include "proc.h"
#include "string.h"
#include "vm.h"

/* Running, sleeping, not to be woken, stopped, zombie. */
static const char state_letters[] = { [TASK_RUNNING] = 'R',
				      [TASK_INTERRUPTIBLE] = 'S',
				      [TASK_UNINTERRUPTIBLE] = 'D',
				      [TASK_STOPPED] = 'T',
				      [TASK_ZOMBIE] = 'Z' };

static char state_of(const struct process *p)
{
	return state_letters[p->leader->state];
}

static int parent_pid(const struct process *p)
{
	return p->leader->parent ? p->leader->parent->pid : 0;
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

static void show_maps(struct seq *s, struct process *p)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	struct mm *mm = process_mm(p);
	struct vm_area *v;

	if (buf && mm)
		for_each_vma (v, mm)
			show_area(s, mm, v, buf);
	kfree(buf);
}

/* --- stat, statm, status --- */

static void show_stat(struct seq *s, struct process *p)
{
	struct cpu_ticks ticks = process_ticks(p);
	struct mm *mm = process_mm(p);
	int i;

	seq_printf(s, "%d (%s) %c %d %d %d 0 -1 0 ", p->pid, p->leader->comm, state_of(p),
		   parent_pid(p), p->pgrp, p->session);
	seq_printf(s, "%u %u %u %u ", p->usage.minflt + p->leader->usage.minflt,
		   p->child_usage.minflt, p->usage.majflt + p->leader->usage.majflt,
		   p->child_usage.majflt);
	seq_printf(s, "%llu %llu %llu %llu ", ticks.user, ticks.system, p->cutime, p->cstime);
	seq_printf(s, "%d %d %u 0 0 ", 20 + p->leader->nice, p->leader->nice, p->nr_threads);
	seq_printf(s, "%lu %lu %u", mapped_bytes(mm), resident_pages(mm), 0xffffffffu);
	/* From startcode to the end of the line. */
	for (i = 26; i <= 52; i++)
		seq_printf(s, i == 38 ? " 17" : " 0");
	seq_printf(s, "\n");
}

static void show_statm(struct seq *s, struct process *p)
{
	struct mm *mm = process_mm(p);

	seq_printf(s, "%lu %lu 0 0 0 0 0\n", mapped_bytes(mm) >> PAGE_SHIFT, resident_pages(mm));
}

static void show_status(struct seq *s, struct process *p)
{
	struct mm *mm = process_mm(p);

	seq_printf(s, "Name:\t%s\nState:\t%c\nTgid:\t%d\nPid:\t%d\nPPid:\t%d\n", p->leader->comm,
		   state_of(p), p->pid, p->pid, parent_pid(p));
	if (mm)
		seq_printf(s, "VmSize:\t%8lu kB\nVmRSS:\t%8lu kB\n", mapped_bytes(mm) >> 10,
			   resident_pages(mm) << (PAGE_SHIFT - 10));
	seq_printf(s, "Threads:\t%u\n", p->nr_threads);
}

/* --- names --- */

static void show_comm(struct seq *s, struct process *p)
{
	seq_printf(s, "%s\n", p->leader->comm);
}

/* The arguments as they are in its memory, each with its terminator. */
static void show_cmdline(struct seq *s, struct process *p)
{
	struct mm *mm = process_mm(p);
	u32 n = mm ? min(mm->arg_end - mm->arg_start, (unsigned long)s->size) : 0;

	s->used = n ? read_mm(mm, mm->arg_start, s->buf, n) : 0;
	s->full = mm && mm->arg_end - mm->arg_start > s->size;
}

static struct inode *exe_of(struct process *p)
{
	struct mm *mm = process_mm(p);

	return mm && mm->exe ? mm->exe->inode : NULL;
}

static struct inode *cwd_of(struct process *p)
{
	return p->leader->state != TASK_ZOMBIE ? p->leader->fs->cwd : NULL;
}

static struct inode *root_of(struct process *p)
{
	(void)p;
	return root_inode;
}

const struct proc_entry proc_process[] = {
	{ "cmdline", .show = show_cmdline }, { "comm", .show = show_comm },
	{ "cwd", .target = cwd_of },	     { "exe", .target = exe_of },
	{ "maps", .show = show_maps },	     { "root", .target = root_of },
	{ "stat", .show = show_stat },	     { "statm", .show = show_statm },
	{ "status", .show = show_status },   {},
};
