/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Can KVM run these guests here? Found out by a small one (kernels/probe), never from the device
 * node. */
#ifndef HARNESS_PROBE_H
#define HARNESS_PROBE_H

#include <stdbool.h>
#include <stdint.h>

#include "guest.h"
#include "kernels/include/uapi/probe.h"

struct probe {
	bool usable;
	const char *name; /* of the way in which it went: "no_node" */
	char *found; /* a sentence or two, with what can be done; malloc'ed */
	uint32_t stages; /* how many the guest has done */
	int64_t facts[NR_PROBE_FACTS]; /* where it is usable */
};

/* Takes some seconds at most: less, where `limits` are stricter than the probe's own. */
void probe_kvm(struct probe *p, const char *qemu, const struct guest_limits *limits);
void probe_free(struct probe *p);

#endif /* HARNESS_PROBE_H */
