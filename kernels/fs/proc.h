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

/*
 * Of the system (t is NULL), or of a task, which is the leader where it stands for its process: a
 * text, by the first function, or else the number; or a link, where the third one is there.
 */
struct proc_entry {
	const char *name;
	void (*show)(struct seq *s, struct task *t);
	/* What is written to it: bytes that it took, or -errno. NULL: nobody may. */
	ssize_t (*store)(struct task *t, const char *text, size_t n);
	struct inode *(*target)(struct task *t); /* or NULL: it has none (any more) */
	u32 number;
};

/* Tables end with a row without a name. Names of the first are paths below /proc. */
extern const struct proc_entry proc_system[], proc_process[], proc_thread[];

void show_mounts(struct seq *s, struct task *t);
void show_limits(struct seq *s, struct task *t);

static inline const struct files *task_files(const struct task *t)
{
	return t->state != TASK_ZOMBIE ? t->files : NULL;
}

#endif /* FS_PROC_H */
