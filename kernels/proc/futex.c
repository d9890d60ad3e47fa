// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * futex(2): threads that found a word of their memory in a state they cannot go on with wait for
 * another to change it, and to say so. The word is looked at and the thread put on the list in one
 * go, as the kernel is not preempted: nobody can change it in between and find nobody to wake.
 */
#include "futex.h"
#include "clocks.h"
#include "err.h"
#include "fs.h"
#include "task.h"
#include "time.h"
#include "uaccess.h"
#include "vm.h"

struct waiter {
	struct list_head link; /* in its bucket; empty when it has been woken */
	struct futex_key key;
	struct inode *inode; /* of the key, with a reference, or NULL */
	u32 bitset;
	struct task *task;
};

#define NR_BUCKETS 64 /* a power of two */

static struct list_head buckets[NR_BUCKETS];

static struct list_head *bucket_of(const struct futex_key *key)
{
	u32 hash = ((u32)key->object >> 3) ^ key->page * 31 ^ key->offset >> 2;
	struct list_head *bucket = &buckets[(hash ^ hash >> 6 ^ hash >> 12) % NR_BUCKETS];

	if (!bucket->next)
		INIT_LIST_HEAD(bucket);
	return bucket;
}

static bool same_key(const struct futex_key *a, const struct futex_key *b)
{
	return a->object == b->object && a->page == b->page && a->offset == b->offset;
}

int futex_key(u32 __user *user, bool shared, struct futex_key *key, struct inode **inode)
{
	unsigned long addr = (unsigned long)user;
	struct vm_area *v;

	*inode = NULL;
	if (addr % sizeof(u32))
		return -EINVAL;
	if (!access_ok(user, sizeof(u32)))
		return -EFAULT;
	*key = (struct futex_key){ current->mm, addr >> PAGE_SHIFT,
				   addr % PAGE_SIZE | (u32)shared };
	if (!shared)
		return 0;
	v = find_vma(current->mm, addr);
	if (!v || addr < v->start)
		return -EFAULT;
	if (v->file && (v->flags & VM_SHARED)) {
		key->object = *inode = v->file->inode;
		key->page = v->pgoff + ((addr - v->start) >> PAGE_SHIFT);
	}
	return 0;
}

static void set_key(struct waiter *w, const struct futex_key *key, struct inode *inode)
{
	if (inode)
		inode_get(inode);
	if (w->inode)
		inode_put(w->inode);
	w->key = *key;
	w->inode = inode;
}

static void forget(struct waiter *w)
{
	list_del_init(&w->link);
	if (w->inode)
		inode_put(w->inode);
}

/* --- waking --- */

static void wake(struct waiter *w)
{
	forget(w);
	wake_up_task(w->task);
}

int futex_wake_key(const struct futex_key *key, int n, u32 bitset)
{
	struct list_head *bucket = bucket_of(key);
	struct waiter *w, *next;
	int woken = 0;

	list_for_each_entry_safe (w, next, bucket, link) {
		if (!same_key(&w->key, key) || !(w->bitset & bitset))
			continue;
		wake(w);
		if (++woken >= n)
			break;
	}
	return woken;
}

long futex_wake(u32 __user *addr, bool shared, int n, u32 bitset)
{
	struct futex_key key;
	struct inode *inode;
	int err = bitset ? futex_key(addr, shared, &key, &inode) : -EINVAL;

	return err ? err : futex_wake_key(&key, n, bitset);
}

long futex_requeue(u32 __user *from, u32 __user *to, bool shared, int nr_wake, int nr_requeue,
		   const u32 *expected)
{
	struct futex_key key, new_key;
	struct inode *inode, *new_inode;
	struct list_head *bucket, *to_bucket;
	struct waiter *w, *next;
	int done = 0, err;
	u32 now;

	if (nr_wake < 0 || nr_requeue < 0)
		return -EINVAL;
	err = futex_key(from, shared, &key, &inode);
	if (!err)
		err = futex_key(to, shared, &new_key, &new_inode);
	if (!err && expected)
		err = get_user(now, from);
	if (err)
		return err;
	if (expected && now != *expected)
		return -EAGAIN;
	bucket = bucket_of(&key);
	to_bucket = bucket_of(&new_key);
	list_for_each_entry_safe (w, next, bucket, link) {
		if (done - nr_wake >= nr_requeue)
			break;
		if (!same_key(&w->key, &key))
			continue;
		if (++done <= nr_wake) {
			wake(w);
		} else {
			set_key(w, &new_key, new_inode);
			if (to_bucket != bucket)
				list_move_tail(&w->link, to_bucket);
		}
	}
	return done;
}

/* --- waiting --- */

static long wait_again(struct restart_block *r)
{
	struct futex_wait f = r->futex;

	return futex_wait(&f);
}

/* 0: it has been woken, if only in the last moment. */
static long wait_woken(struct waiter *w, const struct futex_wait *f)
{
	u64 now, ticks = 0;
	int err = 0;

	while (!list_empty(&w->link) && err != -ERESTARTSYS) {
		if (f->clock) {
			now = f->clock->read(current);
			if (now >= f->until) {
				err = -ETIMEDOUT;
				break;
			}
			ticks = tick_after(f->until - now) - jiffies;
		}
		err = sleep_on(&clock_was_set, TASK_INTERRUPTIBLE, ticks);
	}
	if (list_empty(&w->link))
		return 0;
	forget(w);
	if (err == -ERESTARTSYS && f->clock) {
		current->restart = (struct restart_block){ .fn = wait_again, .futex = *f };
		return -ERESTART_RESTARTBLOCK;
	}
	return err;
}

long futex_wait(const struct futex_wait *f)
{
	struct waiter w = { .bitset = f->bitset, .task = current };
	struct futex_key key;
	struct inode *inode;
	u32 now;
	int err = f->bitset ? futex_key(f->addr, f->shared, &key, &inode) : -EINVAL;

	if (!err)
		err = get_user(now, f->addr);
	if (err)
		return err;
	if (now != f->expected)
		return -EAGAIN;
	set_key(&w, &key, inode);
	list_add_tail(&w.link, bucket_of(&key));
	return wait_woken(&w, f);
}
