/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Marks the timed region for an observer outside the machine (harness/model). The marker is one
 * instruction that reads a byte and sets flags: harmless in user mode on any CPU, and found by its
 * bytes, which no compiler makes: ds ds testb $OP, disp32(%eax).
 */
#ifndef WORKLOADS_MARKER_H
#define WORKLOADS_MARKER_H

#define SPLITBENCH_MARK_BEGIN 1 /* a sample's region begins behind this instruction */
#define SPLITBENCH_MARK_END   2 /* and ends in front of this one */

/* Prefixes, opcode and ModRM; a displacement of four bytes and the operation follow. */
#define SPLITBENCH_MARKER_BYTES                                                                    \
	{                                                                                          \
		0x3e, 0x3e, 0xf6, 0x80                                                             \
	}
#define SPLITBENCH_MARKER_SIZE 9

#ifdef __i386__
#define splitbench_mark(op)                                                                        \
	do {                                                                                       \
		char _marked; /* on the stack: what is read is there already */                    \
		__asm__ volatile(".byte 0x3e, 0x3e, 0xf6, 0x80, 0, 0, 0, 0, %c0" ::"i"(op),        \
				 "a"(&_marked)                                                     \
				 : "memory", "cc");                                                \
	} while (0)
#endif

#endif /* WORKLOADS_MARKER_H */
