# SPDX-License-Identifier: GPL-2.0-or-later
# User-mode tests of the kernel: static i386 Linux programs, one file each, that print TAP and exit
# with 0 or 1. The same binaries run on every configuration and on Linux itself.

UTEST_CC     ?= gcc
UTEST_CFLAGS := -m32 -march=i686 -std=gnu2x -O2 -g -ffreestanding -fno-pic -fno-pie \
	-fno-stack-protector -fno-strict-aliasing -fno-asynchronous-unwind-tables \
	-fno-delete-null-pointer-checks -fcf-protection=none -mno-80387 -mno-mmx -mno-sse \
	-Wall -Wextra -Werror -Wstrict-prototypes
UTEST_LDFLAGS := -static -nostdlib -Wl,--build-id=none -Wl,-z,noexecstack -lgcc

UTESTS := $(patsubst kernels/tests/user/%.c,$(B)/kernels/tests/%,$(wildcard kernels/tests/user/*.c))

$(B)/kernels/tests/%: kernels/tests/user/%.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(UTEST_CC) $(UTEST_CFLAGS) -MMD -MP -MF $@.d $< -o $@ $(UTEST_LDFLAGS)

# Runs many programs in one machine.
$(B)/kernels/tests/tools/each: kernels/tests/tools/each.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(UTEST_CC) $(UTEST_CFLAGS) -MMD -MP -MF $@.d $< -o $@ $(UTEST_LDFLAGS)
UTEST_TOOLS := $(B)/kernels/tests/tools/each

-include $(UTESTS:=.d) $(UTEST_TOOLS:=.d)

kernel-user-tests: $(UTESTS) $(UTEST_TOOLS)
.PHONY: kernel-user-tests
