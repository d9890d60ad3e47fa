// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "util.h"

static void vcomplain(const char *fmt, va_list ap)
{
	fflush(stdout);
	fputs("splitbench: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void complain(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vcomplain(fmt, ap);
	va_end(ap);
}

void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vcomplain(fmt, ap);
	va_end(ap);
	exit(EXIT_CANNOT);
}

static void *must(void *p)
{
	if (!p)
		die("out of memory");
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	return must(calloc(n ? n : 1, size));
}

void *xrealloc(void *p, size_t size)
{
	return must(realloc(p, size));
}

char *xstrdup(const char *s)
{
	return must(strdup(s));
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		s = NULL;
	va_end(ap);
	return must(s);
}

/* Reads until end of file, so that pipes and /proc work as well. */
static char *read_all(int fd, size_t *size)
{
	size_t have = 0, room = 16384;
	char *text = xcalloc(1, room + 1);
	ssize_t n;

	while ((n = read(fd, text + have, room - have)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			free(text);
			return NULL;
		}
		have += n;
		if (have == room) {
			room *= 2;
			text = xrealloc(text, room + 1);
		}
	}
	text[have] = '\0';
	if (size)
		*size = have;
	return text;
}

char *read_file(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text;

	if (fd < 0)
		return NULL;
	text = read_all(fd, size);
	close(fd);
	return text;
}

int write_file(const char *path, const char *text, size_t size)
{
	FILE *f = fopen(path, "we");
	bool bad;

	if (!f)
		return -1;
	errno = 0;
	bad = fwrite(text, 1, size, f) != size;
	if (fclose(f) || bad) {
		if (!errno)
			errno = ENOSPC;
		return -1;
	}
	return 0;
}

void make_folder(const char *path)
{
	if (mkdir(path, 0755) && errno != EEXIST)
		die("cannot make the directory %s: %s", path, strerror(errno));
}

char *capture(const char *const argv[])
{
	int fds[2], status;
	size_t size;
	char *text;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC))
		return NULL;
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR | O_CLOEXEC);

		dup2(null, STDIN_FILENO);
		dup2(fds[1], STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return NULL;
	}
	text = read_all(fds[0], &size);
	close(fds[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!text || status != 0) {
		free(text);
		return NULL;
	}
	if (size && text[size - 1] == '\n')
		text[size - 1] = '\0';
	return text;
}

bool has_words(const char *have, const char *want)
{
	char *padded = xasprintf(" %s ", have), *copy = xstrdup(want), *save, *word;
	bool all = true;

	for (word = strtok_r(copy, " ", &save); word && all; word = strtok_r(NULL, " ", &save)) {
		char *whole = xasprintf(" %s ", word);

		all = strstr(padded, whole);
		free(whole);
	}
	free(copy);
	free(padded);
	return all;
}

const char *last_lines(const char *text, unsigned int lines)
{
	const char *p = text + strlen(text);

	if (p > text && p[-1] == '\n')
		p--;
	for (; p > text; p--)
		if (p[-1] == '\n' && !--lines)
			break;
	return p;
}

const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return line + (*line == '\n');
}

double now_seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec * 1e-9;
}
