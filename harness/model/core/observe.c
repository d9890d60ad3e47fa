// SPDX-License-Identifier: GPL-2.0-or-later
#include "observe.h"

void tell_event(struct model *m, enum model_event event)
{
	for (unsigned int i = 0; i < m->nr; i++) {
		struct cpu *c = &m->cpu[i];
		uint64_t dropped = c->counts.flushed - c->told_flushed;

		c->told_flushed = c->counts.flushed;
		tell(m, (struct model_note){
				.kind = NOTE_EVENT,
				.profile = i,
				.event = event,
				.value = m->event_value,
				.dropped = dropped,
				.mcycles = c->profile->event[event],
			});
	}
}
