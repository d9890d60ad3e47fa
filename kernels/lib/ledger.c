// SPDX-License-Identifier: GPL-2.0-or-later
#include "ledger.h"
#include "printk.h"

u64 ledger[NR_LEDGER_CAUSES][NR_LEDGER_KINDS];
u64 counters[NR_COUNTERS];

/* The names by which the entry code, which knows no enums, counts. */
#define ENTRY_NAME(name, object, index)                                                            \
	__asm__ volatile(".globl " name "\n" name " = " object " + 8 * %c0" ::"i"(index))

__attribute__((used)) static void entry_names(void)
{
	ENTRY_NAME("ledger_cr3_syscall_entry", "ledger",
		   LEDGER_SYSCALL_ENTRY * NR_LEDGER_KINDS + LEDGER_KIND_CR3);
	ENTRY_NAME("ledger_cr3_syscall_exit", "ledger",
		   LEDGER_SYSCALL_EXIT * NR_LEDGER_KINDS + LEDGER_KIND_CR3);
	ENTRY_NAME("ledger_cr3_trap_entry", "ledger",
		   LEDGER_TRAP_ENTRY * NR_LEDGER_KINDS + LEDGER_KIND_CR3);
	ENTRY_NAME("ledger_cr3_trap_exit", "ledger",
		   LEDGER_TRAP_EXIT * NR_LEDGER_KINDS + LEDGER_KIND_CR3);
	ENTRY_NAME("ledger_cr3_user_copy", "ledger",
		   LEDGER_USER_COPY * NR_LEDGER_KINDS + LEDGER_KIND_CR3);
	ENTRY_NAME("counter_user_entries", "counters", COUNT_USER_ENTRIES);
	ENTRY_NAME("counter_user_exits", "counters", COUNT_USER_EXITS);
	ENTRY_NAME("counter_user_bounces", "counters", COUNT_USER_BOUNCES);
}

#define NAME(sym, name, what) name,
const char *const cause_names[] = { SPLITBENCH_CAUSES(NAME) };
const char *const kind_names[] = { SPLITBENCH_KINDS(NAME) };
const char *const counter_names[] = { SPLITBENCH_COUNTERS(NAME) };

void ledger_print(void)
{
	int i, k;

	for (i = 0; i < NR_LEDGER_CAUSES; i++)
		for (k = 0; k < NR_LEDGER_KINDS; k++)
			if (ledger[i][k])
				printk("ledger: %s %s %llu\n", cause_names[i], kind_names[k],
				       ledger[i][k]);
	for (i = 0; i < NR_COUNTERS; i++)
		if (counters[i])
			printk("counter: %s %llu\n", counter_names[i], counters[i]);
}
