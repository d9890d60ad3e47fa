// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "lists.h"

void list_make(struct array *a, uint32_t sets, uint32_t ways)
{
	a->kind = TLB_OWN;
	a->sets = sets;
	a->ways = ways;
	a->list = calloc(sets, sizeof(a->list[0]));
}

static void free_list(struct entry *e)
{
	while (e) {
		struct entry *next = e->next;

		free(e);
		e = next;
	}
}

void list_free_array(struct array *a)
{
	for (uint32_t s = 0; s < a->sets; s++)
		free_list(a->list[s]);
	free(a->list);
}

bool list_same_key(struct key a, struct key b)
{
	return a.tag == b.tag && a.number == b.number && a.shift == b.shift;
}

/* Takes the entry out of its list. */
struct entry *list_take(struct entry **list, struct key key)
{
	for (; *list; list = &(*list)->next) {
		struct entry *e = *list;

		if (!list_same_key(e->key, key))
			continue;
		*list = e->next;
		return e;
	}
	return NULL;
}

static void push(struct entry **list, struct entry *e)
{
	e->next = *list;
	*list = e;
}

struct entry **list_set_of(struct array *a, struct key key)
{
	return &a->list[key.number % a->sets];
}

/* Finds an entry and moves it to the front. */
struct entry *list_use(struct array *a, struct key key)
{
	struct entry *e = a->ways ? list_take(list_set_of(a, key), key) : NULL;

	if (e)
		push(list_set_of(a, key), e);
	return e;
}

/* A new entry in front; the last one goes if there are too many. */
void list_put(struct array *a, const struct entry *value)
{
	struct entry **list = list_set_of(a, value->key), *e;
	uint32_t n = 0;

	if (!a->ways)
		return;
	e = malloc(sizeof(*e));
	*e = *value;
	push(list, e);
	for (; *list; n++) {
		if (n == a->ways) {
			free(*list);
			*list = NULL;
			break;
		}
		list = &(*list)->next;
	}
}
