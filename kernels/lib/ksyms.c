// SPDX-License-Identifier: GPL-2.0-or-later
#include "printk.h"

/* Sorted by address; made at link time (ksyms.sh). */
struct ksym {
	unsigned long addr;
	const char *name;
};

extern const struct ksym __start_ksyms[], __stop_ksyms[];

const char *ksym_lookup(unsigned long addr, unsigned long *offset)
{
	const struct ksym *low = __start_ksyms, *high = __stop_ksyms;

	if (low == high || addr < low->addr)
		return NULL;
	while (high - low > 1) {
		const struct ksym *mid = low + (high - low) / 2;

		if (mid->addr <= addr)
			low = mid;
		else
			high = mid;
	}
	*offset = addr - low->addr;
	return low->name;
}
