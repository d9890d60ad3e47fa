// SPDX-License-Identifier: GPL-2.0-or-later
#include <archive.h>
#include <argp.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "guest/guest.h"
#include "guest/ledger.h"
#include "guest/probe.h"
#include "guest/profiles.h"
#include "lib/paths.h"
#include "lib/table.h"
#include "lib/util.h"
#include "matrix/configs.h"
#include "matrix/workloads.h"
#include "run/provenance.h"

enum { KEY_QEMU = 256 };

static const struct argp_option options[] = {
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 0 },
	{ 0 },
};

static const char *qemu = QEMU_DEFAULT;

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)state;
	if (key != KEY_QEMU)
		return ARGP_ERR_UNKNOWN;
	qemu = arg;
	return 0;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Prints what this machine has of what building, running and drawing need, and what "
	       "may disturb measurements. The exit status is 2 if something needed is missing.",
};

/* A check fills in what was found, malloc'ed, and says how that is. */
enum health { FINE, NOTE, MISSING };

static enum health check_qemu(char **found)
{
	*found = qemu_version(qemu);
	return *found ? FINE : MISSING;
}

static enum health check_accels(char **found)
{
	const char *const argv[] = { qemu, "-accel", "help", NULL };
	char *text = capture(argv), *list = text ? strchr(text, '\n') : NULL;

	if (list) {
		*found = xstrdup(list + 1);
		for (char *p = *found; (p = strchr(p, '\n'));)
			*p = ' ';
	}
	free(text);
	return *found && strstr(*found, "tcg") ? FINE : MISSING;
}

/* By CPUID: that they count, only a cell can tell. */
static char *pmu_events_text(int64_t events)
{
	char *text = xstrdup("");

	for (int e = 0; e < NR_PMU_EVENTS; e++) {
		char *longer;

		if (!(events >> e & 1))
			continue;
		longer = xasprintf("%s%s%s", text, *text ? ", " : "", pmu_event_names[e].name);
		free(text);
		text = longer;
	}
	if (!*text) {
		free(text);
		text = xstrdup("none");
	}
	return text;
}

static enum health check_kvm(char **found)
{
	static const struct guest_limits own;
	struct probe p;
	char *events;

	probe_kvm(&p, qemu, &own);
	events = pmu_events_text(p.facts[PROBE_PMU_EVENTS]);
	*found = p.usable
			 ? xasprintf("usable; invariant TSC %s, performance counters of guests: %s",
				     p.facts[PROBE_TSC_INVARIANT] ? "yes" : "no", events)
			 : xstrdup(p.found);
	free(events);
	probe_free(&p);
	return NOTE;
}

/* The cycle model is a plugin of version 1. */
static enum health check_plugins(char **found)
{
	char *version = qemu_version(qemu);
	int major = version ? atoi(version) : 0;

	*found = major ? xasprintf("version 1, by QEMU %d; 9.0 and later refuse it", major) : NULL;
	free(version);
	return major && major < 9 ? FINE : MISSING;
}

static enum health check_gcc(char **found)
{
	const char *const works[] = {
		"sh", "-c",
		"echo 'int main(void){return 0;}' | gcc -m32 -static -x c -o /dev/null - && gcc -dumpfullversion",
		NULL
	};

	*found = capture(works);
	return *found ? FINE : MISSING;
}

static enum health check_gnuplot(char **found)
{
	const char *const argv[] = { "gnuplot", "--version", NULL };

	*found = capture(argv);
	return *found ? FINE : MISSING;
}

static enum health check_git(char **found)
{
	const char *const argv[] = { "git", "--version", NULL };

	*found = capture(argv);
	return *found ? FINE : NOTE;
}

static enum health check_libraries(char **found)
{
	*found = xasprintf("SQLite %s, jansson %s, %s", sqlite3_libversion(), jansson_version_str(),
			   archive_version_string());
	return FINE;
}

static enum health check_processor(char **found)
{
	char *cpu = host_cpu();

	*found = xasprintf("%ld x %s", sysconf(_SC_NPROCESSORS_ONLN), cpu ? cpu : "unknown");
	free(cpu);
	return FINE;
}

static char *first_line(const char *path)
{
	char *text = read_file(path, NULL);

	if (text)
		text[strcspn(text, "\n")] = '\0';
	return text;
}

static enum health check_noise(char **found)
{
	char *governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
	char *smt = first_line("/sys/devices/system/cpu/smt/active"),
	     *load = first_line("/proc/loadavg");

	*found = xasprintf(
		"governor %s, SMT %s, load %.*s (icount and the model are blind to all three, kvm-tsc is not)",
		governor ? governor : "unknown", smt ? (*smt == '1' ? "on" : "off") : "unknown",
		load ? (int)strcspn(load, " ") : 7, load ? load : "unknown");
	free(governor);
	free(smt);
	free(load);
	return NOTE;
}

static enum health check_kernels(char **found)
{
	unsigned int built = 0, wanted = 0;

	for (unsigned int i = 0; i < nr_configs; i++) {
		char *kernel = path_kernel(configs[i].name, "");

		if (configs[i].set != CONFIG_SET_ablation) {
			built += !access(kernel, R_OK);
			wanted++;
		}
		free(kernel);
	}
	*found = xasprintf("%u of %u configurations", built, wanted);
	return built == wanted ? FINE : MISSING;
}

static enum health check_workloads(char **found)
{
	char *dir = in_build("workloads");
	struct programs p = programs_read(dir);

	*found = xasprintf("%u in %s", p.n, dir);
	free(dir);
	programs_free(&p);
	return strncmp(*found, "0 ", 2) ? FINE : MISSING;
}

static enum health check_model(char **found)
{
	char *plugin = in_build("harness/model/model.so"), *dir = profiles_dir(), **names;
	bool built = !access(plugin, R_OK);
	unsigned int n = profiles_names(dir, &names);

	*found = xasprintf("%s%s, %u CPU profiles", plugin, built ? "" : " is not built", n);
	for (unsigned int i = 0; i < n; i++)
		free(names[i]);
	free(names);
	free(plugin);
	free(dir);
	return built ? FINE : MISSING;
}

static const struct {
	const char *what;
	enum health (*check)(char **found);
	const char *remedy; /* where it is missing */
} checks[] = {
	{ "QEMU", check_qemu, "install the Debian package qemu-system-x86" },
	{ "accelerators", check_accels,
	  "this QEMU lacks tcg; install the Debian package qemu-system-x86" },
	{ "plugin interface", check_plugins,
	  "use QEMU 7.2 (Debian 12), or do without the cycle model by --clock icount" },
	{ "KVM", check_kvm, NULL },
	{ "gcc -m32", check_gcc, "install the Debian packages gcc and gcc-multilib" },
	{ "gnuplot", check_gnuplot, "install the Debian package gnuplot-nox" },
	{ "git", check_git, NULL },
	{ "libraries", check_libraries, NULL },
	{ "processor", check_processor, NULL },
	{ "noise", check_noise, NULL },
	{ "kernels", check_kernels, "run make to build them" },
	{ "workloads", check_workloads, "run make to build them" },
	{ "cycle model", check_model, "run make model, or do without by --clock icount" },
};

int cmd_doctor(int argc, char **argv)
{
	static const char *const words[] = {
		[FINE] = "ok", [NOTE] = "note", [MISSING] = "MISSING"
	};
	unsigned int missing = 0;
	struct table t;

	argp_parse(&argp, argc, argv, 0, NULL, NULL);
	table_init(&t, 3);
	table_add(&t, "what");
	table_add(&t, "state");
	table_add(&t, "found");
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++) {
		char *found = NULL;
		enum health h = checks[i].check(&found);

		missing += h == MISSING;
		table_add(&t, "%s", checks[i].what);
		table_add(&t, "%s", words[h]);
		table_add(&t, "%s%s%s", found ? found : "nothing", h == MISSING ? "; " : "",
			  h == MISSING ? checks[i].remedy : "");
		free(found);
	}
	table_print(&t, stdout);
	table_free(&t);
	return missing ? EXIT_CANNOT : EXIT_SUCCESS;
}
