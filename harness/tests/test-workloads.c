// SPDX-License-Identifier: GPL-2.0-or-later
#include "test.h"
#include "matrix/cell.h"
#include "matrix/workloads.h"

static void table_is_read(void **state)
{
	struct programs one = { 1, xcalloc(1, sizeof(struct program)) };
	char *path = test_file("fixture"), *why;
	struct program p;

	(void)state;
	assert_int_equal(program_read(path, one.v, &why), 0);
	p = one.v[0];
	assert_string_equal(p.name, "unit/fixture");
	assert_string_equal(p.file, "fixture");
	assert_string_equal(p.op, "one thing done");
	assert_int_equal(p.samples, 3);
	assert_int_equal(p.warmup, 1);
	assert_int_equal(p.nr_mem, 2);
	assert_int_equal(p.mem_mib[0], 2048);
	assert_int_equal(p.mem_mib[1], 512);
	assert_int_equal(p.nr_cases, 3);
	assert_string_equal(p.cases[0].params, "");
	assert_int_equal(p.cases[0].ops, 1000);
	assert_true(p.cases[0].quick);
	assert_string_equal(p.cases[1].params, "pages=16 k=4");
	assert_false(p.cases[1].quick);
	assert_false(p.cases[1].extra);
	assert_true(p.cases[2].extra);
	assert_int_equal(strlen(p.sha256), 64);
	free(path);
	programs_free(&one);
}

static void refused(const char *name, const char *reason)
{
	char *path = test_file(name), *why = NULL;
	struct program p;

	assert_int_equal(program_read(path, &p, &why), -1);
	if (!strstr(why, reason))
		fail_msg("'%s' does not say '%s'", why, reason);
	free(why);
	free(path);
}

static void bad_programs_are_refused(void **state)
{
	char *path = test_file("fixture"), *cut = test_file("fixture-cut"), *text;
	size_t size;

	(void)state;
	refused("fixture-stripped", "no symbol");
	refused("fixture-old", "another version");
	refused("test-workloads", "not an i386");
	refused("absent", "No such file");
	text = read_file(path, &size);
	assert_non_null(text);
	/* Only the ELF header and program headers stay: the tables are gone. */
	assert_int_equal(write_file(cut, text, 256), 0);
	refused("fixture-cut", "");
	free(text);
	free(path);
	free(cut);
}

static void names_match(void **state)
{
	(void)state;
	assert_true(name_matches("syscall/null", "syscall/null"));
	assert_true(name_matches("syscall/null", "memory,syscall"));
	assert_true(name_matches("syscall/null", "*/nu*"));
	assert_false(name_matches("syscall/null", "sys"));
	assert_false(name_matches("syscall/null", "null"));
}

static struct cells select_cells(const struct selection *sel)
{
	static struct wcase cases[] = { { "", 10, .quick = true },
					{ "pages=16 k=4", 20, .quick = false },
					{ "pages=64", 5, .extra = true } };
	static struct program p = { .name = "unit/a",
				    .samples = 5,
				    .nr_mem = 2,
				    .mem_mib = { 2048, 512 },
				    .nr_cases = 3,
				    .cases = cases };
	struct programs programs = { 1, &p };
	struct cells cells;

	cells_make(&cells, sel, &programs);
	return cells;
}

static void the_matrix_is_a_product(void **state)
{
	struct cells all = select_cells(&(struct selection){ 0 });
	struct cells quick =
		select_cells(&(struct selection){ .quick = true, .samples = 7, .repetitions = 2 });
	struct cells one = select_cells(&(struct selection){ .configs = "4g4g", .mem = "1024" });
	struct cells every = select_cells(&(struct selection){ .configs = "all" });
	struct cells extra = select_cells(&(struct selection){ .extra = true });

	unsigned int usual = 0;

	(void)state;
	for (unsigned int i = 0; i < nr_configs; i++)
		usual += configs[i].in_bench;
	assert_int_equal(every.n, 2 * 2 * nr_configs);
	assert_int_equal(all.n, 2 * 2 * usual);
	assert_int_equal(extra.n, 3 * 2 * usual);
	assert_int_equal(all.nr_groups, 4);
	assert_int_equal(all.v[usual].group, 1);
	assert_string_equal(all.v[0].name, "unit/a/config:3g1g/mem:2048");
	assert_int_equal(quick.n, usual);
	assert_int_equal(quick.v[0].samples, 14);
	assert_int_equal(one.n, 2);
	assert_string_equal(one.v[1].name, "unit/a/pages:16/k:4/config:4g4g/mem:1024");
	cells_free(&all);
	cells_free(&quick);
	cells_free(&one);
	cells_free(&every);
	cells_free(&extra);
}

static void every_configuration_has_its_split(void **state)
{
	(void)state;
	assert_true(nr_configs >= 4);
	for (unsigned int i = 0; i < nr_configs; i++) {
		const struct split *s = config_split(&configs[i]);

		assert_ptr_equal(config_find(configs[i].name), &configs[i]);
		assert_true(s->user_top && s->direct_end > s->kernel_base);
	}
	assert_int_equal(config_split(config_find("3g1g"))->kernel_base, 0xc0000000);
	assert_true(config_split(config_find("4g4g"))->separate_pgd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_is_read),
		cmocka_unit_test(bad_programs_are_refused),
		cmocka_unit_test(names_match),
		cmocka_unit_test(the_matrix_is_a_product),
		cmocka_unit_test(every_configuration_has_its_split),
	};

	return cmocka_run_group_tests_name("workloads", tests, NULL, NULL);
}
