# SPDX-License-Identifier: GPL-2.0-or-later
# The workloads: one program a file workloads/<group>/<name>.c, and the library that all link.

WL_SRCS := $(filter-out workloads/lib/% workloads/tests/%,$(wildcard workloads/*/*.c))
WL_PROGS := $(WL_SRCS:workloads/%.c=$(B)/workloads/%)
WL_LIB_OBJS := $(patsubst workloads/%.c,$(B)/workloads/%.o,$(wildcard workloads/lib/*.c))
WL_LIB := $(B)/workloads/lib/libworkload.a

# i686 without SSE is what the oldest profile has. The same flags in every split, and none that
# lets the compiler's output depend on where the tree is.
WL_CFLAGS := -std=gnu11 -m32 -march=i686 -mno-mmx -mno-sse -O2 -ffreestanding -fno-pic \
	-fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none -fno-common \
	-Wall -Wextra -Werror -Wmissing-prototypes -Iworkloads/lib -idirafter kernels/include
WL_LDFLAGS := -m32 -static -nostdlib -Wl,--build-id=none -Wl,-z,noexecstack,-u,_start

.PHONY: workloads test-workloads
workloads: $(WL_PROGS)

$(B)/workloads/%.o: workloads/%.c workloads/build.mk
	$(call msg,CC,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(WL_CFLAGS) -MD -MP -c -o $@ $<

# An archive, so that a program holds only what it uses.
$(WL_LIB): $(WL_LIB_OBJS)
	$(call msg,AR,$@)
	@rm -f $@
	$(Q)$(AR) rcsD $@ $^

$(WL_PROGS): %: %.o $(WL_LIB)
	$(call msg,LD,$@)
	$(Q)$(CC) $(WL_LDFLAGS) -o $@ $^

.SECONDARY: $(WL_PROGS:%=%.o)

test-workloads: workloads
	$(Q)workloads/tests/host.sh $(B)/workloads

-include $(WL_PROGS:%=%.d) $(WL_LIB_OBJS:.o=.d)
