// SPDX-License-Identifier: GPL-2.0-or-later
/* How a guest ended, in words. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest.h"
#include "lib/util.h"

#define TAIL_LINES 12

static const struct {
	const char *reason, *meaning;
} ends[] = {
#define GUEST_END(sym, reason_, what) [GUEST_##sym] = { .reason = reason_, .meaning = what },
	GUEST_ENDS(GUEST_END)
#undef GUEST_END
};

const char *guest_end_reason(enum guest_end end)
{
	return ends[end].reason;
}

const char *guest_end_meaning(enum guest_end end)
{
	return ends[end].meaning;
}

/* A guest can print anything; a terminal must not be told more than text. */
static void put_tail(FILE *f, const char *origin, const char *text)
{
	const char *p = last_lines(text, TAIL_LINES);
	bool start = true;

	for (; *p; p++) {
		if (start)
			fprintf(f, "%s| ", origin);
		start = *p == '\n';
		if (*p == '\n' || *p == '\t' || isprint((unsigned char)*p))
			fputc(*p, f);
		else if (*p != '\r')
			fputc('?', f);
	}
	if (!start)
		fputc('\n', f);
}

char *guest_tail(const struct guest_result *r)
{
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	put_tail(f, "console", r->console);
	put_tail(f, "log", r->log);
	put_tail(f, "qemu", r->errors);
	fclose(f);
	return text;
}
