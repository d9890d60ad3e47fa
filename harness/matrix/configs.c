// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "configs.h"
#include "lib/util.h"

/* Made by the preprocessor from kernels/splits at build time, see build.mk. */
static const struct split splits[] = {
#include "splits.inc"
};

/* The words of configs.def's column `set`. */
#define SET_bench true
#define SET_extra false
const struct config configs[] = {
#define CONFIG(name_, split_, paging_, options_, set_, title_)                                     \
	{ .name = #name_,                                                                          \
	  .split_name = #split_,                                                                   \
	  .paging = #paging_,                                                                      \
	  .options = #options_,                                                                    \
	  .in_bench = SET_##set_,                                                                  \
	  .title = title_ },
#include "kernels/configs.def"
#undef CONFIG
};
const unsigned int nr_configs = ARRAY_SIZE(configs);

unsigned int config_position(const struct config *c)
{
	return c - configs;
}

const struct config *config_find(const char *name)
{
	for (unsigned int i = 0; i < nr_configs; i++)
		if (!strcmp(configs[i].name, name))
			return &configs[i];
	return NULL;
}

const struct split *config_split(const struct config *c)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(splits); i++)
		if (!strcmp(splits[i].name, c->split_name))
			return &splits[i];
	die("configuration %s wants the split %s, but no header in kernels/splits has that SPLIT_NAME",
	    c->name, c->split_name);
}

const struct config *config_named(const char *name)
{
	const struct config *c = config_find(name);

	if (c)
		return c;
	fprintf(stderr, "splitbench: no configuration is called '%s'; there are:", name);
	for (unsigned int i = 0; i < nr_configs; i++)
		fprintf(stderr, " %s", configs[i].name);
	fputc('\n', stderr);
	exit(EXIT_CANNOT);
}

unsigned int config_choose(const char *list, const struct config **chosen)
{
	bool want[ARRAY_SIZE(configs)] = { false };
	bool all = list && !strcmp(list, "all");
	char *copy = xstrdup(list && !all ? list : ""), *save, *name;
	unsigned int n = 0;

	for (name = strtok_r(copy, ", ", &save); name; name = strtok_r(NULL, ", ", &save)) {
		want[config_position(config_named(name))] = true;
		n++;
	}
	free(copy);
	if (list && !all && !n)
		die("the list of configurations is empty; leave the option out to have those of a usual run");
	n = 0;
	for (unsigned int i = 0; i < nr_configs; i++)
		if (list ? all || want[i] : configs[i].in_bench)
			chosen[n++] = &configs[i];
	return n;
}
