# SPDX-License-Identifier: GPL-2.0-or-later
# Programs whose output must be the same on every configuration and on Linux, and what it is on Linux.

ABI_B     := $(B)/kernels/tests/abi
ABI_TESTS := $(patsubst kernels/tests/abi/%.c,$(ABI_B)/%,$(wildcard kernels/tests/abi/*.c))

# The names of all calls.
$(ABI_B)/calls.inc:
	$(Q)mkdir -p $(@D)
	$(Q)echo '#include <asm/unistd_32.h>' | $(UTEST_CC) -m32 -E -dM - | \
		sed -n 's/^#define __NR_\([a-z0-9_]*\) \([0-9]*\)$$/{ "\1", \2 },/p' | sort -n -t , -k 2 > $@
$(ABI_TESTS): $(ABI_B)/calls.inc

$(ABI_TESTS): $(ABI_B)/%: kernels/tests/abi/%.c
	$(call msg,CC,$@)
	$(Q)$(UTEST_CC) $(UTEST_CFLAGS) -I$(ABI_B) -MMD -MP -MF $@.d $< -o $@ $(UTEST_LDFLAGS)

-include $(ABI_TESTS:=.d)

# All programs in one machine, the tests of tests/user and these, and what they print there.
in_guest = $(foreach p,$(1),--file $(p):/tests/$(p:$(B)/kernels/tests/%=%))
ABI_LINUX := $(B)/kernels/tests/linux.out
$(ABI_LINUX): $(B)/linux/bzImage $(B)/linux/init $(UTESTS) $(LTESTS) $(ABI_TESTS) $(UTEST_TOOLS) $(B)/harness/splitbench
	$(call msg,LINUX,$@)
	$(Q)$(B)/harness/splitbench exec --config linux --timeout 120 \
		$(call in_guest,$(UTESTS) $(LTESTS) $(ABI_TESTS)) \
		-- $(UTEST_TOOLS) /tests /tests/libc /tests/musl /tests/abi > $@

kernel-abi-tests: $(ABI_LINUX)
.PHONY: kernel-abi-tests
