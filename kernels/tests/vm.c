// SPDX-License-Identifier: GPL-2.0-or-later
/* Areas: where they go, how they split and merge, what is refused. */
#include <linux/mman.h>
#include "err.h"
#include "ktest.h"
#include "test_mm.h"

struct range {
	unsigned long start, end;
	u32 rights; /* VM_READ | VM_WRITE | VM_EXEC */
};

/* The areas are these, and the vDSO. */
static bool areas_are(struct mm *mm, const struct range *want, unsigned int n)
{
	struct vm_area *v;
	unsigned int i = 0;

	for_each_vma (v, mm) {
		if (v->flags & VM_SPECIAL)
			continue;
		if (i == n || v->start != want[i].start || v->end != want[i].end ||
		    (v->flags & (VM_READ | VM_WRITE | VM_EXEC)) != want[i].rights)
			return false;
		i++;
	}
	return i == n;
}

#define EXPECT_AREAS(mm, ...)                                                                      \
	do {                                                                                       \
		static const struct range want[] = { __VA_ARGS__ };                                \
		EXPECT(areas_are(mm, want, ARRAY_SIZE(want)));                                     \
	} while (0)

static long map_at(struct mm *mm, unsigned long addr, unsigned int pages, int prot)
{
	return do_mmap(mm, NULL, addr, pages * PAGE_SIZE, prot, ANON_FIXED, 0);
}

#define RW_ (VM_READ | VM_WRITE)

KTEST(areas_merge, "areas: neighbours that are alike are one, in whatever order they come")
{
	struct mm *mm = mm_alloc();

	EXPECT_EQ(map_at(mm, P(0), 2, RW), P(0));
	EXPECT_EQ(map_at(mm, P(2), 2, RW), P(2));
	EXPECT_AREAS(mm, { P(0), P(4), RW_ });
	EXPECT_EQ(map_at(mm, P(6), 2, RW), P(6));
	EXPECT_AREAS(mm, { P(0), P(4), RW_ }, { P(6), P(8), RW_ });
	EXPECT_EQ(map_at(mm, P(5), 1, RW), P(5));
	EXPECT_AREAS(mm, { P(0), P(4), RW_ }, { P(5), P(8), RW_ });
	EXPECT_EQ(map_at(mm, P(4), 1, RW), P(4));
	EXPECT_AREAS(mm, { P(0), P(8), RW_ });
	EXPECT_EQ(map_at(mm, P(8), 1, PROT_READ), P(8));
	EXPECT_AREAS(mm, { P(0), P(8), RW_ }, { P(8), P(9), VM_READ });
	/* A replacement. */
	EXPECT_EQ(map_at(mm, P(2), 2, PROT_EXEC), P(2));
	EXPECT_AREAS(mm, { P(0), P(2), RW_ }, { P(2), P(4), VM_EXEC }, { P(4), P(8), RW_ },
		     { P(8), P(9), VM_READ });
	mm_put(mm);
}

KTEST(areas_split, "munmap: cuts areas where it must, and takes several at once")
{
	struct mm *mm = open_mm();

	map_test_area(mm, 10);
	EXPECT(poke(P(3), 3) && poke(P(4), 4) && poke(P(5), 5));
	EXPECT_EQ(do_munmap(mm, P(4), PAGE_SIZE - 1), 0);
	EXPECT_AREAS(mm, { P(0), P(4), RW_ }, { P(5), P(10), RW_ });
	EXPECT(holds(P(3), 3) && !holds(P(4), 4) && holds(P(5), 5));
	EXPECT_EQ(mm->nr_pages, 2);
	EXPECT_EQ(do_munmap(mm, P(4), PAGE_SIZE), 0); /* nothing there is fine */
	EXPECT_EQ(do_munmap(mm, P(2), 6 * PAGE_SIZE), 0);
	EXPECT_AREAS(mm, { P(0), P(2), RW_ }, { P(8), P(10), RW_ });
	EXPECT_EQ(mm->nr_pages, 0);
	EXPECT_EQ(do_munmap(mm, P(0), 100 * PAGE_SIZE), 0);
	EXPECT(areas_are(mm, NULL, 0));
	/* Memory that comes back is new. */
	map_test_area(mm, 10);
	EXPECT(holds(P(3), 0));
	close_mm();
}

KTEST(areas_protect, "mprotect: cuts and joins areas; the pages follow")
{
	struct mm *mm = open_mm();

	map_test_area(mm, 6);
	EXPECT(poke(P(2), 2) && poke(P(4), 4));
	EXPECT_EQ(do_mprotect(mm, P(2), 2 * PAGE_SIZE, PROT_READ), 0);
	EXPECT_AREAS(mm, { P(0), P(2), RW_ }, { P(2), P(4), VM_READ }, { P(4), P(6), RW_ });
	EXPECT(holds(P(2), 2) && !poke(P(2), 0) && !poke(P(3), 0) && poke(P(4), 5));
	EXPECT_EQ(do_mprotect(mm, P(3), 3 * PAGE_SIZE, PROT_NONE), 0);
	EXPECT_AREAS(mm, { P(0), P(2), RW_ }, { P(2), P(3), VM_READ }, { P(3), P(6), 0 });
	EXPECT(!holds(P(4), 5) && !page_at(mm, P(4)));
	EXPECT_EQ(mm->nr_pages, 2);
	EXPECT_EQ(do_mprotect(mm, P(0), 6 * PAGE_SIZE, RW), 0);
	EXPECT_AREAS(mm, { P(0), P(6), RW_ });
	EXPECT(holds(P(4), 5) && poke(P(2), 6) && poke(P(4), 7));

	EXPECT_EQ(do_mprotect(mm, P(0), 6 * PAGE_SIZE, PROT_NONE), 0);
	EXPECT_EQ(do_munmap(mm, P(4), PAGE_SIZE), 0); /* hidden pages are freed too */
	EXPECT_EQ(mm->nr_pages, 1);
	close_mm();
}

KTEST(mmap_placement,
      "mmap: top down, into the highest gap; hints are followed where there is room")
{
	struct mm *mm = mm_alloc();
	unsigned long top = mm->mmap_base, a, b;

	a = do_mmap(mm, NULL, 0, 3 * PAGE_SIZE, RW, ANON, 0);
	EXPECT_EQ(a, top - 3 * PAGE_SIZE);
	b = do_mmap(mm, NULL, 0, 1, PROT_READ, ANON, 0);
	EXPECT_EQ(b, a - PAGE_SIZE);
	EXPECT_EQ(do_munmap(mm, a + PAGE_SIZE, PAGE_SIZE), 0);
	EXPECT_EQ(do_mmap(mm, NULL, 0, 2 * PAGE_SIZE, PROT_READ, ANON, 0), b - 2 * PAGE_SIZE);
	EXPECT_EQ(do_mmap(mm, NULL, 0, PAGE_SIZE, PROT_READ, ANON, 0), a + PAGE_SIZE);

	EXPECT_EQ(do_mmap(mm, NULL, P(5), PAGE_SIZE, PROT_READ, ANON, 0), P(5));
	EXPECT_EQ(do_mmap(mm, NULL, P(7) - 5, PAGE_SIZE, PROT_READ, ANON, 0), P(7));
	EXPECT(do_mmap(mm, NULL, P(4), 2 * PAGE_SIZE, PROT_READ, ANON, 0) != (long)P(4));
	EXPECT_EQ(do_mmap(mm, NULL, 1, PAGE_SIZE, PROT_READ, ANON, 0), 0x10000);
	mm_put(mm);
}

KTEST(mmap_up_to_the_top, "areas: the last page below the top of user space can be mapped")
{
	struct mm *mm = open_mm();
	unsigned long last = USER_TOP - PAGE_SIZE;

	EXPECT_EQ(map_at(mm, last, 1, RW), last);
	EXPECT(poke(USER_TOP - 4, 1) && holds(USER_TOP - 4, 1));
	EXPECT_EQ(map_at(mm, last, 2, RW), -ENOMEM);
	EXPECT_EQ(handle_mm_fault(mm, USER_TOP, FAULT_READ), -EFAULT);
	EXPECT_EQ(do_munmap(mm, last, PAGE_SIZE), 0);
	EXPECT(!holds(USER_TOP - 4, 1));
	close_mm();
}

static const struct {
	unsigned long addr, len;
	int prot, flags;
	u64 off;
	long want;
} mmap_errors[] = {
	{ 0, 0, RW, ANON, 0, -EINVAL },
	{ 0, PAGE_SIZE, RW, MAP_ANONYMOUS, 0, -EINVAL },
	{ 0, PAGE_SIZE, RW, MAP_ANONYMOUS | MAP_TYPE, 0, -EINVAL },
	{ 0, PAGE_SIZE, RW, ANON, 1, -EINVAL },
	{ 0, -1ul, RW, ANON, 0, -ENOMEM },
	{ 0, USER_TOP, PROT_READ, ANON, 0, -ENOMEM },
	{ TEST_BASE + 1, PAGE_SIZE, RW, ANON_FIXED, 0, -EINVAL },
	{ USER_TOP - PAGE_SIZE, 2 * PAGE_SIZE, RW, ANON_FIXED, 0, -ENOMEM },
	{ USER_TOP, PAGE_SIZE, RW, ANON_FIXED, 0, -ENOMEM },
	{ 0, PAGE_SIZE, RW, ANON_FIXED, 0, -EPERM },
	{ 0, PAGE_SIZE, RW, MAP_SHARED | MAP_ANONYMOUS | MAP_GROWSDOWN, 0, -EINVAL },
	{ VDSO_BASE, PAGE_SIZE, RW, ANON | MAP_FIXED_NOREPLACE, 0, -EEXIST },
};

static const struct {
	unsigned long addr, len;
	int prot;
	long want;
} munmap_errors[] = {
	{ TEST_BASE + 1, PAGE_SIZE, 0, -EINVAL },
	{ TEST_BASE, 0, 0, -EINVAL },
	{ TEST_BASE, USER_TOP, 0, -EINVAL },
	{ USER_TOP, PAGE_SIZE, 0, -EINVAL },
	{ TEST_BASE, -1ul, 0, -EINVAL },
}, mprotect_errors[] = {
	{ TEST_BASE + 1, PAGE_SIZE, RW, -EINVAL },
	{ TEST_BASE, PAGE_SIZE, 0x40, -EINVAL },
	{ TEST_BASE, 0, RW, 0 },
	{ TEST_BASE, 4 * PAGE_SIZE, PROT_NONE, -ENOMEM },
	{ TEST_BASE + 2 * PAGE_SIZE, PAGE_SIZE, RW, -ENOMEM },
	{ TEST_BASE, -1ul, RW, -ENOMEM },
	{ USER_TOP, PAGE_SIZE, RW, -ENOMEM },
};

KTEST(vm_errors, "mmap, munmap, mprotect: Linux's errors, and nothing has changed")
{
	struct mm *mm = mm_alloc();
	unsigned int i;

	map_test_area(mm, 2);
	for (i = 0; i < ARRAY_SIZE(mmap_errors); i++)
		EXPECT_EQ(do_mmap(mm, NULL, mmap_errors[i].addr, mmap_errors[i].len,
				  mmap_errors[i].prot, mmap_errors[i].flags, mmap_errors[i].off),
			  mmap_errors[i].want);
	for (i = 0; i < ARRAY_SIZE(munmap_errors); i++)
		EXPECT_EQ(do_munmap(mm, munmap_errors[i].addr, munmap_errors[i].len),
			  munmap_errors[i].want);
	for (i = 0; i < ARRAY_SIZE(mprotect_errors); i++)
		EXPECT_EQ(do_mprotect(mm, mprotect_errors[i].addr, mprotect_errors[i].len,
				      mprotect_errors[i].prot),
			  mprotect_errors[i].want);
	EXPECT_AREAS(mm, { P(0), P(2), RW_ });

	EXPECT_EQ(handle_mm_fault(mm, P(2), FAULT_READ), -EFAULT);
	EXPECT_EQ(handle_mm_fault(mm, P(0) - 1, FAULT_WRITE), -EFAULT);
	EXPECT_EQ(handle_mm_fault(mm, VDSO_BASE, FAULT_READ), 0);
	EXPECT_EQ(handle_mm_fault(mm, VDSO_BASE, FAULT_WRITE), -EFAULT);
	mm_put(mm);
}

KTEST(brk_moves, "brk: up, down, and not into others; what comes back is new")
{
	struct mm *mm = open_mm();

	mm->start_brk = mm->brk = P(0);
	EXPECT_EQ(do_brk(mm, 0), P(0));
	EXPECT_EQ(do_brk(mm, P(0) + 1), P(0) + 1);
	EXPECT_AREAS(mm, { P(0), P(1), RW_ });
	EXPECT_EQ(do_brk(mm, P(3) + 5), P(3) + 5);
	EXPECT_AREAS(mm, { P(0), P(4), RW_ });
	EXPECT(poke(P(3), 3) && poke(P(1), 1));
	EXPECT_EQ(do_brk(mm, P(2)), P(2));
	EXPECT_AREAS(mm, { P(0), P(2), RW_ });
	EXPECT(!holds(P(3), 3));
	EXPECT_EQ(do_brk(mm, P(4)), P(4));
	EXPECT(holds(P(3), 0) && holds(P(1), 1));

	EXPECT_EQ(map_at(mm, P(8), 1, PROT_READ), P(8));
	EXPECT_EQ(do_brk(mm, P(7) + 1), P(4)); /* no page between */
	EXPECT_EQ(do_brk(mm, P(7)), P(7));
	EXPECT_EQ(do_brk(mm, P(0) - 1), P(7));
	EXPECT_EQ(do_brk(mm, -1ul), P(7));
	EXPECT_EQ(do_brk(mm, P(0)), P(0));
	EXPECT_AREAS(mm, { P(8), P(9), VM_READ });
	close_mm();
}
