// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the kernel tells of itself: the statistics call and the banner.
 */
#include "stats.h"
#include "syscall.h"
#include "cpu.h"
#include "fs.h"
#include "layout.h"
#include "ledger.h"
#include "mm.h"
#include "printk.h"
#include "string.h"
#include "time.h"
#include "uaccess.h"
#include "vmalloc.h"

static u64 boot_tsc;

void stats_note_boot(void)
{
	boot_tsc = rdtsc();
}

static unsigned int watermark_kib(enum wmark w)
{
	unsigned long pages = 0;
	unsigned int z;

	for (z = 0; z < NR_ZONES; z++)
		pages += zone_info(z).wmark[w];
	return KIB(pages);
}

/* The high watermark, below which a zone is short, and what is reserved from users of highmem. */
static unsigned long kept(const struct zone_info *zone)
{
	return min(zone->free, zone->wmark[WMARK_HIGH] + zone->reserve[ZONE_HIGHMEM]);
}

static void fill_memory(struct splitbench_stats *s)
{
	struct zone_info dma = zone_info(ZONE_DMA), normal = zone_info(ZONE_NORMAL),
			 high = zone_info(ZONE_HIGHMEM);

	s->low_total_kib = KIB(dma.present + normal.present);
	s->low_free_kib = KIB(dma.free + normal.free);
	s->high_total_kib = KIB(high.present);
	s->high_free_kib = KIB(high.free);
	s->ram_kib = s->low_total_kib + s->high_total_kib;
	s->page_struct_kib = max_pfn * struct_page_bytes >> 10;
	s->slab_kib = KIB(nr_slab_pages);
	s->page_tables_kib = KIB(nr_page_table_pages);
	s->kernel_stack_kib = KIB(nr_kernel_stack_pages);
	s->cached_kib = KIB(cached_pages);
	s->low_kept_kib = KIB(kept(&dma) + kept(&normal));
	s->high_kept_kib = KIB(kept(&high));
	s->vmalloc_kib = KIB(nr_vmalloc_pages);
	s->clean_kib = KIB(dma.clean + normal.clean + high.clean);
	s->min_kib = watermark_kib(WMARK_MIN);
	s->low_kib = watermark_kib(WMARK_LOW);
	s->high_kib = watermark_kib(WMARK_HIGH);
}

static void fill_stats(struct splitbench_stats *s)
{
	*s = (struct splitbench_stats){
		.version = SPLITBENCH_STATS_VERSION,
		.size = sizeof(*s),
		.nr_causes = NR_LEDGER_CAUSES,
		.nr_kinds = NR_LEDGER_KINDS,
		.nr_counters = NR_COUNTERS,
		.config = CONFIG_NAME,
		.user_top = USER_TOP,
		.kernel_base = KERNEL_BASE,
		.direct_end = DIRECT_END,
		.separate_pgd = SPLIT_SEPARATE_PGD,
		.entry_loads = MECH_ENTRY_LOADS,
		.switch_loads = MECH_SWITCH_LOADS,
		.tsc_khz = tsc_khz,
		.boot_tsc = boot_tsc,
	};
	fill_memory(s);
	memcpy(s->ledger, ledger, sizeof(ledger));
	memcpy(s->counters, counters, sizeof(counters));
}

long sys_splitbench_stats(struct pt_regs *regs)
{
	/* Not on the kernel stack: it is large, and only one call can be here at a time. */
	static struct splitbench_stats stats;
	void __user *buf = (void __user *)regs->bx;
	size_t size = min((size_t)regs->cx, sizeof(stats));

	if (size < offsetof(struct splitbench_stats, nr_causes))
		return -EINVAL;
	fill_stats(&stats);
	return copy_to_user(buf, &stats, size) ? -EFAULT : (long)size;
}

/* By the names of Linux's /proc/meminfo, as far as that has them. */
void stats_for_meminfo(void (*fn)(void *arg, const char *name, u32 kib), void *arg)
{
	struct splitbench_stats s;
	unsigned int i;

	fill_memory(&s);
	{
		const struct {
			const char *name;
			unsigned int kib;
		} lines[] = {
			{ "MemTotal", s.low_total_kib + s.high_total_kib },
			{ "MemFree", s.low_free_kib + s.high_free_kib },
			{ "LowTotal", s.low_total_kib },
			{ "LowFree", s.low_free_kib },
			{ "HighTotal", s.high_total_kib },
			{ "HighFree", s.high_free_kib },
			{ "Cached", s.cached_kib },
			{ "CleanCache", s.clean_kib },
			{ "Slab", s.slab_kib },
			{ "KernelStack", s.kernel_stack_kib },
			{ "PageTables", s.page_tables_kib },
			{ "VmallocUsed", s.vmalloc_kib },
			{ "StructPages", s.page_struct_kib },
			{ "WatermarkMin", s.min_kib },
			{ "WatermarkLow", s.low_kib },
			{ "WatermarkHigh", s.high_kib },
		};

		for (i = 0; i < ARRAY_SIZE(lines); i++)
			fn(arg, lines[i].name, lines[i].kib);
	}
}

static void print_meminfo(void *unused, const char *name, u32 kib)
{
	(void)unused;
	printk("meminfo: %s %u\n", name, kib);
}

void stats_print_meminfo(void)
{
	stats_for_meminfo(print_meminfo, NULL);
}

void stats_print_banner(void)
{
	struct splitbench_stats s;

	fill_memory(&s);
	printk("splitbench %s: user 0-%08x, direct map %08x-%08x, %s\n", CONFIG_NAME, USER_TOP - 1,
	       KERNEL_BASE, DIRECT_END - 1,
	       SPLIT_SEPARATE_PGD ? "separate kernel page tables" : "shared page tables");
	printk("memory: %u KiB, lowmem %u KiB (%u free), highmem %u KiB, struct pages %u KiB\n",
	       s.ram_kib, s.low_total_kib, s.low_free_kib, s.high_total_kib, s.page_struct_kib);
}
