// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Thread-local storage by segment: set_thread_area. A task has three descriptors in the GDT.
 */
#include <asm/ldt.h>
#include "err.h"
#include "gdt.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

/* Linux's LDT_empty (no base, no limit, read-only, not present) or all zero: frees the slot. */
static bool is_empty(const struct user_desc *d)
{
	return !d->base_addr && !d->limit && !d->contents && !d->seg_32bit && !d->limit_in_pages &&
	       !d->useable && d->read_exec_only == d->seg_not_present;
}

/* Only present 32-bit data segments: nothing that could change what the kernel relies on. */
static bool is_allowed(const struct user_desc *d)
{
	return d->seg_32bit && d->contents <= MODIFY_LDT_CONTENTS_STACK && !d->seg_not_present;
}

/* Intel's layout: an accessed data segment of privilege level 3. */
static u64 descriptor(const struct user_desc *d)
{
	u32 type = 0xf1 | !d->read_exec_only << 1 | d->contents << 2;
	u32 flags = 0x4 | d->useable | d->limit_in_pages << 3;
	u32 low = d->base_addr << 16 | (d->limit & 0xffff);
	u32 high = (d->base_addr & 0xff000000) | flags << 20 | (d->limit & 0xf0000) | type << 8 |
		   (d->base_addr >> 16 & 0xff);

	return (u64)high << 32 | low;
}

static int free_slot(void)
{
	int i;

	for (i = 0; i < GDT_ENTRY_TLS_ENTRIES; i++)
		if (!current->tls[i])
			return GDT_ENTRY_TLS_MIN + i;
	return -ESRCH;
}

/* No register may name a slot that is empty, or the return to user mode would fault. */
static void forget_selector(struct pt_regs *regs, unsigned int entry)
{
	unsigned long *const segments[] = { &regs->ds, &regs->es, &regs->fs, &regs->gs };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(segments); i++)
		if ((*segments[i] & 0xffff) >> 3 == entry)
			*segments[i] = 0;
	if ((regs->ss & 0xffff) >> 3 == entry)
		regs->ss = __USER_DS;
}

long sys_set_thread_area(struct pt_regs *regs)
{
	struct user_desc __user *user = (struct user_desc __user *)regs->bx;
	struct user_desc d;
	u64 value;
	int entry;

	if (copy_from_user(&d, user, sizeof(d)))
		return -EFAULT;
	if (!is_empty(&d) && !is_allowed(&d))
		return -EINVAL;
	entry = d.entry_number;
	if (entry == -1) {
		entry = free_slot();
		if (entry < 0)
			return entry;
		if (put_user((unsigned int)entry, &user->entry_number))
			return -EFAULT;
	}
	if (entry < GDT_ENTRY_TLS_MIN || entry >= GDT_ENTRY_TLS_MIN + GDT_ENTRY_TLS_ENTRIES)
		return -EINVAL;
	value = is_empty(&d) ? 0 : descriptor(&d);
	current->tls[entry - GDT_ENTRY_TLS_MIN] = value;
	load_tls(current);
	/* A stack segment that cannot be written is no better than none. */
	if (!value || d.read_exec_only)
		forget_selector(regs, entry);
	return 0;
}
