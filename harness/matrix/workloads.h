/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workload programs that are built, with the table each one carries (workloads/lib/table.h). */
#ifndef HARNESS_WORKLOADS_H
#define HARNESS_WORKLOADS_H

#include <stdbool.h>
#include <stdint.h>

#define WORKLOAD_HOST_VIEW
#include "workloads/lib/table.h"

struct wcase {
	char *params; /* "pages=16 k=4" or "" */
	uint32_t ops;
	bool quick, extra, sweep;
	uint32_t touches_mib; /* default filled in; or WORKLOAD_TOUCHES_... */
};

/* A file that lies in files/ beside the program, here as in the guest. */
struct program_file {
	char *name;
	char *path;
	char *sha256;
	char *made_from; /* Debian packages and their versions; NULL: it is of this tree */
};

struct program {
	char *path; /* of the ELF file */
	char *file; /* its last component: what it is called in the guest's /bin */
	char *name; /* "syscall/null" */
	char *op;
	char *sha256;
	bool is_capacity; /* results are sizes: no samples, no model */
	uint32_t samples, warmup; /* defaults filled in; 0 for a capacity */
	unsigned int nr_mem;
	uint32_t mem_mib[WORKLOAD_MAX_MEM]; /* defaults filled in */
	unsigned int nr_cases;
	struct wcase *cases;
	uint32_t user_ppm;
	unsigned int nr_files;
	struct program_file *files; /* of another program that it runs */
};

struct programs {
	unsigned int n;
	struct program *v; /* sorted by name */
};

/*
 * Reads the table out of one program. Returns 0, or -1 with a malloc'ed sentence in *why: not an
 * i386 ELF file, stripped, no table, a table of another version, one that points outside, or a file
 * that is named there is missing.
 */
int program_read(const char *path, struct program *p, char **why);

/*
 * Reads every program in DIR/<group>/<name>. Files that are no workload (another program that lies
 * there, or one with a damaged table) are left out with a message. n is 0 where nothing is built.
 */
struct programs programs_read(const char *dir);
void programs_free(struct programs *p);

/*
 * Does the name ("syscall/null") match one of a comma-separated list of globs? "syscall" means the
 * group.
 */
bool name_matches(const char *name, const char *globs);

#endif /* HARNESS_WORKLOADS_H */
