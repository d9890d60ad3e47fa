/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Instructions that may fault on a user address, and where to go on then. */
#ifndef EXTABLE_H
#define EXTABLE_H

#include "ptrace.h"

bool has_fixup(const struct pt_regs *regs);
bool fixup_exception(struct pt_regs *regs); /* false if there is none for regs->ip */

/* For inline assembly: a fault at label `from` goes on at label `to`. */
#define EX_TABLE(from, to)                                                                         \
	".pushsection __ex_table, \"a\"\n\t.long " #from ", " #to "\n\t.popsection\n"

#endif /* EXTABLE_H */
