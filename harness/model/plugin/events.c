// SPDX-License-Identifier: GPL-2.0-or-later
/* What happens as the guest runs: QEMU's callbacks, turned into the model's references and events.
 */
#include "core/fast.h"
#include "plugin.h"

/* The model, told where the code is that it is about to be told of. */
static struct model *here(void)
{
	model_at(plugin.model, plugin.block->place);
	return plugin.model;
}

uint32_t guest32(uint32_t va)
{
	uint64_t pa = model_translate(plugin.model, va);

	return pa == UINT64_MAX ? 0 : ram_read32(&plugin.ram, pa);
}

/*
 * Paging went on. In which mode cannot be seen, but the code goes on at an address that is its
 * physical one, so the mode is the one in which the tables say that.
 */
static void begin_paging(uint32_t eip)
{
	static const enum model_paging modes[] = { PAGING_TWO_LEVEL, PAGING_PAE };

	plugin.paging_soon = false;
	for (unsigned int i = 0; i < 2; i++) {
		model_paging(plugin.model, modes[i]);
		if (model_translate(plugin.model, eip) == eip) {
			plugin.paging = true;
			return;
		}
	}
	model_paging(plugin.model, PAGING_OFF);
	plugin_die("paging went on at %#x, which %s does not map to itself in any mode; is it the "
		   "file of a memory backend with share=on?",
		   eip, plugin.ram_path);
}

static void __attribute__((noinline)) fetch(const struct block *b)
{
	uint32_t size = b->size;

	if (plugin.paging_soon)
		begin_paging(b->start);
	model_fetch_code(here(), b->start, b->second ? b->second - b->start : size);
	if (b->second)
		model_fetch_code(here(), b->second, b->start + size - b->second);
}

/*
 * A leaf is of its caller's region: that of the block in front of it, unless an interrupt came
 * between two of its own blocks.
 */
static void adopt(struct block *b)
{
	const struct block *from = plugin.previous;

	if (from && !from->leaf && from->symbol->region != REGION_ENTRY_EXIT)
		plugin.caller = from->symbol->region;
	block_settle(b);
	b->place = place_in(b->symbol, plugin.caller);
	b->count = model_insns(plugin.model, b->place);
}

/* Nearly all instructions are in blocks that change nothing else. */
void on_block(unsigned int vcpu, void *block)
{
	struct block *b = block;

	(void)vcpu;
	plugin.block = b;
	b->runs++;
	if (!fast_fetch(plugin.model, b->number))
		fetch(b);
}

static void enter(struct block *b)
{
	plugin.previous = plugin.block;
	plugin.block = b;
	if (b->leaf)
		adopt(b);
}

static void run(struct block *b)
{
	b->runs++;
	if (b->whole || !fast_fetch(plugin.model, b->number))
		fetch(b);
}

void on_marked_block(unsigned int vcpu, void *block)
{
	(void)vcpu;
	enter(block);
	run(block);
}

void on_traced_block(unsigned int vcpu, void *block)
{
	struct block *b = block;

	(void)vcpu;
	if (plugin.in_region)
		trace_leave(b->visit);
	enter(b);
	if (plugin.in_region)
		trace_enter();
	run(b);
}

/* The last instruction of a block runs, and so is one of it: see is_unsure(). */
void on_unsure(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	++*plugin.block->count;
}

/* No reference is longer: one that cannot cross a page need not be asked for its size. */
#define LONGEST 16

static void __attribute__((noinline)) reference(qemu_plugin_meminfo_t info, uint32_t va)
{
	bool may_cross = (va & 4095) > 4096 - LONGEST;
	uint32_t size = may_cross ? 1u << qemu_plugin_mem_size_shift(info) : 1;

	if (qemu_plugin_mem_is_store(info))
		model_write(here(), va, size);
	else
		model_read(here(), va, size);
}

void on_memory(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *unused)
{
	(void)vcpu, (void)unused;
	if (!fast_data(plugin.model, va, va + LONGEST - 1))
		reference(info, va);
}

void on_telling_memory(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *unused)
{
	(void)vcpu, (void)unused;
	if (qemu_plugin_mem_is_store(info))
		plugin.last_write = va;
	else
		plugin.last_read = va;
	reference(info, va);
}

void on_event(unsigned int vcpu, void *event)
{
	(void)vcpu;
	model_event(here(), (enum model_event)(uintptr_t)event);
}

/* A segment register is loaded with `selector`, or one that is not known: all are near. */
static void read_descriptor(uint32_t selector)
{
	if (plugin.paging)
		model_read(here(), plugin.wanted[SYM_GDT].value + (selector & ~7u), 8);
}

void on_segment(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_event(here(), EVENT_SEGMENT);
	read_descriptor(0);
}

void on_iret(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_event(here(), EVENT_IRET);
	read_descriptor(0);
}

/*
 * What the CPU itself refers to when it delivers: the gate, the code segment, from user mode the
 * stack from the TSS and its segment, and the frame.
 */
static void deliver(uint32_t vector, bool from_user, uint32_t frame, uint32_t frame_size)
{
	uint32_t gate = plugin.wanted[SYM_IDT].value + vector * 8;

	model_read(here(), gate, 8);
	read_descriptor(guest32(gate) >> 16);
	if (from_user) {
		model_read(here(), plugin.wanted[SYM_TSS].value + 4, 8);
		read_descriptor(guest32(plugin.wanted[SYM_TSS].value + 8));
	}
	model_write(here(), frame, frame_size);
}

/* Only user code has such instructions. */
void on_int(unsigned int vcpu, void *vector)
{
	uint32_t esp0 = guest32(plugin.wanted[SYM_TSS].value + 4);

	(void)vcpu;
	plugin.vector = (uintptr_t)vector;
	model_event(here(), EVENT_INT);
	deliver((uintptr_t)vector, true, esp0 - 20, 20);
}

/*
 * A block's instructions are counted when it begins. If it ends at a fault, the one that faulted
 * and those behind it have not been. A fetch that faults is no part of the block in front of it.
 */
static void uncount_rest(const struct block *b, uint32_t offset)
{
	for (unsigned int k = 0; k < b->nr_insns; k++) {
		if (b->offset[k] == offset)
			*b->count -= b->nr_insns - k;
	}
	if (b->unsure && b->offset[b->nr_insns] == offset)
		--*b->count;
}

static bool has_error_code(uint32_t vector)
{
	return vector == 8 || (vector >= 10 && vector <= 14) || vector == 17;
}

/*
 * The first push of a vector's stub, right below the frame that the CPU pushed: error code (where
 * there is one), eip, cs, flags and, from user mode, esp and ss.
 */
void on_stub_push(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *data)
{
	uint32_t vector = (uintptr_t)data, frame = va + 4, ip = frame, size;
	bool user, irq = vector >= FIRST_IRQ;
	const struct block *b = plugin.previous;

	(void)vcpu, (void)info;
	if (has_error_code(vector))
		ip += 4;
	user = guest32(ip + 4) & 3;
	size = ip - frame + (user ? 20 : 12);
	if (!irq && b) {
		uncount_rest(b, guest32(ip) - b->start);
		if (plugin.trace)
			trace_uncounted(b->place);
	}
	plugin.vector = vector;
	if (irq)
		++*(user ? &plugin.witness.irqs_user : &plugin.witness.irqs_kernel);
	else
		++*(user ? &plugin.witness.faults_user : &plugin.witness.faults_kernel);
	model_event(here(), irq ? EVENT_IRQ : EVENT_FAULT);
	deliver(vector, user, frame, size);
}

void on_cr0(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_event(here(), EVENT_SERIAL);
	plugin.paging_soon = plugin.have_cr3 && !plugin.paging;
}

static void load_cr3(uint32_t value)
{
	plugin.cr3 = value;
	plugin.have_cr3 = true;
	model_load_cr3(here(), value);
	/* Tables that do not map the code that loaded them are no tables: the value was not that.
	 */
	if (plugin.paging && model_translate(plugin.model, plugin.block->start) == UINT64_MAX)
		plugin.unknown_cr3++;
}

void on_cr3_value(unsigned int vcpu, void *value)
{
	(void)vcpu;
	load_cr3((uintptr_t)value);
}

void on_cr3_same(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	load_cr3(plugin.cr3);
}

void on_cr3_memory(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	load_cr3(guest32(plugin.last_read));
}

void on_cr4(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_write_cr4(here());
}

void on_invlpg(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	if (plugin.last_write != plugin.wanted[SYM_INVLPG_ADDRESS].value)
		plugin.unknown_invlpg++;
	model_invlpg(here(), guest32(plugin.wanted[SYM_INVLPG_ADDRESS].value));
}

/* The region's instructions are those behind the first marker and in front of the second. */
void on_mark_begin(unsigned int vcpu, void *index)
{
	(void)vcpu;
	plugin.unpaired_marks += plugin.in_region;
	plugin.in_region = true;
	plugin.witness = (struct witness){ 0 };
	blocks_settle();
	model_reset_counts(plugin.model);
	*plugin.block->count += plugin.block->nr_insns - (uintptr_t)index - 1;
	if (plugin.trace)
		trace_begin();
}

void on_mark_end(unsigned int vcpu, void *index)
{
	(void)vcpu;
	if (!plugin.in_region) {
		plugin.unpaired_marks++;
		return;
	}
	*plugin.block->count -= plugin.block->nr_insns - (uintptr_t)index;
	blocks_settle();
	if (plugin.trace)
		trace_end();
	plugin.in_region = false;
	record_sample();
	if (plugin.folded_path)
		folded_add();
	plugin.sample++;
}
