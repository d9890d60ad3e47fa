# SPDX-License-Identifier: GPL-2.0-or-later
# The workloads: one program a file workloads/<group>/<name>.c, and the library that all link.

WL_SRCS := $(filter-out workloads/lib/% workloads/tests/% workloads/apps/%,$(wildcard workloads/*/*.c))
WL_PROGS := $(WL_SRCS:workloads/%.c=$(B)/workloads/%)
# These run real programs, and are built where those could be: see workloads/apps/build.mk.
APPS_PROGS := $(patsubst workloads/%.c,$(B)/workloads/%,$(wildcard workloads/apps/*.c))
WL_LIB_OBJS := $(patsubst workloads/%.c,$(B)/workloads/%.o,$(wildcard workloads/lib/*.c))
WL_LIB := $(B)/workloads/lib/libworkload.a

# i686 without SSE is what the oldest profile has. The same flags in every split, and none that
# lets the compiler's output depend on where the tree is.
WL_CFLAGS := -std=gnu11 -m32 -march=i686 -mno-mmx -mno-sse -O2 -ffreestanding -fno-pic \
	-fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none -fno-common \
	-Wall -Wextra -Werror -Wmissing-prototypes -Iworkloads/lib -idirafter kernels/include
WL_LDFLAGS := -m32 -static -nostdlib -Wl,--build-id=none -Wl,-z,noexecstack,-u,_start

.PHONY: workloads test-workloads
workloads: $(WL_PROGS) apps

$(B)/workloads/%.o: workloads/%.c workloads/build.mk
	$(call msg,CC,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(WL_CFLAGS) -MD -MP -c -o $@ $<

# An archive, so that a program holds only what it uses.
$(WL_LIB): $(WL_LIB_OBJS)
	$(call msg,AR,$@)
	@rm -f $@
	$(Q)$(AR) rcsD $@ $^

$(WL_PROGS) $(APPS_PROGS): %: %.o $(WL_LIB)
	$(call msg,LD,$@)
	$(Q)$(CC) $(WL_LDFLAGS) -o $@ $^

# Away from where programs lie usually, so that a profile by symbols does not take their code for its own.
$(APPS_PROGS): WL_LDFLAGS += -Wl,-Ttext-segment=0x04000000

.SECONDARY: $(WL_PROGS:%=%.o) $(APPS_PROGS:%=%.o)

include workloads/apps/build.mk

test-workloads: workloads
	$(Q)workloads/tests/host.sh $(B)/workloads
	$(Q)workloads/tests/apps.sh $(abspath $(B)) $(LONG_CONFIGS)

-include $(WL_PROGS:%=%.d) $(APPS_PROGS:%=%.d) $(WL_LIB_OBJS:.o=.d)
