/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Copies between the kernel and the current task's user memory. In a shared map they access it
 * directly, with an exception table for faults; in a separate map they walk the user's page tables
 * and map page by page (mech/). Both fault pages in, and neither trusts an address.
 */
#ifndef UACCESS_H
#define UACCESS_H

#include "err.h"
#include "layout.h"
#include "types.h"

/* Return the number of bytes that were NOT copied: 0 is success. */
size_t __must_check copy_from_user(void *to, const void __user *from, size_t n);
size_t __must_check copy_to_user(void __user *to, const void *from, size_t n);
size_t __must_check clear_user(void __user *to, size_t n);

/* For code that takes what it writes from either: copy_from_user(), or this. */
typedef size_t copy_from_fn(void *to, const void __user *from, size_t n);
static inline size_t copy_from_kernel(void *to, const void *from, size_t n)
{
	__builtin_memcpy(to, from, n);
	return 0;
}

/* Length without the terminator; n if there is none in n bytes; -EFAULT. */
long __must_check strncpy_from_user(char *to, const char __user *from, size_t n);

/* The whole range lies below USER_TOP. */
static inline bool access_ok(const void __user *p, size_t n)
{
	return n <= USER_TOP && (unsigned long)p <= USER_TOP - n;
}

/* One object of any type by value; 0 or -EFAULT. */
#define get_user(var, ptr) (copy_from_user(&(var), (ptr), sizeof(var)) ? -EFAULT : 0)
#define put_user(val, ptr)                                                                         \
	({                                                                                         \
		typeof(*(ptr)) _v = (val);                                                         \
		copy_to_user((ptr), &_v, sizeof(_v)) ? -EFAULT : 0;                                \
	})

#endif /* UACCESS_H */
