// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pin.h"
#include "lib/util.h"

#define VCPU_THREAD "CPU 0/KVM\n" /* by -name ...,debug-threads=on */

static pid_t find_thread(pid_t pid, const char *name)
{
	char *tasks = xasprintf("/proc/%d/task", pid);
	DIR *dir = opendir(tasks);
	struct dirent *e;
	pid_t found = 0;

	while (dir && !found && (e = readdir(dir))) {
		char *path = xasprintf("%s/%s/comm", tasks, e->d_name),
		     *comm = read_file(path, NULL);

		if (comm && !strcmp(comm, name))
			found = atoi(e->d_name);
		free(comm);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(tasks);
	return found;
}

int pin_thread(pid_t thread)
{
	cpu_set_t own, one;
	int cpu = CPU_SETSIZE - 1;

	if (sched_getaffinity(0, sizeof(own), &own))
		return -1;
	while (cpu >= 0 && !CPU_ISSET(cpu, &own))
		cpu--;
	if (cpu < 0)
		return -1;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	return sched_setaffinity(thread, sizeof(one), &one) ? -1 : cpu;
}

int pin_guest_cpu(pid_t qemu)
{
	pid_t thread = find_thread(qemu, VCPU_THREAD);

	return thread ? pin_thread(thread) : -1;
}

long huge_kib(pid_t pid)
{
	char *path = xasprintf("/proc/%d/smaps_rollup", pid), *text = read_file(path, NULL),
	     *line = text ? strstr(text, "AnonHugePages:") : NULL;
	long kib = -1;

	if (line && sscanf(line, "AnonHugePages: %ld", &kib) != 1)
		kib = -1;
	free(text);
	free(path);
	return kib;
}
