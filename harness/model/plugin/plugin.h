/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plugin's state: what its pieces share. There is one guest and one CPU. */
#ifndef PLUGIN_PLUGIN_H
#define PLUGIN_PLUGIN_H

#include <stdio.h>

#include "core/model.h"
#include "decode.h"
#include "qemu.h"
#include "ram.h"
#include "symbols.h"
#include "trace.h"

/* Addresses in the kernel that the plugin must know; see README.md. */
/* The names are in arguments.c. */
enum kernel_data { SYM_IDT, SYM_GDT, SYM_TSS, SYM_INVLPG_ADDRESS, SYM_TRAP_STUBS, NR_KERNEL_DATA };

#define STUB_SIZE  16 /* bytes between trap_stubs, one for each vector from 0 */
#define NR_STUBS   48
#define FIRST_IRQ  32 /* vectors from here on are interrupts */
#define PAGE_FAULT 14

/* What a block is, as its callbacks are told. Lives until QEMU drops all blocks. */
struct block {
	/* What running it looks at. */
	uint64_t runs; /* not yet in the place's count: see block_settle() */
	uint32_t number; /* of its first page */
	uint32_t start; /* address */
	uint32_t second; /* address on the page it goes on to, or 0 */
	bool whole; /* fetched as a whole: it goes on to another page, or each line counts */
	bool leaf; /* place and count are those of the last caller */
	struct symbol *symbol;
	unsigned int place;
	unsigned int nr_insns; /* without the last one, where that is unsure */
	bool unsure; /* whether the last one is in the block shows when it runs */
	uint16_t size; /* in bytes */
	uint64_t *count; /* of the place's instructions */
	struct visit *visit; /* where there is a trace */
	struct block *next;
	uint16_t offset[]; /* of each instruction from start; one more is the end */
};

/* What the plugin has seen of things that the guest counts as well; since the region began. */
struct witness {
	uint64_t faults_user, faults_kernel, irqs_user, irqs_kernel;
};

struct plugin {
	/* Arguments. */
	const char *ram_path, *kernel_path, *user_path, *out_path, *folded_path, *trace_path;
	uint64_t below_4g;
	bool data_caches;
	uint64_t operations; /* in a sample, for the trace */
	struct profile *profiles[MODEL_MAX_PROFILES];
	unsigned int nr_profiles;

	struct model *model;
	struct ram ram;
	struct symbols kernel, user, kernel_data, user_data; /* data only for the trace */
	struct data_symbol wanted[NR_KERNEL_DATA + 1];
	FILE *out, *trace;

	/* The machine, as far as it must be followed. */
	struct block *block; /* that runs */
	struct block *previous; /* the one before, where the one that runs is marked for that */
	enum model_region caller; /* of the leaf that runs, or ran last */
	uint32_t last_read, last_write; /* address of the last telling reference of each kind */
	uint32_t vector; /* of the last delivery */
	bool started, have_cr3, paging, paging_soon;
	uint32_t cr3;

	/* Regions. */
	bool in_region;
	unsigned int sample;
	struct witness witness;
	uint64_t unknown_cr3, unknown_invlpg, unpaired_marks;
};

extern struct plugin plugin;

/* Ends QEMU: there is no way to report an error that comes after the start. */
void __attribute__((noreturn, format(printf, 1, 2))) plugin_die(const char *fmt, ...);

/* False with a message on stderr: a name that is unknown, a value that is bad, one that is missing.
 */
bool arguments_read(int argc, char **argv);

/* The word at an address of the guest; 0 where nothing is mapped. Counts nothing. */
uint32_t guest32(uint32_t va);

/* The place of code in a region. */
unsigned int place_in(struct symbol *s, enum model_region region);

/* Callback for QEMU: what to observe of a new block. */
void translate_block(qemu_plugin_id_t id, struct qemu_plugin_tb *tb);
void forget_blocks(qemu_plugin_id_t id);
/* Brings its place's count of instructions up to date: while it runs only that is counted. */
static inline void block_settle(struct block *b)
{
	*b->count += b->runs * b->nr_insns;
	b->runs = 0;
}
void blocks_settle(void); /* all of them */

/* Callbacks of blocks and instructions; `data` as said. */
void on_block(unsigned int vcpu, void *block);
/* One that is fetched as a whole, in its caller's region, or must know the one before. */
void on_marked_block(unsigned int vcpu, void *block);
/* Any block, where there is a trace. */
void on_traced_block(unsigned int vcpu, void *block);
void on_unsure(unsigned int vcpu, void *unused);
void on_memory(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *unused);
void on_stub_push(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *vector);
/* In front of a load of CR3 or an INVLPG: its address tells what those do. */
void on_telling_memory(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *unused);
void on_event(unsigned int vcpu, void *event);
void on_int(unsigned int vcpu, void *vector);
void on_cr0(unsigned int vcpu, void *unused);
void on_cr3_memory(unsigned int vcpu, void *unused); /* from where the last read was */
void on_cr3_value(unsigned int vcpu, void *value);
void on_cr3_same(unsigned int vcpu, void *unused);
void on_cr4(unsigned int vcpu, void *unused);
void on_invlpg(unsigned int vcpu, void *unused);
void on_segment(unsigned int vcpu, void *unused);
void on_iret(unsigned int vcpu, void *unused);
void on_mark_begin(unsigned int vcpu, void *index); /* of the marker in its block */
void on_mark_end(unsigned int vcpu, void *index);

/* A sample's records, one a profile; and the last record. */
void record_sample(void);
void record_end(void);
/* Adds the sample's places to the sums for folded stacks; writes them all. */
void folded_add(void);
void folded_write(void);

#endif /* PLUGIN_PLUGIN_H */
