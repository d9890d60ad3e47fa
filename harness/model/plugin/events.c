// SPDX-License-Identifier: GPL-2.0-or-later
/* What happens as the guest runs: QEMU's callbacks, turned into the model's references and events.
 */
#include "plugin.h"
#include "workloads/lib/marker.h"

static uint32_t guest32(uint32_t va)
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
	plugin_die("paging went on at %#x, which is not mapped to itself in any mode", eip);
}

void on_block(unsigned int vcpu, void *block)
{
	const struct block *b = block;

	(void)vcpu;
	if (__builtin_expect(plugin.paging_soon, 0))
		begin_paging(b->start);
	plugin.previous = plugin.block;
	plugin.block = b;
	model_at(plugin.model, b->place);
	model_fetch(plugin.model, b->start);
	if (b->second)
		model_fetch(plugin.model, b->second);
}

void on_memory(unsigned int vcpu, qemu_plugin_meminfo_t info, uint64_t va, void *unused)
{
	uint32_t size = 1u << qemu_plugin_mem_size_shift(info);

	(void)vcpu, (void)unused;
	if (qemu_plugin_mem_is_store(info)) {
		plugin.last_write = va;
		model_write(plugin.model, va, size);
	} else {
		plugin.last_read = va;
		model_read(plugin.model, va, size);
	}
}

void on_event(unsigned int vcpu, void *event)
{
	(void)vcpu;
	model_event(plugin.model, (enum model_event)(uintptr_t)event);
}

/* A segment register is loaded with `selector`, or one that is not known: all are near. */
static void read_descriptor(uint32_t selector)
{
	if (plugin.paging)
		model_read(plugin.model, plugin.wanted[SYM_GDT].value + (selector & ~7u), 8);
}

void on_segment(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_event(plugin.model, EVENT_SEGMENT);
	read_descriptor(0);
}

void on_iret(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_event(plugin.model, EVENT_IRET);
	read_descriptor(0);
}

/*
 * What the CPU itself refers to when it delivers: the gate, the code segment, from user mode the
 * stack from the TSS and its segment, and the frame.
 */
static void deliver(uint32_t vector, bool from_user, uint32_t frame, uint32_t frame_size)
{
	uint32_t gate = plugin.wanted[SYM_IDT].value + vector * 8;

	model_read(plugin.model, gate, 8);
	read_descriptor(guest32(gate) >> 16);
	if (from_user) {
		model_read(plugin.model, plugin.wanted[SYM_TSS].value + 4, 8);
		read_descriptor(guest32(plugin.wanted[SYM_TSS].value + 8));
	}
	model_write(plugin.model, frame, frame_size);
}

/* Only user code has such instructions. */
void on_int(unsigned int vcpu, void *vector)
{
	uint32_t esp0 = guest32(plugin.wanted[SYM_TSS].value + 4);

	(void)vcpu;
	model_event(plugin.model, EVENT_INT);
	deliver((uintptr_t)vector, true, esp0 - 20, 20);
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
	/* An instruction that faulted was counted as it began; a fetch that did was in no block. */
	if (!irq && b && guest32(ip) >= b->start && guest32(ip) < b->end)
		--*model_insns(plugin.model, b->place);
	if (irq)
		++*(user ? &plugin.witness.irqs_user : &plugin.witness.irqs_kernel);
	else
		++*(user ? &plugin.witness.faults_user : &plugin.witness.faults_kernel);
	model_event(plugin.model, irq ? EVENT_IRQ : EVENT_FAULT);
	deliver(vector, user, frame, size);
}

void on_cr0(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	model_event(plugin.model, EVENT_SERIAL);
	plugin.paging_soon = plugin.have_cr3 && !plugin.paging;
}

static void load_cr3(uint32_t value)
{
	plugin.cr3 = value;
	plugin.have_cr3 = true;
	model_load_cr3(plugin.model, value);
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
	model_write_cr4(plugin.model);
}

void on_invlpg(unsigned int vcpu, void *unused)
{
	(void)vcpu, (void)unused;
	if (plugin.last_write != plugin.wanted[SYM_INVLPG_ADDRESS].value)
		plugin.unknown_invlpg++;
	model_invlpg(plugin.model, guest32(plugin.wanted[SYM_INVLPG_ADDRESS].value));
}

void on_marker(unsigned int vcpu, void *operation)
{
	bool begin = (uintptr_t)operation == SPLITBENCH_MARK_BEGIN;

	(void)vcpu;
	if (begin == plugin.in_region) {
		plugin.unpaired_marks++;
		return;
	}
	plugin.in_region = begin;
	if (begin) {
		plugin.witness = (struct witness){ 0 };
		model_reset_counts(plugin.model);
		return;
	}
	record_sample();
	if (plugin.folded_path)
		folded_add();
	plugin.sample++;
}
