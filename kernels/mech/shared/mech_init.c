// SPDX-License-Identifier: GPL-2.0-or-later
#include "mech.h"

struct sysenter_stack sysenter_stack;

void __init mech_paging_init(void)
{
	/* Everything an entry needs is part of the direct map. */
}

/* int and traps load sp0, which follows the task; sysenter's stub loads it from its own copy. */
void __init mech_entry_init(void)
{
	wrmsr(MSR_IA32_SYSENTER_ESP, (unsigned long)&sysenter_stack.sp0);
}
