// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "lib/paths.h"
#include "lib/table.h"
#include "lib/util.h"
#include "matrix/configs.h"
#include "matrix/workloads.h"

static const struct argp_option options[] = {
	{ "markdown", 'm', 0, 0, "print a page of Markdown", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	bool *markdown = state->input;

	(void)arg;
	if (key != 'm')
		return ARGP_ERR_UNKNOWN;
	*markdown = true;
	return 0;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Shows the configurations with their address spaces, and the workloads that are built "
	       "with what one operation of each is and their cases.",
};

static void finish_table(struct table *t, bool markdown)
{
	(markdown ? table_print_markdown : table_print)(t, stdout);
	table_free(t);
}

static void list_configs(bool markdown)
{
	struct table t;

	table_init(&t, 8);
	table_add(&t, "configuration");
	table_add(&t, "user space to");
	table_add(&t, "direct map");
	table_add(&t, "lowmem MiB");
	table_add(&t, "own tables");
	table_add(&t, "paging");
	table_add(&t, "set");
	table_add(&t, "title");
	for (unsigned int i = 0; i < nr_configs; i++) {
		const struct split *s = config_split(&configs[i]);

		table_add(&t, "%s", configs[i].name);
		table_add(&t, "0x%08x", s->user_top - 1);
		table_add(&t, "0x%08x-0x%08x", s->kernel_base, s->direct_end - 1);
		table_add(&t, "%u", (s->direct_end - s->kernel_base) >> 20);
		table_add(&t, "%s", s->separate_pgd ? "yes" : "no");
		table_add(&t, "%s", configs[i].paging);
		table_add(&t, "%s", config_set_name(&configs[i]));
		table_add(&t, "%s", configs[i].title);
	}
	finish_table(&t, markdown);
}

static char *memories(const struct program *p)
{
	char *text = xasprintf("%u", p->mem_mib[0]);

	for (unsigned int m = 1; m < p->nr_mem; m++) {
		char *longer = xasprintf("%s, %u", text, p->mem_mib[m]);

		free(text);
		text = longer;
	}
	return text;
}

static void list_cases(const struct program *p, bool markdown)
{
	struct table t;
	char *mem = memories(p);

	table_init(&t, 6);
	table_add(&t, "parameters");
	table_add(&t, "operations a sample");
	table_add(&t, "samples");
	table_add(&t, "memory, MiB");
	table_add(&t, "run");
	table_add(&t, "memory sweep");
	for (unsigned int k = 0; k < p->nr_cases; k++) {
		const struct wcase *c = &p->cases[k];

		table_add(&t, "%s", *c->params ? c->params : "none");
		table_add(&t, "%u", c->ops);
		table_add(&t, p->is_capacity ? "-" : "%u", p->samples);
		table_add(&t, "%s", mem);
		table_add(&t, "%s", c->quick ? "quick" : c->extra ? "extra" : "usual");
		table_add(&t, "%s", c->sweep ? "yes" : "");
	}
	free(mem);
	finish_table(&t, markdown);
}

static void list_workloads(const struct programs *programs, bool markdown)
{
	for (unsigned int i = 0; i < programs->n; i++) {
		const struct program *p = &programs->v[i];

		printf(markdown ? "\n### %s\n\n%s.\n\n" : "\n%s\n%s.\n", p->name, p->op);
		list_cases(p, markdown);
	}
}

int cmd_list(int argc, char **argv)
{
	char *dir = in_build("workloads");
	struct programs programs;
	bool markdown = false;

	argp_parse(&argp, argc, argv, 0, NULL, &markdown);
	if (markdown)
		puts("# Configurations and workloads\n\nPrinted by `splitbench list --markdown` from the "
		     "split headers and the tables in the workload programs.\n");
	list_configs(markdown);
	if (markdown)
		puts("\n## Workloads");
	programs = programs_read(dir);
	if (!programs.n)
		die("no workloads are built in %s; run make to build them", dir);
	list_workloads(&programs, markdown);
	programs_free(&programs);
	free(dir);
	return EXIT_SUCCESS;
}
