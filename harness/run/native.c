// SPDX-License-Identifier: GPL-2.0-or-later
#include <cpuid.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <x86intrin.h>

#include "native.h"
#include "guest/pin.h"
#include "lib/util.h"

#define ADDITIONS 16 /* in the loop below */
#define ROUNDS	  4000
#define TRIES	  50

extern char **environ;

int native_prepare(void)
{
	int cpu = pin_thread(0);

	return cpu >= 0 && !prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) ? cpu : -1;
}

/* Starts a program with its output in a pipe. 0, or errno. */
static int start(char *const argv[], pid_t *pid, FILE **output)
{
	posix_spawn_file_actions_t actions;
	int fds[2], err;

	if (pipe(fds))
		return errno;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, fds[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&actions, fds[0]);
	posix_spawn_file_actions_addclose(&actions, fds[1]);
	err = posix_spawn(pid, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(fds[1]);
	if (err)
		close(fds[0]);
	else
		*output = fdopen(fds[0], "r");
	return err;
}

/* What it printed; what is wrong with how it ended is in *why. */
static char *finish(pid_t pid, FILE *output, const char *name, char **why)
{
	char *text = NULL;
	size_t size = 0;
	int status;

	if (getdelim(&text, &size, '\0', output) < 0) {
		free(text);
		text = xstrdup("");
	}
	fclose(output);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status))
		*why = xasprintf("%s was ended by signal %d (%s)", name, WTERMSIG(status),
				 strsignal(WTERMSIG(status)));
	return text;
}

/* The parameters are words of their own. */
static char **make_argv(const struct program *p, char *params, char *options[], unsigned int n)
{
	char **argv = xcalloc(strlen(params) / 2 + n + 3, sizeof(*argv)), *save;
	unsigned int argc = 0;

	argv[argc++] = p->path;
	for (char *word = strtok_r(params, " ", &save); word; word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	for (unsigned int i = 0; i < n; i++)
		argv[argc++] = options[i];
	return argv;
}

static char *start_error(int err, const char *path)
{
	if (err == ENOEXEC)
		return xstrdup(
			"this kernel runs no i386 programs (CONFIG_IA32_EMULATION), and another build of them "
			"would be other code; use a kernel that does, or --accel kvm");
	return xasprintf("cannot run %s: %s", path, strerror(err));
}

char *native_refused(const struct program *p)
{
	char *argv[] = { p->path, "--list", NULL }, *why = NULL;
	FILE *output = NULL;
	pid_t pid = 0;
	int err = start(argv, &pid, &output);

	if (err)
		return start_error(err, p->path);
	free(finish(pid, output, p->name, &why));
	return why;
}

int native_run(const struct program *p, const char *params, uint32_t ops, uint32_t samples,
	       struct records *r, char **why)
{
	char *words = xstrdup(params),
	     *options[] = { xasprintf("--ops=%u", ops), xasprintf("--samples=%u", samples),
			    xasprintf("--warmup=%u", p->warmup) };
	char **argv = make_argv(p, words, options, ARRAY_SIZE(options)), *text;
	FILE *output = NULL;
	pid_t pid = 0;
	int err = start(argv, &pid, &output);

	*r = (struct records){ 0 };
	*why = NULL;
	if (err) {
		*why = start_error(err, p->path);
	} else {
		text = finish(pid, output, p->name, why);
		if (!*why)
			records_parse(text, r, why);
		free(text);
	}
	for (size_t i = 0; i < ARRAY_SIZE(options); i++)
		free(options[i]);
	free(argv);
	free(words);
	return *why ? -1 : 0;
}

static uint64_t time_chain(void)
{
	unsigned long sum = 0, step = 1, rounds = ROUNDS;
	uint64_t start;

	_mm_lfence();
	start = __rdtsc();
	_mm_lfence();
	__asm__ volatile("1:\n\t"
			 ".rept %c3\n\t"
			 "add %2, %0\n\t"
			 ".endr\n\t"
			 "dec %1\n\t"
			 "jnz 1b"
			 : "+r"(sum), "+r"(rounds)
			 : "r"(step), "i"(ADDITIONS)
			 : "cc");
	_mm_lfence();
	return __rdtsc() - start;
}

double native_tsc_per_core(void)
{
	uint64_t least = UINT64_MAX;

	for (unsigned int i = 0; i < TRIES; i++) {
		uint64_t t = time_chain();

		if (t < least)
			least = t;
	}
	return (double)least / (ADDITIONS * ROUNDS);
}

/*
 * Which profile stands for which CPUs, by the signature of CPUID: the first row that fits. The last
 * ones of a vendor are what is nearest, and not the same. Families and models as in Intel's and
 * AMD's lists of them (Intel SDM vol. 4, table 2-1; AMD's PPRs).
 */
static const struct {
	const char *vendor;
	unsigned int from, to; /* families */
	unsigned char models[16]; /* up to the first 0; none: all */
	const char *profile;
	bool same;
} nearest[] = {
	{ "GenuineIntel", 6, 6, { 0x07, 0x08, 0x0a, 0x0b }, "pentium3", true },
	{ "GenuineIntel", 6, 6, { 0x0f, 0x16, 0x17, 0x1d }, "core2", true },
	{ "GenuineIntel", 6, 6, { 0x37, 0x4a, 0x4c, 0x4d, 0x5a, 0x5d }, "silvermont", true },
	{ "GenuineIntel", 6, 6, { 0x4e, 0x5e, 0x8e, 0x9e, 0xa5, 0xa6 }, "skylake", true },
	{ "GenuineIntel", 15, 15, { 0 }, "p4", false },
	{ "GenuineIntel", 6, ~0u, { 0 }, "skylake", false },
	{ "AuthenticAMD", 0x17, 0x17, { 0x31, 0x60, 0x68, 0x71, 0x90, 0xa0 }, "zen2", true },
	{ "AuthenticAMD", 0x19, 0x19, { 0x11, 0x61, 0x74, 0x75, 0x78, 0xa0 }, "zen4", true },
	{ "AuthenticAMD", 0, 0x17, { 0 }, "zen2", false },
	{ "AuthenticAMD", 0x18, ~0u, { 0 }, "zen4", false },
	{ "", 0, ~0u, { 0 }, "skylake", false },
};

static bool has_model(const unsigned char *models, unsigned int model)
{
	return !*models || (model && model < 256 && strchr((const char *)models, (int)model));
}

const char *native_profile(bool *same)
{
	unsigned int a = 0, b, c, d, family, model;
	char vendor[13] = "";
	size_t i = 0;

	__cpuid(0, a, b, c, d);
	memcpy(vendor, (unsigned int[]){ b, d, c }, 12);
	__cpuid(1, a, b, c, d);
	family = (a >> 8 & 0xf) + ((a >> 8 & 0xf) == 15 ? a >> 20 & 0xff : 0);
	model = (a >> 4 & 0xf) | (a >> 12 & 0xf0);
	while ((*nearest[i].vendor && strcmp(nearest[i].vendor, vendor)) ||
	       family < nearest[i].from || family > nearest[i].to ||
	       !has_model(nearest[i].models, model))
		i++;
	*same = nearest[i].same;
	return nearest[i].profile;
}
