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

static bool is_tls_entry(int entry)
{
	return entry >= GDT_ENTRY_TLS_MIN && entry < GDT_ENTRY_TLS_MIN + GDT_ENTRY_TLS_ENTRIES;
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

static int free_slot(const struct task *t)
{
	int i;

	for (i = 0; i < GDT_ENTRY_TLS_ENTRIES; i++)
		if (!t->tls[i])
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

/* For `t`, which comes back to user mode with `regs`. `user`: where a slot's number is told, or
 * NULL. */
static int set_slot(struct task *t, struct pt_regs *regs, const struct user_desc *d,
		    struct user_desc __user *user)
{
	int entry = d->entry_number;
	u64 value;

	if (!is_empty(d) && !is_allowed(d))
		return -EINVAL;
	if (entry == -1 && user) {
		entry = free_slot(t);
		if (entry < 0)
			return entry;
		if (put_user((unsigned int)entry, &user->entry_number))
			return -EFAULT;
	}
	if (!is_tls_entry(entry))
		return -EINVAL;
	value = is_empty(d) ? 0 : descriptor(d);
	t->tls[entry - GDT_ENTRY_TLS_MIN] = value;
	/* A stack segment that cannot be written is no better than none. */
	if (!value || d->read_exec_only)
		forget_selector(regs, entry);
	return 0;
}

int set_tls(struct task *t, struct pt_regs *regs, const void __user *desc)
{
	struct user_desc d;

	return copy_from_user(&d, desc, sizeof(d)) ? -EFAULT : set_slot(t, regs, &d, NULL);
}

long sys_set_thread_area(struct pt_regs *regs)
{
	struct user_desc __user *user = (struct user_desc __user *)regs->bx;
	struct user_desc d;
	int err;

	if (copy_from_user(&d, user, sizeof(d)))
		return -EFAULT;
	err = set_slot(current, regs, &d, user);
	load_tls(current);
	return err;
}

/* The reverse of descriptor(), as Linux shows it: an empty slot has only what is not allowed. */
long sys_get_thread_area(struct pt_regs *regs)
{
	struct user_desc __user *user = (struct user_desc __user *)regs->bx;
	struct user_desc d = { 0 };
	int entry;
	u64 v;

	if (get_user(entry, &user->entry_number))
		return -EFAULT;
	if (!is_tls_entry(entry))
		return -EINVAL;
	v = current->tls[entry - GDT_ENTRY_TLS_MIN];
	d.entry_number = entry;
	d.base_addr = (v >> 16 & 0xffffff) | (v >> 56 << 24);
	d.limit = (v & 0xffff) | (v >> 32 & 0xf0000);
	d.seg_32bit = v >> 54 & 1;
	d.contents = v >> 42 & 3;
	d.read_exec_only = !(v >> 41 & 1);
	d.limit_in_pages = v >> 55 & 1;
	d.seg_not_present = !(v >> 47 & 1);
	d.useable = v >> 52 & 1;
	return copy_to_user(user, &d, sizeof(d)) ? -EFAULT : 0;
}
