// SPDX-License-Identifier: GPL-2.0-or-later
/* Cells with the cycle model, whose records the script that stands in for QEMU makes up. */
#include "tree.h"

static void all_clocks_come_from_one_boot(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run_modelled(t, ""), 0);
	answer(t, "SELECT count(*) || ' ' || sum(state = 'ok') FROM cell", "4 4");
	answer(t,
	       "SELECT group_concat(clock || ' ' || per_op) FROM (SELECT * FROM v_summary WHERE config = "
	       "'3g1g' ORDER BY clock)",
	       "icount 100.001,model:pentium3 300.5,model:skylake 300.5");
	answer(t,
	       "SELECT group_concat(part || ' ' || per_op) FROM (SELECT * FROM v_model_parts WHERE config "
	       "= '3g1g' AND clock = 'model:skylake' AND per_op > 0 ORDER BY part)",
	       "flush 200.5,user 100.0");
	answer(t,
	       "SELECT group_concat(name || ' ' || per_op) FROM (SELECT * FROM v_model_events WHERE config "
	       "= '3g1g' AND clock = 'icount' ORDER BY name)",
	       "cr3 1.0,insns_kernel 93.0,insns_user 7.0,int 1.0,iret 1.0");
	answer(t,
	       "SELECT name || per_op FROM v_model_events WHERE config = '3g1g' AND clock = "
	       "'model:pentium3'",
	       "flushed3.0");
	answer(t, "SELECT count(DISTINCT ratio) FROM v_vs_baseline WHERE clock = 'model:skylake'",
	       "1");
	answer(t,
	       "SELECT group_concat(name || length(sha256) || (text LIKE '%itlb = %')) FROM profile",
	       "pentium3641,skylake641");
	answer(t, "SELECT sum(model IS NOT NULL) FROM guest_log", "4");
	answer(t, "SELECT command LIKE '%memory-backend=ram%ram=/proc/self/fd/3%' FROM cell", "1");
	said(t, "clock icount");
	said(t, "\nmodelled CPU    3g1g    2g2g    1g3g    4g4g\n");
	said(t, "\nskylake       x1.000  x1.000  x1.000  x1.000\n");
}

static void the_first_clock_is_shown(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run_modelled(t, "--clock model:skylake"), 0);
	said(t, "clock model:skylake");
	said(t, "300.5");
	answer(t, "SELECT group_concat(DISTINCT clock) FROM (SELECT * FROM measure ORDER BY clock)",
	       "icount,model:skylake");
	/* QEMU does not start where we did: paths are absolute. */
	answer(t, "SELECT command LIKE '%profile=/%/skylake.profile%' FROM cell", "1");
	answer(t, "SELECT selection LIKE '%--clock model:skylake --profiles %' FROM run", "1");
	/* Without the model the plugin is not asked for. */
	assert_int_equal(run_modelled(t, "--clock icount"), 0);
	answer(t, "SELECT sum(command LIKE '%plugin%') FROM cell WHERE run = 2", "0");
}

static void finished_cells_keep_their_model(void **state)
{
	struct tree *t = *state;
	char *mark = xasprintf("%s/mark", t->dir);

	setenv("FAKE_MARK", mark, 1);
	kernel(t, "4g4g", "model_once");
	assert_int_equal(run_modelled(t, ""), 1);
	answer(t, "SELECT reason FROM cell WHERE config = '4g4g'", "panic");
	/* The other three come from the store: the table has their cycles, and 4g4g is held against
	 * them. */
	assert_int_equal(run_modelled(t, "--resume --clock model:skylake,all "
					 "--benchmark_format=console"),
			 1);
	said(t, "model:pentium3=300.5");
	answer(t, "SELECT reason || run FROM cell WHERE config = '4g4g'", "user_path1");
	free(mark);
}

static void stacks_are_printed(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run_modelled(t, "--config 3g1g,4g4g"), 0);
	assert_int_equal(splitbench(t, "flame --db %s 3g1g unit/fixture", t->db), 0);
	assert_string_equal(t->output, "kernel;do_syscall;kernel 4000\nuser;run;user 7000\n");
	assert_int_equal(splitbench(t,
				    "flame --db %s --clock model:skylake --mem 2048 3g1g,4g4g "
				    "unit/fixture",
				    t->db),
			 0);
	assert_string_equal(t->output, "entry_exit;int80_entry;flush 0 85001\n"
				       "kernel;do_syscall;kernel 2000 2000\n");
	assert_int_equal(splitbench(t, "flame --db %s 4g4g unit/fixture --clock model:p4", t->db),
			 2);
	said(t,
	     "no stacks on the clock model:p4; there are: icount model:pentium3 model:skylake\n");
	assert_int_equal(splitbench(t, "flame --db %s 2g2g unit/fixture", t->db), 2);
	said(t, "no good cell of unit/fixture in 2g2g");
	assert_int_equal(splitbench(t, "flame --db %s 3g1g unit/fixture k=9", t->db), 2);
	said(t, "no good cell of unit/fixture k=9 in 3g1g");
	assert_int_equal(splitbench(t, "flame --db %s 3g1g,4g4g,3g1g unit/fixture", t->db), 2);
	said(t, "between two configurations");
	assert_int_equal(splitbench(t, "flame --db %s 3g1g", t->db), 2);
}

static void stacks_are_of_one_cell(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run_modelled(t, "--config 3g1g,4g4g --mem 512,2048"), 0);
	assert_int_equal(splitbench(t, "flame --db %s 3g1g unit/fixture", t->db), 2);
	said(t, "there are 2 such cells");
	said(t, "\n  3g1g unit/fixture --mem 512\n  3g1g unit/fixture --mem 2048\n");
	assert_int_equal(splitbench(t, "flame --db %s --mem 512 3g1g unit/fixture", t->db), 0);
	assert_int_equal(run_modelled(t, "--clock icount --config 3g1g"), 0);
	assert_int_equal(splitbench(t, "flame --db %s 3g1g unit/fixture", t->db), 2);
	said(t, "without the cycle model");
}

/* What is wrong in 2g2g's records, the reason that is recorded, and what the sentence says. */
static const struct failure failures[] = {
	{ "model_cr3", "", "witness",
	  "sample 1: the kernel counted 1000 loads of CR3, the model saw 1001" },
	{ "model_entries", "", "witness",
	  "sample 1: the kernel counted 1000 entries from user mode, the model saw 1001" },
	{ "model_exits", "", "witness",
	  "sample 1: the kernel counted 1000 returns to user mode, the model saw 1001" },
	{ "model_irqs", "", "witness",
	  "sample 1: the kernel counted 0 interrupts, the model saw 1" },
	{ "model_user", "", "user_path",
	  "user code took 7001 instructions in sample 1, but 7000 in 3g1g" },
	{ "model_parts", "", "model", "the parts of sample 0%sum to 300500000 mcycles%300500001" },
	{ "model_lost", "", "model", "the model has lost the machine: 1 references%" },
	{ "model_short", "", "model", "the model lacks sample 3 of 3%" },
	{ "model_end", "", "model", "%last record is missing" },
	{ "model_stale", "", "model", "%skylake.profile was changed during the run" },
};

static void a_model_that_disagrees_fails_the_cell(void **state)
{
	each_fails(*state, run_modelled, failures, ARRAY_SIZE(failures));
}

/* A profile, or none, and what the refusal says. */
static const struct {
	const char *text, *clock, *says;
} refused[] = {
	{ "speed = 9 # me\n", "all", "bad.profile:1: " },
	{ "title = x\nitlb = 48/3 # me\n", "model:bad", "bad.profile:" },
	{ "title = x\n\ntitle = y\n", "model:bad", "bad.profile:3: " },
	{ NULL, "model:nosuch", "no CPU profile is called 'nosuch'" },
	{ NULL, "model:../skylake", "no CPU profile is called" },
	{ NULL, "wall", "no clock of accelerator tcg is called 'wall'" },
	{ NULL, ",", "list of clocks is empty" },
};

static void a_bad_profile_is_refused_before_anything_runs(void **state)
{
	struct tree *t = *state;

	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		char *more = xasprintf("--clock %s", refused[i].clock);

		put(t, "profiles/bad.profile", refused[i].text ? refused[i].text : "title = x\n");
		assert_int_equal(run_modelled(t, more), 2);
		said(t, refused[i].says);
		assert_null(fopen(t->db, "r"));
		free(more);
	}
	/* One that nobody asks for is nobody's trouble. */
	assert_int_equal(run_modelled(t, "--clock model:skylake"), 0);
}

static void profiles_are_explained(void **state)
{
	struct tree *t = *state;

	assert_int_equal(splitbench(t, "profiles --profiles %s/profiles", t->dir), 0);
	said(t, "pentium3: ");
	said(t, "skylake: ");
	assert_int_equal(splitbench(t, "profiles skylake-tagged"), 0);
	said(t, "keeps all entries");
	said(t, "base = skylake");
	said(t, "itlb = ");
	assert_int_equal(splitbench(t, "profiles nosuch"), 2);
	said(t, "no CPU profile is called 'nosuch'");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup_modelled, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_clocks_come_from_one_boot),
		TEST(the_first_clock_is_shown),
		TEST(finished_cells_keep_their_model),
		TEST(stacks_are_printed),
		TEST(stacks_are_of_one_cell),
		TEST(a_model_that_disagrees_fails_the_cell),
		TEST(a_bad_profile_is_refused_before_anything_runs),
		TEST(profiles_are_explained),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
