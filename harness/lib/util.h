/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small things every part of the host side uses: strings, whole files, other programs' output. */
#ifndef HARNESS_UTIL_H
#define HARNESS_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Exit statuses of the command; 1 is for a run in which cells failed. */
#define EXIT_CELLS_FAILED 1
#define EXIT_CANNOT	  2 /* bad usage, or something needed is not there */
#define EXIT_INTERRUPTED  130

/* Prints "splitbench: " and the message on stderr. */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same, then exits with EXIT_CANNOT. For what makes the whole command impossible. */
void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

/* Memory: a host program that cannot get a few bytes can only stop, and these do. */
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Reads a whole file; the text is followed by a NUL that *size (may be NULL) does not count.
 * Returns NULL with errno set on failure.
 */
char *read_file(const char *path, size_t *size);
/* Writes a whole file. Returns 0 or -1 with errno set; a short write is ENOSPC. */
int write_file(const char *path, const char *text, size_t size);
/* Makes a directory if it is not there. Stops the program where it cannot. */
void make_folder(const char *path);

/*
 * Runs a program (argv[0] searched in PATH, stderr dropped) and returns what it printed, without
 * the last newline; NULL if it could not be run or its exit status was not 0.
 */
char *capture(const char *const argv[]);

/* Are all words of `want` among those of `have`? Both are lists with blanks between. */
bool has_words(const char *have, const char *want);

/* The last `lines` lines of text, as a pointer into it. */
const char *last_lines(const char *text, unsigned int lines);

/* The start of the next line; the end of the text where there is none. */
const char *next_line(const char *line);

/* SHA-256 in hexadecimal, of a file (NULL with errno set if it cannot be read) or of a text. */
char *sha256_file(const char *path);
char *sha256_text(const char *text);
/* The build ID (an ELF note) of a program or library, in hexadecimal; NULL where there is none. */
char *elf_build_id(const char *path);

/*
 * zlib's format. Both return malloc'ed memory, never NULL for good input; inflating bad data gives
 * NULL.
 */
void *deflate_text(const char *text, size_t size, size_t *packed);
char *inflate_text(const void *data, size_t packed);

/* Seconds on a clock that only goes forward. */
double now_seconds(void);

#endif /* HARNESS_UTIL_H */
