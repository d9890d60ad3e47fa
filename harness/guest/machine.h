/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU's command line for one guest. */
#ifndef HARNESS_MACHINE_H
#define HARNESS_MACHINE_H

#include <stdbool.h>

#include "profiles.h"

/* 63 GiB: more, and what the machine keeps below 4 GiB for itself, is out of reach of 36 bits. */
#define MACHINE_MAX_MEM_MIB 64512
#define MACHINE_MAX_ARGS    64

/* Names in the guest's working directory, which QEMU is started in. */
#define MACHINE_KERNEL	"kernel.elf"
#define MACHINE_INITRD	"initrd.cpio"
#define MACHINE_CONSOLE "console"
#define MACHINE_LOG	"log"
#define MACHINE_PROGRAM "program" /* where the model reads the symbols of user code */
#define MACHINE_MODEL	"model" /* the records of the model */
#define MACHINE_FOLDED	"folded" /* its folded stacks */
#define MACHINE_TRACE	"trace" /* its trace of one operation */

/* File descriptor of the guest's memory in QEMU, which the model shares. */
#define MACHINE_RAM_FD 3

struct machine {
	const char *qemu;
	unsigned int mem_mib;
	const char *append; /* the kernel's command line */
	bool kvm; /* on the host's CPU by KVM, instead of emulated */
	const char *console; /* file the guest's console goes to; NULL: MACHINE_CONSOLE */
	bool input; /* its serial line reads QEMU's standard input */
	const char *plugin; /* file of the cycle model; NULL: the guest runs without */
	const struct cpus *cpus; /* that the model is to have */
	unsigned int operations; /* in a sample, one of which it is to trace; 0: none */
};

/* A command line: a list ended by NULL, in memory of its own. */
struct command_line {
	unsigned int n;
	char *argv[MACHINE_MAX_ARGS];
};

void machine_command(const struct machine *m, struct command_line *cl);
/* The command line as a shell would take it; malloc'ed. */
char *command_text(const struct command_line *cl);
void command_free(struct command_line *cl);

#endif /* HARNESS_MACHINE_H */
