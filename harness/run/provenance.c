// SPDX-License-Identifier: GPL-2.0-or-later
#include <cpuid.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "provenance.h"
#include "lib/paths.h"
#include "lib/util.h"

char *qemu_version(const char *qemu)
{
	const char *const argv[] = { qemu, "--version", NULL };
	char *text = capture(argv), *p = text ? strstr(text, "version ") : NULL, *version;

	if (!p) {
		free(text);
		return NULL;
	}
	p += strlen("version ");
	p[strcspn(p, "\n")] = '\0';
	version = xstrdup(p);
	free(text);
	return version;
}

char *host_cpu(void)
{
	char *text = read_file("/proc/cpuinfo", NULL),
	     *p = text ? strstr(text, "model name") : NULL, *name = NULL;

	if (p && (p = strchr(p, ':'))) {
		p += 1 + strspn(p + 1, " \t");
		p[strcspn(p, "\n")] = '\0';
		name = xstrdup(p);
	}
	free(text);
	return name;
}

/* A hypervisor signs at leaf 0x40000000 of CPUID, where bit 31 of ECX of leaf 1 says that there is
 * one. */
const char *host_kind(void)
{
	unsigned int a, b, c = 0, d;
	char signature[13] = "";

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c >> 31))
		return "real";
	__cpuid(0x40000000, a, b, c, d);
	memcpy(signature, (unsigned int[]){ b, c, d }, 12);
	return strcmp(signature, "TCGTCGTCGTCG") ? "virtual" : "emulated";
}

static char *host_kernel(void)
{
	struct utsname u;

	return uname(&u) ? xstrdup("unknown")
			 : xasprintf("%s %s %s", u.sysname, u.release, u.machine);
}

static void read_commit(struct provenance *p)
{
	const char *const head[] = {
		"git", "-C", path_root(), "rev-parse", "--verify", "HEAD", NULL
	};
	const char *const status[] = { "git", "-C", path_root(), "status", "--porcelain", NULL };
	char *changes = capture(status);

	p->commit_id = capture(head);
	p->dirty = changes && *changes;
	if (!p->commit_id)
		p->commit_id = xstrdup("unknown");
	free(changes);
}

/* Everything that the rows of a run depend on, as a text to hash. */
static char *fingerprint(const struct provenance *p, const struct run_options *o,
			 const struct cells *cells)
{
	char *text, *hash;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	fprintf(f, "qemu %s\nclock %s accel %s rounds %u\n", p->qemu_version, o->clocks.guest->name,
		o->clocks.guest->accel, o->clocks.kvm ? o->rounds : 0);
	if (o->clocks.kvm && o->seed)
		fprintf(f, "seed %u\n", o->seed);
	for (unsigned int i = 0; i < o->clocks.cpus.n; i++)
		fprintf(f, "clock %s %s\n", o->clocks.cpus.v[i].clock, o->clocks.cpus.v[i].sha256);
	if (o->plugin) {
		char *plugin = sha256_file(o->plugin);

		fprintf(f, "plugin %s\n", plugin ? plugin : "-");
		free(plugin);
	}
	for (unsigned int i = 0; i < cells->n; i++) {
		const struct cell *c = &cells->v[i];
		const char *kernel = p->kernel_sha256[config_position(c->config)];

		if (!c->selected)
			continue;
		fprintf(f, "%s %u %u %s %s\n", c->name, c->wcase->ops, c->samples,
			kernel ? kernel : "-", c->program->sha256);
		for (unsigned int k = 0; k < c->program->nr_files; k++)
			fprintf(f, "file %s %s\n", c->program->files[k].name,
				c->program->files[k].sha256);
	}
	fclose(f);
	hash = sha256_text(text);
	free(text);
	return hash;
}

void provenance_host(struct provenance *p)
{
	p->host_cpu = host_cpu();
	if (!p->host_cpu)
		p->host_cpu = xstrdup("unknown");
	p->host_kernel = host_kernel();
}

void provenance_origin(struct provenance *p, const char *qemu)
{
	*p = (struct provenance){ .qemu_version = qemu_version(qemu) };
	if (!p->qemu_version)
		die("cannot run %s; install the Debian package qemu-system-x86, or name another with --qemu",
		    qemu);
	provenance_host(p);
	read_commit(p);
}

void provenance_collect(struct provenance *p, const struct run_options *o,
			const struct cells *cells)
{
	provenance_origin(p, o->qemu);
	p->model_id = o->plugin ? elf_build_id(o->plugin) : NULL;
	p->kernel_sha256 = xcalloc(nr_configs, sizeof(*p->kernel_sha256));
	for (unsigned int i = 0; i < nr_configs; i++) {
		char *kernel = path_kernel(configs[i].name, "");

		p->kernel_sha256[i] = sha256_file(kernel);
		free(kernel);
	}
	p->fingerprint = fingerprint(p, o, cells);
}

void provenance_free(struct provenance *p)
{
	for (unsigned int i = 0; p->kernel_sha256 && i < nr_configs; i++)
		free(p->kernel_sha256[i]);
	free(p->kernel_sha256);
	free(p->commit_id);
	free(p->qemu_version);
	free(p->host_cpu);
	free(p->host_kernel);
	free(p->model_id);
	free(p->fingerprint);
}
