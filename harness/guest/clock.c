// SPDX-License-Identifier: GPL-2.0-or-later
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "lib/util.h"
#include "model/core/model.h"

const struct clock clock_icount = {
	.name = "icount",
	.accel = "tcg",
	.unit = "instructions",
	.meaning = "instructions retired: path length, blind to TLB cost",
	.label = "icount: 1 ns = 1 instruction",
	.seconds = 1e-9,
};

const struct clock clock_kvm_tsc = {
	.name = "kvm-tsc",
	.accel = "kvm",
	.unit = "cycles",
	.meaning = "reference cycles of the real CPU, by its TSC",
	.label = "kvm-tsc: 1 ns = 1 reference cycle",
	.seconds = 1e-9,
	.hardware = true,
};

#define MODEL_PREFIX "model:"

static void add_all(struct cpus *cpus, const char *profiles)
{
	char **names;
	unsigned int n = profiles_names(profiles, &names);

	for (unsigned int i = 0; i < n; i++) {
		cpus_add(cpus, profiles, names[i]);
		free(names[i]);
	}
	free(names);
}

static void add_clock(struct clocks *c, const char *name, const char *profiles)
{
	if (!c->tcg && strcmp(name, clock_kvm_tsc.name) != 0)
		die("the clock of accelerator kvm is kvm-tsc, not '%s'; for other clocks use --accel tcg or auto",
		    name);
	if (!strcmp(name, "all") || !strcmp(name, "model"))
		add_all(&c->cpus, profiles);
	else if (!strncmp(name, MODEL_PREFIX, strlen(MODEL_PREFIX)))
		cpus_add(&c->cpus, profiles, name + strlen(MODEL_PREFIX));
	else if (strcmp(name, c->guest->name) != 0)
		die("no clock of accelerator tcg is called '%s'; use --clock icount, model:NAME "
		    "(`splitbench profiles` lists the names) or all",
		    name);
}

void clocks_choose(struct clocks *c, const char *list, const char *accel, const char *profiles)
{
	bool both = !strcmp(accel, "auto"), kvm = !strcmp(accel, clock_kvm_tsc.accel);
	char *copy = xstrdup(list ? list : kvm ? clock_kvm_tsc.name : "icount,all"), *save, *name;
	const char *first = strtok_r(copy, ", ", &save);

	if (!both && !kvm && strcmp(accel, clock_icount.accel) != 0)
		die("no accelerator is called '%s'; use --accel tcg, kvm or auto", accel);
	if (!first)
		die("the list of clocks is empty; leave the option out to have all of them");
	*c = (struct clocks){
		.guest = kvm ? &clock_kvm_tsc : &clock_icount,
		.tcg = !kvm,
		.kvm = kvm || both,
		.shown = -1,
	};
	for (name = (char *)first; name; name = strtok_r(NULL, ", ", &save))
		add_clock(c, name, profiles);
	if (c->cpus.n > MODEL_MAX_PROFILES)
		die("%u profiles are more than the model can run side by side (%d); name some with --clock",
		    c->cpus.n, MODEL_MAX_PROFILES);
	/* "all" has no one profile to show. */
	if (!strncmp(first, MODEL_PREFIX, strlen(MODEL_PREFIX)))
		c->shown = cpus_find(&c->cpus, first + strlen(MODEL_PREFIX));
	free(copy);
}

void clocks_free(struct clocks *c)
{
	cpus_free(&c->cpus);
}

const char *clocks_name(const struct clocks *c)
{
	return c->shown < 0 ? c->guest->name : c->cpus.v[c->shown].clock;
}

const char *clocks_label(const struct clocks *c)
{
	return c->shown < 0 ? c->guest->label : "modelled: 1 ns = 1 cycle";
}

static const struct clock *const measured[] = { &clock_icount, &clock_kvm_tsc };

static const struct clock *clock_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(measured); i++)
		if (!strcmp(name, measured[i]->name))
			return measured[i];
	return NULL;
}

const struct clock *clock_of_accel(const char *accel)
{
	for (size_t i = 0; i < ARRAY_SIZE(measured); i++)
		if (!strcmp(accel, measured[i]->accel))
			return measured[i];
	return NULL;
}

const char *clock_profile(const char *name)
{
	size_t len = strlen(MODEL_PREFIX);

	return strncmp(name, MODEL_PREFIX, len) ? NULL : name + len;
}

bool clock_is_hardware(const char *name)
{
	const struct clock *c = clock_of(name);

	return c && c->hardware;
}

const char *clock_unit(const char *name)
{
	const struct clock *c = clock_of(name);

	return c ? c->unit : "cycles";
}

const char *clock_meaning(const char *name)
{
	const struct clock *c = clock_of(name);

	return c ? c->meaning : "modelled cycles of one CPU profile";
}
