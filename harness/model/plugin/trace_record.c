// SPDX-License-Identifier: GPL-2.0-or-later
/* What lies at the addresses of a trace, and its records. */
#include <inttypes.h>
#include <stdlib.h>

#include "plugin.h"
#include "trace_record.h"

#define KSTACK_SHIFT 13 /* kernel stacks are two pages, aligned to their size */

/* The word that a symbol of the kernel's data holds; 0 where there is no such symbol. */
static uint32_t word_of(const char *name)
{
	const struct symbol *s = symbols_named(&plugin.kernel_data, name);

	return s ? guest32(s->start) : 0;
}

/* Stacks and the task have no symbols, but pointers to them. */
static const char *pointed_to(uint32_t address, uint32_t *start)
{
	uint32_t sp0 = guest32(plugin.wanted[SYM_TSS].value + 4),
		 frame = word_of("entry_kernel_frame");
	uint32_t task = word_of("current_task");
	const struct symbol *idle = symbols_named(&plugin.kernel_data, "idle_task");

	/* With page tables of the kernel's own the CPU pushes to a stack that is not the task's. */
	if (!((address ^ (frame ? frame : sp0 - 1)) >> KSTACK_SHIFT)) {
		*start = address >> KSTACK_SHIFT << KSTACK_SHIFT;
		return "kernel stack";
	}
	if (frame && !((address ^ (sp0 - 1)) >> 12) && address < sp0) {
		*start = sp0 & ~0xfffu;
		return "entry stack";
	}
	*start = task;
	return idle && address - task < idle->end - idle->start ? "task" : NULL;
}

static void name_address(struct trace_note *n, uint32_t address)
{
	const struct symbols *in = n->note.user ? n->note.fetch ? &plugin.user : &plugin.user_data
				   : n->note.fetch ? &plugin.kernel
						   : &plugin.kernel_data;
	const struct symbol *s = symbols_find(in, address);
	uint32_t start = address;

	if (s) {
		n->where = s->name;
		start = s->start;
	} else if (!n->note.user && !n->note.fetch) {
		n->where = pointed_to(address, &start);
	}
	n->offset = address - start;
}

void operation_note(struct operation *o, const struct model_note *note, uint32_t program)
{
	struct trace_note *n;

	if (o->nr_notes == o->note_room) {
		o->note_room = o->note_room ? 2 * o->note_room : 64;
		o->notes = realloc(o->notes, o->note_room * sizeof(*o->notes));
		if (!o->notes)
			plugin_die("out of memory");
	}
	n = &o->notes[o->nr_notes++];
	*n = (struct trace_note){ .note = *note };
	if (note->kind != NOTE_EVENT && note->kind != NOTE_POINTERS)
		name_address(n, note->value);
	else if (note->kind == NOTE_EVENT && note->event == EVENT_CR3)
		n->maps_program = model_is_user(plugin.model, program) == 1;
	else if (note->kind == NOTE_EVENT &&
		 (note->event == EVENT_INT || note->event == EVENT_FAULT ||
		  note->event == EVENT_IRQ))
		n->note.value = plugin.vector;
}

static const char *what_of(const struct model_note *n)
{
	static const char *const names[] = {
		[NOTE_POINTERS] = "pointers", [NOTE_STLB] = "stlb",   [NOTE_WALK] = "walk",
		[NOTE_DIRTY] = "dirty",	      [NOTE_STALE] = "stale",
	};

	return n->kind == NOTE_EVENT ? event_names[n->event] : names[n->kind];
}

static const char *truth(bool b)
{
	return b ? "true" : "false";
}

static void write_note(const struct trace_note *n)
{
	const struct model_note *m = &n->note;
	FILE *f = plugin.trace;

	fprintf(f,
		"{\"splitbench\":1,\"record\":\"note\",\"what\":\"%s\",\"mcycles\":%u,\"value\":%u,"
		"\"dropped\":%u,\"refs\":%u",
		what_of(m), m->mcycles, m->value, m->dropped, m->refs);
	fprintf(f,
		",\"fetch\":%s,\"refill\":%s,\"large\":%s,\"user\":%s,\"global\":%s,\"maps_program\":%s",
		truth(m->fetch), truth(m->refill), truth(m->large), truth(m->user),
		truth(m->global), truth(n->maps_program));
	if (n->where)
		fprintf(f, ",\"where\":\"%s\",\"offset\":%u", n->where, n->offset);
	fputs("}\n", f);
}

void operation_write(const struct operation *o)
{
	for (unsigned int i = 0; i < o->nr_steps; i++) {
		const struct step *s = &o->steps[i];
		unsigned int end = i + 1 < o->nr_steps ? s[1].first_note : o->nr_notes;

		fprintf(plugin.trace,
			"{\"splitbench\":1,\"record\":\"step\",\"region\":\"%s\",\"symbol\":\"%s\","
			"\"insns\":%" PRId64 ",\"mcycles\":%" PRId64 "}\n",
			part_names[model_place_region(plugin.model, s->place)], s->symbol->name,
			s->cost.insns, s->cost.mcycles);
		for (unsigned int k = s->first_note; k < end; k++)
			write_note(&o->notes[k]);
	}
}

void operation_end(const struct trace_totals *t)
{
	const struct symbol *s =
		symbols_find(t->cut_in_program ? &plugin.user : &plugin.kernel, t->cut);

	fprintf(plugin.trace,
		"{\"splitbench\":1,\"record\":\"operation\",\"cut_symbol\":\"%s\",\"cut_offset\":%u,"
		"\"cut_in_program\":%s,\"passes\":%u,\"whole\":%" PRIu64 ",\"alike\":%" PRIu64
		",\"insns\":%" PRId64 ",\"mcycles\":%" PRId64 ",\"sample_insns\":%" PRId64
		",\"sample_mcycles\":%" PRId64 ",\"whole_insns\":%" PRId64
		",\"whole_mcycles\":%" PRId64 "}\n",
		s		    ? s->name
		: t->cut_in_program ? "[user]"
				    : "[kernel]",
		s ? t->cut - s->start : t->cut, truth(t->cut_in_program), t->passes, t->whole,
		t->alike, t->shown.insns, t->shown.mcycles, t->sum.insns + t->edges.insns,
		t->sum.mcycles + t->edges.mcycles, t->sum.insns, t->sum.mcycles);
}
