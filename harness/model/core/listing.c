// SPDX-License-Identifier: GPL-2.0-or-later
/* What `splitbench profiles` prints. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "profile.h"

static const char *const tlb_titles[NR_TLBS] = {
	[ITLB] = "ITLB",
	[ITLB_LARGE] = "ITLB, large pages",
	[DTLB] = "DTLB",
	[DTLB_LARGE] = "DTLB, large pages",
	[STLB_INSN] = "second level, fetches",
	[STLB_INSN_LARGE] = "second level, fetches of large pages",
	[STLB_DATA] = "second level, data",
	[STLB_DATA_LARGE] = "second level, data in large pages",
};

static void print_tlb(FILE *out, const struct tlb_geometry *g, const char *title)
{
	static const char *const words[] = {
		[TLB_SHARED] = "in the array for small pages",
		[TLB_UNIFIED] = "in the array for data",
	};

	if (g->kind == TLB_NONE)
		return;
	fprintf(out, "    %-38s", title);
	if (g->kind != TLB_OWN)
		fprintf(out, "%s\n", words[g->kind]);
	else if (g->sets == 1)
		fprintf(out, "%5u entries, fully associative\n", g->ways);
	else
		fprintf(out, "%5u entries, %u-way\n", g->sets * g->ways, g->ways);
}

static void print_cycles(FILE *out, const char *name, uint32_t mcycles)
{
	fprintf(out, "%s %g", name, (double)mcycles / MCYCLES);
}

void profile_explain(FILE *out, const struct profile *p)
{
	fprintf(out, "%s: %s\n", p->name, p->title);
	for (unsigned int i = 0; i < NR_TLBS; i++)
		print_tlb(out, &p->tlb[i], tlb_titles[i]);
	fprintf(out, "    %-38s%s\n", "at a CR3 load",
		p->tagged ? "keeps all entries (tagged)" : "keeps only global entries");
	fprintf(out, "    %-38s%5u MHz, nominal\n", "clock", p->mhz);
	fprintf(out, "    cycles: ");
	print_cycles(out, "instruction", p->insn);
	for (unsigned int i = 0; i <= EVENT_INVLPG; i++) {
		fputs(", ", out);
		print_cycles(out, event_names[i], p->event[i]);
	}
	fputs("\n\n", out);
}

static int is_profile(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');

	return dot && dot != d->d_name && !strcmp(dot, ".profile");
}

int profiles_list(FILE *out, const char *dir, char *err, size_t err_size)
{
	struct dirent **names;
	int n = scandir(dir, &names, is_profile, alphasort), failed = 0;

	if (n < 0) {
		snprintf(err, err_size, "%s: %s", dir, strerror(errno));
		return -1;
	}
	for (int i = 0; i < n; i++) {
		struct profile *p = NULL;
		char *path;

		if (!failed && asprintf(&path, "%s/%s", dir, names[i]->d_name) >= 0) {
			p = profile_load(path, err, err_size);
			free(path);
			failed = !p;
		}
		if (p)
			profile_explain(out, p);
		profile_free(p);
		free(names[i]);
	}
	free(names);
	if (!failed)
		fprintf(out,
			"Every number of a profile names its source in %s/NAME.profile.\n"
			"To add a CPU, add a file there.\n",
			dir);
	return failed ? -1 : 0;
}
