// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "values.h"

#define MAX_ENTRIES 32768
#define MAX_PSC	    64 /* searched one by one; the largest known is 64 */
#define MAX_MHZ	    100000
#define MAX_MCYCLES (1000000u * MCYCLES)

bool refuse(const struct line *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool refuse(const struct line *l, const char *fmt, ...)
{
	char why[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	snprintf(l->err, l->err_size, "%s:%u: %s", l->path, l->nr, why);
	return false;
}

static bool is_power_of_two(uint32_t n)
{
	return n && !(n & (n - 1));
}

/* A whole number with an optional K or M; *end is where it stops. False if there is none or it is
 * above max. */
static bool number(const char *s, char **end, uint32_t max, uint32_t *to)
{
	unsigned long long v;

	if (!isdigit((unsigned char)*s))
		return false;
	errno = 0;
	v = strtoull(s, end, 10);
	if (errno || v > UINT32_MAX)
		return false;
	if (**end == 'K')
		v <<= 10, ++*end;
	else if (**end == 'M')
		v <<= 20, ++*end;
	*to = v;
	return v <= max;
}

bool parse_text(const struct line *l, void *to)
{
	char **text = to;

	free(*text);
	*text = strdup(l->value);
	return true;
}

bool parse_bool(const struct line *l, void *to)
{
	*(bool *)to = !strcmp(l->value, "yes");
	return *(bool *)to || !strcmp(l->value, "no") || refuse(l, "%s must be yes or no", l->key);
}

/* Cycles, with at most three decimals. */
bool parse_cycles(const struct line *l, void *to)
{
	char *end = l->value;
	uint32_t whole = 0, part = 0, scale = MCYCLES;

	if (!number(l->value, &end, MAX_MCYCLES / MCYCLES, &whole))
		return refuse(l, "%s must be a number of cycles from 0 to %u", l->key,
			      MAX_MCYCLES / MCYCLES);
	if (*end == '.') {
		for (end++; isdigit((unsigned char)*end) && scale > 1; end++) {
			scale /= 10;
			part += (*end - '0') * scale;
		}
	}
	if (*end)
		return refuse(l, "%s: '%s' is not a number of cycles with at most three decimals",
			      l->key, l->value);
	*(uint32_t *)to = whole * MCYCLES + part;
	return true;
}

bool parse_mhz(const struct line *l, void *to)
{
	char *end;

	return (number(l->value, &end, MAX_MHZ, to) && !*end && *(uint32_t *)to) ||
	       refuse(l, "%s must be a number of MHz from 1 to %u", l->key, MAX_MHZ);
}

bool parse_psc(const struct line *l, void *to)
{
	char *end;

	return (number(l->value, &end, MAX_PSC, to) && !*end) ||
	       refuse(l, "%s must be a number of entries from 0 to %u", l->key, MAX_PSC);
}

bool parse_share(const struct line *l, void *to)
{
	char *end;

	return (number(l->value, &end, 64, to) && !*end && is_power_of_two(*(uint32_t *)to)) ||
	       refuse(l, "%s must be a power of two from 1 to 64", l->key);
}

static bool check_sets(const struct line *l, uint32_t units, uint32_t ways, uint32_t *sets)
{
	if (!ways)
		return refuse(l, "%s has zero ways", l->key);
	if (!units || units % ways)
		return refuse(l, "%s: %u entries cannot be divided into %u ways", l->key, units,
			      ways);
	*sets = units / ways;
	return is_power_of_two(*sets) ||
	       refuse(l, "%s has %u sets, which is not a power of two", l->key, *sets);
}

/* ENTRIES/WAYS, ENTRIES/full. */
static bool parse_own_tlb(const struct line *l, struct tlb_geometry *g)
{
	uint32_t entries;
	char *end;

	if (!number(l->value, &end, MAX_ENTRIES, &entries) || *end != '/')
		return refuse(l,
			      "%s: '%s' is not ENTRIES/WAYS or ENTRIES/full (at most %u entries)",
			      l->key, l->value, MAX_ENTRIES);
	g->kind = TLB_OWN;
	if (!strcmp(end + 1, "full"))
		g->ways = entries;
	else if (!number(end + 1, &end, MAX_ENTRIES, &g->ways) || *end)
		return refuse(l, "%s: the ways must be a number or 'full'", l->key);
	return check_sets(l, entries, g->ways, &g->sets);
}

static bool parse_word_or_tlb(const struct line *l, struct tlb_geometry *g, unsigned int allowed)
{
	static const char *const words[] = {
		[TLB_NONE] = "none",
		[TLB_SHARED] = "shared",
		[TLB_UNIFIED] = "unified",
	};

	for (unsigned int i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!words[i] || strcmp(words[i], l->value))
			continue;
		g->kind = i;
		return allowed & 1u << i || refuse(l, "%s cannot be '%s'", l->key, l->value);
	}
	return parse_own_tlb(l, g);
}

bool parse_tlb(const struct line *l, void *to)
{
	return parse_word_or_tlb(l, to, 0);
}

bool parse_large(const struct line *l, void *to)
{
	return parse_word_or_tlb(l, to, 1u << TLB_SHARED);
}

bool parse_stlb(const struct line *l, void *to)
{
	return parse_word_or_tlb(l, to, 1u << TLB_NONE);
}

bool parse_stlb_insn(const struct line *l, void *to)
{
	return parse_word_or_tlb(l, to, 1u << TLB_NONE | 1u << TLB_UNIFIED);
}

bool parse_stlb_large(const struct line *l, void *to)
{
	return parse_word_or_tlb(l, to, 1u << TLB_NONE | 1u << TLB_SHARED);
}

bool parse_stlb_insn_large(const struct line *l, void *to)
{
	return parse_word_or_tlb(l, to, 1u << TLB_NONE | 1u << TLB_SHARED | 1u << TLB_UNIFIED);
}

/* SIZE/WAYS/LINE in bytes. */
bool parse_cache(const struct line *l, void *to)
{
	struct cache_geometry *g = to;
	uint32_t size;
	char *end;

	if (!number(l->value, &end, 1u << 30, &size) || *end != '/' ||
	    !number(end + 1, &end, 1024, &g->ways) || *end != '/' ||
	    !number(end + 1, &end, 1024, &g->line) || *end)
		return refuse(l, "%s: '%s' is not SIZE/WAYS/LINE (such as 32K/8/64)", l->key,
			      l->value);
	if (!is_power_of_two(g->line) || g->line < 16)
		return refuse(l, "%s: a line of %u bytes is not a power of two from 16", l->key,
			      g->line);
	return check_sets(l, size / g->line, g->ways, &g->sets);
}

bool parse_cache_or_none(const struct line *l, void *to)
{
	return !strcmp(l->value, "none") || parse_cache(l, to);
}
