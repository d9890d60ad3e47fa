/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whose a task is. Only the calls that change it ask who may: files and signals are everybody's.
 */
#ifndef CRED_H
#define CRED_H

#include "types.h"

enum cred_kind { CRED_USER, CRED_GROUP, NR_CRED_KINDS };
enum cred_id { CRED_REAL, CRED_EFFECTIVE, CRED_SAVED, CRED_FS, NR_CRED_IDS };

/* Never changed while it has other users: who changes takes a copy. */
struct cred {
	u32 users; /* tasks */
	u32 id[NR_CRED_KINDS][NR_CRED_IDS];
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
void cred_exec(void); /* the saved ids become the effective ones */

#endif /* CRED_H */
