// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine.h"
#include "lib/util.h"
#include "kernels/include/uapi/splitbench.h"

/*
 * MiB of RAM in front of the PCI hole: as much as the largest direct map takes, and nothing but the
 * interrupt controllers needs the addresses above.
 */
#define BELOW_4G   3968
#define STRING_(x) #x
#define STRING(x)  STRING_(x)

/* From 2.0 on, QEMU leaves only whole gigabytes below 4 GiB as soon as RAM goes on above. */
#define MACHINE_SMALL "pc"
#define MACHINE_LARGE "pc-i440fx-1.7"

/*
 * What never changes. -no-reboot turns a reset into an end. There is no 64-bit PCI hole: with it no
 * more than 61 GiB are below 64 GiB. The memory is a file of the harness's, which costs only what
 * is touched and may be larger than the host's; the model maps it too, and reads the guest's page
 * tables in it.
 */
static const char *const fixed[] = {
	"-global",     "i440FX-pcihost.pci-hole64-size=0",
	"-nodefaults", "-display",
	"none",	       "-no-reboot",
	"-kernel",     MACHINE_KERNEL,
	"-initrd",     MACHINE_INITRD,
};

/* -icount with sleep=off and the RTC on virtual time make a run bit-identical. */
static const char *const by_tcg[] = {
	"-cpu",	   "pentium3",		"-accel", "tcg",
	"-icount", "shift=0,sleep=off", "-rtc",	  "base=2026-01-01,clock=vm",
};

/*
 * The host's own CPU with all it has, also what does not survive a move to another host: the TSC of
 * one rate, and performance counters. The name of the thread is how the CPU is found again (pin.c).
 */
static const char *const by_kvm[] = {
	"-cpu",	 "host,migratable=off,pmu=on",	"-accel", "kvm", "-rtc", "base=2026-01-01",
	"-name", "splitbench,debug-threads=on",
};

static void __attribute__((format(printf, 2, 3))) add(struct command_line *cl, const char *fmt, ...)
{
	va_list ap;

	if (cl->n == MACHINE_MAX_ARGS - 1)
		die("QEMU's command line has no room for more than %d words", MACHINE_MAX_ARGS);
	va_start(ap, fmt);
	if (vasprintf(&cl->argv[cl->n++], fmt, ap) < 0)
		die("out of memory");
	va_end(ap);
	cl->argv[cl->n] = NULL;
}

static void add_all(struct command_line *cl, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add(cl, "%s", words[i]);
}

static void add_port(struct command_line *cl, const char *id, const char *path, unsigned int port)
{
	add(cl, "-chardev");
	add(cl, "file,id=%s,path=%s", id, path);
	add(cl, "-device");
	add(cl, "isa-debugcon,iobase=%#x,chardev=%s", port, id);
}

/* In an option of QEMU's a comma in a name is written twice. */
static void put_name(FILE *f, const char *key, const char *name)
{
	fprintf(f, ",%s=", key);
	for (; *name; name++)
		fprintf(f, *name == ',' ? ",," : "%c", *name);
}

static void add_model(struct command_line *cl, const struct machine *m)
{
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	put_name(f, "file", m->plugin);
	fprintf(f,
		",ram=/proc/self/fd/%d,kernel=" MACHINE_KERNEL ",user=" MACHINE_PROGRAM
		",out=" MACHINE_MODEL ",folded=" MACHINE_FOLDED,
		MACHINE_RAM_FD);
	for (unsigned int i = 0; i < m->cpus->n; i++)
		put_name(f, "profile", m->cpus->v[i].path);
	if (m->operations)
		fprintf(f, ",trace=" MACHINE_TRACE ",operations=%u", m->operations);
	if (m->mem_mib > BELOW_4G)
		fprintf(f, ",below4g=%llu", BELOW_4G * 1024ull * 1024);
	fclose(f);
	add(cl, "-plugin");
	add(cl, "%s", text + 1);
	free(text);
}

/*
 * The model looks into the memory of the guest, and so needs a file. Without it the memory is
 * anonymous, for which QEMU asks the host for huge pages: a guest that touches all of it takes a
 * quarter less time.
 */
static void add_ram(struct command_line *cl, const struct machine *m)
{
	add(cl, "-object");
	if (m->plugin)
		add(cl, "memory-backend-file,id=ram,size=%uM,mem-path=/proc/self/fd/%d,share=on",
		    m->mem_mib, MACHINE_RAM_FD);
	else
		add(cl, "memory-backend-ram,id=ram,size=%uM,reserve=off", m->mem_mib);
}

void machine_command(const struct machine *m, struct command_line *cl)
{
	cl->n = 0;
	add(cl, "%s", m->qemu);
	add(cl, "-M");
	add(cl, "%s,memory-backend=ram,max-ram-below-4g=" STRING(BELOW_4G) "M",
	    m->mem_mib > BELOW_4G ? MACHINE_LARGE : MACHINE_SMALL);
	add_all(cl, fixed, ARRAY_SIZE(fixed));
	if (m->kvm)
		add_all(cl, by_kvm, ARRAY_SIZE(by_kvm));
	else
		add_all(cl, by_tcg, ARRAY_SIZE(by_tcg));
	add(cl, "-m");
	add(cl, "%u", m->mem_mib);
	add_ram(cl, m);
	add(cl, "-append");
	add(cl, "%s", m->append);
	add_port(cl, "con", m->console ? m->console : MACHINE_CONSOLE, SPLITBENCH_PORT_CONSOLE);
	add_port(cl, "log", MACHINE_LOG, SPLITBENCH_PORT_LOG);
	add(cl, "-device");
	add(cl, "isa-debug-exit,iobase=%#x,iosize=0x04", SPLITBENCH_PORT_EXIT);
	if (m->plugin)
		add_model(cl, m);
	if (m->input) {
		add(cl, "-chardev");
		add(cl, "stdio,id=in,signal=off");
		add(cl, "-serial");
		add(cl, "chardev:in");
	}
}

char *command_text(const struct command_line *cl)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,=:+@%";
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	for (unsigned int i = 0; i < cl->n; i++) {
		const char *w = cl->argv[i];

		if (i)
			fputc(' ', f);
		if (*w && !w[strspn(w, plain)]) {
			fputs(w, f);
			continue;
		}
		fputc('\'', f);
		for (; *w; w++)
			*w == '\'' ? fputs("'\\''", f) : fputc(*w, f);
		fputc('\'', f);
	}
	fclose(f);
	return text;
}

void command_free(struct command_line *cl)
{
	for (unsigned int i = 0; i < cl->n; i++)
		free(cl->argv[i]);
	cl->n = 0;
}
