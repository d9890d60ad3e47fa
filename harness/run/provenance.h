/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a run comes from: tree, binaries, QEMU, host. */
#ifndef HARNESS_PROVENANCE_H
#define HARNESS_PROVENANCE_H

#include <stdbool.h>

#include "matrix/cell.h"
#include "run.h"

struct provenance {
	char *commit_id; /* "unknown" outside a repository */
	bool dirty;
	char *qemu_version;
	char *host_cpu, *host_kernel;
	char *model_id; /* of the model's sources; NULL where it does not run along */
	char **kernel_sha256; /* a configuration each, by position; NULL where it is not built */
	char *fingerprint; /* equal for two runs that must give the same rows */
};

/* Only the host: the rest of *p is left as it is. */
void provenance_host(struct provenance *p);
/* Only the tree, the emulator and the host. Stops the program if QEMU cannot be run. */
void provenance_origin(struct provenance *p, const char *qemu);
/* Stops the program if QEMU cannot be run. The fingerprint covers the selected cells. */
void provenance_collect(struct provenance *p, const struct run_options *o,
			const struct cells *cells);
void provenance_free(struct provenance *p);

/*
 * QEMU's version, "7.2.22 (Debian ...)", and the host's processor; malloc'ed, NULL if not to be
 * had.
 */
char *qemu_version(const char *qemu);
char *host_cpu(void);

/*
 * What the kernel that this runs on runs on: "real", "virtual" (a guest by the host's
 * virtualisation), or "emulated" (a machine of software, where clocks of hardware mean nothing).
 */
const char *host_kind(void);

#endif /* HARNESS_PROVENANCE_H */
