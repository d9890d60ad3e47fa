// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Random calls and accesses in a family of address spaces, held against a model of what a program
 * must see: for each page its rights and its one word.
 */
#include <linux/mman.h>
#include "ktest.h"
#include "string.h"
#include "test_mm.h"

enum { NR_PAGES = 48, NR_SPACES = 3, NR_STEPS = 20000 };

#define BASE (TEST_BASE + PMD_SIZE - NR_PAGES / 2 * PAGE_SIZE) /* in two page tables */

struct model {
	bool mapped[NR_PAGES];
	u8 prot[NR_PAGES];
	u32 word[NR_PAGES];
};

static struct space {
	struct mm *mm;
	struct model model;
} spaces[NR_SPACES];

static u32 random_below(u32 n)
{
	static u32 seed = 1;

	seed = seed * 1664525u + 1013904223u; /* Numerical Recipes' */
	return (seed >> 8) % n;
}

static const int prots[] = { PROT_NONE, PROT_READ, PROT_READ | PROT_WRITE, PROT_READ | PROT_WRITE };

struct step {
	unsigned int first, n;
	unsigned long addr, len;
	int prot;
};

static bool all_mapped(const struct model *m, const struct step *s)
{
	unsigned int i;

	for (i = s->first; i < s->first + s->n; i++)
		if (!m->mapped[i])
			return false;
	return true;
}

static void step_map(struct space *sp, const struct step *s)
{
	unsigned int i;

	EXPECT_EQ(do_mmap(sp->mm, NULL, s->addr, s->len, s->prot, ANON_FIXED, 0), s->addr);
	for (i = s->first; i < s->first + s->n; i++) {
		sp->model.mapped[i] = true;
		sp->model.prot[i] = s->prot;
		sp->model.word[i] = 0;
	}
}

static void step_unmap(struct space *sp, const struct step *s)
{
	EXPECT_EQ(do_munmap(sp->mm, s->addr, s->len), 0);
	memset(sp->model.mapped + s->first, false, s->n);
}

static void step_protect(struct space *sp, const struct step *s)
{
	bool good = all_mapped(&sp->model, s);

	EXPECT_EQ(do_mprotect(sp->mm, s->addr, s->len, s->prot) == 0, good);
	if (good)
		memset(sp->model.prot + s->first, s->prot, s->n);
}

static void step_write(struct space *sp, const struct step *s)
{
	unsigned int i;

	for (i = s->first; i < s->first + s->n; i++) {
		bool good = sp->model.mapped[i] && (sp->model.prot[i] & PROT_WRITE);
		u32 word = random_below(1u << 20);

		EXPECT_EQ(poke(BASE + i * PAGE_SIZE + 64, word), good);
		if (good)
			sp->model.word[i] = word;
	}
}

static void step_read(struct space *sp, const struct step *s)
{
	unsigned int i;

	for (i = s->first; i < s->first + s->n; i++)
		EXPECT_EQ(holds(BASE + i * PAGE_SIZE + 64, sp->model.word[i]),
			  sp->model.mapped[i] && sp->model.prot[i]);
}

/* The space becomes a copy of another one: exit, and a fork there. */
static void step_fork(struct space *sp, const struct step *s)
{
	struct space *from = &spaces[s->first % NR_SPACES];

	if (from == sp)
		return;
	use_mm(from->mm);
	mm_put(sp->mm);
	*sp = (struct space){ mm_fork(from->mm), from->model };
}

static void random_life(void)
{
	static void (*const steps[])(struct space *, const struct step *) = {
		step_map,  step_unmap, step_protect, step_protect, step_write,
		step_read, step_write, step_read,    step_fork,
	};
	unsigned int i;

	for (i = 0; i < NR_SPACES; i++)
		spaces[i] =
			(struct space){ i ? mm_alloc() : open_mm(), { { false }, { 0 }, { 0 } } };
	for (i = 0; i < NR_STEPS; i++) {
		unsigned int first = random_below(NR_PAGES);
		unsigned int n = 1 + random_below(min(8u, NR_PAGES - first));
		struct step s = { first, n, BASE + first * PAGE_SIZE, n * PAGE_SIZE,
				  prots[random_below(ARRAY_SIZE(prots))] };
		struct space *sp = &spaces[random_below(NR_SPACES)];

		use_mm(sp->mm);
		steps[random_below(ARRAY_SIZE(steps))](sp, &s);
	}
	/* The current one's reference goes with close_mm(). */
	use_mm(spaces[0].mm);
	for (i = 1; i < NR_SPACES; i++)
		mm_put(spaces[i].mm);
	close_mm();
}

KTEST(vm_random,
      "areas: 20000 random maps, unmaps, mprotects, forks, accesses do what a model does")
{
	EXPECT(leaves_nothing(random_life));
}
