// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Preemption: processes that never enter the kernel by themselves all advance. No clock is looked
 * at: each waits for what another does.
 */
#include "lib.h"

#define SPINNERS 4

static volatile uint32_t *shared; /* one counter a process, visible to all */

/* Memory that parent and child both see: MAP_SHARED, which fork does not copy. */
static void *map_shared(void)
{
	return (void *)sys(mmap2, 0, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			   -1, 0);
}

static void __attribute__((noreturn)) spin(int i)
{
	for (;;)
		shared[i]++;
}

static void spinners(void)
{
	long pid[SPINNERS];
	uint32_t seen[SPINNERS];
	int i, round;

	for (i = 0; i < SPINNERS; i++)
		if ((pid[i] = sys(fork)) == 0)
			spin(i);
	/* This one spins too: a kernel that does not preempt hangs here, and the runner says so. */
	for (round = 0; round < 3; round++)
		for (i = 0; i < SPINNERS; i++) {
			seen[i] = shared[i];
			while (shared[i] == seen[i])
				;
		}
	ok(true, "%d spinning processes and their parent all advance", (long)SPINNERS);
	for (i = 0; i < SPINNERS; i++) {
		int status = 0;

		sys(kill, pid[i], SIGKILL);
		sys(wait4, pid[i], &status, 0, 0);
		is(status, SIGKILL, "a spinning process can be killed");
	}
}

/* All registers, in a loop without system calls, over many slices of others. */
static int registers_survive(void *arg)
{
	uint32_t ok_flag;

	(void)arg;
	__asm__ volatile("pushl %%ebp\n\t"
			 "movl %1, %%eax\n\t"
			 "movl $0x11111111, %%ebx\n\t"
			 "movl $0x22222222, %%ecx\n\t"
			 "movl $0x33333333, %%edx\n\t"
			 "movl $0x44444444, %%esi\n\t"
			 "movl $0x55555555, %%edi\n\t"
			 "movl $0x66666666, %%ebp\n"
			 "1:\n\t"
			 "cmpl $0x11111111, %%ebx; jne 2f\n\t"
			 "cmpl $0x22222222, %%ecx; jne 2f\n\t"
			 "cmpl $0x33333333, %%edx; jne 2f\n\t"
			 "cmpl $0x44444444, %%esi; jne 2f\n\t"
			 "cmpl $0x55555555, %%edi; jne 2f\n\t"
			 "cmpl $0x66666666, %%ebp; jne 2f\n\t"
			 "decl %%eax\n\t"
			 "jnz 1b\n\t"
			 "popl %%ebp\n\t"
			 "movl $1, %0\n\t"
			 "jmp 3f\n"
			 "2:\tpopl %%ebp\n\t"
			 "movl $0, %0\n"
			 "3:"
			 : "=m"(ok_flag)
			 : "i"(20000000)
			 : "eax", "ebx", "ecx", "edx", "esi", "edi", "memory", "cc");
	return ok_flag ? 0 : 1;
}

static void registers(void)
{
	long pid = sys(fork);

	if (pid == 0)
		spin(0);
	is(child_status(registers_survive, NULL), 0, "registers survive being preempted");
	sys(kill, pid, SIGKILL);
	sys(wait4, pid, 0, 0, 0);
}

static void yield(void)
{
	long pid = sys(fork);
	int i;

	if (pid == 0) {
		for (i = 0; i < 1000; i++) {
			shared[10]++;
			sys(sched_yield);
		}
		quit(0);
	}
	while (shared[10] < 1000)
		sys(sched_yield);
	ok(true, "two processes that yield to each other both advance");
	sys(wait4, pid, 0, 0, 0);
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	shared = map_shared();
	shared[0] = 0; /* there before fork */
	spinners();
	registers();
	yield();
}
