// SPDX-License-Identifier: GPL-2.0-or-later
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cpio.h"
#include "lib/util.h"

/* One archive being written, with the directories that are in it already. */
struct writer {
	struct archive *a;
	int64_t ino;
	unsigned int nr_dirs;
	char **dirs;
};

/* Members with one inode number would be hard links to a reader: each gets its own. */
static bool put(struct writer *w, const char *name, mode_t mode, const char *data, size_t size)
{
	struct archive_entry *e = archive_entry_new();
	bool ok;

	archive_entry_set_pathname(e, name);
	archive_entry_set_mode(e, mode);
	archive_entry_set_size(e, size);
	archive_entry_set_mtime(e, 0, 0);
	archive_entry_set_ino64(e, ++w->ino);
	archive_entry_set_nlink(e, 1);
	ok = archive_write_header(w->a, e) == ARCHIVE_OK &&
	     (!size || archive_write_data(w->a, data, size) == (la_ssize_t)size);
	archive_entry_free(e);
	return ok;
}

static bool put_dir(struct writer *w, const char *name)
{
	for (unsigned int i = 0; i < w->nr_dirs; i++)
		if (!strcmp(w->dirs[i], name))
			return true;
	w->dirs = xrealloc(w->dirs, (w->nr_dirs + 1) * sizeof(*w->dirs));
	w->dirs[w->nr_dirs++] = xstrdup(name);
	return put(w, name, S_IFDIR | 0755, NULL, 0);
}

/* Every directory above a file, from the top. */
static bool put_parents(struct writer *w, const char *name)
{
	char *dir = xstrdup(name), *slash = dir;
	bool ok = true;

	while (ok && (slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		ok = put_dir(w, dir);
		*slash = '/';
	}
	free(dir);
	return ok;
}

static int put_file(struct writer *w, const struct guest_file *f, char **why)
{
	const char *name = f->guest + strspn(f->guest, "/");
	struct stat st;
	size_t size;
	char *data;
	bool ok;

	if (!*name) {
		*why = xasprintf("'%s' is no path for a file in the guest", f->guest);
		return EINVAL;
	}
	data = stat(f->host, &st) ? NULL : read_file(f->host, &size);
	if (!data) {
		*why = xasprintf("cannot read %s: %s", f->host, strerror(errno));
		return ENOENT;
	}
	ok = put_parents(w, name) && put(w, name, S_IFREG | (st.st_mode & 0777), data, size);
	free(data);
	return ok ? 0 : -1;
}

int cpio_write(const char *path, const struct guest_file *files, unsigned int n, char **why)
{
	struct writer w = { .a = archive_write_new() };
	int err = 0;

	*why = NULL;
	archive_write_set_format_cpio_newc(w.a);
	/* No padding at the end: the loader counts every byte of a module as memory in use. */
	archive_write_set_bytes_in_last_block(w.a, 1);
	if (archive_write_open_filename(w.a, path) != ARCHIVE_OK || !put_dir(&w, "bin") ||
	    !put_dir(&w, "tmp"))
		err = -1;
	for (unsigned int i = 0; i < n && !err; i++)
		err = put_file(&w, &files[i], why);
	if (archive_write_close(w.a) != ARCHIVE_OK && !err)
		err = -1;
	if (err == -1) {
		*why = xasprintf("cannot write %s: %s", path, archive_error_string(w.a));
		err = archive_errno(w.a) > 0 ? archive_errno(w.a) : EIO;
	}
	archive_write_free(w.a);
	for (unsigned int i = 0; i < w.nr_dirs; i++)
		free(w.dirs[i]);
	free(w.dirs);
	return err;
}
