/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Threads for tests, by clone alone: each has a stack of its own, and ends by exit. */
#ifndef TESTS_USER_THREAD_H
#define TESTS_USER_THREAD_H

#include <linux/futex.h>
#include <linux/sched.h>
#include "lib.h"

#define THREAD_STACK (16 * PAGE_SIZE)
#define THREAD_FLAGS                                                                               \
	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |        \
	 CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)

struct thread {
	int (*fn)(void *);
	void *arg;
	volatile int tid; /* 0 when it has ended */
	char *stack;
	void *tls; /* for CLONE_SETTLS: a struct user_desc */
};

__attribute__((used, noreturn, regparm(1))) static void thread_entry(struct thread *t)
{
	int status = t->fn(t->arg);

	for (;;)
		sys(exit, status);
}

/* The child starts on a stack with the thread's address on top. The tid or -errno. */
HELPER __attribute__((noinline)) long clone_call(unsigned long flags, void *stack, void *ptid,
						 void *tls, void *ctid)
{
	long ret;

	__asm__ volatile("int $0x80\n\t"
			 "testl %%eax, %%eax\n\t"
			 "jnz 1f\n\t"
			 "popl %%eax\n\t"
			 "xorl %%ebp, %%ebp\n\t"
			 "call thread_entry\n"
			 "1:"
			 : "=a"(ret)
			 : "0"(__NR_clone), "b"(flags), "c"(stack), "d"(ptid), "S"(tls), "D"(ctid)
			 : "memory", "cc");
	return ret;
}

/* As a thread, or whatever `flags` say. */
HELPER long start_clone(struct thread *t, unsigned long flags, int (*fn)(void *), void *arg)
{
	void **top;

	t->fn = fn;
	t->arg = arg;
	t->tid = 0;
	if (!t->stack)
		t->stack = (char *)mmap_anon(0, THREAD_STACK, PROT_READ | PROT_WRITE, 0);
	top = (void **)(t->stack + THREAD_STACK - 16);
	*top = t;
	return clone_call(flags, top, (void *)&t->tid, t->tls, (void *)&t->tid);
}

HELPER long start_thread(struct thread *t, int (*fn)(void *), void *arg)
{
	return start_clone(t, THREAD_FLAGS, fn, arg);
}

/* What CLONE_CHILD_CLEARTID is for. */
HELPER void join_thread(struct thread *t)
{
	int tid;

	while ((tid = t->tid))
		sys(futex, &t->tid, FUTEX_WAIT, tid, 0);
}

/* Give way until *v is not `old`. */
HELPER int await_change(volatile int *v, int old)
{
	while (*v == old)
		sys(sched_yield);
	return *v;
}

#endif /* TESTS_USER_THREAD_H */
