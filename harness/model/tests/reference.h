/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The model's semantics a second time, as plainly as they can be said: each array of each profile
 * is a list of entries in order of use, a flush takes entries out, every reference looks in the
 * tables and in the lists. Slow; for comparison only. Memory is never given back.
 */
#ifndef TESTS_REFERENCE_H
#define TESTS_REFERENCE_H

#include "guest.h"

struct reference;

struct reference *reference_new(const struct profile *p, struct guest *g, bool data_caches);
void reference_free(struct reference *r);
void reference_load_cr3(struct reference *r, uint32_t cr3);
void reference_write_cr4(struct reference *r);
void reference_invlpg(struct reference *r, uint32_t va);
/* One page only. */
void reference_fetch(struct reference *r, uint32_t va, uint32_t size);
void reference_data(struct reference *r, uint32_t va, bool write);
const struct model_counts *reference_counts(const struct reference *r);
/* As model_parts(): there are no instructions here, so the regions' own parts are 0. */
const uint64_t *reference_parts(const struct reference *r);

#endif /* TESTS_REFERENCE_H */
