// SPDX-License-Identifier: GPL-2.0-or-later
#include "test.h"

#include <sys/stat.h>

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
	assert_false(p.cases[0].sweep);
	assert_true(p.cases[1].sweep);
	assert_int_equal(p.cases[0].touches_mib, 128);
	assert_int_equal(p.cases[1].touches_mib, 1000);
	assert_false(p.is_capacity);
	assert_int_equal(strlen(p.sha256), 64);
	free(path);
	programs_free(&one);
}

static void sizes_have_no_samples(void **state)
{
	struct programs one = { 1, xcalloc(1, sizeof(struct program)) };
	char *path = test_file("sizes"), *why;

	(void)state;
	assert_int_equal(program_read(path, one.v, &why), 0);
	assert_true(one.v[0].is_capacity);
	assert_int_equal(one.v[0].samples + one.v[0].warmup, 0);
	free(path);
	programs_free(&one);
}

/* A file with that text, or a directory without one. */
static void put_in(const char *dir, const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", dir, name);

	assert_int_equal(text ? write_file(path, text, strlen(text)) : mkdir(path, 0755), 0);
	free(path);
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

/* What another program needs lies beside the one that runs it; a note beside a file says what it is
 * made from. */
static void files_are_found(void **state)
{
	struct programs one = { 1, xcalloc(1, sizeof(struct program)) };
	char *dir = make_dir(), *path = xasprintf("%s/app", dir), *why, *text;
	char *fixture = test_file("fixture-files");
	const struct program *p = one.v;
	size_t size;

	(void)state;
	text = read_file(fixture, &size);
	assert_int_equal(write_file(path, text, size), 0);
	put_in(dir, "files", NULL);
	put_in(dir, "files/one", "1");
	assert_int_equal(program_read(path, one.v, &why), -1);
	assert_non_null(strstr(why, "a file is missing"));
	free(why);
	put_in(dir, "files/two", "2");
	put_in(dir, "files/two.from", "package 1.0\n");
	assert_int_equal(program_read(path, one.v, &why), 0);
	assert_int_equal(p->nr_files, 2);
	assert_int_equal(p->user_ppm, 2000);
	assert_string_equal(p->files[0].name, "one");
	assert_null(p->files[0].made_from);
	assert_non_null(strstr(p->files[1].path, "/files/two"));
	assert_string_equal(p->files[1].made_from, "package 1.0");
	assert_string_not_equal(p->files[0].sha256, p->files[1].sha256);
	free(text);
	free(path);
	free(fixture);
	programs_free(&one);
	remove_dir(dir);
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

	struct cells sets = select_cells(&(struct selection){ .configs = "ablation,3g1g" });
	unsigned int in_set[3] = { 0 }, usual;

	(void)state;
	for (unsigned int i = 0; i < nr_configs; i++)
		in_set[configs[i].set]++;
	usual = in_set[CONFIG_SET_bench];
	assert_int_equal(every.n, 2 * 2 * (usual + in_set[CONFIG_SET_extra]));
	assert_true(in_set[CONFIG_SET_ablation]);
	assert_int_equal(sets.n, 2 * 2 * (in_set[CONFIG_SET_ablation] + 1));
	assert_string_equal(sets.v[0].config->name, "3g1g");
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
	cells_free(&sets);
	cells_free(&extra);
}

/* A workload of costs, and one of sizes that fills lowmem or all memory. */
static struct cells sweep_cells(const char *workloads, const char *mem, unsigned int most_mib,
				bool sweep)
{
	static struct wcase costs[] = { { "", 10, .quick = true, .touches_mib = 128 },
					{ "k=1", 10, .sweep = true, .touches_mib = 128 } };
	static struct wcase sizes[] = {
		{ "low=1", 1, .sweep = true, .touches_mib = WORKLOAD_TOUCHES_LOWMEM },
		{ "low=0", 1, .sweep = true, .touches_mib = WORKLOAD_TOUCHES_RAM },
	};
	static struct program p[] = {
		{ .name = "capacity/b",
		  .is_capacity = true,
		  .nr_mem = 2,
		  .mem_mib = { 64, 2048 },
		  .nr_cases = 2,
		  .cases = sizes },
		{ .name = "unit/a",
		  .samples = 5,
		  .nr_mem = 1,
		  .mem_mib = { 2048 },
		  .nr_cases = 2,
		  .cases = costs },
	};
	struct programs programs = { 2, p };
	struct cells cells;

	cells_make(&cells,
		   &(struct selection){ .configs = "3g1g,4g4g",
					.workloads = workloads,
					.mem = mem,
					.sweep = sweep,
					.most_mib = most_mib },
		   &programs);
	return cells;
}

static void a_sweep_goes_over_memory(void **state)
{
	struct cells usual = sweep_cells(NULL, NULL, 0, false),
		     named = sweep_cells("capacity", NULL, 0, false),
		     all = sweep_cells(NULL, NULL, 0, true),
		     two = sweep_cells("unit/a", "256,1024", 0, true),
		     light = sweep_cells("capacity", NULL, 1000, true);

	(void)state;
	/* Capacities only where they are asked for. */
	assert_int_equal(usual.n, 2 * 2);
	assert_string_equal(usual.v[0].program->name, "unit/a");
	assert_int_equal(named.n, 2 * 2 * 2);
	assert_int_equal(named.v[0].samples, 0);
	/* Sizes in memory sizes of their own, costs from 256 MiB to 63 GiB in the cases that are
	 * marked. */
	assert_int_equal(all.n, 2 * 2 * 2 + 12 * 2);
	assert_int_equal(all.v[8].mem_mib, 256);
	assert_int_equal(all.v[all.n - 1].mem_mib, 64512);
	assert_string_equal(all.v[8].wcase->params, "k=1");
	assert_int_equal(two.n, 4);
	assert_int_equal(two.v[2].mem_mib, 1024);
	/* In 1000 MiB of the host's: all of 64 MiB, and what lowmem 3g1g has with 2048. */
	assert_int_equal(light.n, 2 * 2 + 1);
	assert_int_equal(light.left_out, 3);
	assert_string_equal(light.v[2].name, "capacity/b/low:1/config:3g1g/mem:2048");
	cells_free(&usual);
	cells_free(&named);
	cells_free(&all);
	cells_free(&two);
	cells_free(&light);
}

static void a_cell_weighs_what_it_touches(void **state)
{
	static const struct {
		const char *config;
		uint32_t touches;
		unsigned int mem_mib, weight;
	} cells[] = {
		/* 96 MiB for QEMU, a 64th of RAM for struct pages, never more than RAM. */
		{ "3g1g", 128, 1024, 96 + 128 + 16 },
		{ "3g1g", 128, 64, 96 + 64 },
		{ "3g1g-pae", 128, 64512, 96 + 128 + 1008 },
		{ "3g1g", WORKLOAD_TOUCHES_LOWMEM, 2048, 96 + 896 },
		{ "4g4g", WORKLOAD_TOUCHES_LOWMEM, 2048, 96 + 2048 },
		{ "4g4g-pae", WORKLOAD_TOUCHES_LOWMEM, 16384, 96 + 3936 },
		{ "3g1g-highpte", WORKLOAD_TOUCHES_LOWMEM, 2048, 96 + 2048 },
		{ "3g1g", WORKLOAD_TOUCHES_RAM, 2048, 96 + 2048 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cells); i++) {
		struct wcase wcase = { .touches_mib = cells[i].touches };
		struct cell c = { .config = config_find(cells[i].config),
				  .wcase = &wcase,
				  .mem_mib = cells[i].mem_mib };

		assert_int_equal(cell_weight_mib(&c), cells[i].weight);
	}
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
	assert_int_equal(config_mechanism(config_find("3g1g"))->entry_loads, 0);
	assert_int_equal(config_mechanism(config_find("3g1g"))->switch_loads, 1);
	assert_int_equal(config_mechanism(config_find("4g4g"))->entry_loads, 1);
	assert_int_equal(config_mechanism(config_find("4g4g"))->switch_loads, 0);
	assert_int_equal(config_mechanism(config_find("3g1g-pae-pti"))->entry_loads, 1);
	assert_int_equal(config_mechanism(config_find("3g1g-pae-pti"))->switch_loads, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_is_read),
		cmocka_unit_test(sizes_have_no_samples),
		cmocka_unit_test(bad_programs_are_refused),
		cmocka_unit_test(files_are_found),
		cmocka_unit_test(names_match),
		cmocka_unit_test(the_matrix_is_a_product),
		cmocka_unit_test(a_sweep_goes_over_memory),
		cmocka_unit_test(a_cell_weighs_what_it_touches),
		cmocka_unit_test(every_configuration_has_its_split),
	};

	return cmocka_run_group_tests_name("workloads", tests, NULL, NULL);
}
