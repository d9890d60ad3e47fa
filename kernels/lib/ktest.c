// SPDX-License-Identifier: GPL-2.0-or-later
#include "ktest.h"
#include "boot.h"
#include "device.h"
#include "string.h"

static bool failed;

static void say(const char *fmt, ...) __printf(1, 2);

static void say(const char *fmt, ...)
{
	char line[200];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	console_write(line, min((size_t)n, sizeof(line) - 1));
}

void ktest_fail(const char *file, int line, const char *what, unsigned long a, unsigned long b)
{
	if (!failed)
		say("# %s:%d: %s (%#lx, %#lx)\n", file, line, what, a, b);
	failed = true;
}

/* "misuse=NAME" */
static const struct misuse *chosen_misuse(void)
{
	const struct misuse *m;

	for (m = __start_misuses; m < __stop_misuses; m++) {
		char word[64];

		snprintf(word, sizeof(word), "misuse=%s", m->name);
		if (cmdline_has(word))
			return m;
	}
	return NULL;
}

int ktest_run(void)
{
	const struct misuse *m = chosen_misuse();
	const struct ktest *t;
	int n = 0, bad = 0;

	if (m) {
		m->fn();
		return 0;
	}
	say("1..%d\n", (int)(__stop_ktests - __start_ktests));
	for (t = __start_ktests; t < __stop_ktests; t++) {
		failed = false;
		t->fn();
		bad += failed;
		say("%s %d - %s\n", failed ? "not ok" : "ok", ++n, t->name);
	}
	for (m = __start_misuses; m < __stop_misuses; m++)
		say("misuse %s: %s\n", m->name, m->pattern);
	return bad;
}
