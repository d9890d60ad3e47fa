// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "progress.h"
#include "lib/util.h"

#define ERASE_LINE "\r\033[K"

void progress_start(struct progress *p, unsigned int total, bool quiet)
{
	*p = (struct progress){
		.terminal = isatty(STDERR_FILENO),
		.quiet = quiet,
		.total = total,
		.started = now_seconds(),
	};
}

void progress_clear(const struct progress *p)
{
	if (p->terminal && !p->quiet)
		fputs(ERASE_LINE, stderr);
}

void progress_show(const struct progress *p)
{
	unsigned int here = p->done - p->loaded;
	double left;

	if (!p->terminal || p->quiet)
		return;
	fprintf(stderr, ERASE_LINE "%u of %u cells done, %u failed", p->done, p->total, p->failed);
	if (here && p->done < p->total) {
		left = (now_seconds() - p->started) / here * (p->total - p->done);
		fprintf(stderr, ", about %u:%02u left", (unsigned int)left / 60,
			(unsigned int)left % 60);
	}
	fflush(stderr);
}

static void print_failure(const struct cell *c, const struct cell_result *r)
{

	fprintf(stderr, "FAILED %s: %s: %s\n", c->name, r->reason, r->detail);
	for (const char *line = r->tail; *line; line = next_line(line))
		fprintf(stderr, "       %.*s\n", (int)strcspn(line, "\n"), line);
}

/* The first is what the workload is for. */
static void print_capacity(const struct cell *c, const struct cell_result *r)
{
	const struct capacity *first = r->records.capacities;

	if (first)
		fprintf(stderr, "ok     %s: %s %lld %s%s%s\n", c->name, first->name,
			(long long)first->value, first->unit,
			first->limited_by ? ", limited by " : "",
			first->limited_by ? first->limited_by : "");
}

void progress_cell(struct progress *p, const struct cell *c, const struct cell_result *r,
		   const struct clocks *clocks)
{
	int shown = c->clock->hardware ? -1 : clocks->shown;

	p->done++;
	p->failed += r->state == CELL_FAILED;
	p->nofit += r->state == CELL_NOFIT;
	progress_clear(p);
	if (r->state == CELL_FAILED)
		print_failure(c, r);
	else if (!p->terminal && !p->quiet && r->state == CELL_NOFIT)
		fprintf(stderr, "nofit  %s: %s\n", c->name, r->detail);
	else if (!p->terminal && !p->quiet && !records_timed(&r->records))
		print_capacity(c, r);
	else if (!p->terminal && !p->quiet && !records_have(&r->records, shown))
		fprintf(stderr, "ok     %s: not on clock %s\n", c->name, clocks_name(clocks));
	else if (!p->terminal && !p->quiet)
		fprintf(stderr, "ok     %s: %.6g %s an operation\n", c->name,
			records_per_op(&r->records, shown),
			shown < 0 ? c->clock->unit : clock_unit(clocks_name(clocks)));
	progress_show(p);
}

void progress_reject(struct progress *p, const struct cell *c, const struct cell_result *r)
{
	p->failed++;
	progress_clear(p);
	print_failure(c, r);
	progress_show(p);
}
