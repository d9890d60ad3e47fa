// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The profile parser. A line is "key = value # source"; the table below says what each key is.
 * Every key must be there once, and every number must say where it comes from. A profile that
 * begins with "base = NAME" has all of that profile, and says only what is different.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "values.h"

#define MAX_DEPTH 3

#define AT(member)			 offsetof(struct profile, member)
#define EVENT_KEY(sym, name, part, what) { name, parse_cycles, AT(event[EVENT_##sym]), true },

static const struct key {
	const char *name;
	bool (*parse)(const struct line *l, void *to);
	size_t offset;
	bool sourced; /* must have a comment that names the source or says "estimate" */
	/* clang-format off: the last row is a macro */
} keys[] = { { "title", parse_text, AT(title), false },
	     { "mhz", parse_mhz, AT(mhz), true },
	     { "tagged", parse_bool, AT(tagged), true },
	     { "itlb", parse_tlb, AT(tlb[ITLB]), true },
	     { "itlb_large", parse_large, AT(tlb[ITLB_LARGE]), true },
	     { "dtlb", parse_tlb, AT(tlb[DTLB]), true },
	     { "dtlb_large", parse_large, AT(tlb[DTLB_LARGE]), true },
	     { "stlb_data", parse_stlb, AT(tlb[STLB_DATA]), true },
	     { "stlb_data_large", parse_stlb_large, AT(tlb[STLB_DATA_LARGE]), true },
	     { "stlb_insn", parse_stlb_insn, AT(tlb[STLB_INSN]), true },
	     { "stlb_insn_large", parse_stlb_insn_large, AT(tlb[STLB_INSN_LARGE]), true },
	     { "stlb_hit", parse_cycles, AT(stlb_hit), true },
	     { "psc", parse_psc, AT(psc), true },
	     { "walk", parse_cycles, AT(walk), true },
	     { "walk_share", parse_share, AT(walk_share), true },
	     { "dirty", parse_cycles, AT(dirty), true },
	     { "l1d", parse_cache, AT(cache[CACHE_L1D]), true },
	     { "l1d_latency", parse_cycles, AT(cache[CACHE_L1D].latency), true },
	     { "l1i", parse_cache, AT(cache[CACHE_L1I]), true },
	     { "l2", parse_cache, AT(cache[CACHE_L2]), true },
	     { "l2_latency", parse_cycles, AT(cache[CACHE_L2].latency), true },
	     { "l3", parse_cache_or_none, AT(cache[CACHE_L3]), true },
	     { "l3_latency", parse_cycles, AT(cache[CACHE_L3].latency), true },
	     { "memory_latency", parse_cycles, AT(memory_latency), true },
	     { "instruction", parse_cycles, AT(insn), true },
	     MODEL_EVENTS(EVENT_KEY) };
/* clang-format on */

#define NR_KEYS (sizeof(keys) / sizeof(keys[0]))

static char *trim(char *s)
{
	char *end;

	while (isspace((unsigned char)*s))
		s++;
	end = s + strlen(s);
	while (end > s && isspace((unsigned char)end[-1]))
		*--end = 0;
	return s;
}

static bool load(struct line *l, struct profile *p);

/* Everything but the name comes from the base; its keys may be given again. */
static bool parse_base(struct line *l, struct profile *p, const unsigned int *seen)
{
	const char *slash = strrchr(l->path, '/');
	struct line base = *l;
	char *path;
	bool ok;

	for (unsigned int i = 0; i < NR_KEYS; i++) {
		if (seen[i])
			return refuse(l, "base must come before all other keys");
	}
	if (++base.depth > MAX_DEPTH)
		return refuse(l, "base: more than %u profiles deep, or a circle", MAX_DEPTH);
	if (asprintf(&path, "%.*s%s.profile", slash ? (int)(slash + 1 - l->path) : 0, l->path,
		     l->value) < 0)
		return refuse(l, "out of memory");
	base.path = path;
	ok = load(&base, p);
	p->based = true;
	free(path);
	return ok;
}

/* One line that is not empty. `source` is its comment, or NULL. */
static bool parse_line(struct line *l, char *text, const char *source, struct profile *p,
		       unsigned int *seen)
{
	char *eq = strchr(text, '=');

	if (!eq)
		return refuse(l, "'%s' is not 'key = value # source'", text);
	*eq = 0;
	l->key = trim(text);
	l->value = trim(eq + 1);
	if (!strcmp(l->key, "base"))
		return parse_base(l, p, seen);
	for (unsigned int i = 0; i < NR_KEYS; i++) {
		if (strcmp(keys[i].name, l->key))
			continue;
		if (seen[i])
			return refuse(l, "%s was given in line %u already", l->key, seen[i]);
		if (!*l->value)
			return refuse(l, "%s has no value", l->key);
		if (keys[i].sourced && (!source || !*source))
			return refuse(l, "%s needs '# SOURCE' or '# estimate' behind it", l->key);
		seen[i] = l->nr;
		return keys[i].parse(l, (char *)p + keys[i].offset);
	}
	return refuse(l, "unknown key '%s'", l->key);
}

static bool check_whole(struct line *l, struct profile *p, const unsigned int *seen)
{
	for (unsigned int i = 0; i < NR_KEYS; i++) {
		if (!seen[i] && !p->based)
			return refuse(l, "'%s' is missing", keys[i].name);
	}
	if (p->tlb[STLB_DATA].kind == TLB_NONE &&
	    (p->tlb[STLB_DATA_LARGE].kind == TLB_SHARED || p->tlb[STLB_INSN].kind == TLB_UNIFIED))
		return refuse(l, "a second level that is not there (stlb_data) cannot be shared");
	if (p->tlb[STLB_INSN].kind == TLB_NONE && p->tlb[STLB_INSN_LARGE].kind == TLB_SHARED)
		return refuse(l, "stlb_insn_large is shared with stlb_insn, which is not there");
	if (p->tlb[STLB_INSN_LARGE].kind == TLB_UNIFIED && p->tlb[STLB_INSN].kind != TLB_UNIFIED)
		return refuse(l, "stlb_insn_large can be unified only where stlb_insn is");
	return true;
}

static bool parse_file(FILE *f, struct line *l, struct profile *p)
{
	unsigned int seen[NR_KEYS] = { 0 };
	char text[512];

	while (fgets(text, sizeof(text), f)) {
		char *source, *body;

		l->nr++;
		for (const char *c = text; *c; c++)
			p->hash = (p->hash ^ (unsigned char)*c) * 0x100000001b3ull;
		if (!strchr(text, '\n') && !feof(f))
			return refuse(l, "the line is longer than %zu characters",
				      sizeof(text) - 2);
		source = strchr(text, '#');
		if (source)
			*source++ = 0;
		body = trim(text);
		if (*body && !parse_line(l, body, source ? trim(source) : NULL, p, seen))
			return false;
	}
	if (ferror(f))
		return refuse(l, "cannot be read: %s", strerror(errno));
	return check_whole(l, p, seen);
}

static bool load(struct line *l, struct profile *p)
{
	FILE *f = fopen(l->path, "r");
	bool ok;

	l->nr = 0;
	p->based = false;
	if (!f) {
		snprintf(l->err, l->err_size, "%s: %s", l->path, strerror(errno));
		return false;
	}
	ok = parse_file(f, l, p);
	fclose(f);
	return ok;
}

struct profile *profile_load(const char *path, char *err, size_t err_size)
{
	struct line l = { .path = path, .err = err, .err_size = err_size };
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const char *dot = strstr(base, ".profile");
	struct profile *p = calloc(1, sizeof(*p));
	bool ok;

	if (p) {
		p->name = dot ? strndup(base, dot - base) : strdup(base);
		p->hash = 0xcbf29ce484222325ull;
	}
	ok = p && p->name ? load(&l, p) : refuse(&l, "out of memory");
	if (ok)
		return p;
	profile_free(p);
	return NULL;
}

void profile_free(struct profile *p)
{
	if (!p)
		return;
	free(p->name);
	free(p->title);
	free(p);
}
