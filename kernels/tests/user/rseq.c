// SPDX-License-Identifier: GPL-2.0-or-later
/* rseq: registered once a thread; a sequence that is interrupted goes on at its abort handler. */
#include <linux/rseq.h>
#include "thread.h"

#define SIGNATURE 0x53053053

static struct rseq area __attribute__((aligned(32)));
static volatile int aborted, spinning;

static void registration(void)
{
	static struct rseq second __attribute__((aligned(32)));
	char *odd = (char *)&second + 16;

	area.cpu_id = RSEQ_CPU_ID_UNINITIALIZED;
	is(sys(rseq, &area, sizeof(area), 2, SIGNATURE), -EINVAL, "rseq checks its flags");
	is(sys(rseq, &area, 31, 0, SIGNATURE), -EINVAL, "the size");
	is(sys(rseq, odd, sizeof(area), 0, SIGNATURE), -EINVAL, "the alignment");
	is(sys(rseq, 0xffffffe0, sizeof(area), 0, SIGNATURE), -EFAULT, "and the address");
	is(sys(rseq, &area, sizeof(area), RSEQ_FLAG_UNREGISTER, SIGNATURE), -EINVAL,
	   "there is nothing to unregister");
	is(sys(rseq, &area, sizeof(area), 0, SIGNATURE), 0, "rseq");
	ok((int)area.cpu_id >= 0 && area.cpu_id == area.cpu_id_start, "tells the CPU");
	is(sys(rseq, &area, sizeof(area), 0, SIGNATURE), -EBUSY, "once");
	is(sys(rseq, &second, sizeof(area), 0, SIGNATURE), -EINVAL, "and not elsewhere");
	is(sys(rseq, &area, sizeof(area), 0, 1), -EPERM, "nor with another signature");
	is(sys(rseq, &area, sizeof(area), RSEQ_FLAG_UNREGISTER, 1), -EPERM, "also to unregister");
}

static int yield(void *arg)
{
	(void)arg;
	while (spinning)
		sys(sched_yield);
	return 0;
}

/* Nothing but an abort leads out of the sequence. */
static __attribute__((noinline)) void spin(void)
{
	__asm__ volatile(".pushsection .data\n\t"
			 ".balign 32\n"
			 "section:\t.long 0, 0, 1f, 0, 2f - 1f, 0, 3f, 0\n\t"
			 ".popsection\n\t"
			 "movl $section, %0\n"
			 "1:\tjmp 1b\n"
			 "2:\tjmp 4f\n\t"
			 ".long %c2\n"
			 "3:\tincl %1\n"
			 "4:"
			 : "=m"(area.rseq_cs), "+m"(aborted)
			 : "i"(SIGNATURE)
			 : "memory");
}

static void preempted(void)
{
	static struct thread t;
	unsigned long one = 1ul << area.cpu_id;

	is(sys(sched_setaffinity, 0, sizeof(one), &one), 0, "sched_setaffinity");
	spinning = 1;
	start_thread(&t, yield, 0);
	spin();
	spinning = 0;
	join_thread(&t);
	is(aborted, 1, "another thread's turn aborts a sequence");
	is((long)area.rseq_cs, 0, "which is over then");
}

static unsigned long seen_ip;

static void note(int sig, void *info, void *context)
{
	(void)sig, (void)info;
	seen_ip = ((struct ucontext *)context)->uc_mcontext.eip;
	spinning = 0;
}

static int signal_main(void *arg)
{
	sys(sched_yield);
	sys(tgkill, sys(getpid), (long)arg, SIGUSR1);
	return 0;
}

/* It is the handler's frame that has the abort handler: preemption may have been first. */
static void signalled(void)
{
	static struct thread t;

	set_handler(SIGUSR1, note, 0);
	aborted = 0;
	start_thread(&t, signal_main, (void *)sys(gettid));
	spin();
	join_thread(&t);
	is(aborted, 1, "so does a signal");
	set_handler(SIGUSR1, HANDLER_DFL, 0);
}

static int bad_section(void *arg)
{
	area.rseq_cs = (long)arg;
	for (;;) {
		sys(kill, sys(getpid), SIGUSR1);
		sys(sched_yield);
	}
	return 0;
}

static int inherits(void *arg)
{
	(void)arg;
	return sys(rseq, &area, sizeof(area), 0, SIGNATURE) == -EBUSY ? 0 : 1;
}

static int does_not(void *arg)
{
	return sys(rseq, arg, sizeof(area), 0, SIGNATURE) == 0 ? 0 : 1;
}

static void children(void)
{
	static struct rseq other __attribute__((aligned(32)));
	static struct thread t;
	int status = -1;
	long pid;

	is(child_status(inherits, 0), 0, "a child has it");
	pid = start_clone(&t, CLONE_VM | SIGCHLD, does_not, &other);
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "who shares the memory has not");
	set_handler(SIGUSR1, note, 0);
	is(child_status(bad_section, (void *)16), SIGSEGV, "a sequence that is none is fatal");
	set_handler(SIGUSR1, HANDLER_DFL, 0);
	is(sys(rseq, &area, sizeof(area), RSEQ_FLAG_UNREGISTER, SIGNATURE), 0, "unregistered");
	is(area.cpu_id, RSEQ_CPU_ID_UNINITIALIZED, "it tells no CPU");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	registration();
	preempted();
	signalled();
	children();
}
