// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Programs that run on the host itself, with scripts in the place of workloads: not every machine
 * can run those. What `splitbench validate` does with real ones is a part of kvm.sh.
 */
#include "tree.h"

#include <sys/stat.h>
#include <unistd.h>

#include "lib/paths.h"
#include "run/native.h"
#include "store/store.h"

#define RECORD "echo '{\"splitbench\":1,\"record\":"
/* Parameters are words of their own: pages=4 k=2 --ops=10 --samples=2 --warmup=1 */
#define BEGIN                                                                                      \
	"#!/bin/sh\n" RECORD "\"begin\",\"workload\":\"g/w\",\"params\":\"'\"$1 $2\"'\","          \
	"\"ops\":'${3#--ops=}',\"samples\":'${4#--samples=}'}'\n"
#define SAMPLES                                                                                    \
	RECORD "\"sample\",\"index\":0,\"cycles\":80}'\n" RECORD                                   \
	       "\"sample\",\"index\":1,\"cycles\":120}'\n"
#define END RECORD "\"end\",\"checksum\":\"5eed\"}'\n"

/* A program of that text, run. */
static int run_script(const struct tree *t, const char *text, struct records *r, char **why)
{
	char *path = xasprintf("%s/script", t->dir);
	struct program p = { .path = path, .name = "g/w", .warmup = 1 };
	int ret;

	unlink(path);
	if (text) {
		put(t, "script", text);
		assert_int_equal(chmod(path, 0755), 0);
	}
	ret = native_run(&p, "pages=4 k=2", 10, 2, r, why);
	free(path);
	return ret;
}

static void its_records_are_read(void **state)
{
	struct records r;
	char *why;

	assert_int_equal(run_script(*state, BEGIN SAMPLES END, &r, &why), 0);
	assert_null(why);
	assert_string_equal(r.params, "pages=4 k=2");
	assert_int_equal(r.ops, 10);
	assert_int_equal(r.nr_samples, 2);
	assert_int_equal(r.samples[1].value, 120);
	records_free(&r);
}

static const struct {
	const char *script, *says;
} bad[] = {
	{ NULL, "cannot run" },
	{ "no program at all", "runs no i386 programs (CONFIG_IA32_EMULATION)" },
	{ "#!/bin/sh\nkill -SEGV $$\n", "g/w was ended by signal 11" },
	{ BEGIN SAMPLES, "the end record is missing" },
	{ "#!/bin/sh\n" RECORD "\"error\",\"what\":\"mmap: ENOMEM\"}'\nexit 1\n",
	  "the workload reports: mmap: ENOMEM" },
};

static void what_is_wrong_is_said(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct records r;
		char *why;

		assert_int_equal(run_script(*state, bad[i].script, &r, &why), -1);
		if (!strstr(why, bad[i].says))
			fail_msg("'%s' instead of '%s'", why, bad[i].says);
		free(why);
		records_free(&r);
	}
}

static void the_machine_is_known(void **state)
{
	bool same;
	char *profile = in_root("harness/model/profiles/%s.profile", native_profile(&same));

	(void)state;
	assert_int_equal(access(profile, R_OK), 0);
	assert_true(native_tsc_per_core() > 0);
	free(profile);
}

/* The commands: nothing to run, and what the fixture of the other tests is, more kernel than user.
 */
static void validate_says_what_it_needs(void **state)
{
	struct tree *t = *state;

	assert_int_equal(splitbench(t, "validate --db %s", t->db), 2);
	said(t, "there are no results in");
	assert_int_equal(run(t, ""), 0);
	assert_int_equal(splitbench(t, "validate --db %s", t->db), 2);
	said(t, "run 1 has no modelled workload that stays in user mode");
	answer(t, "SELECT count(*) FROM native", "0");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(its_records_are_read),
		TEST(what_is_wrong_is_said),
		TEST(the_machine_is_known),
		TEST(validate_says_what_it_needs),
	};

	return cmocka_run_group_tests_name("native", tests, NULL, NULL);
}
