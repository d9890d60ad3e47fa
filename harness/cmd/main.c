// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "lib/util.h"

static const struct command commands[] = {
	{
		.name = "list",
		.summary = "show the configurations, the workloads and their parameters",
		.run = cmd_list,
	},
	{
		.name = "run",
		.summary = "run the matrix, or a part of it, and store the results",
		.run = cmd_run,
	},
	{
		.name = "summary",
		.summary = "show the results of a run, relative to the first configuration",
		.run = cmd_summary,
	},
	{
		.name = "compare",
		.summary = "show what costs more or less in another configuration or run, and why",
		.run = cmd_compare,
	},
	{
		.name = "plot",
		.summary = "draw the results of a run",
		.run = cmd_plot,
	},
	{
		.name = "report",
		.summary = "write all that a run says as one HTML page, and as Markdown",
		.run = cmd_report,
	},
	{
		.name = "query",
		.summary = "ask the database: SQL, or a query of results/queries by its name",
		.run = cmd_query,
	},
	{
		.name = "advise",
		.summary = "which splits fit a machine and a program, and what each costs there",
		.run = cmd_advise,
	},
	{
		.name = "validate",
		.summary = "hold the cycle model against this machine's own CPU",
		.run = cmd_validate,
	},
	{
		.name = "profiles",
		.summary = "explain the CPUs of the cycle model",
		.run = cmd_profiles,
	},
	{
		.name = "flame",
		.summary = "print or draw where a cell's cycles went: flame graphs",
		.run = cmd_flame,
	},
	{
		.name = "explain",
		.summary = "show what one operation does, step by step",
		.run = cmd_explain,
	},
	{
		.name = "record-speed",
		.summary = "store what make bench-model has measured",
		.run = cmd_speed,
	},
	{
		.name = "exec",
		.summary = "run a static i386 Linux program on a configuration",
		.run = cmd_exec,
	},
	{
		.name = "ktest",
		.summary = "run the kernel's own tests in a configuration",
		.run = cmd_ktest,
	},
	{
		.name = "export",
		.summary = "write tables and views of a run to files: CSV, JSON, Markdown",
		.run = cmd_export,
	},
	{
		.name = "import",
		.summary = "copy the runs of another database into this one",
		.run = cmd_import,
	},
	{
		.name = "reprocess",
		.summary = "fill a run's tables again from the logs of its guests",
		.run = cmd_reprocess,
	},
	{
		.name = "prune",
		.summary = "delete old runs, or their logs",
		.run = cmd_prune,
	},
	{
		.name = "doctor",
		.summary = "check what this machine has of what is needed",
		.run = cmd_doctor,
	},
	{
		.name = "help",
		.summary = "show this, or the help of a command",
		.run = cmd_help,
	},
};

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static int run(const struct command *c, int argc, char **argv)
{
	char *name = xasprintf("splitbench %s", c->name);
	int status;

	argv[0] = name;
	program_invocation_name = program_invocation_short_name = name;
	status = c->run(argc, argv);
	free(name);
	return status;
}

int cmd_help(int argc, char **argv)
{
	const struct command *c = argc > 1 ? find(argv[1]) : NULL;
	char *help[] = { NULL, "--help", NULL };

	if (argc > 1 && c && c->run != cmd_help)
		return run(c, 2, help);
	if (argc > 1 && !c && strcmp(argv[1], "--help"))
		die("there is no command '%s'; `splitbench help` names them all", argv[1]);
	printf("Usage: splitbench COMMAND [OPTION...]\n"
	       "What does a 32-bit address-space split cost, and what does it buy?\n\n");
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		printf("  %-12s %s\n", commands[i].name, commands[i].summary);
	printf("\n`splitbench COMMAND --help` explains a command.\n");
	return EXIT_SUCCESS;
}

unsigned int option_number(const char *option, const char *arg, unsigned int min, unsigned int max)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(arg, &end, 10);
	if (errno || end == arg || *end || *arg == '-' || n < min || n > max)
		die("%s wants a number from %u to %u, not '%s'", option, min, max, arg);
	return n;
}

int main(int argc, char **argv)
{
	const struct command *c;

	argp_err_exit_status = EXIT_CANNOT;
	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc < 2) {
		cmd_help(1, argv);
		return EXIT_CANNOT;
	}
	c = find(argv[1]);
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return cmd_help(1, argv);
	if (!c)
		die("there is no command '%s'; `splitbench help` names them all", argv[1]);
	return run(c, argc - 1, argv + 1);
}
