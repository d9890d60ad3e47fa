/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guest's root file system: a cpio archive (newc), the only multiboot module. */
#ifndef HARNESS_CPIO_H
#define HARNESS_CPIO_H

struct guest_file {
	const char *host; /* path on the host */
	const char *guest; /* absolute path in the guest */
};

/*
 * Writes the archive: the directories /bin and /tmp and those the files need, and the files with
 * the permissions they have here; owner and times are constant, so that equal files give equal
 * archives. Returns 0, or an errno value with a malloc'ed sentence in *why.
 */
int cpio_write(const char *path, const struct guest_file *files, unsigned int n, char **why);

#endif /* HARNESS_CPIO_H */
