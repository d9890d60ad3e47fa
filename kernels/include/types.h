/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TYPES_H
#define TYPES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t s32;
typedef int64_t s64;
typedef long ssize_t;
typedef long long loff_t;

/* Marks pointers that only the copy primitives may follow. */
#define __user

#define likely(x)	      __builtin_expect(!!(x), 1)
#define unlikely(x)	      __builtin_expect(!!(x), 0)
#define ARRAY_SIZE(a)	      (sizeof(a) / sizeof((a)[0]))
#define ALIGN(x, a)	      (((x) + (a)-1) & ~((typeof(x))(a)-1))
#define ALIGN_DOWN(x, a)      ((x) & ~((typeof(x))(a)-1))
#define DIV_ROUND_UP(n, d)    (((n) + (d)-1) / (d))
#define container_of(p, t, m) ((t *)((char *)(p)-offsetof(t, m)))
#define min(a, b)                                                                                  \
	({                                                                                         \
		typeof(a) _a = (a);                                                                \
		typeof(b) _b = (b);                                                                \
		_a < _b ? _a : _b;                                                                 \
	})
#define max(a, b)                                                                                  \
	({                                                                                         \
		typeof(a) _a = (a);                                                                \
		typeof(b) _b = (b);                                                                \
		_a > _b ? _a : _b;                                                                 \
	})
#undef __always_inline /* uapi's <linux/stddef.h> has one that does not insist */
#define __always_inline	   inline __attribute__((always_inline))
#define __init		   __attribute__((section(".init.text")))
#define __initdata	   __attribute__((section(".init.data")))
#define __page_aligned_bss __attribute__((section(".bss..page_aligned"), aligned(PAGE_SIZE)))
#define __noreturn	   __attribute__((noreturn))
#define __printf(f, a)	   __attribute__((format(printf, f, a)))
#define __must_check	   __attribute__((warn_unused_result))
#define barrier()	   __asm__ volatile("" ::: "memory")

#endif /* TYPES_H */
