/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests share: the profiles of the project, and small ones made for a case. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "guest.h"

#define PROFILES_DIR "harness/model/profiles"

/* All profiles of the project in order of name; their number. Fails the test if one is bad. */
unsigned int load_profiles(const struct profile *profiles[MODEL_MAX_PROFILES]);

/* 4 fetch entries and 8 data entries full, 2 large ones of each; no second level; all costs prime.
 */
extern const struct profile tiny;

struct model *model_on(const struct profile *p, struct guest *g);

#endif /* TESTS_SUPPORT_H */
