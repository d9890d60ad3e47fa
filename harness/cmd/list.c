// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "lib/paths.h"
#include "lib/table.h"
#include "lib/util.h"
#include "matrix/configs.h"
#include "matrix/workloads.h"

static const struct argp argp = {
	.doc = "Shows the configurations with their address spaces, and the workloads that are built "
	       "with what one operation of each is and their cases.",
};

static void list_configs(void)
{
	struct table t;

	table_init(&t, 6);
	table_add(&t, "configuration");
	table_add(&t, "user space to");
	table_add(&t, "direct map");
	table_add(&t, "lowmem MiB");
	table_add(&t, "own tables");
	table_add(&t, "title");
	for (unsigned int i = 0; i < nr_configs; i++) {
		const struct split *s = config_split(&configs[i]);

		table_add(&t, "%s", configs[i].name);
		table_add(&t, "0x%08x", s->user_top - 1);
		table_add(&t, "0x%08x-0x%08x", s->kernel_base, s->direct_end - 1);
		table_add(&t, "%u", (s->direct_end - s->kernel_base) >> 20);
		table_add(&t, "%s", s->separate_pgd ? "yes" : "no");
		table_add(&t, "%s", configs[i].title);
	}
	table_print(&t, stdout);
	table_free(&t);
}

static void print_case(const struct program *p, const struct wcase *c)
{
	printf("    %-20s %-2s %7u operations x %u samples,", c->params, c->quick ? "*" : "",
	       c->ops, p->samples);
	for (unsigned int m = 0; m < p->nr_mem; m++)
		printf(" %u", p->mem_mib[m]);
	printf(" MiB\n");
}

static void list_workloads(const struct programs *programs)
{
	for (unsigned int i = 0; i < programs->n; i++) {
		const struct program *p = &programs->v[i];

		printf("%s: %s\n", p->name, p->op);
		for (unsigned int k = 0; k < p->nr_cases; k++)
			print_case(p, &p->cases[k]);
	}
}

int cmd_list(int argc, char **argv)
{
	char *dir = in_build("workloads");
	struct programs programs;

	argp_parse(&argp, argc, argv, 0, NULL, NULL);
	list_configs();
	programs = programs_read(dir);
	putchar('\n');
	if (!programs.n)
		die("no workloads are built in %s; run make to build them", dir);
	list_workloads(&programs);
	printf("\n* part of the quick selection\n");
	programs_free(&programs);
	free(dir);
	return EXIT_SUCCESS;
}
