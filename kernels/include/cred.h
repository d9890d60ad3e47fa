/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whose a task is. Only the calls that change it ask who may: files and signals are everybody's.
 */
#ifndef CRED_H
#define CRED_H

#include "types.h"

enum cred_kind { CRED_USER, CRED_GROUP, NR_CRED_KINDS };
enum cred_id { CRED_REAL, CRED_EFFECTIVE, CRED_SAVED, CRED_FS, NR_CRED_IDS };

/* Sets of capabilities, by number; Linux 6.1 has 41 of them. */
#define CAP_BIT(cap) (1ull << (cap))
#define CAP_LAST     40
#define ALL_CAPS     (CAP_BIT(CAP_LAST + 1) - 1)
struct caps {
	u64 effective, permitted, inheritable;
};

/* Never changed while it has other users: who changes takes a copy. */
struct cred {
	u32 users; /* tasks */
	u32 id[NR_CRED_KINDS][NR_CRED_IDS];
	struct caps caps;
	u32 nr_groups;
	u32 groups[];
};

extern struct cred init_cred; /* root's */

static inline struct cred *cred_get(struct cred *c)
{
	c->users++;
	return c;
}

void cred_put(struct cred *c);
void cred_exec(void); /* the saved ids become the effective ones, and capabilities follow */

/* The current task's: 0 or -ENOMEM. */
long set_caps(const struct caps *caps);
/* Whose user ids have changed: root's are lost (`keep`: not all) and won with them. */
void caps_follow_ids(struct cred *new, const struct cred *old, bool keep);
struct caps caps_exec(const struct cred *c); /* what it has when it runs another program */

#endif /* CRED_H */
