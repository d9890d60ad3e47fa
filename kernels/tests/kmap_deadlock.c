// SPDX-License-Identifier: GPL-2.0-or-later
/* Tasks that hold slots of kmap's pool and wait for one more: who closes the circle is refused. */
#include "ktest.h"
#include "task.h"
#include "test_pages.h"

enum { NR_TASKS = 4, SHARE = LAST_PKMAP / NR_TASKS };

static struct page *pool[NR_TASKS][SHARE + 1];
static unsigned int refused, finished;

/* Take a share of the pool, and when all have theirs, one more. */
static int take_one_more(void *arg)
{
	struct page **mine = pool[(unsigned long)arg];
	unsigned int i;
	u32 *addr;

	for (i = 0; i < SHARE; i++)
		kmap(mine[i]);
	schedule();
	addr = kmap(mine[SHARE]);
	if (addr) {
		*addr = 1;
		kunmap(mine[SHARE]);
	} else {
		refused++;
	}
	while (i--)
		kunmap(mine[i]);
	finished++;
	return 0;
}

KTEST(kmap_deadlock, "kmap: of tasks that hold all slots and wait for more, one is refused, and "
		     "then all finish")
{
	unsigned int t, i;
	int status;

	for (t = 0; t < NR_TASKS; t++)
		for (i = 0; i <= SHARE; i++)
			pool[t][i] = alloc_high_page();
	refused = finished = 0;
	for (t = 0; t < NR_TASKS; t++)
		kernel_thread(take_one_more, (void *)(unsigned long)t, "kmap-nester");
	while (do_wait4(-1, &status, 0) > 0)
		;
	EXPECT_EQ(finished, NR_TASKS);
	EXPECT_EQ(refused, 1);
	for (t = 0; t < NR_TASKS; t++)
		for (i = 0; i <= SHARE; i++)
			free_high_page(pool[t][i]);
}

KTEST(kmap_deadlock_alone, "kmap: a task that holds all slots itself is refused another one")
{
	static struct page *pages[LAST_PKMAP + 1];
	unsigned int i;

	for (i = 0; i <= LAST_PKMAP; i++)
		pages[i] = alloc_high_page();
	for (i = 0; i < LAST_PKMAP; i++)
		EXPECT(kmap(pages[i]));
	EXPECT(!kmap(pages[LAST_PKMAP]));
	EXPECT(kmap(pages[7]) == pages[7]->virtual); /* which takes no slot */
	kunmap(pages[7]);
	kunmap(pages[8]);
	EXPECT(kmap(pages[LAST_PKMAP]));
	kunmap(pages[LAST_PKMAP]);
	for (i = 0; i < LAST_PKMAP; i++)
		if (i != 8)
			kunmap(pages[i]);
	EXPECT_EQ(current->kmaps_held, 0);
	for (i = 0; i <= LAST_PKMAP; i++)
		free_high_page(pages[i]);
}
