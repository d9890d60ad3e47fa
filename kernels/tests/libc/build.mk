# SPDX-License-Identifier: GPL-2.0-or-later
# Tests that are ordinary programs, linked with the C library of the system: they see the kernel as that
# does. One file each; the exit status is the verdict.

LTEST_CFLAGS := -m32 -std=gnu11 -O2 -g -Wall -Wextra -Werror -static -pthread

LTESTS := $(patsubst kernels/tests/libc/%.c,$(B)/kernels/tests/libc/%,$(wildcard kernels/tests/libc/*.c))

$(B)/kernels/tests/libc/%: kernels/tests/libc/%.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(UTEST_CC) $(LTEST_CFLAGS) $< -o $@ -lm

kernel-user-tests: $(LTESTS)
