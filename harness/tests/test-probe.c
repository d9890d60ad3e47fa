// SPDX-License-Identifier: GPL-2.0-or-later
/* What is said where KVM cannot be used, and what a run with it leaves, with a script for QEMU. */
#include "tree.h"

#include <unistd.h>

/* The ways in which it fails, as the script makes them, and what each is told by. */
static const struct {
	const char *how, *says, *remedy;
} ways[] = {
	{ "error:No such file or directory", "there is no /dev/kvm",
	  "nested virtualisation|modprobe" },
	{ "error:Permission denied", "may not open /dev/kvm, which is for the group ",
	  "usermod -aG" },
	{ "error:No such device", "no module behind it", "modprobe" },
	{ "without", "built without KVM", "qemu-system-x86" },
	{ "old", "does not know an option", "QEMU 7.2" },
	{ "refused", "refuses the host's own CPU", "another machine" },
	{ "no_cpu", "refuses the host's own CPU", "another machine" },
	{ "internal", "could not go on with the guest in a timer interrupt", "kernel's log" },
	{ "reset:0", "resets before its first instructions", "another machine" },
	{ "reset:1", "resets as it turns paging on", "kvm-intel or kvm-amd" },
	{ "reset:5", "resets in PAE page tables", "another machine" },
	{ "hang:4", "hangs in a system call from user mode", "another machine" },
	{ "nonsense", "in a way that is not known (exit status 99", "by hand" },
};

static void probe_says(const struct tree *t, const char *how)
{
	char *line = xasprintf("probe - %s\n", how);

	put(t, "kernels/probe.elf", line);
	free(line);
}

static void one_of(const struct tree *t, const char *texts)
{
	char *copy = xstrdup(texts), *save;
	bool found = false;

	for (char *p = strtok_r(copy, "|", &save); p; p = strtok_r(NULL, "|", &save))
		found |= strstr(t->output, p) != NULL;
	if (!found)
		fail_msg("none of '%s' is in the output:\n%s", texts, t->output);
	free(copy);
}

static void each_failure_has_its_sentence(void **state)
{
	struct tree *t = *state;

	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		probe_says(t, ways[i].how);
		assert_int_equal(splitbench(t, "run " QEMU " --accel kvm --stall 1 --db %s", t->db),
				 2);
		said(t, "KVM cannot be used: ");
		said(t, ways[i].says);
		one_of(t, ways[i].remedy);
	}
	/* Nothing was measured, under no name. */
	assert_int_not_equal(access(t->db, F_OK), 0);
}

static void auto_goes_on_without(void **state)
{
	struct tree *t = *state;

	probe_says(t, "reset:1");
	assert_int_equal(run(t, "--accel auto"), 0);
	said(t, "kvm-tsc is left out: KVM answers, but a 32-bit guest resets");
	answer(t, "SELECT group_concat(DISTINCT accel) || count(*) FROM cell", "tcg4");
}

static void doctor_tells(void **state)
{
	struct tree *t = *state;

	probe_says(t, "reset:1");
	splitbench(t, "doctor " QEMU);
	said(t, "resets as it turns paging on");
	probe_says(t, "usable");
	splitbench(t, "doctor " QEMU);
	said(t,
	     "usable; invariant TSC yes, performance counters of guests: cycles, instructions, dtlb_walks");
}

/* Four configurations and the twin, a round after the other. */
static void a_run_has_twins_and_rounds(void **state)
{
	struct tree *t = *state;

	probe_says(t, "usable");
	assert_int_equal(splitbench(t,
				    "run " QEMU FOUR " --accel auto --clock icount --db %s --quick"
				    " -j 4 --rounds 2 --seed 5",
				    t->db),
			 0);
	answer(t, "SELECT count(*) FROM cell WHERE accel = 'kvm'", "5");
	answer(t, "SELECT config FROM cell WHERE twin", "3g1g");
	answer(t,
	       "SELECT group_concat(DISTINCT clock) FROM measure JOIN cell ON id = cell WHERE accel = 'kvm'",
	       "kvm-tsc");
	answer(t, "SELECT max(idx) FROM measure WHERE clock = 'kvm-tsc'", "5");
	answer(t, "SELECT max(idx) FROM measure WHERE clock = 'icount'", "2");
	answer(t, "SELECT seed FROM run", "5");
	/* Three samples a boot; under TCG there is one boot. */
	answer(t,
	       "SELECT group_concat(DISTINCT accel || (idx / 3) || round) FROM sample JOIN cell ON id = cell",
	       "tcg00,kvm00,kvm11");
	answer(t,
	       "SELECT command LIKE '%-accel kvm%' AND command LIKE '%-cpu host,%' FROM cell WHERE twin",
	       "1");
	/* A twin is no configuration: no view but its own has it. */
	answer(t, "SELECT count(*) FROM v_summary WHERE clock = 'kvm-tsc'", "4");
	answer(t, "SELECT count(*) FROM v_noise WHERE clock = 'kvm-tsc' AND noise = 0", "1");
	answer(t, "SELECT count(*) FROM v_vs_baseline WHERE clock = 'kvm-tsc'", "4");
	answer(t, "SELECT tsc_invariant FROM run", "1");
	assert_int_equal(run(t, "--new"), 0);
	answer(t, "SELECT seed FROM run ORDER BY id DESC LIMIT 1", "");
	/* The CPU's counters are asked for under KVM alone, and are no clock. */
	answer(t,
	       "SELECT group_concat(DISTINCT name) || count(*) FROM pmu_event JOIN cell ON id = cell WHERE accel = 'kvm'",
	       "cycles,dtlb_walks60");
	answer(t, "SELECT count(*) FROM pmu_event JOIN cell ON id = cell WHERE accel <> 'kvm'",
	       "0");
	answer(t,
	       "SELECT sum(p.per_op = 2 * s.per_op) FROM v_pmu AS p JOIN v_summary AS s USING (run, config, mem_mib, workload, params, accel) WHERE p.name = 'cycles'",
	       "4");
	assert_int_equal(
		splitbench(t, "run " QEMU FOUR " --accel kvm --clock icount --db %s", t->db), 2);
	said(t, "the clock of accelerator kvm is kvm-tsc");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_failure_has_its_sentence),
		TEST(auto_goes_on_without),
		TEST(doctor_tells),
		TEST(a_run_has_twins_and_rounds),
	};

	return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
