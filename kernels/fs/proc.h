/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What /proc is made of: tables of entries, each with what makes its text or finds its target. */
#ifndef FS_PROC_H
#define FS_PROC_H

#include "internal.h"

/* Text in the making; what does not fit is left out, and tried again with more room. */
struct seq {
	char *buf;
	u32 size, used;
	bool full;
};

void seq_printf(struct seq *s, const char *fmt, ...) __printf(2, 3);

/* Of the system (p is NULL) or of a process: a text, or a link, by one of the two functions. */
struct proc_entry {
	const char *name;
	void (*show)(struct seq *s, struct process *p);
	struct inode *(*target)(struct process *p); /* or NULL: it has none (any more) */
};

/* Tables end with a row without a name. Names of the first are paths below /proc. */
extern const struct proc_entry proc_system[], proc_process[];

/* The leader stands for a process: its threads share what is shown. */
static inline struct mm *process_mm(const struct process *p)
{
	return p->leader->mm;
}

static inline const struct files *process_files(const struct process *p)
{
	return p->leader->state != TASK_ZOMBIE ? p->leader->files : NULL;
}

#endif /* FS_PROC_H */
