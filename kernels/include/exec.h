/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of execve: arguments (proc/args.c), image (proc/elf.c), stack (proc/user_stack.c). */
#ifndef EXEC_H
#define EXEC_H

#include <linux/elf.h>
#include "types.h"

struct file;
struct mm;

/*
 * The most that arguments and environment may take, pointers included: a quarter of the stack's
 * usual limit.
 */
#define ARG_BYTES_MAX (2u << 20)

/*
 * The strings of an execve as the new stack will have them: argv's, envp's, then the path; each
 * with its terminator.
 */
struct exec_args {
	char *buf; /* from the page allocator */
	unsigned int order;
	u32 used;
	u32 path; /* offset of the last string */
	u32 argc, envc;
};

int args_init(struct exec_args *args); /* 0 or -ENOMEM */
void args_free(struct exec_args *args);
/* 0, -E2BIG, -ENOMEM; and -EFAULT from user space. A NULL list is an empty one. */
int args_add(struct exec_args *args, const char *s);
/* A list of pointers, up to a null one, in kernel or user memory. */
typedef int args_source(struct exec_args *args, const void *list, u32 *count);
args_source args_add_list, args_add_user_list;
/* The first argument goes; a string before it, as args_add. */
void args_pop(struct exec_args *args);
int args_push(struct exec_args *args, const char *s);

#define SCRIPT_LINE_MAX 256 /* bytes of a script that are looked at: Linux's BINPRM_BUF_SIZE */

struct script {
	char line[SCRIPT_LINE_MAX + 1];
	const char *interpreter, *argument; /* in it; NULL: no argument */
};

/* 1: the file is a script; 0: it is not; -ENOEXEC: it is one that cannot be run. */
int read_script(struct script *s, struct file *file);

struct elf_image {
	struct file *file;
	Elf32_Ehdr header;
	Elf32_Phdr *phdrs; /* with the addresses where segments go; header.e_phnum of them; free
			      with kfree */
};

/* Read and check the headers: 0, -ENOEXEC, -ENOMEM, or the error of the interpreter's absence. */
int elf_read(struct elf_image *image, struct file *file);
/* Map it into the current address space: 0 or -errno. */
int elf_map(const struct elf_image *image);

#define AUXV_SIZE 176u /* bytes */

/* Map the current task's stack and fill it: the stack pointer at the first instruction, or -errno.
 */
long setup_user_stack(const struct exec_args *args, const struct elf_image *image);

#endif /* EXEC_H */
