// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's addresses from user mode: a read, a write or a jump gives SIGSEGV at that address,
 * in every split and wherever the kernel lies in it.
 */
#include "fault.h"

#define STACK_LIMIT (8ul << 20)

struct place {
	const char *what;
	unsigned long addr;
};

static void probe(const struct place *p)
{
	char *addr = (char *)p->addr;

	ok(TRY_READ(addr) == SIGSEGV && fault_addr == p->addr, "no read of %s, %x (at %x, code %d)",
	   p->what, p->addr, fault_addr, (long)fault_code);
	ok(TRY_WRITE(addr) == SIGSEGV && fault_addr == p->addr, "no write to it");
	ok(TRY_EXEC(addr) == SIGSEGV && fault_addr == p->addr, "no jump to it");
}

/* sysenter without the vDSO: the kernel goes back to it with the stack pointer in bp. */
static int raw_sysenter(void *sp)
{
	__asm__ volatile("movl %0, %%ebp; sysenter" ::"r"(sp), "a"(__NR_getpid) : "memory");
	return 0;
}

/* The sixth argument is read from that stack. */
static int raw_sysenter_mmap2(void *sp)
{
	__asm__ volatile("movl %0, %%ebp; sysenter" ::"r"(sp), "a"(__NR_mmap2), "b"(0),
			 "c"(PAGE_SIZE), "d"(PROT_READ), "S"(MAP_PRIVATE | MAP_ANONYMOUS), "D"(-1)
			 : "memory");
	return 0;
}

/* System calls must work whatever the stack pointer is; a signal frame has no place then. */
static int kernel_stack_pointer(void *sp)
{
	long pid;

	__asm__ volatile("movl %%esp, %%esi\n\t"
			 "movl %1, %%esp\n\t"
			 "int $0x80\n\t"
			 "movl %%esi, %%esp"
			 : "=a"(pid)
			 : "r"(sp), "0"(__NR_getpid)
			 : "esi", "memory");
	if (pid != sys(getpid))
		return 1;
	set_handler(SIGUSR1, fault_recover, 0);
	__asm__ volatile("movl %0, %%esp\n\t"
			 "int $0x80\n\t"
			 "hlt" ::"r"(sp),
			 "a"(__NR_kill), "b"(pid), "c"(SIGUSR1)
			 : "memory");
	return 2;
}

static void guest_only(const struct splitbench_stats *s)
{
	const struct place places[] = {
		{ "the direct map", s->kernel_base },
		{ "the kernel's head", s->kernel_base + 0x100000 },
		{ "the kernel's code", s->kernel_base + 0x101000 },
		{ "the kernel's data", s->kernel_base + 0x180000 },
		{ "the end of the direct map", s->direct_end - PAGE_SIZE },
		{ "the hole behind it", s->direct_end },
		{ "vmalloc's area", s->direct_end + 0x800000 },
		{ "kmap's area", 0xff000000 - 0x800000 },
		{ "the fixmap", 0xff000000 - 0x400000 },
		{ "the window", 0xff000000 },
		{ "the window's second page", 0xff001000 },
		{ "the window's third page", 0xff002000 },
		{ "the end of user space", s->user_top },
		{ "user space's last page", s->user_top - PAGE_SIZE },
	};
	void *kernel = (void *)(s->kernel_base + 0x102000);
	size_t i;

	/* With tables of its own the kernel leaves these addresses to the stack, which may grow
	 * there. */
	unsigned long stack = (unsigned long)__builtin_frame_address(0);

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].addr > stack || places[i].addr < stack - STACK_LIMIT)
			probe(&places[i]);
	set_handler(SIGSEGV, HANDLER_DFL, 0);
	is(child_status(raw_sysenter, kernel), SIGSEGV, "sysenter with a kernel stack pointer");
	is(child_status(raw_sysenter, NULL), SIGSEGV, "sysenter with none");
	is(child_status(raw_sysenter_mmap2, kernel), SIGSEGV, "sysenter, six arguments");
	is(child_status(raw_sysenter_mmap2, (void *)(s->user_top - 2)), SIGSEGV,
	   "sysenter, the sixth across the end of user space");
	is(child_status(kernel_stack_pointer, kernel), SIGSEGV,
	   "int $0x80 with a kernel stack pointer works, a signal there does not");
	is(child_status(kernel_stack_pointer, (void *)0xff000800), SIGSEGV,
	   "the same in the window");
}

static void test_main(int argc, char **argv, char **envp)
{
	static const struct place last_page = { "the last page", 0xfffff000 },
				  last_byte = { "the last byte", 0xffffffff };

	(void)argc, (void)argv, (void)envp;
	fault_catch(0);
	probe(&last_page);
	probe(&last_byte);
	if (stats())
		guest_only(stats());
	else
		skip("this kernel's addresses", "no statistics call to ask for them");
}
