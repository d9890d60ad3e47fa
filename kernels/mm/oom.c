// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The OOM killer: when there is no memory, also after reclaim, one process dies for the others.
 *
 * Which: the one that holds most of what the allocation can use, so that a shortage of lowmem does
 * not cost the life of a process that is large in highmem. Never init, nor who shares its memory.
 *
 * When: a page fault has nobody to tell of an error, so it always has a victim. A system call has:
 * it gets -ENOMEM, unless one process holds so much that its end is also that of the shortage. So a
 * hog dies instead of its neighbours' calls failing, while many small processes, or pipes, that use
 * up lowmem together are told so.
 *
 * How: by SIGKILL; but its memory is taken at once, as by Linux's oom_reaper, since an allocation
 * does not sleep. A process off the CPU waits or is about to return to user mode, and holds no
 * pointer into its address space; what it then does in the kernel finds an empty one. The running
 * process is not touched: it gets part of the reserves instead, to come to its end.
 */
#include <asm-generic/siginfo.h>
#include "printk.h"
#include "task.h"
#include "vma.h"
#include "zone.h"

#define INIT_PID 1

/* All tables have been freed, and the areas: see mm_reap(). The vDSO is an area of every other. */
static bool reaped(const struct mm *mm)
{
	return list_empty(&mm->areas);
}

static bool has_page_up_to(enum zone_type highest, const struct page *page)
{
	return page_counts(page) && page->zone <= highest;
}

/* Pages and page tables in the zones up to `highest`. */
static unsigned long badness(struct mm *mm, enum zone_type highest)
{
	unsigned long addr, points = 0;
	struct page *table;
	pte_t *pte;

	for_each_mapped_pte (pte, addr, mm, 0, USER_TOP)
		points += has_page_up_to(highest, pfn_to_page(pte_pfn(*pte)));
	list_for_each_entry (table, &mm->tables, lru)
		points += has_page_up_to(highest, table);
	return points;
}

static bool may_be_killed(const struct task *t)
{
	const struct task *init = find_task(INIT_PID);

	return t->tgid != INIT_PID && t->mm && !t->oom_victim && !(init && init->mm == t->mm);
}

static struct task *select_victim(enum zone_type highest, unsigned long *points)
{
	struct task *t, *victim = NULL;

	*points = 0;
	list_for_each_entry (t, &all_tasks, all_link) {
		unsigned long n = may_be_killed(t) ? badness(t->mm, highest) : 0;

		if (n > *points) {
			*points = n;
			victim = t;
		}
	}
	return victim;
}

/* Pages between what is free and the high watermarks. */
static unsigned long shortage(enum zone_type highest)
{
	unsigned long n = 0;
	struct zone *z;

	for (z = zones; z <= &zones[highest]; z++)
		if (z->free < z->wmark[WMARK_HIGH])
			n += z->wmark[WMARK_HIGH] - z->free;
	return n;
}

/* Zones above the highest one that the allocation could have used do not help it. */
void show_allocation(gfp_t gfp, unsigned int order)
{
	enum zone_type highest = gfp_zone(gfp);
	const struct zone *z;

	printk("%s[%d] wants %lu KiB of %s%s (order %u, gfp %#x)\n", current->comm, current->pid,
	       KIB(1ul << order), zones[highest].name, highest ? " or below" : "", order, gfp);
	for (z = zones; z < zones + NR_ZONES; z++)
		if (z->present)
			printk("  %s: free %lu, min %lu, low %lu, high %lu, clean cache %lu, present %lu "
			       "KiB\n",
			       z->name, KIB(z->free), KIB(z->wmark[WMARK_MIN]),
			       KIB(z->wmark[WMARK_LOW]), KIB(z->wmark[WMARK_HIGH]),
			       KIB(z->nr_lru[LRU_INACTIVE] + z->nr_lru[LRU_ACTIVE]),
			       KIB(z->present));
	printk("  page tables %lu, slabs %lu, kernel stacks %lu KiB\n", KIB(nr_page_table_pages),
	       KIB(nr_slab_pages), KIB(nr_kernel_stack_pages));
}

/* Who shares the memory dies too, threads and others, or it would not become free. */
static void kill_all_with(const struct mm *mm)
{
	struct signal_info info = { .code = SI_KERNEL };
	struct task *t;

	list_for_each_entry (t, &all_tasks, all_link) {
		if (t->mm != mm || t->oom_victim)
			continue;
		t->oom_victim = true;
		group_send_signal(t->process, SIGKILL, &info);
	}
}

static void kill_process(struct task *victim, unsigned long points, gfp_t gfp, unsigned int order)
{
	printk("out of memory: ");
	show_allocation(gfp, order);
	printk("out of memory: kill %s[%d], which has %lu KiB of pages and page tables there, and %lu "
	       "KiB of pages in all\n",
	       victim->comm, victim->pid, KIB(points), KIB(victim->mm->nr_pages));
	count_event(COUNT_OOM_KILLS);
	kill_all_with(victim->mm);
}

/* False if it is the running one's, or has nothing left. */
static bool take_memory_of(struct task *t)
{
	if (t->mm == current->mm || reaped(t->mm))
		return false;
	mm_reap(t->mm);
	return true;
}

static struct task *pending_victim(void)
{
	struct task *t;

	list_for_each_entry (t, &all_tasks, all_link)
		if (t->oom_victim && t->mm)
			return t;
	return NULL;
}

bool oom_victim_pending(void)
{
	return pending_victim() != NULL;
}

bool out_of_memory(gfp_t gfp, unsigned int order, bool must)
{
	struct task *victim = pending_victim();
	enum zone_type highest = gfp_zone(gfp);
	unsigned long points;

	/* One at a time. It may have been the running one when it was chosen. */
	if (victim)
		return take_memory_of(victim);
	if (!shortage(highest))
		return must; /* it is over, or there never was one: fault injection */
	victim = select_victim(highest, &points);
	if (!victim || (!must && points < shortage(highest)))
		return false;
	kill_process(victim, points, gfp, order);
	return take_memory_of(victim) || !must;
}
