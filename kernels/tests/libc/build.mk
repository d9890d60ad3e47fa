# SPDX-License-Identifier: GPL-2.0-or-later
# Tests that are ordinary programs, linked with a C library: they see the kernel as that does. One file
# each, linked twice: with the system's glibc into libc/, with Debian's musl into musl/. The exit status is
# the verdict.

UNPACK_musl := musl-dev

LTEST_SRCS   := $(wildcard kernels/tests/libc/*.c)
LTEST_CFLAGS := -m32 -std=gnu11 -O2 -g -Wall -Wextra -Werror -static -no-pie -fno-pie -pthread
LTESTS := $(foreach libc,libc musl,$(LTEST_SRCS:kernels/tests/libc/%.c=$(B)/kernels/tests/$(libc)/%))

$(B)/kernels/tests/libc/%: kernels/tests/libc/%.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(UTEST_CC) $(LTEST_CFLAGS) $< -o $@ -lm

# Its headers and start files in place of the compiler's and glibc's; of the compiler only libgcc.
MUSL_LIB     := $(B)/debian/musl/usr/lib/i386-linux-musl
MUSL_CFLAGS  := -nostdinc -isystem $(B)/debian/musl/usr/include/i386-linux-musl -nostdlib
$(B)/kernels/tests/musl/%: kernels/tests/libc/%.c $(B)/debian/musl.stamp
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(UTEST_CC) $(LTEST_CFLAGS) $(MUSL_CFLAGS) $(addprefix $(MUSL_LIB)/,crt1.o crti.o) $< -o $@ \
		-L$(MUSL_LIB) -Wl,--start-group -lc -lgcc -Wl,--end-group $(MUSL_LIB)/crtn.o

kernel-user-tests: $(LTESTS)
