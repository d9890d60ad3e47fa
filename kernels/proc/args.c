// SPDX-License-Identifier: GPL-2.0-or-later
#include "err.h"
#include "exec.h"
#include "mm.h"
#include "string.h"
#include "uaccess.h"

/* The largest string, with its terminator: Linux's MAX_ARG_STRLEN. */
#define STRING_MAX (32u << PAGE_SHIFT)

int args_init(struct exec_args *args)
{
	*args = (struct exec_args){ .buf = (char *)__get_free_pages(GFP_KERNEL, 0) };
	return args->buf ? 0 : -ENOMEM;
}

void args_free(struct exec_args *args)
{
	free_pages((unsigned long)args->buf, args->order);
}

static size_t room(const struct exec_args *args)
{
	return ((size_t)PAGE_SIZE << args->order) - args->used;
}

/* Twice the buffer: one page does for nearly all, so larger blocks are only taken when needed. */
static int grow(struct exec_args *args)
{
	char *bigger;

	if ((size_t)PAGE_SIZE << args->order >= ARG_BYTES_MAX)
		return -E2BIG;
	bigger = (char *)__get_free_pages(GFP_KERNEL, args->order + 1);
	if (!bigger)
		return -ENOMEM;
	memcpy(bigger, args->buf, args->used);
	args_free(args);
	args->buf = bigger;
	args->order++;
	return 0;
}

/* The pointers that the stack will hold count too. */
static int check_total(const struct exec_args *args, u32 count)
{
	u32 pointers = args->argc + args->envc + count;

	return args->used + pointers * sizeof(u32) > ARG_BYTES_MAX ? -E2BIG : 0;
}

static int make_room(struct exec_args *args, size_t n)
{
	int err = 0;

	while (!err && n > room(args))
		err = grow(args);
	return err;
}

int args_add(struct exec_args *args, const char *s)
{
	size_t n = strlen(s) + 1;
	int err = make_room(args, n);

	if (err)
		return err;
	memcpy(args->buf + args->used, s, n);
	args->used += n;
	return 0;
}

int args_push(struct exec_args *args, const char *s)
{
	size_t n = strlen(s) + 1;
	int err = make_room(args, n);

	if (err)
		return err;
	memmove(args->buf + n, args->buf, args->used);
	memcpy(args->buf, s, n);
	args->used += n;
	args->path += n;
	args->argc++;
	return check_total(args, 0);
}

void args_pop(struct exec_args *args)
{
	size_t n = strlen(args->buf) + 1;

	args->used -= n;
	args->path -= n;
	args->argc--;
	memmove(args->buf, args->buf + n, args->used);
}

int args_add_list(struct exec_args *args, const void *from, u32 *count)
{
	char *const *list = from;
	int err = 0;

	for (; !err && list && list[*count]; ++*count)
		err = args_add(args, list[*count]);
	return err ? err : check_total(args, 0);
}

static int add_user(struct exec_args *args, const char __user *s)
{
	long n;
	int err;

	for (;;) {
		size_t most = min(room(args), (size_t)STRING_MAX);

		n = strncpy_from_user(args->buf + args->used, s, most);
		if (n < 0)
			return n;
		if ((size_t)n < most) {
			args->used += n + 1;
			return 0;
		}
		err = most == STRING_MAX ? -E2BIG : grow(args);
		if (err)
			return err;
	}
}

int args_add_user_list(struct exec_args *args, const void __user *from, u32 *count)
{
	const u32 __user *list = from;
	u32 n = 0, s;
	int err;

	for (; list; n++) {
		if (get_user(s, list + n))
			return -EFAULT;
		if (!s)
			break;
		err = add_user(args, (const char __user *)s);
		if (!err)
			err = check_total(args, n);
		if (err)
			return err;
	}
	*count = n;
	return 0;
}
