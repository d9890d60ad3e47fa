// SPDX-License-Identifier: GPL-2.0-or-later
#include "ktest.h"
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

int ktest_run(void)
{
	const struct ktest *t;
	int n = 0, bad = 0;

	say("1..%d\n", (int)(__stop_ktests - __start_ktests));
	for (t = __start_ktests; t < __stop_ktests; t++) {
		failed = false;
		t->fn();
		bad += failed;
		say("%s %d - %s\n", failed ? "not ok" : "ok", ++n, t->name);
	}
	return bad;
}
