/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What cmocka wants included before it, and where the tests' files are. */
#ifndef HARNESS_TEST_H
#define HARNESS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/util.h"

/* A built file of the tests: TEST_BUILD in the environment is their folder, as build.mk has it. */
static inline char *test_file(const char *name)
{
	const char *dir = getenv("TEST_BUILD");

	if (!dir)
		die("TEST_BUILD is not set; run the tests by make test-harness");
	return xasprintf("%s/%s", dir, name);
}

/* A new directory of the test's own, malloc'ed; remove_dir() takes it away with all in it. */
static inline char *make_dir(void)
{
	char *dir = xstrdup("/tmp/splitbench-test-XXXXXX");

	assert_non_null(mkdtemp(dir));
	return dir;
}

static inline void remove_dir(char *dir)
{
	char *command = xasprintf("rm -rf '%s'", dir);

	assert_int_equal(system(command), 0);
	free(command);
	free(dir);
}

#endif /* HARNESS_TEST_H */
