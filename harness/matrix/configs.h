/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The configurations, as kernels/configs.def and the split headers have them. Nothing here names
 * one: a new split is a header and a row over there.
 */
#ifndef HARNESS_CONFIGS_H
#define HARNESS_CONFIGS_H

#include <stdbool.h>
#include <stdint.h>

/* The numbers of a split header; see kernels/splits for what each means. */
struct split {
	const char *name;
	uint32_t user_top, kernel_base, direct_end;
	bool separate_pgd;
};

/* What a configuration's mechanism loads into CR3, and when: kernels/mech. 0 or 1. */
struct mechanism {
	unsigned int entry_loads; /* at each entry from user mode and each return to it */
	unsigned int switch_loads; /* at each switch of address spaces */
};

/* The words of configs.def's column `set`. */
enum config_set { CONFIG_SET_bench, CONFIG_SET_extra, CONFIG_SET_ablation };

struct config {
	const char *name;
	const char *split_name;
	const char *paging; /* "two-level" or "pae" */
	const char *options; /* words joined by +; "-": none */
	enum config_set set; /* bench: part of a run that names no configuration */
	const char *title;
};

extern const struct config configs[];
extern const unsigned int nr_configs;

/* The configuration's row number; the first is the baseline. */
unsigned int config_position(const struct config *c);
/* NULL if there is none of that name. */
const struct config *config_find(const char *name);
/* The same, but a name that is not there stops the program with the list of those that are. */
const struct config *config_named(const char *name);
/* Never NULL for a row of configs[]; stops the program if its split has no header. */
const struct split *config_split(const struct config *c);
const struct mechanism *config_mechanism(const struct config *c);
/* The word of its set, as a list of configurations may have it. */
const char *config_set_name(const struct config *c);

/*
 * Fills `chosen` (room for nr_configs) in table order from a comma-separated list of names, of sets
 * (bench, extra, ablation) and of `all`, which is bench and extra; NULL is bench. Returns how many;
 * stops the program as config_named() does.
 */
unsigned int config_choose(const char *list, const struct config **chosen);

#endif /* HARNESS_CONFIGS_H */
