// SPDX-License-Identifier: GPL-2.0-or-later
#include "extable.h"

struct exception_entry {
	unsigned long ip, fixup;
};

extern const struct exception_entry __start_ex_table[], __stop_ex_table[];

/* A handful of entries: not worth sorting. */
static const struct exception_entry *find_entry(unsigned long ip)
{
	const struct exception_entry *e;

	for (e = __start_ex_table; e < __stop_ex_table; e++)
		if (e->ip == ip)
			return e;
	return NULL;
}

bool has_fixup(const struct pt_regs *regs)
{
	return find_entry(regs->ip);
}

bool fixup_exception(struct pt_regs *regs)
{
	const struct exception_entry *e = find_entry(regs->ip);

	if (e)
		regs->ip = e->fixup;
	return e;
}
