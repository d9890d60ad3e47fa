// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Shared map: user memory is where the user's pointer says. A fault on it that cannot be resolved
 * goes on at the fixup, with what is left to do in ecx.
 */
#include "uaccess.h"
#include "extable.h"
#include "ledger.h"

/* Both directions: the caller has checked the user's side. Words, then up to three bytes. */
static size_t copy_user(void *to, const void *from, size_t n)
{
	size_t left = n / 4;

	count_event(COUNT_USER_COPIES);
	__asm__ volatile("1:\trep movsl\n\t"
			 "movl %3, %%ecx\n"
			 "2:\trep movsb\n"
			 "3:\n\t"
			 ".pushsection .text.fixup, \"ax\"\n"
			 "4:\tleal (%3, %%ecx, 4), %%ecx\n\t"
			 "jmp 3b\n\t"
			 ".popsection\n" EX_TABLE(1b, 4b) EX_TABLE(2b, 3b)
			 : "+c"(left), "+D"(to), "+S"(from)
			 : "r"(n & 3)
			 : "memory");
	return left;
}

size_t copy_from_user(void *to, const void __user *from, size_t n)
{
	return access_ok(from, n) ? copy_user(to, from, n) : n;
}

size_t copy_to_user(void __user *to, const void *from, size_t n)
{
	return access_ok(to, n) ? copy_user(to, from, n) : n;
}

size_t clear_user(void __user *to, size_t n)
{
	size_t left = n / 4;

	if (!access_ok(to, n))
		return n;
	count_event(COUNT_USER_COPIES);
	__asm__ volatile("1:\trep stosl\n\t"
			 "movl %2, %%ecx\n"
			 "2:\trep stosb\n"
			 "3:\n\t"
			 ".pushsection .text.fixup, \"ax\"\n"
			 "4:\tleal (%2, %%ecx, 4), %%ecx\n\t"
			 "jmp 3b\n\t"
			 ".popsection\n" EX_TABLE(1b, 4b) EX_TABLE(2b, 3b)
			 : "+c"(left), "+D"(to)
			 : "r"(n & 3), "a"(0)
			 : "memory");
	return left;
}

long strncpy_from_user(char *to, const char __user *from, size_t n)
{
	size_t room = min(n, USER_TOP - min((unsigned long)from, (unsigned long)USER_TOP));
	size_t left = room;
	long err = 0;
	u8 c = 1;

	count_event(COUNT_USER_COPIES);
	if (room)
		__asm__ volatile("1:\tlodsb\n\t"
				 "stosb\n\t"
				 "testb %%al, %%al\n\t"
				 "jz 2f\n\t"
				 "decl %0\n\t"
				 "jnz 1b\n"
				 "2:\n\t"
				 ".pushsection .text.fixup, \"ax\"\n"
				 "3:\tmovl %5, %1\n\t"
				 "jmp 2b\n\t"
				 ".popsection\n" EX_TABLE(1b, 3b)
				 : "+r"(left), "+r"(err), "+a"(c), "+D"(to), "+S"(from)
				 : "i"(-EFAULT)
				 : "memory", "cc");
	if (err)
		return err;
	if (!c)
		return room - left;
	/* No end within n, or within user space. */
	return room == n ? (long)n : -EFAULT;
}
