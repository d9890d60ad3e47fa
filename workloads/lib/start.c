// SPDX-License-Identifier: GPL-2.0-or-later
/* From the kernel's first instruction in user mode to the driver, and how to get back. */
#include <linux/auxvec.h>
#include "lib.h"

/* The stack is aligned as the i386 ABI wants it at a call. */
asm(".globl _start\n"
    "_start:\n\t"
    "xorl %ebp, %ebp\n\t"
    "movl %esp, %eax\n\t"
    "andl $-16, %esp\n\t"
    "subl $12, %esp\n\t"
    "pushl %eax\n\t"
    "call start\n\t"
    "hlt\n");

asm("enter_by_int80:\n\t"
    "int $0x80\n\t"
    "ret\n");

/* Debuggers and unwinders know these two instructions. */
asm(".globl sigreturn_code\n"
    "sigreturn_code:\n\t"
    "movl $173, %eax\n\t"
    "int $0x80\n");
_Static_assert(__NR_rt_sigreturn == 173, "sigreturn_code makes this call");

void (*sys_entry)(void) = enter_by_int80;
enum entry entry_kind;
const char *entry_names[] = {
	[ENTRY_SYSENTER] = "sysenter",
	[ENTRY_INT80] = "int80",
	[ENTRY_INT80_FALLBACK] = "int80-no-sysinfo",
};

static int have_sysinfo;
static const char *exec_path;

const char *self_path(void)
{
	return exec_path;
}

void entry_select(void)
{
	entry_kind = param_choice("entry", entry_names, ENTRY_INT80 + 1, ENTRY_SYSENTER);
	if (entry_kind == ENTRY_INT80)
		sys_entry = enter_by_int80;
	else if (!have_sysinfo)
		entry_kind = ENTRY_INT80_FALLBACK;
}

/* `stack` is as the kernel leaves it: argc, argv[], NULL, envp[], NULL, auxv[]. */
void start(unsigned long *stack)
{
	int argc = stack[0];
	char **argv = (char **)&stack[1];
	unsigned long *p = &stack[argc + 2];

	exec_path = argc > 0 ? argv[0] : "";
	while (*p++)
		;
	for (; p[0] != AT_NULL; p += 2) {
		if (p[0] == AT_SYSINFO) {
			sys_entry = (void (*)(void))p[1];
			have_sysinfo = 1;
		} else if (p[0] == AT_EXECFN) {
			exec_path = (const char *)p[1];
		}
	}
	sys_exit(driver_main(argc, argv));
}
