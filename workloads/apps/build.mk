# SPDX-License-Identifier: GPL-2.0-or-later
# The real programs of the group apps: Debian's busybox as it is, and small programs of ours over Debian's
# libraries, with the C library of gcc-multilib. They lie in files/ beside the workloads that run them,
# each with a note of the packages that it was made from. Where the packages cannot be fetched, the group is
# left out, and no more.

UNPACK_apps := busybox-static libsqlite3-dev liblua5.4-dev zlib1g-dev libzstd-dev

APPS_FILES_B := $(B)/workloads/apps/files
APPS_ROOT    := $(B)/debian/apps
APPS_SCRIPTS := $(patsubst workloads/apps/src/%,$(APPS_FILES_B)/%,$(wildcard workloads/apps/src/*.lua workloads/apps/src/*.sh))
APPS_C       := $(patsubst workloads/apps/src/%.c,%,$(wildcard workloads/apps/src/*.c))
APPS_FILES   := $(APPS_SCRIPTS) $(addprefix $(APPS_FILES_B)/,busybox $(APPS_C))

# The package that a program is made from, and how it is linked.
APP_PACKAGE_busybox := busybox-static
APP_PACKAGE_gzip    := zlib1g-dev
APP_LIBS_gzip       := -lz
APP_PACKAGE_lua     := liblua5.4-dev
APP_LIBS_lua        := -llua5.4 -lm
APP_PACKAGE_sqlite  := libsqlite3-dev
APP_LIBS_sqlite     := -lsqlite3 -lm
APP_PACKAGE_zstd    := libzstd-dev
APP_LIBS_zstd       := -lzstd

# The linker has a word to say about every library that calls dlopen(), which nobody here does.
APP_CFLAGS := -std=gnu11 -m32 -march=i686 -O2 -static -no-pie -fno-pic -Wall -Wextra -Werror \
	-isystem $(APPS_ROOT)/usr/include -isystem $(APPS_ROOT)/usr/include/i386-linux-gnu \
	-isystem $(APPS_ROOT)/usr/include/lua5.4 -L$(APPS_ROOT)/usr/lib/i386-linux-gnu \
	-Wl,--build-id=none,--no-warnings

note = { grep '^$(APP_PACKAGE_$(@F)) ' $(APPS_ROOT).packages; $(1); } | paste -s -d, >$@.from
libc = dpkg-query -W -f '$${Package} $${Version}\n' libc6-dev-i386

.PHONY: apps apps-fetched
apps:
	$(Q)if $(MAKE) --no-print-directory $(B)/debian/apps.stamp; then \
		$(MAKE) --no-print-directory apps-fetched; \
	else \
		echo 'The workloads apps/* are left out: they need these packages.' >&2; \
	fi
apps-fetched: $(APPS_PROGS) $(APPS_FILES)

$(APPS_SCRIPTS): $(APPS_FILES_B)/%: workloads/apps/src/%
	@mkdir -p $(@D)
	$(Q)cp $< $@
$(APPS_FILES_B)/busybox: $(B)/debian/apps.stamp
	@mkdir -p $(@D)
	$(Q)$(call note,true)
	$(Q)cp $(APPS_ROOT)/bin/busybox $@
$(APPS_C:%=$(APPS_FILES_B)/%): $(APPS_FILES_B)/%: workloads/apps/src/%.c workloads/apps/src/out.h \
		workloads/apps/build.mk $(B)/debian/apps.stamp
	$(call msg,CC,$@)
	@mkdir -p $(@D)
	$(Q)$(call note,$(libc))
	$(Q)$(CC) $(APP_CFLAGS) -o $@ $< $(APP_LIBS_$(@F))
