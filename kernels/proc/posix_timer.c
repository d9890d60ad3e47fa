// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * POSIX timers: any number a process, each with a signal that tells which one it was. It is sent
 * once; what expires before it is delivered counts as overruns.
 *
 * Those of real clocks are interval timers. Those of a time on the CPU are looked at with each tick
 * of the process; they can be of the process itself or its threads, not of another process.
 */
#include "posix_timer.h"
#include <asm-generic/siginfo.h>
#include <linux/time.h>
#include "cpu.h"
#include "err.h"
#include "itimer.h"
#include "mm.h"
#include "signal.h"
#include "syscall.h"
#include "task.h"
#include "timespec.h"
#include "uaccess.h"

#define OVERRUNS_MAX ((u64)INT32_MAX) /* what is told; Linux's DELAYTIMER_MAX */

struct posix_timer {
	struct interval_timer timer; /* its clock is the one that it counts on */
	struct list_head link;
	struct process *process;
	int id;
	const struct clock *clock; /* as asked for */
	int thread; /* whose time on the CPU it is, or 0 */
	struct sigevent event;
	u64 overruns; /* since the signal was sent */
	u32 last_overruns; /* when it was delivered */
};

/* A process has these from the first of them on. */
struct posix_timers {
	struct list_head list;
	int next_id; /* not used again, as in Linux */
	u32 nr_cpu; /* those of time on the CPU */
};

static bool is_cpu(const struct posix_timer *t)
{
	return t->clock->of != NO_CPU_CLOCK;
}

/* One that tells nobody is not waited for: it expires when somebody looks. */
static bool is_silent(const struct posix_timer *t)
{
	return t->event.sigev_notify == SIGEV_NONE;
}

static struct posix_timer *find_timer(const struct process *p, int id)
{
	struct posix_timer *t;

	if (p->timers)
		list_for_each_entry (t, &p->timers->list, link)
			if (t->id == id)
				return t;
	return NULL;
}

/* --- expiry: from the timer interrupt --- */

/* Who gets the signal: NULL is the process. False: the thread has ended. */
static bool find_target(const struct posix_timer *t, struct task **target)
{
	*target = NULL;
	if (!(t->event.sigev_notify & SIGEV_THREAD_ID))
		return true;
	*target = find_task(t->event.sigev_notify_thread_id);
	return *target && (*target)->process == t->process;
}

static void timer_expired(struct interval_timer *timer, u64 times)
{
	struct posix_timer *t = container_of(timer, struct posix_timer, timer);
	struct signal_info info = { .code = SI_TIMER,
				    .pid = t->id,
				    .status = t->event.sigev_value.sival_int };
	int sig = t->event.sigev_signo;
	struct task *target;

	if (is_silent(t) || !find_target(t, &target))
		return;
	if (sigpending_has(target ? &target->sig.pending : &t->process->pending, sig, SI_TIMER,
			   t->id)) {
		t->overruns += times;
		return;
	}
	t->overruns = times - 1;
	if (target)
		send_signal(target, sig, &info);
	else
		group_send_signal(t->process, sig, &info);
}

void posix_timer_delivered(struct signal_info *info)
{
	struct posix_timer *t = find_timer(current->process, info->pid);

	if (!t)
		return;
	info->uid = t->last_overruns = min(t->overruns, OVERRUNS_MAX);
	t->overruns = 0;
}

/* --- clocks --- */

/* What its clock shows; 0 once the thread whose time it was has ended. */
static u64 timer_now(const struct posix_timer *t)
{
	struct task *owner = t->thread ? find_task(t->thread) : t->process->leader;

	return owner ? t->timer.clock->read(owner) : 0;
}

void posix_timers_tick(void)
{
	struct process *p = current->process;
	struct posix_timer *t;
	u64 times;

	if (!p->timers->nr_cpu)
		return;
	list_for_each_entry (t, &p->timers->list, link) {
		times = is_cpu(t) ? interval_forward(&t->timer, timer_now(t)) : 0;
		if (times)
			timer_expired(&t->timer, times);
	}
}

void posix_timers_clock_was_set(void)
{
	unsigned long flags = local_irq_save();
	struct posix_timer *t;
	struct task *task;

	list_for_each_entry (task, &all_tasks, all_link) {
		if (!thread_group_leader(task) || !task->process->timers)
			continue;
		list_for_each_entry (t, &task->process->timers->list, link)
			if (!is_cpu(t) && !is_silent(t))
				interval_set(&t->timer, t->timer.expires, t->timer.interval);
	}
	local_irq_restore(flags);
}

/* --- life --- */

static struct posix_timers *get_timers(struct process *p)
{
	if (!p->timers) {
		p->timers = kzalloc(sizeof(*p->timers), GFP_KERNEL);
		if (p->timers)
			INIT_LIST_HEAD(&p->timers->list);
	}
	return p->timers;
}

static void delete_timer(struct posix_timer *t)
{
	unsigned long flags = local_irq_save();

	timer_cancel(&t->timer.timer);
	list_del(&t->link);
	t->process->timers->nr_cpu -= is_cpu(t);
	local_irq_restore(flags);
	kfree(t);
}

void posix_timers_exit(struct process *p)
{
	struct posix_timer *t, *n;

	list_for_each_entry_safe (t, n, &p->timers->list, link)
		delete_timer(t);
	kfree(p->timers);
	p->timers = NULL;
}

/* Whom to tell, and by what, must be there. */
static bool valid_event(const struct sigevent *e)
{
	const struct task *t;

	switch (e->sigev_notify) {
	case SIGEV_SIGNAL | SIGEV_THREAD_ID:
		t = find_task(e->sigev_notify_thread_id);
		if (!t || t->process != current->process)
			return false;
		return valid_signal(e->sigev_signo);
	case SIGEV_SIGNAL:
	case SIGEV_THREAD: /* the C library's matter */
		return valid_signal(e->sigev_signo);
	default:
		return e->sigev_notify == SIGEV_NONE;
	}
}

/* *event is the user's, or NULL: SIGALRM with the timer's number. An address of `id` is the user's.
 */
static long create_timer(long clock_id, const struct sigevent *event, int __user *id)
{
	struct process *p = current->process;
	struct task *owner;
	const struct clock *clock = find_clock(clock_id, &owner);
	struct posix_timer *t;
	unsigned long flags;
	int err;

	if (!clock && clock_id >= 0)
		return -EINVAL;
	if (clock && !clock->has_timers)
		return -EOPNOTSUPP;
	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t || !get_timers(p)) {
		kfree(t);
		return -EAGAIN;
	}
	t->process = p;
	t->id = p->timers->next_id++;
	t->event = event ? *event
			 : (struct sigevent){ .sigev_notify = SIGEV_SIGNAL,
					      .sigev_signo = SIGALRM,
					      .sigev_value.sival_int = t->id };
	err = valid_event(&t->event) ? put_user(t->id, id) : -EINVAL;
	if (!err && (!clock || owner->process != p))
		err = -EINVAL;
	if (err) {
		kfree(t);
		return err;
	}
	t->clock = clock;
	t->thread = clock->of == THREAD_CLOCK ? owner->pid : 0;
	interval_init(&t->timer, clock, timer_expired);
	flags = local_irq_save();
	list_add_tail(&t->link, &p->timers->list);
	p->timers->nr_cpu += is_cpu(t);
	local_irq_restore(flags);
	return 0;
}

long sys_timer_create(struct pt_regs *regs)
{
	const struct sigevent __user *user = (const void __user *)regs->cx;
	struct sigevent event;

	if (user && get_user(event, user))
		return -EFAULT;
	return create_timer(regs->bx, user ? &event : NULL, (int __user *)regs->dx);
}

long sys_timer_delete(struct pt_regs *regs)
{
	struct posix_timer *t = find_timer(current->process, regs->bx);

	if (!t)
		return -EINVAL;
	delete_timer(t);
	return 0;
}

long sys_timer_getoverrun(struct pt_regs *regs)
{
	const struct posix_timer *t = find_timer(current->process, regs->bx);

	return t ? (long)t->last_overruns : -EINVAL;
}

/* --- times: struct itimerspec has the interval, then the value --- */

static struct itimer left(struct posix_timer *t)
{
	u64 now = timer_now(t);

	if (is_silent(t))
		interval_forward(&t->timer, now);
	return interval_left(&t->timer, now, 1);
}

static size_t timespec_size(enum time_abi abi)
{
	return abi == TIME32 ? 8 : 16;
}

static int put_itimerspec(void __user *to, const struct itimer *it, enum time_abi abi)
{
	int err = put_timespec(to, it->interval, abi);

	return err ? err : put_timespec((char __user *)to + timespec_size(abi), it->value, abi);
}

static int get_itimerspec(struct itimer *it, const void __user *from, enum time_abi abi)
{
	const void __user *value = (const char __user *)from + timespec_size(abi);
	int interval = get_timespec(&it->interval, from, abi);
	int err = interval == -EFAULT ? interval : get_timespec(&it->value, value, abi);

	return err == -EFAULT || !interval ? err : interval;
}

static long timer_gettime(const struct pt_regs *regs, enum time_abi abi)
{
	struct posix_timer *t = find_timer(current->process, regs->bx);
	unsigned long flags;
	struct itimer it;

	if (!t)
		return -EINVAL;
	flags = local_irq_save();
	it = left(t);
	local_irq_restore(flags);
	return put_itimerspec((void __user *)regs->cx, &it, abi);
}

/* A time from now on is not changed by setting the clock: it counts on the monotonic one. */
static void set_timer(struct posix_timer *t, const struct itimer *new, bool absolute)
{
	u64 now, expires = new->value;

	t->timer.clock = absolute || is_cpu(t) ? t->clock : monotonic_clock;
	now = timer_now(t);
	t->overruns = t->last_overruns = 0;
	if (expires && !absolute)
		expires = min(now + expires, KTIME_MAX);
	timer_cancel(&t->timer.timer);
	if (!is_cpu(t) && !is_silent(t)) {
		interval_set(&t->timer, expires, new->interval);
	} else {
		t->timer.expires = expires;
		t->timer.interval = expires ? new->interval : 0;
	}
}

static long timer_settime(const struct pt_regs *regs, enum time_abi abi)
{
	void __user *user_old = (void __user *)regs->si;
	struct itimer new, old;
	struct posix_timer *t;
	unsigned long flags;
	int err;

	if (!regs->dx)
		return -EINVAL;
	err = get_itimerspec(&new, (const void __user *)regs->dx, abi);
	if (err)
		return err;
	t = find_timer(current->process, regs->bx);
	if (!t)
		return -EINVAL;
	flags = local_irq_save();
	old = left(t);
	set_timer(t, &new, regs->cx & TIMER_ABSTIME);
	local_irq_restore(flags);
	return user_old ? put_itimerspec(user_old, &old, abi) : 0;
}

TIME_CALLS(timer_gettime, sys_timer_gettime, sys_timer_gettime64)
TIME_CALLS(timer_settime, sys_timer_settime, sys_timer_settime64)
