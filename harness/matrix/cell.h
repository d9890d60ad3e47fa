/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The matrix: one cell for each configuration x memory x workload x case, in the order workload,
 * case, memory, configuration. The cells of one group differ in the configuration alone, lie next
 * to each other, and must agree on their checksum.
 */
#ifndef HARNESS_CELL_H
#define HARNESS_CELL_H

#include <stdbool.h>

#include "configs.h"
#include "workloads.h"
#include "guest/clock.h"
#include "guest/guest.h"
#include "guest/records.h"

struct cell {
	const struct config *config;
	const struct program *program;
	const struct wcase *wcase;
	unsigned int mem_mib;
	unsigned int group;
	uint32_t samples; /* to be asked for (of hardware: in each round); 0 of a capacity */
	char *name; /* "syscall/null/entry:int80/config:4g4g/mem:2048" */
	const struct clock *clock; /* what RDTSC is in its guest */
	bool twin; /* the first configuration once more: what it differs by is noise */
	bool selected; /* by --benchmark_filter; true to begin with */
};

struct cells {
	unsigned int n, nr_groups;
	struct cell *v;
	unsigned int left_out;
	unsigned int nr_own;
	struct wcase **own; /* cases of `params`, which are in no table */
};

/* What the user asked for; NULL and 0 mean the default. */
struct selection {
	const char *configs; /* list of names */
	const char *workloads; /* list of globs */
	const char *mem; /* list of sizes in MiB */
	const char *params; /* lists of parameters, a comma between each, in place of the tables' cases */
	unsigned int ops; /* a sample of those; 0: that of the table */
	unsigned int samples; /* a cell */
	unsigned int repetitions; /* times as many samples */
	bool quick; /* only the cases of the quick selection, in their first memory size */
	bool extra; /* also those that are measured only where they are asked for */
	bool kvm; /* cells of the clock kvm-tsc as well, which have twins */
	bool only_kvm; /* and no others */
	bool sweep; /* the memory sweep: see cells_make() */
	unsigned int most_mib; /* of host memory for a cell of the sweep; 0: no limit */
};

/*
 * Capacities are part of a run only where `workloads` names them, and of the memory sweep: that has
 * the cases marked for it, in every configuration, those of costs in the sweep's memory sizes and
 * capacities in their own, but for cells that may take more than most_mib (`left_out`).
 *
 * With `params` the cells are those of these parameters and no others. What a workload makes of them, it says
 * itself when it runs.
 *
 * Stops the program with a remedy where the selection is bad or empty. The programs must outlive
 * the cells.
 */
void cells_make(struct cells *cells, const struct selection *sel, const struct programs *programs);
void cells_free(struct cells *cells);

/* MiB of the host's memory that a guest with this cell may come to use. */
unsigned int cell_weight_mib(const struct cell *c);

enum cell_state { CELL_OK, CELL_FAILED, CELL_NOFIT };

/* What came of a cell. */
struct cell_result {
	enum cell_state state;
	const char *reason; /* of a failed one, as stored; a literal */
	char *detail; /* one sentence; never NULL */
	char *tail; /* the guest's last lines; never NULL */
	struct records records; /* whole only in state CELL_OK */
	struct guest_result guest;
};

/* "ok", "failed", "nofit": as stored. */
const char *cell_state_name(enum cell_state state);

/* Makes it a failed one. Takes the malloc'ed sentence. */
void cell_fail(struct cell_result *r, const char *reason, char *detail);
void cell_result_free(struct cell_result *r);

#endif /* HARNESS_CELL_H */
