// SPDX-License-Identifier: GPL-2.0-or-later
/* The plugin's arguments, name=value each, as README.md lists them; and what they name is loaded.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin.h"

struct plugin plugin = {
	.wanted = {
		[SYM_IDT] = { .name = "idt" },
		[SYM_GDT] = { .name = "gdt" },
		[SYM_TSS] = { .name = "tss" },
		[SYM_INVLPG_ADDRESS] = { .name = "invlpg_address" },
		[SYM_TRAP_STUBS] = { .name = "trap_stubs" },
	},
};

void plugin_die(const char *fmt, ...)
{
	va_list ap;

	fputs("model: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	_exit(1);
}

static bool complain(const char *what)
{
	fprintf(stderr, "model: %s\n", what);
	return false;
}

static bool add_profile(const char *path)
{
	char err[512];

	if (plugin.nr_profiles == MODEL_MAX_PROFILES)
		return complain("more profiles than the model can run side by side (16)");
	plugin.profiles[plugin.nr_profiles] = profile_load(path, err, sizeof(err));
	if (!plugin.profiles[plugin.nr_profiles])
		return complain(err);
	plugin.nr_profiles++;
	return true;
}

static bool read_number(const char *value, uint64_t *to)
{
	char *end;

	*to = strtoull(value, &end, 10);
	return *value && !*end;
}

static bool read_argument(const char *name, const char *value)
{
	const struct {
		const char *name, **to;
	} paths[] = {
		{ "ram", &plugin.ram_path },	   { "kernel", &plugin.kernel_path },
		{ "user", &plugin.user_path },	   { "out", &plugin.out_path },
		{ "folded", &plugin.folded_path }, { "trace", &plugin.trace_path },
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		if (!strcmp(paths[i].name, name)) {
			*paths[i].to = value;
			return true;
		}
	}
	if (!strcmp(name, "profile"))
		return add_profile(value);
	if (!strcmp(name, "data")) {
		plugin.data_caches = !strcmp(value, "on");
		return plugin.data_caches || !strcmp(value, "off") ||
		       complain("data must be on or off");
	}
	if (!strcmp(name, "below4g"))
		return read_number(value, &plugin.below_4g) ||
		       complain("below4g must be a number of bytes");
	if (!strcmp(name, "operations"))
		return (read_number(value, &plugin.operations) && plugin.operations) ||
		       complain("operations must be the number of operations in a sample");
	fprintf(stderr, "model: there is no argument '%s'\n", name);
	return false;
}

/* A trace is of one CPU, and names what lies at addresses. */
static bool open_trace(char *err, size_t err_size)
{
	if (plugin.nr_profiles != 1 || !plugin.operations || !plugin.user_path)
		return complain("trace= needs user=, operations= and just one profile=");
	if (!symbols_load(&plugin.kernel_data, plugin.kernel_path, SYMBOLS_DATA, err, err_size) ||
	    !symbols_load(&plugin.user_data, plugin.user_path, SYMBOLS_DATA, err, err_size))
		return complain(err);
	plugin.trace = fopen(plugin.trace_path, "w");
	if (!plugin.trace)
		fprintf(stderr, "model: trace=%s cannot be written: %m\n", plugin.trace_path);
	return plugin.trace;
}

static bool open_files(void)
{
	char err[512];

	plugin.kernel.wanted = plugin.wanted;
	if (!symbols_load(&plugin.kernel, plugin.kernel_path, SYMBOLS_KERNEL, err, sizeof(err)))
		return complain(err);
	if (plugin.user_path &&
	    !symbols_load(&plugin.user, plugin.user_path, SYMBOLS_PROGRAM, err, sizeof(err)))
		return complain(err);
	plugin.out = fopen(plugin.out_path, "w");
	if (!plugin.out) {
		fprintf(stderr, "model: out=%s cannot be written: %m\n", plugin.out_path);
		return false;
	}
	return !plugin.trace_path || open_trace(err, sizeof(err));
}

bool arguments_read(int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		char *eq = strchr(argv[i], '=');

		if (!eq) {
			fprintf(stderr, "model: '%s' is not name=value\n", argv[i]);
			return false;
		}
		*eq = 0;
		if (!read_argument(argv[i], eq + 1))
			return false;
	}
	if (!plugin.ram_path || !plugin.kernel_path || !plugin.out_path || !plugin.nr_profiles)
		return complain("ram=, kernel=, out= and at least one profile= are needed");
	return open_files();
}
