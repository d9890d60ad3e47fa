// SPDX-License-Identifier: GPL-2.0-or-later
/* The profile parser: each line of a good profile, made bad in one way, is refused with its reason.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

#define GOOD PROFILES_DIR "/skylake.profile"

static const struct bad {
	const char *line; /* the line of the good profile that begins so is replaced; NULL: added */
	const char *by;
	const char *reason; /* part of the message */
} bad[] = {
	{ NULL, "colour = 3 # estimate", "unknown key 'colour'" },
	{ NULL, "nonsense", "'nonsense' is not 'key = value # source'" },
	{ NULL, "dtlb = 64/4 # estimate", "dtlb was given in line" },
	{ NULL, "base = pentium3", "base must come before all other keys" },
	{ "dtlb ", "", "'dtlb' is missing" },
	{ "cr3 ", "", "'cr3' is missing" },
	{ "dtlb ", "dtlb = 64/4", "dtlb needs '# SOURCE' or '# estimate' behind it" },
	{ "dtlb ", "dtlb = # estimate", "dtlb has no value" },
	{ "dtlb ", "dtlb = 64/0 # estimate", "dtlb has zero ways" },
	{ "dtlb ", "dtlb = 64/5 # estimate", "64 entries cannot be divided into 5 ways" },
	{ "dtlb ", "dtlb = 48/4 # estimate", "dtlb has 12 sets, which is not a power of two" },
	{ "dtlb ", "dtlb = lots # estimate", "'lots' is not ENTRIES/WAYS" },
	{ "dtlb ", "dtlb = none # estimate", "dtlb cannot be 'none'" },
	{ "dtlb ", "dtlb = 64/4x # estimate", "the ways must be a number or 'full'" },
	{ "dtlb ", "dtlb = 1M/4 # estimate", "at most 32768 entries" },
	{ "stlb_data ", "stlb_data = none # estimate", "cannot be shared" },
	{ "stlb_insn ", "stlb_insn = none # estimate", "unified only where stlb_insn is" },
	{ "mhz ", "mhz = 0 # estimate", "mhz must be a number of MHz from 1 to" },
	{ "mhz ", "mhz = 2.4 # estimate", "mhz must be a number of MHz from 1 to" },
	{ "tagged ", "tagged = perhaps # estimate", "tagged must be yes or no" },
	{ "cr3 ", "cr3 = fast # estimate", "cr3 must be a number of cycles" },
	{ "cr3 ", "cr3 = 1.2345 # estimate", "at most three decimals" },
	{ "cr3 ", "cr3 = -1 # estimate", "cr3 must be a number of cycles" },
	{ "cr3 ", "cr3 = 2000000 # estimate", "cr3 must be a number of cycles" },
	{ "psc ", "psc = 1000 # estimate", "psc must be a number of entries from 0 to 64" },
	{ "walk_share ", "walk_share = 0 # estimate", "walk_share must be a power of two" },
	{ "l1d ", "l1d = 32K # estimate", "'32K' is not SIZE/WAYS/LINE" },
	{ "l1d ", "l1d = 32K/8/48 # estimate", "a line of 48 bytes is not a power of two" },
	{ "l1d ", "l1d = 24K/8/64 # estimate", "l1d has 48 sets" },
};

/* The good profile with one line replaced or added, at `path`; the line's number. */
static unsigned int write_profile(const char *path, const struct bad *b)
{
	FILE *in = fopen(GOOD, "r"), *out = fopen(path, "w");
	unsigned int nr = 0, at = 0;
	char line[512];

	while (fgets(line, sizeof(line), in)) {
		nr++;
		if (b->line && !strncmp(line, b->line, strlen(b->line))) {
			at = nr;
			fprintf(out, "%s\n", b->by);
		} else {
			fputs(line, out);
		}
	}
	if (!b->line) {
		at = ++nr;
		fprintf(out, "%s\n", b->by);
	}
	fclose(in);
	fclose(out);
	assert_int_not_equal(at, 0);
	return *b->by ? at : nr; /* what is missing is found at the end */
}

static void test_refused(void **state)
{
	char path[] = "/tmp/profile-XXXXXX", err[256], where[64];
	int fd = mkstemp(path);

	(void)state;
	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		unsigned int line = write_profile(path, &bad[i]);

		err[0] = 0;
		assert_null(profile_load(path, err, sizeof(err)));
		if (!strstr(err, bad[i].reason))
			fail_msg("'%s' was refused with '%s'", bad[i].by, err);
		/* What is wrong with the whole is said at the end; else it is the line itself. */
		snprintf(where, sizeof(where), "%s:%u: ", path, line);
		if (!strstr(err, "missing") && !strstr(err, "shared") &&
		    !strstr(err, "unified only"))
			assert_memory_equal(err, where, strlen(where));
		assert_memory_equal(err, path, strlen(path));
	}
	close(fd);
	unlink(path);
}

static void test_no_file(void **state)
{
	char err[256];

	(void)state;
	assert_null(profile_load("/nowhere/x.profile", err, sizeof(err)));
	assert_string_equal(err, "/nowhere/x.profile: No such file or directory");
}

static void test_values(void **state)
{
	char err[256];
	struct profile *p = profile_load(GOOD, err, sizeof(err));
	struct profile *t = profile_load(PROFILES_DIR "/skylake-tagged.profile", err, sizeof(err));

	(void)state;
	assert_non_null(p);
	assert_non_null(t);
	assert_string_equal(p->name, "skylake");
	assert_int_equal(p->tlb[STLB_DATA].sets, 128);
	assert_int_equal(p->tlb[STLB_DATA].ways, 12);
	assert_int_equal(p->tlb[STLB_INSN].kind, TLB_UNIFIED);
	assert_int_equal(p->tlb[ITLB_LARGE].sets, 1);
	assert_int_equal(p->cache[CACHE_L3].sets, 8192);
	assert_int_equal(p->insn, 500);
	/* What has a base has all of it but what it says itself. */
	assert_string_equal(t->name, "skylake-tagged");
	assert_true(t->tagged && !p->tagged);
	assert_memory_equal(t->tlb, p->tlb, sizeof(p->tlb));
	assert_memory_equal(t->event, p->event, sizeof(p->event));
	assert_true(t->hash != p->hash);
	profile_free(p);
	profile_free(t);
}

static void test_circle(void **state)
{
	char path[] = "/tmp/circle-XXXXXX.profile", err[256];
	int fd = mkstemps(path, strlen(".profile"));
	FILE *f = fdopen(fd, "w");

	(void)state;
	fprintf(f, "base = %.*s\n", (int)(strlen(path) - strlen("/tmp/.profile")),
		path + strlen("/tmp/"));
	fclose(f);
	assert_null(profile_load(path, err, sizeof(err)));
	assert_non_null(strstr(err, "a circle"));
	unlink(path);
}

static void test_listing(void **state)
{
	char *text, err[256];
	size_t size;
	FILE *f = open_memstream(&text, &size);

	(void)state;
	assert_int_equal(profiles_list(f, PROFILES_DIR, err, sizeof(err)), 0);
	assert_int_equal(profiles_list(f, "/nowhere", err, sizeof(err)), -1);
	assert_string_equal(err, "/nowhere: No such file or directory");
	fclose(f);
	assert_non_null(strstr(text, "skylake: Intel Skylake"));
	assert_non_null(strstr(text, " 1536 entries, 12-way"));
	assert_non_null(strstr(text, "keeps all entries (tagged)"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused), cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_values),	cmocka_unit_test(test_circle),
		cmocka_unit_test(test_listing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
