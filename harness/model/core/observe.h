/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who wants to know what happens, rather than how often: see struct model_note. Off, it costs
 * nothing. */
#ifndef MODEL_OBSERVE_H
#define MODEL_OBSERVE_H

#include "state.h"

/* An event has happened to all profiles; m->event_value is its address or value. */
void tell_event(struct model *m, enum model_event event);

/* Something of one profile. */
static inline void tell(const struct model *m, struct model_note note)
{
	if (m->options.observe)
		m->options.observe(&note);
}

#endif /* MODEL_OBSERVE_H */
