/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests that run inside the booted kernel, linked into kernel-test.elf only; they print TAP to the
 * console. A test is a function that uses EXPECT; the first failed one is named in the output.
 */
#ifndef KTEST_H
#define KTEST_H

#include "printk.h"
#include "types.h"

struct ktest {
	const char *name;
	void (*fn)(void);
};

extern const struct ktest __start_ktests[], __stop_ktests[];

/* fn runs in a kernel task with interrupts on, after all of the kernel is up. */
#define KTEST(fn, text)                                                                            \
	static void fn(void);                                                                      \
	static const struct ktest __ktest_##fn                                                     \
		__attribute__((used, section("ktests"))) = { text, fn };                           \
	static void fn(void)

/*
 * What the debug build must catch, each in a machine of its own: fn misuses something, and the log
 * must match the pattern, as fnmatch(3) has them, that stands for what is said of it. Either the
 * machine panics with that, or fn returns.
 */
struct misuse {
	const char *name, *pattern;
	void (*fn)(void);
};

extern const struct misuse __start_misuses[], __stop_misuses[];

#define MISUSE(fn, pattern)                                                                        \
	static void fn(void);                                                                      \
	static const struct misuse __misuse_##fn                                                   \
		__attribute__((used, section("misuses"))) = { #fn, pattern, fn };                  \
	static void fn(void)

void ktest_fail(const char *file, int line, const char *what, unsigned long a, unsigned long b);

#define EXPECT(cond)                                                                               \
	do {                                                                                       \
		if (!(cond))                                                                       \
			ktest_fail(__FILE__, __LINE__, #cond, 0, 0);                               \
	} while (0)
#define EXPECT_EQ(a, b)                                                                            \
	do {                                                                                       \
		unsigned long _a = (unsigned long)(a), _b = (unsigned long)(b);                    \
		if (_a != _b)                                                                      \
			ktest_fail(__FILE__, __LINE__, #a " == " #b, _a, _b);                      \
	} while (0)

/*
 * Runs all tests, and lists the misuses; or does the one that the command line names. The number of
 * tests that failed.
 */
int ktest_run(void);

#endif /* KTEST_H */
