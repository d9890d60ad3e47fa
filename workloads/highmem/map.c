// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's temporary mappings, each kind by itself: made, touched and taken down in the kernel
 * by Splitbench's benchmark call, so that a program's way into it is paid once a sample.
 *
 * Only kmap of highmem pages has two states: a page that still has its slot in the pool (warm)
 * costs little, one that has lost it (cold) a slot and its share of the global flush at the pool's
 * wrap. The slots of kmap_atomic and kmap_local_page are written and flushed each time, vmap never
 * gives the same address twice before a flush, and a lowmem page has its address: there is no
 * state. A single lowmem page has its direct address from vmap, too.
 */
#include <uapi/splitbench.h>
#include "workload.h"

static const char *const kinds[] = {
	[SPLITBENCH_MAP_KMAP] = "kmap",
	[SPLITBENCH_MAP_ATOMIC] = "atomic",
	[SPLITBENCH_MAP_LOCAL] = "local",
	[SPLITBENCH_MAP_VMAP] = "vmap",
};
static const char *const zones[] = { "low", "high" };
static const char *const states[] = { "warm", "cold" };

static struct splitbench_mapbench spec;
static int fd;

static void setup(void)
{
	spec.kind = param_choice("kind", kinds, ARRAY_SIZE(kinds), SPLITBENCH_MAP_KMAP);
	spec.high = param_choice("zone", zones, ARRAY_SIZE(zones), 0);
	spec.cold = param_choice("state", states, ARRAY_SIZE(states), 0);
	spec.pages = param_u32("pages", 1);
	fd = sys2(SPLITBENCH_NR_MAPBENCH, (long)&spec, sizeof(spec));
	if (fd == -ENOSYS)
		fail("highmem/map needs the Splitbench kernel, whose mappings it measures: run it "
		     "in a guest");
	if (fd == -ENXIO)
		nofit_highmem();
	if (fd == -EINVAL)
		fail("these parameters are no case: pages is 1 to 256, and only kind=kmap zone=high has "
		     "state=cold");
	must(fd, "benchmark call");
}

/* Every word that was read has been the right page's. */
static uint64_t run(uint32_t ops)
{
	uint32_t once = spec.pages * (spec.pages + 1) / 2 * SPLITBENCH_MAPBENCH_WORD;

	must_be(sys2(SPLITBENCH_NR_MAPBENCH_RUN, fd, ops), once * ops & 0x7fffffff,
		"sum of the pages' words");
	return mix(CHECKSUM_INIT, once * ops);
}

static void teardown(void)
{
	must(sys_close(fd), "close");
}

/*
 * 8192 pages a sample, so that the pool wraps in it 8 times, or 16; and of those that vmap maps as
 * many as make two batches of its lazy flush.
 */
static const struct workload_case cases[] = {
	{ .params = "kind=kmap zone=high state=cold pages=1", .ops = 8192, .quick = 1, .sweep = 1 },
	{ .params = "kind=kmap zone=high state=cold pages=16", .ops = 512 },
	{ .params = "kind=kmap zone=high state=cold pages=256", .ops = 32 },
	{ .params = "kind=kmap zone=high state=warm pages=1", .ops = 8192, .extra = 1 },
	{ .params = "kind=kmap zone=high state=warm pages=16", .ops = 512 },
	{ .params = "kind=kmap zone=high state=warm pages=256", .ops = 32, .extra = 1 },
	{ .params = "kind=atomic zone=high pages=1", .ops = 8192 },
	{ .params = "kind=atomic zone=high pages=16", .ops = 512 },
	{ .params = "kind=atomic zone=high pages=256", .ops = 32 },
	{ .params = "kind=local zone=high pages=1", .ops = 8192, .quick = 1 },
	{ .params = "kind=local zone=high pages=16", .ops = 512 },
	{ .params = "kind=local zone=high pages=256", .ops = 32 },
	{ .params = "kind=vmap zone=high pages=1", .ops = 6146, .quick = 1 },
	{ .params = "kind=vmap zone=high pages=16", .ops = 724 },
	{ .params = "kind=vmap zone=high pages=256", .ops = 48 },
	{ .params = "kind=kmap zone=low pages=1", .ops = 8192, .extra = 1 },
	{ .params = "kind=kmap zone=low pages=16", .ops = 512, .extra = 1 },
	{ .params = "kind=kmap zone=low pages=256", .ops = 32, .extra = 1 },
	{ .params = "kind=atomic zone=low pages=1", .ops = 8192, .extra = 1 },
	{ .params = "kind=atomic zone=low pages=16", .ops = 512, .extra = 1 },
	{ .params = "kind=atomic zone=low pages=256", .ops = 32, .extra = 1 },
	{ .params = "kind=local zone=low pages=1", .ops = 8192, .extra = 1 },
	{ .params = "kind=local zone=low pages=16", .ops = 512 },
	{ .params = "kind=local zone=low pages=256", .ops = 32, .extra = 1 },
	{ .params = "kind=vmap zone=low pages=1", .ops = 8192, .extra = 1 },
	{ .params = "kind=vmap zone=low pages=16", .ops = 724 },
	{ .params = "kind=vmap zone=low pages=256", .ops = 48, .extra = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "highmem",
	.name = "map",
	.op = "Mapping `pages` pages in the kernel, reading a word of each, and unmapping them: kmap "
	      "and vmap all at once, kmap_atomic one after the other, kmap_local_page in nests of 16",
	.cases = cases,
	.mem_mib = { 3584 }, /* all splits have highmem then, but those whose lowmem is all of it */
	.setup = setup,
	.run = run,
	.teardown = teardown,
};
