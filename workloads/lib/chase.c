// SPDX-License-Identifier: GPL-2.0-or-later
/* Builds the cycle of pages that the pointer chases follow. */
#include "chase.h"

#define MAX_PAGES  65536
#define LINE_BYTES 64

/*
 * Random order of the pages by the shuffle of R. Durstenfeld (CACM Algorithm 235, 1964); taking
 * them in that order, and the first after the last, makes a single cycle.
 */
struct node *chase_build(uint32_t pages)
{
	static uint16_t order[MAX_PAGES];
	uint32_t seed = 20260101;
	struct node *first = NULL, *last = NULL;
	char *base;

	if (!pages || pages > MAX_PAGES)
		fail("pages=%u: 1 to %u is wanted", pages, MAX_PAGES);
	base = pages_map(pages, 1);
	for (uint32_t i = 0; i < pages; i++)
		order[i] = i;
	for (uint32_t i = pages; i > 1; i--) {
		uint32_t j = rand_below(&seed, i);
		uint16_t swap = order[j];

		order[j] = order[i - 1];
		order[i - 1] = swap;
	}
	for (uint32_t i = 0; i < pages; i++) {
		uint32_t line = order[i] % (PAGE_SIZE / LINE_BYTES);
		struct node *node =
			(struct node *)(base + order[i] * PAGE_SIZE + line * LINE_BYTES);

		node->serial = i;
		if (last)
			last->next = node;
		else
			first = node;
		last = node;
	}
	last->next = first;
	return first;
}

uint64_t chase_checksum(const struct node *start)
{
	const struct node *at = start;
	uint64_t sum = CHECKSUM_INIT;

	do {
		sum = mix(sum, at->serial);
		at = at->next;
	} while (at != start);
	return sum;
}
