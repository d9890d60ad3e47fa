// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Everything that the kernel can run out of, taken to the end in random order, all at once, and
 * given back in another: each round every refusal is the right one, and afterwards the zones have
 * what they had.
 */
#include <linux/mman.h>
#include "err.h"
#include "fs/internal.h"
#include "ktest.h"
#include "task.h"
#include "test_mm.h"
#include "test_pages.h"
#include "vmalloc.h"
#include "wait.h"

#define LITTLE_RAM ((128ul << 20) >> PAGE_SHIFT) /* pages; with more, a round takes too long */
#define ROUNDS	   1000
#define FEW_ROUNDS 5

static u32 random_below(u32 n)
{
	static u32 seed = 2003;

	seed = seed * 1664525u + 1013904223u; /* Numerical Recipes' */
	return (seed >> 8) % n;
}

/* --- pages, in blocks of all sizes: the last ones are single --- */

static LIST_HEAD(user_blocks);
static LIST_HEAD(low_blocks);

static void take_all_blocks(struct list_head *list, gfp_t gfp)
{
	unsigned int order = random_below(MAX_ORDER);

	do
		take_blocks(list, gfp, order, -1ul);
	while (order--);
	EXPECT(!alloc_page(gfp));
}

static void take_user(void)
{
	take_all_blocks(&user_blocks, GFP_HIGHUSER);
}

static void give_user(void)
{
	give_blocks(&user_blocks);
}

static void take_low(void)
{
	struct page *page;

	take_all_blocks(&low_blocks, GFP_KERNEL);
	page = list_empty(&low_blocks) ? NULL : list_first_entry(&low_blocks, struct page, lru);
	EXPECT(!page || !PageHighMem(page));
}

static void give_low(void)
{
	give_blocks(&low_blocks);
}

/* --- slab objects, each with a link to the one before --- */

static void *objects;

static void take_objects(void)
{
	size_t size = 16 + random_below(3000);
	unsigned int n = 0;
	void **obj;

	for (n = 0; n < 400 && (obj = kmalloc(size, GFP_KERNEL)); n++) {
		*obj = objects;
		objects = obj;
	}
}

static void give_objects(void)
{
	while (objects) {
		void *next = *(void **)objects;

		kfree(objects);
		objects = next;
	}
}

/* --- the kmap pool: the pages are there from the start --- */

static struct page *pool_pages[LAST_PKMAP + 1];
static unsigned int pool_used;
static struct task *waiter;
static bool waiter_has_it;

static int map_one_more(void *page)
{
	kmap(page);
	waiter_has_it = true;
	kunmap(page);
	return 0;
}

static void take_pool(void)
{
	for (pool_used = 0; pool_used < LAST_PKMAP; pool_used++) {
		u32 *at = kmap(pool_pages[pool_used]);

		*at = pool_used;
	}
	waiter_has_it = false;
	waiter = kernel_thread(map_one_more, pool_pages[LAST_PKMAP], "kmap");
	schedule();
	EXPECT(!waiter_has_it);
}

static void give_pool(void)
{
	int status;

	while (pool_used) {
		struct page *page = pool_pages[--pool_used];

		EXPECT_EQ(*(u32 *)page->virtual, pool_used);
		kunmap(page);
	}
	if (!waiter)
		return; /* there was no memory for it */
	EXPECT_EQ(do_wait4(waiter->pid, &status, 0), waiter->pid);
	EXPECT(waiter_has_it);
}

/* --- the vmalloc area: a page many times, so that addresses run out, and memory of its own --- */

enum { MAX_AREAS = 200, AREA_PAGES = 700 };
static struct page *area_pages[AREA_PAGES];
static void *maps[MAX_AREAS], *memories[MAX_AREAS];
static unsigned int nr_maps, nr_memories;

static void take_vmalloc(void)
{
	unsigned int i;

	for (i = 0; i < AREA_PAGES; i++)
		area_pages[i] = pool_pages[0];
	while (nr_memories < 10 && (memories[nr_memories] = vmalloc(random_below(200000) + 1)))
		nr_memories++;
	while (nr_maps < MAX_AREAS && (maps[nr_maps] = vmap(area_pages, AREA_PAGES)))
		nr_maps++;
	EXPECT(nr_maps < MAX_AREAS);
	if (nr_maps)
		EXPECT(*(u32 *)maps[0] == *(u32 *)(maps[nr_maps - 1] + PAGE_SIZE));
}

static void give_vmalloc(void)
{
	while (nr_maps)
		vunmap(maps[--nr_maps]);
	while (nr_memories)
		vfree(memories[--nr_memories]);
}

/* --- descriptors --- */

static int first_fd;

static void take_files(void)
{
	struct file *f = ERR_PTR(-ENOMEM);
	int fd = 0;

	first_fd = get_unused_fd(0);
	while (fd >= 0) {
		f = file_open("/dev/null", O_RDONLY, 0);
		if (IS_ERR(f))
			break;
		fd = fd_install(f, first_fd, false);
	}
	if (IS_ERR(f))
		EXPECT_EQ(PTR_ERR(f), -ENOMEM);
	else
		file_put(f);
	EXPECT(IS_ERR(f) || fd == -EMFILE || fd == -ENOMEM);
}

static void give_files(void)
{
	while ((int)current->files->nr > first_fd)
		fd_close(current->files->nr - 1);
}

/* --- tasks, that wait --- */

enum { MAX_TASKS = 40 };
static struct task *tasks[MAX_TASKS];
static struct wait_queue tasks_wait = WAIT_QUEUE_INIT(tasks_wait);
static unsigned int nr_tasks;
static bool tasks_go;

static int wait_to_go(void *unused)
{
	(void)unused;
	while (!tasks_go)
		sleep_on(&tasks_wait, TASK_UNINTERRUPTIBLE, 0);
	return 0;
}

static void take_tasks(void)
{
	tasks_go = false;
	for (nr_tasks = 0; nr_tasks < MAX_TASKS; nr_tasks++) {
		tasks[nr_tasks] = kernel_thread(wait_to_go, NULL, "waits");
		if (!tasks[nr_tasks])
			break;
	}
}

static void give_tasks(void)
{
	int status;

	tasks_go = true;
	wake_up(&tasks_wait);
	while (nr_tasks--)
		EXPECT(do_wait4(tasks[nr_tasks]->pid, &status, 0) > 0);
	nr_tasks = 0;
}

/* --- an address space: page tables, areas, pages of its own and of a file --- */

static struct mm *space;

static void take_space(void)
{
	unsigned int i;

	space = mm_alloc();
	for (i = 0; space && i < 200; i++) {
		unsigned long at = TEST_BASE + random_below(64) * PMD_SIZE + i * 2 * PAGE_SIZE;
		long err = do_mmap(space, NULL, at, PAGE_SIZE, RW,
				   (random_below(4) ? MAP_PRIVATE : MAP_SHARED) | MAP_ANONYMOUS |
					   MAP_FIXED,
				   0);

		if (err == (long)at)
			err = handle_mm_fault(space, at,
					      random_below(4) ? FAULT_WRITE : FAULT_READ);
		EXPECT(err == 0 || err == -ENOMEM || err == -ENXIO);
		if (err)
			break;
	}
}

static void give_space(void)
{
	if (space)
		mm_put(space);
}

static const struct resource {
	void (*take)(void), (*give)(void);
} resources[] = {
	{ take_user, give_user },   { take_low, give_low },	    { take_objects, give_objects },
	{ take_pool, give_pool },   { take_files, give_files },	    { take_tasks, give_tasks },
	{ take_space, give_space }, { take_vmalloc, give_vmalloc },
};
#define NR_RESOURCES ARRAY_SIZE(resources)

static void shuffle(u8 order[NR_RESOURCES])
{
	unsigned int i;

	for (i = 0; i < NR_RESOURCES; i++) {
		unsigned int j = random_below(i + 1);

		order[i] = order[j];
		order[j] = i;
	}
}

static void one_round(void)
{
	u8 order[NR_RESOURCES];
	unsigned int i;

	shuffle(order);
	for (i = 0; i < NR_RESOURCES; i++)
		resources[order[i]].take();
	shuffle(order);
	for (i = 0; i < NR_RESOURCES; i++)
		resources[order[i]].give();
}

struct amounts {
	unsigned long free[NR_ZONES], tables, slabs, stacks, cached;
};

static struct amounts amounts(void)
{
	struct amounts a = { .tables = nr_page_table_pages,
			     .stacks = nr_kernel_stack_pages,
			     .cached = cached_pages };
	unsigned int z;

	drop_clean_pages();
	a.slabs = nr_slab_pages;
	for (z = 0; z < NR_ZONES; z++)
		a.free[z] = zone_info(z).free;
	return a;
}

KTEST(exhaust_everything, "exhaustion: all that can run out, in random order; all of it comes back")
{
	unsigned int i, z, rounds = max_pfn <= LITTLE_RAM ? ROUNDS : FEW_ROUNDS;
	struct amounts before;

	for (i = 0; i <= LAST_PKMAP; i++)
		pool_pages[i] = alloc_high_page();
	/* Slabs and a table of descriptors that are in use for good. */
	EXPECT(get_unused_fd(rlimit(RLIMIT_NOFILE) - 1) >= 0);
	one_round();
	before = amounts();
	for (i = 0; i < rounds; i++) {
		struct amounts after;

		one_round();
		after = amounts();
		for (z = 0; z < NR_ZONES; z++)
			EXPECT_EQ(after.free[z], before.free[z]);
		EXPECT_EQ(after.tables, before.tables);
		EXPECT_EQ(after.slabs, before.slabs);
		EXPECT_EQ(after.stacks, before.stacks);
	}
	for (i = 0; i <= LAST_PKMAP; i++)
		free_high_page(pool_pages[i]);
}
