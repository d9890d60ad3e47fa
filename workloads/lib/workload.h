/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All a workload includes: the table, system calls, and the library's functions. There is no C
 * library underneath. The rule for what a workload does between the clocks: the number of user
 * instructions an operation must not depend on an address, a process number, or time.
 */
#ifndef WORKLOADS_WORKLOAD_H
#define WORKLOADS_WORKLOAD_H

#include <stddef.h>
#include <stdint.h>
#include "sys.h"
#include "table.h"

#define PAGE_SIZE  4096u
#define PAGE_WORDS (PAGE_SIZE / sizeof(uint32_t))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* C's own; the compiler makes calls to them by itself, too. */
void *memcpy(void *to, const void *from, size_t len);
void *memmove(void *to, const void *from, size_t len);
void *memset(void *to, int byte, size_t len);
int memcmp(const void *a, const void *b, size_t len);

/* Every program defines exactly one. */
extern const struct workload workload;

/*
 * The value of parameter `key`, or `def` where it was not given. A parameter that nobody has asked
 * for when setup() returns is an error, and so is a value that is not a decimal number of 32 bits.
 */
uint32_t param_u32(const char *key, uint32_t def);

/* Likewise for a word; it must be one of the `nr` in `choices`, and its index there is returned. */
uint32_t param_choice(const char *key, const char *const choices[], uint32_t nr, uint32_t def);

/* How system calls enter the kernel in this run: parameter entry=sysenter (default) or int80. */
enum entry { ENTRY_SYSENTER, ENTRY_INT80, ENTRY_INT80_FALLBACK };
extern enum entry entry_kind;

/* The path by which this program was started, for running it again. */
const char *self_path(void);

/* Ends the program with an error record and exit status 1; the message is one line. */
void __attribute__((noreturn, format(printf, 1, 2))) fail(const char *fmt, ...);

/*
 * Ends the program with a nofit record and exit status 124: this configuration with this much
 * memory has not got what the case is about. That is a result, and not a failure.
 */
void __attribute__((noreturn, format(printf, 1, 2))) nofit(const char *fmt, ...);
void __attribute__((noreturn)) nofit_highmem(void); /* ...which is highmem */

/* Likewise for a system call that returned -errno, or something else than it should have. */
void __attribute__((noreturn)) fail_ret(const char *what, long ret);

/* System calls return -errno for the last page of addresses. */
static inline int is_error(long ret)
{
	return (unsigned long)ret >= (unsigned long)-4095;
}

/* What must not fail. */
static inline long must(long ret, const char *what)
{
	if (__builtin_expect(is_error(ret), 0))
		fail_ret(what, ret);
	return ret;
}

static inline void must_be(long ret, long expected, const char *what)
{
	if (__builtin_expect(ret != expected, 0))
		fail_ret(what, ret);
}

/* What a signal handler returns to: sys_sigaction.restorer. */
void sigreturn_code(void);

/* Waits for child `pid` and returns its exit status, 0 to 255; it is an error to end otherwise. */
uint32_t child_wait(int pid);

/* Private anonymous memory of whole pages, each written to already unless `lazy`. */
void *pages_map(uint32_t nr, int lazy);

/*
 * A new empty file under /tmp, open for reading and writing; removed when the program ends, also
 * by fail(). Returns the descriptor. Its path is as long on every system.
 */
int tmp_file(void);
/* The path of the last file that tmp_file() made. */
const char *tmp_path(void);

/* Writes all `len` bytes; it is an error if there is no room for them. */
void write_all(int fd, const void *buf, uint32_t len);

/*
 * A new file like that of tmp_file(), of `mib` MiB (1 to 2047), written from end to end: each page
 * has PAGE_FILE_WORDS words pattern(page), pattern(page + 1)... and is zero behind these.
 */
int page_file(uint32_t mib);
#define PAGE_FILE_WORDS 16

/*
 * A word of the pattern that files and buffers are filled with: differs by place, and is the same
 * in every run.
 */
static inline uint32_t pattern(uint32_t i)
{
	return (i + 1) * 2654435761u; /* Knuth's multiplicative hash, TAOCP 6.4 */
}

void fill_pattern(uint32_t *words, uint32_t nr, uint32_t seed);

/* Marsaglia's xorshift32 (2003), shifts 13, 17, 5. The state must not be 0. */
static inline uint32_t rand_next(uint32_t *state)
{
	uint32_t x = *state;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return *state = x;
}

/* A number in [0, n) without a division: the high half of the product. */
static inline uint32_t rand_below(uint32_t *state, uint32_t n)
{
	return (uint64_t)rand_next(state) * n >> 32;
}

/* Takes `value` into checksum `sum`; the order matters (FNV-1a's step on 64-bit words). */
static inline uint64_t mix(uint64_t sum, uint64_t value)
{
	return (sum ^ value) * 0x100000001b3ull;
}
#define CHECKSUM_INIT 0xcbf29ce484222325ull

/* Checksum of memory: two running sums, as Fletcher's, so that both value and place count. */
uint64_t checksum_words(const uint32_t *words, uint32_t nr);

/*
 * Where a sample's figure is not the time of its region (a time since reset, say), run() sets this
 * and the driver reports it instead. The record then says "elsewhere": what else is counted of the
 * region does not belong to the figure.
 */
extern uint64_t sample_cycles;

/*
 * That the kernel has mapped at least `n` highmem pages since the last call (0 for the first): for
 * check(), so that what is said to be of highmem is. Nothing where the machine has none, or where
 * the kernel is not Splitbench's.
 */
void high_maps_expect(uint64_t n);

/* TSC at the first user instruction as the Splitbench kernel tells; fails on any other kernel. */
uint64_t machine_boot_tsc(void);

static inline uint64_t rdtsc(void)
{
	uint32_t lo, hi;

	asm volatile("rdtsc" : "=a"(lo), "=d"(hi) : : "memory");
	return (uint64_t)hi << 32 | lo;
}

#endif /* WORKLOADS_WORKLOAD_H */
