// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The plugin in QEMU, on the guest of tests/mini: the regions of its program are known to the
 * instruction, and so is what they must count. Arguments: the plugin, the guest, and the guest with
 * PAE page tables.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

#define LOOPS 1000

static const char *plugin_path, *guest_path, *pae_guest_path;
static char dir[] = "/tmp/model-XXXXXX";

/* Runs QEMU with these plugin arguments behind ram= and out=; its exit status. */
static int run(const char *out, const char *arguments)
{
	char *command;
	int status;

	assert_true(asprintf(&command,
			     "qemu-system-i386 -M pc,memory-backend=ram "
			     "-object memory-backend-file,id=ram,size=64M,mem-path=%s/ram,share=on "
			     "-m 64 -cpu pentium3 -accel tcg -icount shift=0,sleep=off "
			     "-rtc base=2026-01-01,clock=vm -nodefaults -display none -no-reboot "
			     "-kernel %s -device isa-debug-exit,iobase=0xf4,iosize=0x04 "
			     "-plugin %s,ram=%s/ram,out=%s/%s,%s 2>%s/errors",
			     dir, guest_path, plugin_path, dir, dir, out, arguments, dir) > 0);
	status = system(command);
	free(command);
	return WEXITSTATUS(status);
}

/* The nth record of a file. */
static json_t *record(const char *out, unsigned int nth)
{
	json_t *r = NULL;
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, out);
	f = fopen(path, "r");
	assert_non_null(f);
	for (unsigned int i = 0; i <= nth; i++) {
		json_decref(r);
		r = json_loadf(f, JSON_DISABLE_EOF_CHECK, NULL);
		assert_non_null(r);
	}
	fclose(f);
	return r;
}

static json_int_t get(const json_t *r, const char *group, const char *name)
{
	const json_t *in = group ? json_object_get(r, group) : r;
	const json_t *v = json_object_get(in, name);

	if (!v)
		fail_msg("no member %s of %s", name, group ? group : "the record");
	return json_integer_value(v);
}

enum region { NULL_CALL, CR3, INVLPG, CR4, PAGES, REGISTERS, FAULT, NR };

/* What each region must have, by profile pentium3: no page of the guest is global. */
static const struct {
	enum region region;
	const char *group, *name;
	json_int_t value;
} expected[] = {
	{ NULL_CALL, "insns", "user", 4 * LOOPS + 2 },
	{ NULL_CALL, "insns", "entry_exit", 4 * LOOPS },
	{ NULL_CALL, "insns", "kernel", 0 },
	{ NULL_CALL, "events", "int", LOOPS },
	{ NULL_CALL, "events", "iret", LOOPS },
	{ NULL_CALL, "events", "cr3", 0 },
	{ NULL_CALL, "counts", "itlb_misses", 0 },
	{ NULL_CALL, "counts", "dtlb_misses", 0 },
	{ CR3, "events", "cr3", 2 * LOOPS },
	/* The kernel's page for code and data after each load, the user's for code after the
	   second. */
	{ CR3, "counts", "itlb_misses", 3 * LOOPS },
	{ CR3, "counts", "dtlb_misses", 2 * LOOPS },
	{ CR3, "counts", "walks_data_refill", 2 * LOOPS - 1 },
	{ CR3, "counts", "flushed", 5 * LOOPS },
	{ INVLPG, "events", "invlpg", LOOPS },
	{ INVLPG, "counts", "dtlb_misses", LOOPS },
	{ INVLPG, "counts", "itlb_misses", 0 },
	{ CR4, "events", "cr4", LOOPS },
	{ CR4, "counts", "itlb_misses", 2 * LOOPS },
	{ CR4, "counts", "dtlb_misses", LOOPS },
	{ PAGES, "insns", "user", (1 + 16 * 4 + 2) * LOOPS + 2 },
	{ PAGES, "counts", "dtlb_misses", 16 },
	{ REGISTERS, "insns", "user", 3 * LOOPS + 2 },
	{ REGISTERS, NULL, "mcycles", (3 * LOOPS + 2) * MCYCLES },
	/* nop, the load, nop, leal: the attempt that faulted does not count. */
	{ FAULT, "insns", "user", 4 },
	{ FAULT, "insns", "entry_exit", 8 },
	{ FAULT, "deliveries", "faults_user", 1 },
	{ FAULT, "events", "fault", 1 },
	{ FAULT, "counts", "dtlb_misses", 1 },
};

#define ONE_PROFILE "kernel=%s,profile=" PROFILES_DIR "/pentium3.profile"

static char *with_guest(const char *format)
{
	char *s;

	assert_true(asprintf(&s, format, guest_path) > 0);
	return s;
}

static void known_guest(void)
{
	char *arguments = with_guest(ONE_PROFILE);
	json_t *end;

	assert_int_equal(run("one", arguments), 65);
	for (unsigned int i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		json_t *r = record("one", expected[i].region);
		json_int_t v = get(r, expected[i].group, expected[i].name);

		if (v != expected[i].value)
			fail_msg("region %d: %s is %lld, not %lld", expected[i].region,
				 expected[i].name, v, expected[i].value);
		json_decref(r);
	}
	end = record("one", NR);
	assert_string_equal(json_string_value(json_object_get(end, "record")), "model_end");
	assert_int_equal(get(end, NULL, "samples"), NR);
	assert_int_equal(get(end, NULL, "disagreements"), 0);
	assert_int_equal(get(end, NULL, "unknown_cr3"), 0);
	assert_int_equal(get(end, NULL, "unknown_invlpg"), 0);
	assert_int_equal(get(end, NULL, "unpaired_marks"), 0);
	json_decref(end);
	free(arguments);
}

static void test_two_level(void **state)
{
	(void)state;
	known_guest();
}

/* That it is PAE is nowhere said: the plugin finds out. The counts are the same. */
static void test_pae(void **state)
{
	const char *two_level = guest_path;

	(void)state;
	guest_path = pae_guest_path;
	known_guest();
	guest_path = two_level;
}

static void test_parts_sum(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < NR; i++) {
		json_t *r = record("one", i), *v;
		json_int_t sum = 0;
		const char *name;

		json_object_foreach(json_object_get(r, "parts"), name, v) sum +=
			json_integer_value(v);
		assert_int_equal(sum, get(r, NULL, "mcycles"));
		json_decref(r);
	}
}

static void same_records(const char *one, const char *other)
{
	for (unsigned int i = 0; i < NR * 3; i++) {
		json_t *a = record(one, i), *b = record(other, i);

		assert_true(json_equal(a, b));
		json_decref(a);
		json_decref(b);
	}
}

/* All profiles in one run say what each says alone, and nine more runs say the same. */
static void test_same_together(void **state)
{
	char *arguments =
		with_guest("kernel=%s,profile=" PROFILES_DIR "/zen4.profile,profile=" PROFILES_DIR
			   "/pentium3.profile,profile=" PROFILES_DIR "/skylake-tagged.profile");

	(void)state;
	assert_int_equal(run("three", arguments), 65);
	for (unsigned int i = 0; i < NR; i++) {
		json_t *alone = record("one", i), *p3 = record("three", i * 3 + 1);

		assert_true(json_equal(alone, p3));
		json_decref(alone);
		json_decref(p3);
	}
	for (unsigned int more = 0; more < 9; more++) {
		assert_int_equal(run("again", arguments), 65);
		same_records("three", "again");
	}
	free(arguments);
}

/* A tagged TLB has nothing to refill in the region that only loads CR3. */
static void test_tagged(void **state)
{
	json_t *r = record("three", CR3 * 3 + 2);

	(void)state;
	assert_string_equal(json_string_value(json_object_get(r, "profile")), "skylake-tagged");
	assert_int_equal(get(r, "counts", "flushed"), 0);
	assert_int_equal(get(r, "parts", "walk_data_refill"), 0);
	assert_int_equal(get(r, "parts", "walk_insn_refill"), 0);
	json_decref(r);
}

/* The stacks sum up to the records, on each clock; and say what is where. */
static void test_folded(void **state)
{
	char *arguments, path[256], name[256];
	unsigned long long sums[3] = { 0 }, v[3], want[3] = { 0 };
	bool flush = false;
	FILE *f;

	(void)state;
	assert_true(asprintf(&arguments,
			     ONE_PROFILE ",profile=" PROFILES_DIR "/zen4.profile,folded=%s/stacks",
			     guest_path, dir) > 0);
	assert_int_equal(run("with", arguments), 65);
	free(arguments);
	for (unsigned int i = 0; i < 2 * NR; i++) {
		json_t *r = record("with", i), *n;
		const char *region;

		want[1 + i % 2] += get(r, NULL, "mcycles");
		json_object_foreach(json_object_get(r, "insns"), region, n) want[0] +=
			i % 2 ? 0 : json_integer_value(n) * MCYCLES;
		json_decref(r);
	}
	snprintf(path, sizeof(path), "%s/stacks", dir);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(name, sizeof(name), f));
	assert_string_equal(name, "stack icount pentium3 zen4\n");
	while (fscanf(f, "%255s %llu %llu %llu", name, &v[0], &v[1], &v[2]) == 4) {
		flush |= strstr(name, ";flush") && v[1] && !v[0];
		for (unsigned int i = 0; i < 3; i++)
			sums[i] += v[i];
	}
	assert_true(feof(f));
	fclose(f);
	assert_true(flush);
	assert_memory_equal(sums, want, sizeof(sums));
}

static void refused(const char *arguments, const char *message)
{
	char path[256], text[2048] = "";
	FILE *f;

	assert_int_equal(run("bad", arguments), 1);
	snprintf(path, sizeof(path), "%s/errors", dir);
	f = fopen(path, "r");
	text[fread(text, 1, sizeof(text) - 1, f)] = 0;
	fclose(f);
	if (!strstr(text, message))
		fail_msg("'%s' said '%s'", arguments, text);
}

static void test_refused(void **state)
{
	char *no_symbols, *trace;

	(void)state;
	refused("kernel=/nowhere", "at least one profile= are needed");
	refused("colour=red", "there is no argument 'colour'");
	refused("data=maybe", "data must be on or off");
	refused("kernel=/nowhere,profile=" PROFILES_DIR "/p4.profile",
		"/nowhere: No such file or directory");
	refused("profile=/nowhere.profile", "/nowhere.profile: No such file or directory");
	refused("operations=0", "operations must be");
	trace = with_guest(ONE_PROFILE ",operations=9,trace=/nowhere/x");
	refused(trace, "trace= needs user=");
	free(trace);
	assert_true(asprintf(&no_symbols, "kernel=%s,profile=" PROFILES_DIR "/p4.profile",
			     plugin_path) > 0);
	refused(no_symbols, "has no symbol 'idt'");
	free(no_symbols);
}

static int make_dir(void **state)
{
	(void)state;
	return !mkdtemp(dir);
}

static int remove_dir(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", dir);
	return system(command);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pae),	  cmocka_unit_test(test_two_level),
		cmocka_unit_test(test_parts_sum), cmocka_unit_test(test_same_together),
		cmocka_unit_test(test_tagged),	  cmocka_unit_test(test_folded),
		cmocka_unit_test(test_refused),
	};

	if (argc != 4)
		return 1;
	plugin_path = argv[1];
	guest_path = argv[2];
	pae_guest_path = argv[3];
	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
