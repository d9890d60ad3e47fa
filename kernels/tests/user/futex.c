// SPDX-License-Identifier: GPL-2.0-or-later
/* futex: who waits is woken, by whom it should be, and never forgotten; timeouts, robust lists. */
#include "thread.h"

#define PRIVATE FUTEX_PRIVATE_FLAG
#define THREADS 8

struct pause {
	long sec, nsec;
};

static struct thread threads[THREADS];
static volatile uint32_t word, other;
static volatile int waiting, result[THREADS];

static void errors(void)
{
	struct pause now = { 0, 0 }, bad = { 0, 1000000000 };
	void *odd = (char *)&word + 1;

	word = 1;
	is(sys(futex, &word, FUTEX_WAIT, 2, 0), -EAGAIN, "WAIT for what is not there any more");
	is(sys(futex, odd, FUTEX_WAIT, 1, 0), -EINVAL, "WAIT at an odd address");
	is(sys(futex, odd, FUTEX_WAKE, 1), -EINVAL, "WAKE there");
	is(sys(futex, 16, FUTEX_WAIT, 1, 0), -EFAULT, "WAIT where nothing is");
	is(sys(futex, 16, FUTEX_WAIT | PRIVATE, 1, 0), -EFAULT, "and if it is private");
	is(sys(futex, 16, FUTEX_WAKE, 1), -EFAULT, "WAKE where nothing is");
	is(sys(futex, 16, FUTEX_WAKE | PRIVATE, 1), 0, "but a private one does not look");
	is(sys(futex, &word, FUTEX_WAIT_BITSET, 1, 0, 0, 0), -EINVAL, "WAIT_BITSET without a bit");
	is(sys(futex, &word, FUTEX_WAKE_BITSET, 1, 0, 0, 0), -EINVAL, "WAKE_BITSET without one");
	is(sys(futex, &word, FUTEX_WAIT, 1, &now), -ETIMEDOUT, "a timeout of 0");
	is(sys(futex, &word, FUTEX_WAIT, 1, &bad), -EINVAL, "a timeout that is none");
	is(sys(futex, &word, FUTEX_WAIT, 1, 16), -EFAULT, "and where nothing is");
	is(sys(futex, &word, FUTEX_WAKE | FUTEX_CLOCK_REALTIME, 1), -ENOSYS, "WAKE has no clock");
	is(sys(futex, &word, 99, 1), -ENOSYS, "an operation that does not exist");
	is(sys(futex, &word, FUTEX_WAKE, 1), 0, "nobody to wake");
	is(sys(futex, &word, FUTEX_CMP_REQUEUE, 1, 1, &other, 2), -EAGAIN, "CMP_REQUEUE compares");
	is(sys(futex, &word, FUTEX_REQUEUE, -1, 1, &other), -EINVAL, "REQUEUE checks its numbers");
}

static void timeouts(void)
{
	struct pause t = { 0, 30000000 }, start, end;
	int64_t abs[2];

	word = 1;
	sys(clock_gettime, 1, &start);
	is(sys(futex, &word, FUTEX_WAIT, 1, &t), -ETIMEDOUT, "a relative timeout");
	sys(clock_gettime, 1, &end);
	ok((end.sec - start.sec) * 1000000000ll + end.nsec - start.nsec >= t.nsec,
	   "comes no earlier than it says");
	is(sys(futex, &word, FUTEX_WAIT_BITSET, 1, &start, 0, 1), -ETIMEDOUT,
	   "an absolute one that is over");
	sys(clock_gettime, 0, &t);
	t.nsec += 20000000;
	if (t.nsec >= 1000000000)
		t.sec++, t.nsec -= 1000000000;
	is(sys(futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 1, &t, 0, 1), -ETIMEDOUT,
	   "an absolute one by the date");
	sys(clock_gettime, 0, &end);
	ok(end.sec > t.sec || (end.sec == t.sec && end.nsec >= t.nsec), "which is reached then");
	abs[0] = 0;
	abs[1] = 20000000;
	is(sys(futex_time64, &word, FUTEX_WAIT, 1, abs), -ETIMEDOUT, "futex_time64");
}

/* --- waking --- */

static int wait_at(void *arg)
{
	int self = (long)arg;

	__atomic_fetch_add(&waiting, 1, __ATOMIC_SEQ_CST);
	result[self] = sys(futex, &word, FUTEX_WAIT_BITSET | PRIVATE, 1, 0, 0, 1u << self);
	__atomic_fetch_sub(&waiting, 1, __ATOMIC_SEQ_CST);
	return 0;
}

/* All of them sleep, as far as one can tell from outside. */
static void start_waiters(int n)
{
	word = 1;
	waiting = 0;
	for (int i = 0; i < n; i++) {
		result[i] = 1;
		start_thread(&threads[i], wait_at, (void *)(long)i);
	}
	while (waiting < n)
		sys(sched_yield);
	for (int i = 0; i < 3 * n; i++)
		sys(sched_yield);
}

static void join_all(int n)
{
	for (int i = 0; i < n; i++)
		join_thread(&threads[i]);
}

static void waking(void)
{
	struct pause moment = { 0, 20000000 };

	start_waiters(4);
	is(sys(futex, &word, FUTEX_WAKE, 4), 0, "one that may be shared is not the private one");
	is(sys(futex, &other, FUTEX_WAKE | PRIVATE, 4), 0, "nor is another word");
	is(sys(futex, &word, FUTEX_WAKE_BITSET | PRIVATE, 4, 0, 0, 4), 1, "WAKE_BITSET wakes one");
	join_thread(&threads[2]);
	is(result[2], 0, "the one that waits with this bit");
	is(sys(futex, &word, FUTEX_WAKE | PRIVATE, 1), 1, "WAKE wakes one");
	while (waiting > 2)
		sys(sched_yield);
	is(result[0] + result[1] + result[3], 2, "and no other");
	is(sys(futex, &word, FUTEX_WAKE | PRIVATE, 100), 2, "or as many as there are");
	join_all(4);
	is(result[0] | result[1] | result[3], 0, "WAIT returns 0 to all");

	start_waiters(6);
	is(sys(futex, &word, FUTEX_CMP_REQUEUE | PRIVATE, 1, 3, &other, 1), 4,
	   "CMP_REQUEUE wakes one and moves three");
	is(sys(futex, &word, FUTEX_WAKE | PRIVATE, 100), 2, "two are where they were");
	is(sys(futex, &other, FUTEX_WAKE | PRIVATE, 100), 3, "three are at the other word");
	join_all(6);

	start_waiters(2);
	is(sys(futex, &word, FUTEX_REQUEUE | PRIVATE, 0, 100, &word), 2,
	   "REQUEUE to the same word");
	is(sys(futex, &word, FUTEX_WAKE | PRIVATE, 100), 2, "where they still wait");
	join_all(2);
	is(sys(futex, &word, FUTEX_WAIT | PRIVATE, 1, &moment), -ETIMEDOUT,
	   "and now nobody is left");
}

#define WAKE_OP(op, arg, cmp, cmparg)                                                              \
	((op) << 28 | (cmp) << 24 | ((arg)&0xfff) << 12 | ((cmparg)&0xfff))

static void wake_op(void)
{
	start_waiters(3);
	other = 5;
	is(sys(futex, &other, FUTEX_WAKE_OP | PRIVATE, 1, 2, &word,
	       WAKE_OP(FUTEX_OP_ADD, 6, FUTEX_OP_CMP_EQ, 1)),
	   2, "WAKE_OP: the old value is what was compared with, so two wake");
	is(word, 7, "and the word has changed");
	is(sys(futex, &word, FUTEX_WAKE_OP | PRIVATE, 9, 9, &other,
	       WAKE_OP(FUTEX_OP_ANDN, 4, FUTEX_OP_CMP_GT, 5)),
	   1, "the first word's waiters wake anyway");
	is(other, 1, "ANDN");
	join_all(3);
	other = 0;
	sys(futex, &word, FUTEX_WAKE_OP, 1, 1, &other,
	    WAKE_OP(FUTEX_OP_SET, -1, FUTEX_OP_CMP_LT, 0));
	is(other, -1, "its argument has a sign");
	sys(futex, &word, FUTEX_WAKE_OP, 1, 1, &other,
	    WAKE_OP(FUTEX_OP_SET | FUTEX_OP_OPARG_SHIFT, 9, FUTEX_OP_CMP_LT, 0));
	is(other, 1 << 9, "or is a bit's number");
	is(sys(futex, &word, FUTEX_WAKE_OP, 1, 1, &other, WAKE_OP(6, 0, 0, 0)), -ENOSYS,
	   "WAKE_OP checks its operation");
	is(sys(futex, &word, FUTEX_WAKE_OP, 1, 1, 16, 0), -EFAULT, "and its address");
}

/* --- between processes --- */

static int wait_shared(void *arg)
{
	volatile uint32_t *w = arg;

	w[1] = 1;
	return sys(futex, w, FUTEX_WAIT, 1, 0) == 0 ? 0 : 1;
}

static void wake_child(volatile uint32_t *w, volatile uint32_t *here, const char *what)
{
	int status = -1;
	long pid;

	w[0] = 1;
	w[1] = 0;
	pid = sys(fork);
	if (pid == 0)
		quit(wait_shared((void *)w));
	while (!w[1])
		sys(sched_yield);
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	is(sys(futex, here, FUTEX_WAKE, 1), 1, what);
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "and it goes on");
}

static void shared_memory(void)
{
	int prot = PROT_READ | PROT_WRITE;
	long anon = sys(mmap2, 0, PAGE_SIZE, prot, MAP_SHARED | MAP_ANONYMOUS, -1, 0), a, b;
	int fd = sys(open, "/tmp/futex", O_RDWR | O_CREAT, 0600);

	wake_child((uint32_t *)anon, (uint32_t *)anon, "another process is woken by shared memory");
	sys(ftruncate, fd, 2 * PAGE_SIZE);
	a = sys(mmap2, 0, 2 * PAGE_SIZE, prot, MAP_SHARED, fd, 0);
	b = sys(mmap2, 0, PAGE_SIZE, prot, MAP_SHARED, fd, 1);
	wake_child((uint32_t *)(a + PAGE_SIZE), (uint32_t *)b,
		   "and by another mapping of its file");
	sys(close, fd);
	sys(unlink, "/tmp/futex");
	sys(munmap, a, 2 * PAGE_SIZE);
	sys(munmap, b, PAGE_SIZE);
	sys(munmap, anon, PAGE_SIZE);
}

/* --- interrupted --- */

static volatile int handled;

static void note(int sig, void *info, void *context)
{
	(void)info, (void)context;
	handled = sig;
}

static int wait_long(void *arg)
{
	struct pause t = { 1000, 0 };

	waiting = 1;
	result[0] = sys(futex, &word, FUTEX_WAIT | PRIVATE, 1, arg ? &t : 0);
	return 0;
}

static void interrupt(void *timed, unsigned long flags, int want, const char *what)
{
	long tid;

	set_handler(SIGUSR1, note, flags);
	word = 1;
	waiting = handled = 0;
	result[0] = 1;
	tid = start_thread(&threads[0], wait_long, timed);
	await_change(&waiting, 0);
	for (int i = 0; i < 5; i++)
		sys(sched_yield);
	sys(tkill, tid, SIGUSR1);
	await_change(&handled, 0);
	for (int i = 0; i < 5; i++)
		sys(sched_yield);
	is(result[0], want, what);
	sys(futex, &word, FUTEX_WAKE | PRIVATE, 1);
	join_thread(&threads[0]);
}

static void interrupts(void)
{
	interrupt(0, 0, -EINTR, "a handler interrupts WAIT");
	interrupt(0, SA_RESTART, 1, "with SA_RESTART it goes on");
	is(result[0], 0, "until it is woken");
	interrupt((void *)1, SA_RESTART, -EINTR, "but not with a timeout");
	set_handler(SIGUSR1, HANDLER_DFL, 0);
}

/* --- none is lost: a lock and a count that all threads work on --- */

static volatile uint32_t lock; /* 0 free, 1 taken, 2 and somebody may wait */
static volatile uint32_t count, turn;

static void take(void)
{
	uint32_t c = 0;

	if (__atomic_compare_exchange_n(&lock, &c, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return;
	while (__atomic_exchange_n(&lock, 2, __ATOMIC_SEQ_CST))
		sys(futex, &lock, FUTEX_WAIT | PRIVATE, 2, 0);
}

static void release(void)
{
	if (__atomic_exchange_n(&lock, 0, __ATOMIC_SEQ_CST) == 2)
		sys(futex, &lock, FUTEX_WAKE | PRIVATE, 1);
}

static int count_up(void *arg)
{
	(void)arg;
	for (int i = 0; i < 400; i++) {
		take();
		uint32_t c = count;
		if (i % 16 == 0)
			sys(sched_yield);
		count = c + 1;
		release();
	}
	return 0;
}

/* Each waits for its turn, and gives it to the next. */
static int take_turns(void *arg)
{
	uint32_t self = (long)arg, now;

	for (int i = 0; i < 200; i++) {
		while ((now = turn) % THREADS != self)
			sys(futex, &turn, FUTEX_WAIT | PRIVATE, now, 0);
		turn = now + 1;
		sys(futex, &turn, FUTEX_WAKE | PRIVATE, THREADS);
	}
	return 0;
}

static void none_lost(void)
{
	for (int i = 0; i < THREADS; i++)
		start_thread(&threads[i], count_up, 0);
	join_all(THREADS);
	is(count, THREADS * 400, "a lock keeps threads apart, and all of them get it");
	for (int i = 0; i < THREADS; i++)
		start_thread(&threads[i], take_turns, (void *)(long)i);
	join_all(THREADS);
	is(turn, THREADS * 200, "a turn goes round and is not lost");
}

/* --- robust lists --- */

static struct {
	struct robust_list list;
	volatile uint32_t futex;
} held, pending;
static struct robust_list_head robust = {
	{ &held.list },
	sizeof(struct robust_list),
	&pending.list,
};

static int die_with_locks(void *arg)
{
	struct robust_list_head *head = 0;
	size_t len = 0;
	int tid = sys(gettid);

	(void)arg;
	result[0] = sys(set_robust_list, &robust, sizeof(robust));
	sys(get_robust_list, 0, &head, &len);
	result[1] = head == &robust && len == sizeof(robust);
	held.list.next = &robust.list;
	held.futex = tid | FUTEX_WAITERS;
	pending.futex = tid;
	return 0;
}

static void robust_lists(void)
{
	is(sys(set_robust_list, &robust, 4), -EINVAL, "set_robust_list checks the size");
	is(sys(get_robust_list, 0x7ffffff0, &word, &other), -ESRCH, "get_robust_list of nobody");
	start_thread(&threads[0], die_with_locks, 0);
	join_thread(&threads[0]);
	is(result[0], 0, "set_robust_list");
	is(result[1], 1, "get_robust_list");
	is(held.futex, FUTEX_OWNER_DIED | FUTEX_WAITERS, "a dead thread's lock is marked");
	is(pending.futex, FUTEX_OWNER_DIED, "also the one that it was about to take");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	errors();
	timeouts();
	waking();
	wake_op();
	shared_memory();
	interrupts();
	none_lost();
	robust_lists();
}
