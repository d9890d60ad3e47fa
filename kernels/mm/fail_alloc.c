// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Fault injection: the allocation with a given number fails, whatever memory there is. To cost
 * nothing while it is not used, it makes every allocation take the slow way: zones pretend to be
 * below their low watermarks, and slab caches to have no free object.
 */
#include "zone.h"

bool fail_alloc_armed;
static unsigned long left;
static bool failed;

bool fail_this_alloc(void)
{
	if (failed || left--)
		return false;
	return failed = true;
}

void fail_alloc_arm(unsigned long number)
{
	unsigned int i, highest;

	for (i = 0; i < NR_ZONES; i++)
		for (highest = 0; highest < NR_ZONES; highest++)
			zones[i].pass[highest] = -1ul >> 1;
	slab_hide_partial(true);
	left = number;
	failed = false;
	fail_alloc_armed = true;
}

bool fail_alloc_disarm(void)
{
	fail_alloc_armed = false;
	slab_hide_partial(false);
	setup_zone_pass();
	return failed;
}
