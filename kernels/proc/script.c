// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Scripts: "#!", an interpreter, and one argument for it, which is the rest of the line. As Linux
 * reads such a line.
 */
#include "err.h"
#include "exec.h"
#include "fs.h"
#include "string.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * Where the line ends; NULL: behind what was read, in the middle of the interpreter's name, of
 * which nobody knows the rest.
 */
static char *line_end(char *line, char *end)
{
	char *p = line;

	while (p < end && *p && *p != '\n')
		p++;
	if (p < end)
		return p;
	for (p = line; p < end && is_blank(*p);)
		p++;
	while (p < end && !is_blank(*p))
		p++;
	return p < end ? end : NULL;
}

int read_script(struct script *s, struct file *file)
{
	ssize_t n = kernel_read(file, s->line, SCRIPT_LINE_MAX, 0);
	char *p, *end;

	if (n < 2 || s->line[0] != '#' || s->line[1] != '!')
		return 0;
	memset(s->line + n, 0, sizeof(s->line) - n);
	p = s->line + 2;
	end = line_end(p, s->line + SCRIPT_LINE_MAX);
	if (!end)
		return -ENOEXEC;
	while (end > p && is_blank(end[-1]))
		end--;
	*end = 0;
	while (is_blank(*p))
		p++;
	if (!*p)
		return -ENOEXEC;
	s->interpreter = p;
	s->argument = NULL;
	while (*p && !is_blank(*p))
		p++;
	if (!*p)
		return 1;
	*p++ = 0;
	while (is_blank(*p))
		p++;
	s->argument = p;
	return 1;
}
