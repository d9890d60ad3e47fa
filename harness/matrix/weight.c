// SPDX-License-Identifier: GPL-2.0-or-later
/* How much memory of the host a cell may take, from what its case says that it touches. */
#include <string.h>

#include "cell.h"
#include "lib/util.h"

/* QEMU itself with the model's plugin, the firmware, the kernel and its files. */
#define QEMU_MIB 96
/* At boot the kernel writes to each struct page, of at most 64 bytes: one part in so many of all RAM. */
#define STRUCT_PAGE_PART (4096 / 64)

static unsigned int lowmem_mib(const struct cell *c)
{
	const struct split *s = config_split(c->config);
	unsigned int most = (s->direct_end - s->kernel_base) >> 20;

	return c->mem_mib < most ? c->mem_mib : most;
}

/* With this option page tables, of which most is that a case has the kernel use up, are anywhere.
 */
static bool tables_in_highmem(const struct config *c)
{
	return strstr(c->options, "HIGHPTE");
}

unsigned int cell_weight_mib(const struct cell *c)
{
	uint32_t touches = c->wcase->touches_mib;

	if (touches == WORKLOAD_TOUCHES_LOWMEM && tables_in_highmem(c->config))
		touches = WORKLOAD_TOUCHES_RAM;
	if (touches == WORKLOAD_TOUCHES_RAM)
		touches = c->mem_mib;
	else if (touches == WORKLOAD_TOUCHES_LOWMEM) /* where the struct pages are, too */
		touches = lowmem_mib(c);
	else
		touches += c->mem_mib / STRUCT_PAGE_PART;
	return QEMU_MIB + (touches < c->mem_mib ? touches : c->mem_mib);
}
