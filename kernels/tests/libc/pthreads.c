// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * POSIX threads as a C library makes them of clone, futex and signals: mutexes, condition
 * variables, barriers, thread-local storage, cancellation, floating point. Prints what is always
 * the same.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define THREADS 6
#define ITEMS	600

static int failed;

static void check(int good, const char *what)
{
	printf("%s - %s\n", good ? "ok" : "not ok", what);
	failed |= !good;
}

/* --- a bounded queue between producers and consumers --- */

static struct {
	pthread_mutex_t lock;
	pthread_cond_t not_empty, not_full;
	int items[8];
	unsigned int head, tail;
} queue = { .lock = PTHREAD_MUTEX_INITIALIZER,
	    .not_empty = PTHREAD_COND_INITIALIZER,
	    .not_full = PTHREAD_COND_INITIALIZER };

static void put(int item)
{
	pthread_mutex_lock(&queue.lock);
	while (queue.head - queue.tail == 8)
		pthread_cond_wait(&queue.not_full, &queue.lock);
	queue.items[queue.head++ % 8] = item;
	pthread_cond_signal(&queue.not_empty);
	pthread_mutex_unlock(&queue.lock);
}

static int get(void)
{
	int item;

	pthread_mutex_lock(&queue.lock);
	while (queue.head == queue.tail)
		pthread_cond_wait(&queue.not_empty, &queue.lock);
	item = queue.items[queue.tail++ % 8];
	pthread_cond_signal(&queue.not_full);
	pthread_mutex_unlock(&queue.lock);
	return item;
}

static void *produce(void *arg)
{
	for (int i = 0; i < ITEMS; i++)
		put((int)(intptr_t)arg * ITEMS + i);
	return NULL;
}

static void *consume(void *arg)
{
	long sum = 0;

	(void)arg;
	for (int i = 0; i < ITEMS; i++)
		sum += get();
	return (void *)sum;
}

static void queues(void)
{
	pthread_t t[THREADS];
	long total = 0, n = ITEMS * (THREADS / 2);

	for (long i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, i % 2 ? produce : consume, (void *)(i / 2));
	for (int i = 0; i < THREADS; i++) {
		void *sum;

		pthread_join(t[i], &sum);
		total += (long)sum;
	}
	check(total == n * (n - 1) / 2, "what producers put into a queue consumers get out of it");
}

/* --- storage of each thread's own, and floating point --- */

static __thread int own = 7;
static __thread double own_sum;
static pthread_barrier_t barrier;

static void *add_up(void *arg)
{
	double *result = arg, step = *result;

	for (int i = 1; i <= 2000; i++) {
		own_sum += step / i;
		if (i % 100 == 0) {
			own++;
			sched_yield();
		}
	}
	pthread_barrier_wait(&barrier);
	*result = own_sum;
	return (void *)(intptr_t)own;
}

static void own_storage(void)
{
	double results[THREADS], want;
	pthread_t t[THREADS];
	int good = 1, same = 1;

	pthread_barrier_init(&barrier, NULL, THREADS);
	for (int i = 0; i < THREADS; i++) {
		results[i] = i + 1;
		pthread_create(&t[i], NULL, add_up, &results[i]);
	}
	for (int i = 0; i < THREADS; i++) {
		void *value;

		pthread_join(t[i], &value);
		good &= (intptr_t)value == 27;
	}
	check(good && own == 7, "__thread variables are each thread's own");
	for (int i = 0; i < THREADS; i++) {
		want = 0;
		for (int k = 1; k <= 2000; k++)
			want += (double)(i + 1) / k;
		same &= fabs(results[i] - want) < 1e-9;
	}
	check(same, "floating point registers too");
}

/* --- cancellation, timeouts, robust mutexes, signals --- */

static int cleaned;

static void clean(void *arg)
{
	*(int *)arg = 1;
}

static void *sleep_for_ever(void *arg)
{
	(void)arg;
	pthread_cleanup_push(clean, &cleaned);
	for (;;)
		pause();
	pthread_cleanup_pop(0);
	return NULL;
}

static void cancellation(void)
{
	pthread_t t;
	void *value;

	pthread_create(&t, NULL, sleep_for_ever, NULL);
	sched_yield();
	check(pthread_cancel(t) == 0, "pthread_cancel");
	pthread_join(t, &value);
	check(value == PTHREAD_CANCELED && cleaned, "ends a thread that sleeps, and cleans up");
}

static void timeouts(void)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t never = PTHREAD_COND_INITIALIZER;
	struct timespec t;
	sem_t sem;
	int err;

	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_nsec += 20000000;
	if (t.tv_nsec >= 1000000000)
		t.tv_sec++, t.tv_nsec -= 1000000000;
	pthread_mutex_lock(&lock);
	do {
		err = pthread_cond_timedwait(&never, &lock, &t);
	} while (!err);
	check(err == ETIMEDOUT, "pthread_cond_timedwait");
	pthread_mutex_unlock(&lock);
	sem_init(&sem, 0, 0);
	check(sem_timedwait(&sem, &t) == -1 && errno == ETIMEDOUT, "sem_timedwait");
}

static void *die_with_lock(void *arg)
{
	pthread_mutex_lock(arg);
	return NULL;
}

static void robust(void)
{
	pthread_mutexattr_t attr;
	pthread_mutex_t lock;
	pthread_t t;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&lock, &attr);
	pthread_create(&t, NULL, die_with_lock, &lock);
	pthread_join(t, NULL);
	check(pthread_mutex_lock(&lock) == EOWNERDEAD,
	      "a robust mutex tells that its owner is dead");
	check(pthread_mutex_consistent(&lock) == 0, "and can be used on");
	pthread_mutex_unlock(&lock);
}

static volatile pthread_t handled_by;

static void note(int sig)
{
	(void)sig;
	handled_by = pthread_self();
}

static void *wait_for_signal(void *arg)
{
	sigset_t set;

	(void)arg;
	sigfillset(&set);
	sigdelset(&set, SIGUSR1);
	sigsuspend(&set);
	return NULL;
}

static void signals(void)
{
	struct sigaction act = { .sa_handler = note };
	sigset_t set;
	pthread_t t;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGUSR1, &act, NULL);
	pthread_create(&t, NULL, wait_for_signal, NULL);
	kill(getpid(), SIGUSR1);
	pthread_join(t, NULL);
	check(handled_by == t, "the thread that does not block it gets the process's signal");
}

static void *detached(void *arg)
{
	sem_post(arg);
	return NULL;
}

static void many(void)
{
	pthread_attr_t attr;
	int made = 0;
	sem_t sem;

	sem_init(&sem, 0, 0);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	for (int i = 0; i < 100; i++) {
		pthread_t t;

		made += pthread_create(&t, &attr, detached, &sem) == 0;
	}
	for (int i = 0; i < made; i++)
		sem_wait(&sem);
	check(made == 100, "a hundred detached threads");
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	queues();
	own_storage();
	cancellation();
	timeouts();
	robust();
	signals();
	many();
	check(sched_getcpu() >= 0, "sched_getcpu");
	exit(failed);
}
