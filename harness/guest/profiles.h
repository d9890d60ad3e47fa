/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The model's CPU profiles as files: which there are, and what they are made of. */
#ifndef HARNESS_PROFILES_H
#define HARNESS_PROFILES_H

#include <stdint.h>

struct cpu {
	char *name; /* "skylake" */
	char *clock; /* "model:skylake": what its cycles are stored as */
	char *path; /* of the file; absolute, QEMU runs elsewhere */
	char *text; /* of the file, and of the profile it is based on */
	char *sha256; /* of that text */
	uint64_t
		hash; /* the model's own, which the plugin repeats; 0: not known, of a stored run */
};

struct cpus {
	unsigned int n;
	struct cpu *v; /* in order of name */
};

/* The folder of the profiles that come with the project; malloc'ed. */
char *profiles_dir(void);
/* The names of the profiles in a folder, in order; stops the program if there are none. */
unsigned int profiles_names(const char *dir, char ***names);
/*
 * Reads one profile and adds it, once. One that is missing or bad stops the program with its file,
 * line and reason.
 */
void cpus_add(struct cpus *cpus, const char *dir, const char *name);
/* Its place in the list, or -1. */
int cpus_find(const struct cpus *cpus, const char *name);
void cpus_free(struct cpus *cpus);

#endif /* HARNESS_PROFILES_H */
