/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boots one guest in a directory of its own, watches it, and says how it ended. */
#ifndef HARNESS_GUEST_H
#define HARNESS_GUEST_H

#include <stdatomic.h>
#include <stdbool.h>

#include "cpio.h"
#include "machine.h"

#define QEMU_DEFAULT "qemu-system-i386"

/* The cycle model of a guest. */
struct guest_model {
	const char *plugin; /* file */
	const char *program; /* ELF file of the user program, for its symbols */
	const struct cpus *cpus;
	unsigned int operations; /* in a sample: leave a trace of one of them; 0: no trace */
};

/* X(symbol, text of the cell's reason in the store, what it says to a reader) */
#define GUEST_ENDS(X)                                                                              \
	X(EXIT, NULL, "the program ended")                                                         \
	X(PANIC, "panic", "the guest kernel panicked")                                             \
	X(NOFIT, NULL, "the configuration does not fit in this much memory")                       \
	X(RESET, "reset", "the guest reset (a triple fault)")                                      \
	X(HANG, "hang", "QEMU did nothing for too long")                                           \
	X(TIMEOUT, "timeout", "the time limit was reached")                                        \
	X(KILLED, "killed", "QEMU was killed")                                                     \
	X(OTHER, "exit", "QEMU ended with a status that no guest kernel gives")                    \
	X(NO_KERNEL, "no_kernel", "the kernel image is missing")                                   \
	X(NO_FILE, "no_workload", "a file for the guest is missing")                               \
	X(SPAWN, "spawn", "QEMU could not be started")                                             \
	X(DISK_FULL, "disk_full", "a disk is full")                                                \
	X(CANCELLED, NULL, "stopped by the user")

enum guest_end {
#define GUEST_END(sym, reason, what) GUEST_##sym,
	GUEST_ENDS(GUEST_END)
#undef GUEST_END
};

/* The reason to store, NULL where the end is no failure in itself; and what it means. */
const char *guest_end_reason(enum guest_end end);
const char *guest_end_meaning(enum guest_end end);

struct guest_limits {
	unsigned int cpu_s; /* processor time of QEMU; five times that of wall time; 0: no limit */
	unsigned int stall_s; /* wall time in which QEMU uses no processor time; 0: no limit */
};

struct guest {
	const char *qemu;
	const char *kernel; /* path of the image */
	unsigned int mem_mib;
	bool kvm; /* by KVM instead of TCG; not with `model` */
	const char *append;
	const struct guest_file *files;
	unsigned int nr_files;
	struct guest_limits limits;
	const struct guest_model *model; /* NULL: without; not with `live` */
	bool live; /* console to stdout and stdin to the guest, instead of into memory */
	atomic_bool *cancel; /* set by someone else: stop; may be NULL */
	atomic_long
		*resident_kib; /* where QEMU's memory in use is told now and then; may be NULL */
};

struct guest_result {
	enum guest_end end;
	int exit_code; /* of the init program, with GUEST_EXIT */
	int qemu_status; /* exit status, 256 + signal, or -1 where it did not run */
	double seconds; /* wall time */
	int pinned_cpu; /* of the host, that the guest's CPU was bound to; -1: none (only with KVM)
			 */
	long huge_kib; /* of the guest's memory in huge pages at most; -1: not looked at */
	bool disk_full; /* no room was left for its files at the end: texts may be cut short */
	char *detail; /* a sentence that says more than guest_end_meaning(); never NULL */
	char *command;
	/* Texts, never NULL: console, kernel log, QEMU's stderr; the model's records and more. */
	char *console, *log, *errors, *model, *folded, *trace;
};

/* Never fails as a function: what goes wrong is in the result. */
void guest_run(const struct guest *g, struct guest_result *r);
void guest_result_free(struct guest_result *r);

/* The last lines of console, log and QEMU's messages, each with its origin; malloc'ed. */
char *guest_tail(const struct guest_result *r);

#endif /* HARNESS_GUEST_H */
