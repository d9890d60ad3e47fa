// SPDX-License-Identifier: GPL-2.0-or-later
#include "names.h"

#define NAME(sym, name, what)		  name,
#define MEANING(sym, name, what)	  what,
#define EVENT_NAME(sym, name, part, what) name,
#define EVENT_PART(sym, name, part, what) part,
#define EVENT_MEAN(sym, name, part, what) what,

const char *const part_names[NR_PARTS] = { MODEL_REGIONS(NAME) MODEL_EXTRAS(NAME) };
const char *const part_meanings[NR_PARTS] = { MODEL_REGIONS(MEANING) MODEL_EXTRAS(MEANING) };
const char *const event_names[NR_EVENTS] = { MODEL_EVENTS(EVENT_NAME) };
const char *const event_meanings[NR_EVENTS] = { MODEL_EVENTS(EVENT_MEAN) };
const unsigned char event_parts[NR_EVENTS] = { MODEL_EVENTS(EVENT_PART) };
