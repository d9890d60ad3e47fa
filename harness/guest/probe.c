// SPDX-License-Identifier: GPL-2.0-or-later
#include <fnmatch.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "probe.h"
#include "lib/paths.h"
#include "lib/util.h"

#define NODE	"/dev/kvm"
#define MEM_MIB 64
#define CPU_S	30 /* an emulated host is slow */
#define STALL_S 15 /* the host may be busy */

#define END(sym) (1u << GUEST_##sym)

static const struct {
	const char *name, *does;
} stages[] = {
#define STAGE(sym, name, what) { name, what },
	PROBE_STAGES(STAGE)
};

static const char *const facts[] = {
#define FACT(sym, name, what) name,
	PROBE_FACTS(FACT)
};

/*
 * The ways in which it can go; the first that fits is it. What a row leaves out may be anything. In
 * the texts {next} is what the guest did not get done, {group} who may use the node, {said} what
 * QEMU said last, and {end} how the guest ended.
 */
static const struct way {
	const char *name, *says; /* a pattern: what QEMU said */
	unsigned int ends;
	unsigned int from, to; /* stages done; to 0: however many */
	bool guest_cpu; /* only where this machine is a guest without virtualisation of its own */
	const char *found, *remedy;
} ways[] = {
	{
		.name = "usable",
		.ends = END(EXIT),
		.from = NR_PROBE_STAGES,
		.found = "usable",
	},
	{
		.name = "no_probe",
		.ends = END(NO_KERNEL),
		.found = "the guest that would find out is not built",
		.remedy = "run make kernels",
	},
	{
		.name = "no_nesting",
		.says = "*Could not access KVM kernel module: No such file*",
		.guest_cpu = true,
		.found =
			"there is no " NODE
			": this machine is a guest itself, and its host does not pass virtualisation on",
		.remedy =
			"turn nested virtualisation on in its host, or use a machine that is no guest",
	},
	{
		.name = "no_node",
		.says = "*Could not access KVM kernel module: No such file*",
		.found = "there is no " NODE,
		.remedy =
			"load kvm-intel or kvm-amd (modprobe), and turn virtualisation on in the firmware",
	},
	{
		.name = "no_permission",
		.says = "*Could not access KVM kernel module: Permission denied*",
		.found = "this user may not open " NODE ", which is for the group {group}",
		.remedy = "add the user to it (usermod -aG {group} USER) and log in again",
	},
	{
		.name = "no_module",
		.says = "*Could not access KVM kernel module:*",
		.found = NODE " is there with no module behind it ({said})",
		.remedy =
			"load kvm-intel or kvm-amd (modprobe); the kernel's log has the reason if that fails",
	},
	{
		.name = "no_kvm_in_qemu",
		.says = "*invalid accelerator kvm*",
		.found = "this QEMU was built without KVM",
		.remedy = "install the Debian package qemu-system-x86, or name another with --qemu",
	},
	{
		.name = "old_qemu",
		.says = "*invalid option*|*Invalid parameter*|*not a valid device model*|*Property * not found*",
		.found = "this QEMU does not know an option that is needed ({said})",
		.remedy = "QEMU 7.2 or later is wanted",
	},
	{
		.name = "old_kvm",
		.says = "*kvm version *|*kvm does not support*|*KVM not supported*",
		.found = "this QEMU and the kernel's KVM do not go together ({said})",
		.remedy = "use a newer kernel",
	},
	{
		.name = "busy",
		.says = "*Device or resource busy*",
		.found = "another hypervisor has the CPU's virtualisation ({said})",
		.remedy = "end its machines, or unload its module",
	},
	{
		.name = "cpu_refused",
		.says = "*CPU model*|*CPUID*|*MSR*|*doesn't support requested feature*",
		.found =
			"KVM refuses the host's own CPU as a guest's, which -cpu host asks for ({said})",
		.remedy =
			"this KVM is not a whole one, as in some machines for rent; use another machine",
	},
	{
		.name = "cpu_failed",
		.says = "*KVM internal error*|*KVM: entry failed*|*error: kvm run failed*",
		.found = "KVM could not go on with the guest in {next} ({said})",
		.remedy = "the kernel's log may have the reason; use another kernel or machine",
	},
	{
		.name = "reset_at_start",
		.ends = END(RESET),
		.to = 1,
		.found = "KVM answers, but the guest resets before its first instructions",
		.remedy =
			"this KVM does not run 32-bit guests from the reset vector; use another machine",
	},
	{
		.name = "no_paging",
		.ends = END(RESET),
		.to = 2,
		.found =
			"KVM answers, but a 32-bit guest resets as it turns paging on: the module has no "
			"support for page tables of such guests, as is known of some nested ones",
		.remedy = "use a machine with kvm-intel or kvm-amd",
	},
	{
		.name = "reset",
		.ends = END(RESET),
		.found = "KVM answers, and the guest resets in {next}",
		.remedy = "this KVM lacks what the guests need; use another machine",
	},
	{
		.name = "hang",
		.ends = END(HANG) | END(TIMEOUT),
		.found = "KVM answers, and the guest hangs in {next} ({end})",
		.remedy = "this KVM lacks what the guests need; use another machine",
	},
	{
		.name = "killed",
		.ends = END(KILLED),
		.found = "QEMU broke down ({end}; it said: {said})",
		.remedy = "use another version of QEMU, or another machine",
	},
	{
		.name = "unexpected",
		.found =
			"the guest ended in {next}, in a way that is not known ({end}; QEMU said: {said})",
		.remedy =
			"see whether a guest runs by hand: qemu-system-i386 -accel kvm -cpu host -kernel "
			"build/kernels/probe.elf",
	},
};

/* Patterns with | between them. */
static bool says(const char *text, const char *patterns)
{
	char *copy = xstrdup(patterns), *save;
	bool found = false;

	for (char *p = strtok_r(copy, "|", &save); p; p = strtok_r(NULL, "|", &save))
		found |= !fnmatch(p, text, 0);
	free(copy);
	return found;
}

static bool cpu_has(const char *cpuinfo, const char *flag)
{
	return cpuinfo && strstr(cpuinfo, flag);
}

static bool is_guest_cpu(void)
{
	char *cpuinfo = read_file("/proc/cpuinfo", NULL);
	bool guest = cpu_has(cpuinfo, " hypervisor") && !cpu_has(cpuinfo, " vmx") &&
		     !cpu_has(cpuinfo, " svm");

	free(cpuinfo);
	return guest;
}

static const char *node_group(void)
{
	struct stat st;
	struct group *g = stat(NODE, &st) ? NULL : getgrgid(st.st_gid);

	return g ? g->gr_name : "kvm";
}

static const struct way *way_of(const struct probe *p, const struct guest_result *r)
{
	const struct way *w = ways;

	/* The last one takes all. */
	for (; w < ways + ARRAY_SIZE(ways) - 1; w++)
		if ((!w->ends || w->ends & 1u << r->end) &&
		    (!w->says || says(r->errors, w->says)) && p->stages >= w->from &&
		    (!w->to || p->stages < w->to) && (!w->guest_cpu || is_guest_cpu()) &&
		    (r->end != GUEST_EXIT || !r->exit_code))
			break;
	return w;
}

/* What the guest said of itself. Stages count as far as they come in order. */
static void read_console(struct probe *p, const char *console)
{
	for (const char *line = console; *line; line = next_line(line)) {
		char name[32];
		long long n;

		if (p->stages < NR_PROBE_STAGES && sscanf(line, "stage %31s", name) == 1)
			p->stages += !strcmp(name, stages[p->stages].name);
		else if (sscanf(line, "fact %31s %lld", name, &n) == 2)
			for (unsigned int i = 0; i < NR_PROBE_FACTS; i++)
				if (!strcmp(name, facts[i]))
					p->facts[i] = n;
	}
}

static void expand(FILE *f, const char *text, const struct probe *p, const struct guest_result *r)
{
	char *said = xstrdup(*r->errors ? last_lines(r->errors, 1) : "nothing");
	const struct {
		const char *key, *value;
	} words[] = {
		{ "{next}", p->stages < NR_PROBE_STAGES ? stages[p->stages].does : "its end" },
		{ "{group}", node_group() },
		{ "{said}", said },
		{ "{end}", *r->detail ? r->detail : guest_end_meaning(r->end) },
	};

	said[strcspn(said, "\n")] = '\0';
	while (*text) {
		size_t i = 0;

		while (i < ARRAY_SIZE(words) &&
		       strncmp(text, words[i].key, strlen(words[i].key)) != 0)
			i++;
		if (i < ARRAY_SIZE(words)) {
			fputs(words[i].value, f);
			text += strlen(words[i].key);
		} else {
			fputc(*text++, f);
		}
	}
	free(said);
}

static unsigned int stricter(unsigned int own, unsigned int other)
{
	return other && other < own ? other : own;
}

void probe_kvm(struct probe *p, const char *qemu, const struct guest_limits *limits)
{
	char *kernel = in_build("kernels/probe.elf");
	const struct guest g = {
		.qemu = qemu,
		.kernel = kernel,
		.kvm = true,
		.mem_mib = MEM_MIB,
		.append = "",
		.limits = { stricter(CPU_S, limits->cpu_s), stricter(STALL_S, limits->stall_s) },
	};
	struct guest_result r;
	const struct way *w;
	size_t size;
	FILE *f;

	*p = (struct probe){ 0 };
	guest_run(&g, &r);
	read_console(p, r.console);
	w = way_of(p, &r);
	p->name = w->name;
	p->usable = w == ways;
	f = open_memstream(&p->found, &size);
	expand(f, w->found, p, &r);
	if (w->remedy) {
		fputs("; ", f);
		expand(f, w->remedy, p, &r);
	}
	fclose(f);
	guest_result_free(&r);
	free(kernel);
}

void probe_free(struct probe *p)
{
	free(p->found);
	*p = (struct probe){ 0 };
}
