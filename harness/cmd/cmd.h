/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of `splitbench`, one file each. */
#ifndef HARNESS_CMD_H
#define HARNESS_CMD_H

/* argv[0] is "splitbench NAME". Returns the exit status. */
struct command {
	const char *name;
	const char *summary; /* one line for the help */
	int (*run)(int argc, char **argv);
};

int cmd_list(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_summary(int argc, char **argv);
int cmd_exec(int argc, char **argv);
int cmd_ktest(int argc, char **argv);
int cmd_validate(int argc, char **argv);
int cmd_compare(int argc, char **argv);
int cmd_plot(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_query(int argc, char **argv);
int cmd_doctor(int argc, char **argv);
int cmd_profiles(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_advise(int argc, char **argv);
int cmd_flame(int argc, char **argv);
int cmd_speed(int argc, char **argv);
int cmd_reprocess(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_prune(int argc, char **argv);
int cmd_help(int argc, char **argv);

struct store;

/*
 * The database for writing, with its folder made and its views brought up to date. Stops the
 * program where it cannot be had.
 */
struct store *database_open(const char *path);

/*
 * Brings the views of a database up to date that is going to be read; where it cannot be written to,
 * because a run is writing, that run has done so itself.
 */
void database_refresh_views(const char *path);

/*
 * An option's argument as a number from min to max; stops the program with the option's name
 * otherwise.
 */
unsigned int option_number(const char *option, const char *arg, unsigned int min, unsigned int max);

#endif /* HARNESS_CMD_H */
