/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the guest kernel tells the outside: the statistics call, and the ports through which the
 * machine reports to its host. Shared by the kernel, the workloads and the harness.
 */
#ifndef UAPI_SPLITBENCH_H
#define UAPI_SPLITBENCH_H

/* The numbers of our own calls: far outside Linux's range, so that Linux answers -ENOSYS. */
#define SPLITBENCH_NR_FIRST	   0x5b00
#define SPLITBENCH_NR_STATS	   0x5b00
#define SPLITBENCH_NR_MAPBENCH	   0x5b01
#define SPLITBENCH_NR_MAPBENCH_RUN 0x5b02
#define SPLITBENCH_NR_PMU	   0x5b03

/*
 * int splitbench_stats(struct splitbench_stats *buf, size_t size). Fills at most `size` bytes and
 * returns how many it filled; -EINVAL if size is below that of `version` and `size`, -EFAULT.
 */
#define SPLITBENCH_STATS_VERSION 3

/*
 * The flush ledger: every event is counted where it is made, by cause and kind.
 * X(symbol, name, what it is)
 */
#define SPLITBENCH_CAUSES(X)                                                                       \
	X(SYSCALL_ENTRY, "syscall_entry", "system call enters the kernel")                         \
	X(SYSCALL_EXIT, "syscall_exit", "system call returns to user mode")                        \
	X(TRAP_ENTRY, "trap_entry", "interrupt or fault enters from user mode")                    \
	X(TRAP_EXIT, "trap_exit", "return to user mode from an interrupt or fault")                \
	X(SWITCH, "switch", "switch to another process's address space")                           \
	X(KMAP_WRAP, "kmap_wrap", "the kmap pool wrapped")                                         \
	X(KMAP_LOCAL, "kmap_local", "a kmap_local_page or kmap_atomic slot was released")          \
	X(VUNMAP, "vunmap", "vmalloc or vmap area unmapped")                                       \
	X(UNMAP, "unmap", "user page unmapped or protected")                                       \
	X(COW, "cow", "copy-on-write fault replaced a page")                                       \
	X(FORK, "fork", "parent's pages became read-only")                                         \
	X(EXEC, "exec", "execve or exit changed the address space")                                \
	X(USER_COPY, "user_copy", "the user's page tables for a user copy, and back")

/* X(symbol, name, what it is) */
#define SPLITBENCH_KINDS(X)                                                                        \
	X(CR3, "cr3_load", "CR3 loaded: drops all non-global entries")                             \
	X(INVLPG, "invlpg", "INVLPG: drops one page's entry")                                      \
	X(GLOBAL, "global_flush", "CR4.PGE toggled: drops every entry")

/*
 * Counted apart from the ledger, in other places, so that the two can be held against each other.
 * X(symbol, name, what it is)
 */
#define SPLITBENCH_COUNTERS(X)                                                                     \
	X(USER_ENTRIES, "user_entries", "entries from user mode, all kinds")                       \
	X(USER_EXITS, "user_exits", "returns to user mode, all kinds")                             \
	X(SYSCALLS, "syscalls", "system calls dispatched")                                         \
	X(IRQS, "irqs", "interrupts taken in any mode")                                            \
	X(TICKS, "ticks", "timer interrupts")                                                      \
	X(FAULTS, "faults", "exceptions from user mode")                                           \
	X(FAULTS_KERNEL, "faults_kernel", "page faults of the kernel on user addresses")           \
	X(FPU_TRAPS, "fpu_traps", "first floating-point instructions of programs, which trap")     \
	X(MM_FAULTS, "mm_faults", "pages made present by demand, software walks included")         \
	X(COW_COPIES, "cow_copies", "pages copied on write")                                       \
	X(SWITCHES, "switches", "task switches")                                                   \
	X(MM_SWITCHES, "mm_switches", "task switches that change the user address space")          \
	X(KMAPS_HIGH, "kmaps_high", "temporary mappings of highmem pages, but for vmap")           \
	X(KMAPS_LOW, "kmaps_low", "temporary mappings that were direct addresses")                 \
	X(VMAP_PAGES, "vmap_pages", "pages mapped by vmap and vmalloc")                            \
	X(USER_COPIES, "user_copies", "copies to or from user memory")                             \
	X(USER_COPY_PAGES, "user_copy_pages", "pages walked in software for user copies")          \
	X(USER_BOUNCES, "user_bounces", "user copies tried on the user's page tables")             \
	X(FALLBACKS_NORMAL, "fallbacks_normal",                                                    \
	  "blocks that highmem could not give and NORMAL did")                                     \
	X(FALLBACKS_DMA, "fallbacks_dma",                                                          \
	  "blocks that the zones above could not give and DMA did")                                \
	X(BALANCES, "balances",                                                                    \
	  "zones below the low watermark that reclaim was to bring up again")                      \
	X(DIRECT_RECLAIMS, "direct_reclaims",                                                      \
	  "allocations below the min watermark that had to free")                                  \
	X(PAGES_RECLAIMED, "pages_reclaimed", "page-cache pages freed for others")                 \
	X(ALLOC_FAILURES, "alloc_failures", "page allocations that failed")                        \
	X(OOM_KILLS, "oom_kills", "processes killed for want of memory")

#define SPLITBENCH_X_CAUSE(sym, name, what) LEDGER_##sym,
enum ledger_cause { SPLITBENCH_CAUSES(SPLITBENCH_X_CAUSE) NR_LEDGER_CAUSES };
#define SPLITBENCH_X_KIND(sym, name, what) LEDGER_KIND_##sym,
enum ledger_kind { SPLITBENCH_KINDS(SPLITBENCH_X_KIND) NR_LEDGER_KINDS };
#define SPLITBENCH_X_COUNTER(sym, name, what) COUNT_##sym,
enum counter { SPLITBENCH_COUNTERS(SPLITBENCH_X_COUNTER) NR_COUNTERS };

/* All counts since boot; sizes in KiB. The layout has no padding on i386 and x86-64 alike. */
struct splitbench_stats {
	unsigned int version; /* SPLITBENCH_STATS_VERSION */
	unsigned int size; /* sizeof(struct splitbench_stats) of the kernel that filled it */
	unsigned int nr_causes, nr_kinds, nr_counters;
	char config[20]; /* "4g4g" */
	unsigned int user_top, kernel_base, direct_end;
	unsigned char separate_pgd;
	/* CR3 loads at an entry from user mode and at a return; at a switch of address spaces. */
	unsigned char entry_loads, switch_loads, unused;
	unsigned int ram_kib, low_total_kib, low_free_kib, high_total_kib, high_free_kib;
	unsigned int page_struct_kib; /* the struct page array */
	unsigned int slab_kib, page_tables_kib, kernel_stack_kib;
	unsigned int cached_kib; /* pages of files */
	unsigned int clean_kib; /* of these, what reclaim could free if nobody has it mapped */
	unsigned int min_kib, low_kib, high_kib; /* watermarks, of all zones together */
	/* With no more free than this, a kind has run out for who may use all zones. */
	unsigned int low_kept_kib, high_kept_kib;
	unsigned int vmalloc_kib; /* mapped by vmap and vmalloc */
	unsigned int tsc_khz;
	unsigned long long boot_tsc; /* TSC at the first user instruction */
	unsigned long long ledger[NR_LEDGER_CAUSES][NR_LEDGER_KINDS];
	unsigned long long counters[NR_COUNTERS];
};

/*
 * int splitbench_mapbench(const struct splitbench_mapbench *spec, size_t size): allocates pages,
 * and returns a file descriptor that stands for them. -EINVAL: no such case; -ENXIO: no such pages,
 * as this machine has no highmem or none is free; -ENOMEM, -EMFILE, -EFAULT.
 *
 * int splitbench_mapbench_run(int fd, unsigned int ops): so many operations. One maps `pages`
 * pages, reads a word of each, and unmaps them. The low 31 bits of the sum of these words;
 * -EDEADLK: the pool of kmap was exhausted by tasks that wait for it; -ENOMEM: no room for vmap;
 * -EBADF.
 */
enum splitbench_map_kind {
	SPLITBENCH_MAP_KMAP, /* all, then kunmap of all */
	SPLITBENCH_MAP_ATOMIC, /* one after the other, in one slot */
	SPLITBENCH_MAP_LOCAL, /* nested as deep as can be, 16, and then the next 16 */
	SPLITBENCH_MAP_VMAP, /* all in one area; low pages are not one behind the other */
};

struct splitbench_mapbench {
	unsigned int kind, pages; /* 1 to 256 */
	unsigned int high; /* 1: pages in highmem; 0: in lowmem */
	/*
	 * Only with KMAP of high pages; the others leave nothing behind that would make the next
	 * mapping cheaper. 0: the same pages each time, whose slots they still have. 1: more pages
	 * in turn than the pool has slots, so that none has its slot any more.
	 */
	unsigned int cold;
};

/* The word of an operation's page i, counted from 0, is (i + 1) times this. */
#define SPLITBENCH_MAPBENCH_WORD 2654435761u

/*
 * int splitbench_pmu(struct splitbench_pmu *buf, size_t size): starts the CPU's performance
 * counters, and allows user mode to read them by RDPMC. -ENODEV: it has none that count; -EINVAL:
 * another size; -EFAULT. They start at 0 and count kernel and user mode.
 *
 * X(symbol, name, what it is)
 */
#define SPLITBENCH_PMU_EVENTS(X)                                                                   \
	X(CYCLES, "cycles", "cycles of the core that it was not halted")                           \
	X(INSTRUCTIONS, "instructions", "instructions retired")                                    \
	X(DTLB_WALKS, "dtlb_walks", "page walks for loads and stores, as the CPU counts them")     \
	X(ITLB_WALKS, "itlb_walks", "page walks for fetches, as the CPU counts them")

#define SPLITBENCH_X_PMU(sym, name, what) PMU_##sym,
enum pmu_event { SPLITBENCH_PMU_EVENTS(SPLITBENCH_X_PMU) NR_PMU_EVENTS };

#define SPLITBENCH_PMU_COUNTERS 8

struct splitbench_pmu {
	unsigned int nr;
	struct {
		unsigned int event; /* enum pmu_event; of several with one event the sum counts */
		unsigned int rdpmc; /* ECX of RDPMC */
	} counters[SPLITBENCH_PMU_COUNTERS];
};

/*
 * Ports of QEMU's isa-debugcon and isa-debug-exit devices. The console carries what user programs
 * write to their terminal, the log what the kernel prints. The last line of the log is
 * "exit: N" with the init program's exit status (128 + signal if one killed it).
 */
#define SPLITBENCH_PORT_CONSOLE 0xe9
#define SPLITBENCH_PORT_LOG	0xe8
#define SPLITBENCH_PORT_EXIT	0xf4

/* Written to SPLITBENCH_PORT_EXIT; QEMU's exit status is then (v << 1) | 1. */
#define SPLITBENCH_EXIT_INIT  0x20 /* init ended; its status is in the log */
#define SPLITBENCH_EXIT_PANIC 0x21 /* the kernel panicked */
#define SPLITBENCH_EXIT_NOFIT 0x22 /* this configuration cannot run with this much memory */

#endif /* UAPI_SPLITBENCH_H */
