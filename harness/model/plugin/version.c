// SPDX-License-Identifier: GPL-2.0-or-later
/* Which QEMU the plugin works with. */
#include <stdio.h>
#include <string.h>

#include "qemu.h"

/* QEMU reads this before it calls anything, and refuses a version it no longer has. */
QEMU_PLUGIN_EXPORT int qemu_plugin_version = PLUGIN_API_VERSION;

int plugin_check_qemu(const qemu_info_t *info)
{
	if (info->version.min > PLUGIN_API_VERSION || info->version.cur < PLUGIN_API_VERSION) {
		fprintf(stderr,
			"model: this QEMU has plugin interface versions %d to %d; supported is %d "
			"(QEMU 7.2 to 8.2)\n",
			info->version.min, info->version.cur, PLUGIN_API_VERSION);
		return -1;
	}
	if (strcmp(info->target_name, "i386") || !info->system_emulation) {
		fprintf(stderr, "model: this QEMU emulates %s %s; use qemu-system-i386\n",
			info->target_name, info->system_emulation ? "machines" : "programs");
		return -1;
	}
	if (info->system.smp_vcpus != 1) {
		fprintf(stderr, "model: %d CPUs; the model is of one: use -smp 1\n",
			info->system.smp_vcpus);
		return -1;
	}
	return 0;
}
