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
			{ BLOCK_SENTENCE, "run" },
			{ BLOCK_TABLE, "configurations" },
			{ BLOCK_FOLDED, "profiles" },
			{ BLOCK_FOLDED, "failures" },
		},
	},
	{
		.title = "The answer",
		.anchor = "answer",
		.blocks = {
			{ BLOCK_SENTENCE, "null_call" },
			{ BLOCK_SENTENCE, "programs" },
			{ BLOCK_SENTENCE, "break_even" },
			{ BLOCK_SENTENCE, "highmem" },
			{ BLOCK_SENTENCE, "highmem_sweep" },
			{ BLOCK_SENTENCE, "room" },
			{ BLOCK_SENTENCE, "holds" },
		},
	},
	{
		.title = "A null system call",
		.anchor = "null-call",
		.blocks = {
			{ BLOCK_PLOT, "model_breakdown" },
			{ BLOCK_FLAME, "syscall/null", "entry=int80" },
			{ BLOCK_FLAME_DIFFERENCE, "syscall/null", "entry=int80" },
			{ BLOCK_FOLDED, "null_call" },
			{ BLOCK_FOLDED, "profiles_null_call" },
			{ BLOCK_FOLDED, "model_parts" },
		},
	},
	{
		.title = "Where the cost of 4G/4G comes from",
		.anchor = "ablation",
		.blocks = {
			{ BLOCK_PLOT, "waterfall" },
			{ BLOCK_FOLDED, "waterfall" },
		},
	},
	{
		.title = "All workloads",
		.anchor = "workloads",
		.blocks = {
			{ BLOCK_PLOT, "relative" },
			{ BLOCK_PLOT, "model_relative" },
			{ BLOCK_PLOT, "model_tagged" },
			{ BLOCK_FLAME_DIFFERENCE, "syscall/pipe" },
			{ BLOCK_FOLDED, "dearest" },
			{ BLOCK_FOLDED, "summary" },
		},
	},
	{
		.title = "Real programs",
		.anchor = "programs",
		.blocks = {
			{ BLOCK_PLOT, "apps" },
		},
	},
	{
		.title = "TLB flushes",
		.anchor = "flushes",
		.blocks = {
			{ BLOCK_PLOT, "flushes" },
			{ BLOCK_FOLDED, "conservation" },
		},
	},
	{
		.title = "Working set and rate of system calls",
		.anchor = "working-set",
		.blocks = {
			{ BLOCK_PLOT, "working_set" },
			{ BLOCK_PLOT, "model_misses" },
			{ BLOCK_PLOT, "break_even" },
			{ BLOCK_PLOT, "model_break_even" },
			{ BLOCK_FOLDED, "break_even" },
			{ BLOCK_FOLDED, "model_break_even" },
			{ BLOCK_FOLDED, "break_even_cells" },
		},
	},
	{
		.title = "Highmem",
		.anchor = "highmem",
		.blocks = {
			{ BLOCK_PLOT, "highmem_map" },
			{ BLOCK_PLOT, "model_highmem_map" },
			{ BLOCK_PLOT, "memory_highmem" },
			{ BLOCK_FOLDED, "mapping" },
			{ BLOCK_FOLDED, "kmap" },
		},
	},
	{
		.title = "What each split holds",
		.anchor = "capacity",
		.blocks = {
			{ BLOCK_TABLE, "memory" },
			{ BLOCK_PLOT, "capacity" },
			{ BLOCK_PLOT, "memory_cost" },
			{ BLOCK_FOLDED, "capacity" },
			{ BLOCK_FOLDED, "memory_sweep" },
		},
	},
	{
		.title = "The model and published measurements",
		.anchor = "published",
		.blocks = {
			{ BLOCK_TABLE, "published" },
		},
	},
	{
		.title = "Where the numbers come from",
		.anchor = "provenance",
		.blocks = {
			{ BLOCK_TABLE, "runs" },
			{ BLOCK_TABLE, "provenance" },
		},
	},
};

const unsigned int nr_sections = ARRAY_SIZE(sections);
