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

/* The rows of configs[] in turn; made like that. */
static const struct mechanism mechanisms[] = {
#include "mechanisms.inc"
};

static const char *const set_names[] = { "bench", "extra", "ablation" };

const struct config configs[] = {
#define CONFIG(name_, split_, paging_, options_, set_, title_)                                     \
	{ .name = #name_,                                                                          \
	  .split_name = #split_,                                                                   \
	  .paging = #paging_,                                                                      \
	  .options = #options_,                                                                    \
	  .set = CONFIG_SET_##set_,                                                                \
	  .title = title_ },
#include "kernels/configs.def"
#undef CONFIG
};
const unsigned int nr_configs = ARRAY_SIZE(configs);

_Static_assert(ARRAY_SIZE(mechanisms) == ARRAY_SIZE(configs), "a mechanism for each configuration");

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

const char *config_set_name(const struct config *c)
{
	return set_names[c->set];
}

const struct mechanism *config_mechanism(const struct config *c)
{
	return &mechanisms[config_position(c)];
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

/* Is the configuration one of those that the word of a list stands for? */
static bool is_meant(const struct config *c, const char *word)
{
	return !strcmp(c->name, word) || !strcmp(set_names[c->set], word) ||
	       (!strcmp(word, "all") && c->set != CONFIG_SET_ablation);
}

unsigned int config_choose(const char *list, const struct config **chosen)
{
	bool want[ARRAY_SIZE(configs)] = { false };
	char *copy = xstrdup(list ? list : set_names[CONFIG_SET_bench]), *save, *word;
	unsigned int n = 0;

	for (word = strtok_r(copy, ", ", &save); word; word = strtok_r(NULL, ", ", &save)) {
		bool known = false;

		for (unsigned int i = 0; i < nr_configs; i++) {
			want[i] |= is_meant(&configs[i], word);
			known |= is_meant(&configs[i], word);
		}
		if (!known)
			config_named(word);
	}
	free(copy);
	for (unsigned int i = 0; i < nr_configs; i++)
		if (want[i])
			chosen[n++] = &configs[i];
	if (!n)
		die("the list of configurations is empty; leave the option out to have those of a usual run");
	return n;
}
