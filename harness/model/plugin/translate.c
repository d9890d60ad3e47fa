// SPDX-License-Identifier: GPL-2.0-or-later
/* A new block: what it is, and which callbacks its instructions get. */
#include <stdlib.h>
#include <unistd.h>

#include "plugin.h"
#include "workloads/lib/marker.h"

static struct block *blocks; /* all of them */

void blocks_settle(void)
{
	for (struct block *b = blocks; b; b = b->next)
		block_settle(b);
}

void forget_blocks(qemu_plugin_id_t id)
{
	(void)id;
	blocks_settle();
	while (blocks) {
		struct block *next = blocks->next;

		free(blocks);
		blocks = next;
	}
	plugin.block = plugin.previous = NULL;
}

unsigned int place_in(struct symbol *s, enum model_region region)
{
	if (!s->place[region])
		s->place[region] = model_place(plugin.model, region, s->name);
	return s->place[region];
}

/* The symbol of code at addr, or one for all code that has none. */
static struct symbol *symbol_of(uint32_t addr, bool user)
{
	static struct symbol none[] = {
		{ .name = "[kernel]", .region = REGION_KERNEL },
		{ .name = "[user]", .region = REGION_USER },
	};
	struct symbol *s = symbols_find(user ? &plugin.user : &plugin.kernel, addr);

	return s ? s : &none[user];
}

/* Instructions of a kind get this callback before they run. */
static const struct {
	qemu_plugin_vcpu_udata_cb_t fn;
	enum model_event event; /* the callback's data, for on_event() */
} callbacks[] = {
	[INSN_IRET] = { on_iret, 0 },
	[INSN_SYSENTER] = { on_event, EVENT_SYSENTER },
	[INSN_SYSEXIT] = { on_event, EVENT_SYSEXIT },
	[INSN_TO_CR0] = { on_cr0, 0 },
	[INSN_TO_CR4] = { on_cr4, 0 },
	[INSN_INVLPG] = { on_invlpg, 0 },
	[INSN_SEGMENT] = { on_segment, 0 },
	[INSN_FLAGS] = { on_event, EVENT_FLAGS },
	[INSN_TSC] = { on_event, EVENT_TSC },
	[INSN_IO] = { on_event, EVENT_IO },
	[INSN_SERIAL] = { on_event, EVENT_SERIAL },
	[INSN_HLT] = { NULL, 0 },
};

static void before(struct qemu_plugin_insn *q, qemu_plugin_vcpu_udata_cb_t fn, uint32_t data)
{
	qemu_plugin_register_vcpu_insn_exec_cb(q, fn, QEMU_PLUGIN_CB_NO_REGS,
					       (void *)(uintptr_t)data);
}

/* The value that goes to CR3: known where the instruction in front of it is a constant, say. */
static void watch_cr3(struct qemu_plugin_insn *q, const struct insn *i, const struct insn *last)
{
	if (last && last->reg == i->reg && last->result == RESULT_IMMEDIATE)
		before(q, on_cr3_value, last->value);
	else if (last && last->reg == i->reg && last->result == RESULT_CR3)
		before(q, on_cr3_same, 0);
	else
		before(q, on_cr3_memory, 0);
}

/*
 * Only plain instructions' references are watched: behind instructions that end their block from a
 * helper QEMU would go on reporting the references of others.
 */
static void watch(struct qemu_plugin_insn *q, const struct insn *i, const struct insn *last,
		  bool telling, unsigned int index)
{
	switch (i->kind) {
	case INSN_PLAIN:
		if (i->memory)
			qemu_plugin_register_vcpu_mem_cb(q, telling ? on_telling_memory : on_memory,
							 QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_RW,
							 NULL);
		break;
	case INSN_TO_CR3:
		watch_cr3(q, i, last);
		break;
	case INSN_INT:
		before(q, on_int, i->value);
		break;
	case INSN_MARKER:
		before(q, i->value == SPLITBENCH_MARK_BEGIN ? on_mark_begin : on_mark_end, index);
		break;
	default:
		if (callbacks[i->kind].fn)
			before(q, callbacks[i->kind].fn, callbacks[i->kind].event);
	}
}

/* Is the block the stub of a vector? Its first push then shows the frame that the CPU made. */
static bool watch_stub(struct qemu_plugin_tb *tb, uint32_t start)
{
	uint32_t offset = start - plugin.wanted[SYM_TRAP_STUBS].value;

	if (offset >= NR_STUBS * STUB_SIZE || offset % STUB_SIZE)
		return false;
	qemu_plugin_register_vcpu_mem_cb(qemu_plugin_tb_get_insn(tb, 0), on_stub_push,
					 QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_RW,
					 (void *)(uintptr_t)(offset / STUB_SIZE));
	return true;
}

/*
 * QEMU ends a block in front of an instruction that goes on to the next page, but only when it has
 * begun to translate it: it is then still listed, cut where its next load would have crossed, as
 * the block's last. What it would have done is taken back, its callbacks too; so one of them counts
 * it.
 */
#define LONGEST_LOAD 4
static bool is_unsure(uint32_t start, uint32_t end, size_t n)
{
	return n > 1 && !((start ^ (end - 1)) >> 12) && (-end & 4095) < LONGEST_LOAD;
}

static struct block *new_block(struct qemu_plugin_tb *tb, size_t n, bool user)
{
	struct block *b = calloc(1, sizeof(*b) + (n + 1) * sizeof(b->offset[0]));
	uint32_t end = qemu_plugin_tb_vaddr(tb);

	if (!b)
		plugin_die("out of memory");
	b->start = end;
	b->number = end >> 12;
	b->nr_insns = n;
	for (size_t k = 0; k < n; k++) {
		end += qemu_plugin_insn_size(qemu_plugin_tb_get_insn(tb, k));
		b->offset[k + 1] = end - b->start;
	}
	b->size = end - b->start;
	b->unsure = is_unsure(b->start, end, n);
	b->nr_insns -= b->unsure;
	if ((b->start ^ (end - 1)) >> 12)
		b->second = (end - 1) & ~0xfffu;
	b->whole = b->second || plugin.data_caches;
	b->symbol = symbol_of(b->start, user);
	b->leaf = b->symbol->leaf;
	b->place = place_in(b->symbol, b->symbol->region);
	b->count = model_insns(plugin.model, b->place);
	b->next = blocks;
	blocks = b;
	return b;
}

static struct insn decode(const struct qemu_plugin_tb *tb, size_t k)
{
	struct qemu_plugin_insn *q = qemu_plugin_tb_get_insn(tb, k);

	return insn_decode(qemu_plugin_insn_data(q), qemu_plugin_insn_size(q));
}

static void instrument(struct qemu_plugin_tb *tb, size_t n)
{
	struct insn last = { 0 }, i, next = decode(tb, 0);

	for (size_t k = 0; k < n; k++) {
		bool telling;

		i = next;
		/* A move at the end of a block may be: the next one may begin with what it tells.
		 */
		telling = i.move;
		if (k + 1 < n) {
			next = decode(tb, k + 1);
			telling = next.kind == INSN_TO_CR3 || next.kind == INSN_INVLPG;
		}
		watch(qemu_plugin_tb_get_insn(tb, k), &i, k ? &last : NULL, telling, k);
		last = i;
	}
}

static void start(void)
{
	struct model_options o = {
		.read_phys32 = ram_read32,
		.opaque = &plugin.ram,
		.data_caches = plugin.data_caches,
		.observe = plugin.trace ? trace_note : NULL,
	};
	char err[512];

	if (!ram_map(&plugin.ram, plugin.ram_path, plugin.below_4g, err, sizeof(err)))
		plugin_die("%s", err);
	plugin.model =
		model_new((const struct profile *const *)plugin.profiles, plugin.nr_profiles, &o);
	if (!plugin.model)
		plugin_die("out of memory");
	plugin.started = true;
}

void translate_block(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb);
	struct block *b;
	bool user, stub;

	(void)id;
	/* The firmware is not watched. */
	if (!plugin.started && qemu_plugin_tb_vaddr(tb) != plugin.kernel.entry_point)
		return;
	if (!plugin.started)
		start();
	/* The page says whose code this is: the kernel runs none of the user's pages. */
	user = plugin.paging && model_is_user(plugin.model, qemu_plugin_tb_vaddr(tb)) == 1;
	b = new_block(tb, n, user);
	stub = watch_stub(tb, b->start);
	/* An operation does not begin with a delivery, which is a part of what it interrupts. */
	if (plugin.trace && !stub)
		b->visit = trace_visit(b->start, user);
	qemu_plugin_register_vcpu_tb_exec_cb(tb,
					     plugin.trace		   ? on_traced_block
					     : stub || b->leaf || b->whole ? on_marked_block
									   : on_block,
					     QEMU_PLUGIN_CB_NO_REGS, b);
	instrument(tb, n);
	if (b->unsure)
		before(qemu_plugin_tb_get_insn(tb, n - 1), on_unsure, 0);
}

QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
					   char **argv);

static void at_exit(qemu_plugin_id_t id, void *unused)
{
	(void)id, (void)unused;
	record_end();
	if (plugin.trace)
		trace_finish();
	if (plugin.folded_path)
		folded_write();
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
	if (plugin_check_qemu(info) || !arguments_read(argc, argv))
		return 1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate_block);
	qemu_plugin_register_flush_cb(id, forget_blocks);
	qemu_plugin_register_atexit_cb(id, at_exit, NULL);
	return 0;
}
