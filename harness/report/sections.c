// SPDX-License-Identifier: GPL-2.0-or-later
#include "sections.h"
#include "lib/util.h"

const struct section sections[] = {
	{
		.title = "What was run",
		.anchor = "run",
		.text = "One small i386 kernel, built in several splits of the address space, runs the same static Linux "
			"programs. The clock `icount` counts instructions: exact, and the same on every machine. "
			"The clocks `model:NAME` are modelled cycles of a CPU, which have the page walks after a TLB "
			"flush in them, and leave out whatever overlaps or runs ahead. They say what a split costs "
			"more than another and why, rather than how long it takes. Nothing mixes two clocks.",
		.blocks = {
			{ BLOCK_SENTENCE, .name = "run" },
			{ BLOCK_TABLE, .name = "configurations" },
			{ BLOCK_FOLDED, .name = "profiles" },
			{ BLOCK_FOLDED, .name = "failures" },
		},
	},
	{
		.title = "The answer",
		.anchor = "answer",
		.blocks = {
			{ BLOCK_SENTENCE, .name = "null_call" },
			{ BLOCK_SENTENCE, .name = "programs" },
			{ BLOCK_SENTENCE, .name = "break_even" },
			{ BLOCK_SENTENCE, .name = "highmem" },
			{ BLOCK_SENTENCE, .name = "highmem_sweep" },
			{ BLOCK_SENTENCE, .name = "room" },
			{ BLOCK_SENTENCE, .name = "holds" },
		},
	},
	{
		.title = "A null system call",
		.anchor = "null-call",
		.blocks = {
			{ BLOCK_PLOT, .name = "model_breakdown" },
			{ BLOCK_FLAME, "syscall/null", "entry=int80" },
			{ BLOCK_FLAME_DIFFERENCE, "syscall/null", "entry=int80" },
			{ BLOCK_FOLDED, .name = "null_call" },
			{ BLOCK_FOLDED, .name = "profiles_null_call" },
			{ BLOCK_FOLDED, .name = "model_parts" },
		},
	},
	{
		.title = "Where the cost of 4G/4G comes from",
		.anchor = "ablation",
		.blocks = {
			{ BLOCK_PLOT, .name = "waterfall" },
			{ BLOCK_FOLDED, .name = "waterfall" },
		},
	},
	{
		.title = "All workloads",
		.anchor = "workloads",
		.blocks = {
			{ BLOCK_PLOT, .name = "relative" },
			{ BLOCK_PLOT, .name = "model_relative" },
			{ BLOCK_PLOT, .name = "model_tagged" },
			{ BLOCK_FLAME_DIFFERENCE, .name = "syscall/pipe" },
			{ BLOCK_FOLDED, .name = "dearest" },
			{ BLOCK_FOLDED, .name = "summary" },
		},
	},
	{
		.title = "Real programs",
		.anchor = "programs",
		.blocks = {
			{ BLOCK_PLOT, .name = "apps" },
		},
	},
	{
		.title = "TLB flushes",
		.anchor = "flushes",
		.blocks = {
			{ BLOCK_PLOT, .name = "flushes" },
			{ BLOCK_FOLDED, .name = "conservation" },
		},
	},
	{
		.title = "Working set and rate of system calls",
		.anchor = "working-set",
		.blocks = {
			{ BLOCK_PLOT, .name = "working_set" },
			{ BLOCK_PLOT, .name = "model_misses" },
			{ BLOCK_PLOT, .name = "break_even" },
			{ BLOCK_PLOT, .name = "model_break_even" },
			{ BLOCK_TABLE, .name = "break_even_text" },
			{ BLOCK_FOLDED, .name = "break_even" },
			{ BLOCK_FOLDED, .name = "model_break_even" },
			{ BLOCK_FOLDED, .name = "break_even_cells" },
		},
	},
	{
		.title = "Highmem",
		.anchor = "highmem",
		.blocks = {
			{ BLOCK_PLOT, .name = "highmem_map" },
			{ BLOCK_PLOT, .name = "model_highmem_map" },
			{ BLOCK_PLOT, .name = "memory_highmem" },
			{ BLOCK_FOLDED, .name = "highmem_break_even" },
			{ BLOCK_FOLDED, .name = "mapping" },
			{ BLOCK_FOLDED, .name = "kmap" },
		},
	},
	{
		.title = "What each split holds",
		.anchor = "capacity",
		.blocks = {
			{ BLOCK_TABLE, .name = "memory" },
			{ BLOCK_PLOT, .name = "capacity" },
			{ BLOCK_PLOT, .name = "memory_cost" },
			{ BLOCK_FOLDED, .name = "capacity" },
			{ BLOCK_FOLDED, .name = "memory_sweep" },
		},
	},
	{
		.title = "The model and published measurements",
		.anchor = "published",
		.blocks = {
			{ BLOCK_TABLE, .name = "published" },
		},
	},
	{
		.title = "Where the numbers come from",
		.anchor = "provenance",
		.blocks = {
			{ BLOCK_TABLE, .name = "runs" },
			{ BLOCK_TABLE, .name = "provenance" },
		},
	},
};

const unsigned int nr_sections = ARRAY_SIZE(sections);
