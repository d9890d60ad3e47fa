/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values that a profile's lines may have. Each parser refuses what no hardware has. */
#ifndef MODEL_VALUES_H
#define MODEL_VALUES_H

#include "profile.h"

/* The value of one line, and where to complain. */
struct line {
	const char *path;
	unsigned int depth; /* of bases */
	unsigned int nr;
	const char *key;
	char *value;
	char *err;
	size_t err_size;
};

/* "FILE:LINE: reason" into the line's err. False, always. */
bool refuse(const struct line *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Into a member of struct profile: what each is for, is in the table of profile.c. */
bool parse_text(const struct line *l, void *to);
bool parse_bool(const struct line *l, void *to);
bool parse_cycles(const struct line *l, void *to);
bool parse_mhz(const struct line *l, void *to);
bool parse_psc(const struct line *l, void *to);
bool parse_share(const struct line *l, void *to);
bool parse_tlb(const struct line *l, void *to);
bool parse_large(const struct line *l, void *to);
bool parse_stlb(const struct line *l, void *to);
bool parse_stlb_insn(const struct line *l, void *to);
bool parse_stlb_large(const struct line *l, void *to);
bool parse_stlb_insn_large(const struct line *l, void *to);
bool parse_cache(const struct line *l, void *to);
bool parse_cache_or_none(const struct line *l, void *to);

#endif /* MODEL_VALUES_H */
