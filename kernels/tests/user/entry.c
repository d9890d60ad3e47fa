// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The ways into the kernel: int $0x80 and the vDSO's sysenter give the same results, and leave
 * every register but eax as it was.
 */
#include "fault.h"

#define EFLAGS_TF 0x100u
#define EFLAGS_DF 0x400u
#define EFLAGS_NT 0x4000u

struct registers {
	uint32_t ax, bx, cx, dx, si, di, bp, flags;
};

void enter_by_int80(void);
__asm__("enter_by_int80:\n\t"
	"int $0x80\n\t"
	"ret\n");

/* Make a call with these registers, by `entry`; they are replaced by those after it. */
__attribute__((noinline, regparm(2))) static void call(struct registers *r, void (*entry)(void))
{
	__asm__ volatile("pushl %%ebp\n\t"
			 "pushl %%eax\n\t"
			 "pushl %%edx\n\t"
			 "pushl 28(%%eax)\n\t"
			 "movl 4(%%eax), %%ebx\n\t"
			 "movl 8(%%eax), %%ecx\n\t"
			 "movl 12(%%eax), %%edx\n\t"
			 "movl 16(%%eax), %%esi\n\t"
			 "movl 20(%%eax), %%edi\n\t"
			 "movl 24(%%eax), %%ebp\n\t"
			 "movl (%%eax), %%eax\n\t"
			 "popfl\n\t"
			 "call *(%%esp)\n\t"
			 "pushfl\n\t"
			 "cld\n\t"
			 "pushl %%eax\n\t"
			 "movl 12(%%esp), %%eax\n\t" /* r */
			 "popl (%%eax)\n\t"
			 "popl 28(%%eax)\n\t"
			 "movl %%ebx, 4(%%eax)\n\t"
			 "movl %%ecx, 8(%%eax)\n\t"
			 "movl %%edx, 12(%%eax)\n\t"
			 "movl %%esi, 16(%%eax)\n\t"
			 "movl %%edi, 20(%%eax)\n\t"
			 "movl %%ebp, 24(%%eax)\n\t"
			 "popl %%edx\n\t"
			 "popl %%eax\n\t"
			 "popl %%ebp"
			 : "+a"(r), "+d"(entry)::"ebx", "ecx", "esi", "edi", "memory", "cc");
}

static int status_word;
static char buffer[16];

static const struct {
	const char *name;
	struct registers in;
	long result; /* or SELF, ADDRESS */
} calls[] = {
#define SELF	0x7f000001
#define ADDRESS 0x7f000002
	{ "getpid", { __NR_getpid, 1, 2, 3, 4, 5, 6, 0x202 }, SELF },
	{ "getpid with the direction flag",
	  { __NR_getpid, 1, 2, 3, 4, 5, 6, 0x202 | EFLAGS_DF },
	  SELF },
	{ "getpid with the nested-task flag",
	  { __NR_getpid, 1, 2, 3, 4, 5, 6, 0x202 | EFLAGS_NT },
	  SELF },
	{ "an unknown call", { 5000, 1, 2, 3, 4, 5, 6, 0x202 }, -ENOSYS },
	{ "a call of number -1", { 0xffffffff, 1, 2, 3, 4, 5, 6, 0x202 }, -ENOSYS },
	{ "a call of number 2^31", { 0x80000000, 1, 2, 3, 4, 5, 6, 0x202 }, -ENOSYS },
	{ "waitpid", { __NR_waitpid, -1, (uint32_t)&status_word, 1, 44, 55, 66, 0x202 }, -ECHILD },
	{ "wait4", { __NR_wait4, -1, (uint32_t)&status_word, 1, 0, 55, 66, 0x202 }, -ECHILD },
	{ "sched_yield", { __NR_sched_yield, 1, 2, 3, 4, 5, 6, 0x202 }, 0 },
	{ "rt_sigprocmask", { __NR_rt_sigprocmask, 0, 0, (uint32_t)buffer, 8, 5, 6, 0x202 }, 0 },
	{ "read of no descriptor", { __NR_read, 99, (uint32_t)buffer, 3, 4, 5, 6, 0x202 }, -EBADF },
	{ "mmap2, six arguments",
	  { __NR_mmap2, 0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 77, 0x202 },
	  ADDRESS },
};

static void compare(const char *way, void (*entry)(void))
{
	size_t i;

	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		struct registers r = calls[i].in;
		const struct registers *in = &calls[i].in;
		bool right;

		call(&r, entry);
		if (calls[i].result == SELF)
			right = (long)r.ax == sys(getpid);
		else if (calls[i].result == ADDRESS)
			right = r.ax % PAGE_SIZE == 0;
		else
			right = (long)r.ax == calls[i].result;
		ok(right, "%s by %s (%d)", calls[i].name, way, (long)r.ax);
		ok(r.bx == in->bx && r.cx == in->cx && r.dx == in->dx && r.si == in->si &&
			   r.di == in->di && r.bp == in->bp,
		   "it leaves the registers as they were");
		/* sysenter may lose NT, as on Linux. */
		ok(((r.flags ^ in->flags) & EFLAGS_DF) == 0, "and the direction flag");
	}
}

/* The sixth argument counts: page 1 of a file is not page 0. */
static void sixth_argument(const char *way, void (*entry)(void))
{
	long fd = sys(open, "/tmp/entry-test", O_CREAT | O_RDWR | O_TRUNC, 0644);
	struct registers r = { __NR_mmap2, 0, PAGE_SIZE, PROT_READ, MAP_PRIVATE, fd, 1, 0x202 };

	sys(pwrite64, fd, "0", 1, 0, 0);
	sys(pwrite64, fd, "1", 1, PAGE_SIZE, 0);
	call(&r, entry);
	ok(r.ax < 0xfffff000 && *(char *)r.ax == '1', "the sixth argument by %s", way);
	sys(close, fd);
	sys(unlink, "/tmp/entry-test");
}

static volatile int steps;

static void step(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	steps++;
}

/* A debugger's single steps go over the entry, not into it. */
static void single_step(const char *way, void (*entry)(void))
{
	struct registers r = { __NR_getpid, 1, 2, 3, 4, 5, 6, 0x202 | EFLAGS_TF };

	set_handler(SIGTRAP, step, 0);
	steps = 0;
	/* The flag stays set until the pushed flags are looked at: clear it at once. */
	call(&r, entry);
	__asm__ volatile("pushfl; andl %0, (%%esp); popfl" ::"i"(~EFLAGS_TF) : "memory", "cc");
	is(r.ax, sys(getpid), way);
	ok(steps > 2 && steps < 60, "single steps over it (%d)", (long)steps);
	set_handler(SIGTRAP, HANDLER_DFL, 0);
}

static void test_main(int argc, char **argv, char **envp)
{
	void (*sysenter)(void) = (void (*)(void))auxval(AT_SYSINFO, 0);

	(void)argc, (void)argv, (void)envp;
	compare("int $0x80", enter_by_int80);
	sixth_argument("int $0x80", enter_by_int80);
	single_step("single steps through int $0x80", enter_by_int80);
	if (!sysenter) {
		skip("sysenter", "no AT_SYSINFO");
		return;
	}
	compare("the vDSO", sysenter);
	sixth_argument("the vDSO", sysenter);
	single_step("single steps through the vDSO", sysenter);
}
