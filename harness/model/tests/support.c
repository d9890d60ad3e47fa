// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

const struct profile tiny = {
	.name = "tiny",
	.title = "for tests",
	.tlb = {
		[ITLB] = { TLB_OWN, 1, 4 },
		[ITLB_LARGE] = { TLB_OWN, 1, 2 },
		[DTLB] = { TLB_OWN, 1, 8 },
		[DTLB_LARGE] = { TLB_OWN, 1, 2 },
	},
	.cache = {
		[CACHE_L1D] = { 16, 2, 64, 3000 },
		[CACHE_L2] = { 64, 4, 64, 11000 },
		[CACHE_L1I] = { 16, 2, 64, 0 },
	},
	.memory_latency = 101000,
	.walk_share = 1,
	.insn = 1000,
	.walk = 7000,
	.dirty = 53000,
	.event = { [EVENT_CR3] = 41000, [EVENT_CR4] = 43000, [EVENT_INVLPG] = 47000 },
};

static int is_profile(const struct dirent *d)
{
	return strstr(d->d_name, ".profile") != NULL;
}

unsigned int load_profiles(const struct profile *profiles[MODEL_MAX_PROFILES])
{
	struct dirent **names;
	int n = scandir(PROFILES_DIR, &names, is_profile, alphasort);
	char err[256] = "", path[512];

	assert_in_range(n, 9, MODEL_MAX_PROFILES);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), PROFILES_DIR "/%s", names[i]->d_name);
		profiles[i] = profile_load(path, err, sizeof(err));
		assert_string_equal(err, "");
		free(names[i]);
	}
	free(names);
	return n;
}

struct model *model_on(const struct profile *p, struct guest *g)
{
	struct model_options o = { .read_phys32 = guest_read, .opaque = g };
	struct model *m = model_new(&p, 1, &o);

	assert_non_null(m);
	model_paging(m, g->mode);
	return m;
}
