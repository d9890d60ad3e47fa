# SPDX-License-Identifier: GPL-2.0-or-later
# Host side: build/harness/splitbench, and its tests. Debian packages: libbenchmark-dev libsqlite3-dev
# libjansson-dev libarchive-dev libelf-dev zlib1g-dev nettle-dev libgsl-dev libcmocka-dev.

HOSTCC  ?= gcc
HOSTCXX ?= g++

HARNESS_B    := $(B)/harness
HARNESS_LIBS := sqlite3 jansson libarchive libelf zlib nettle gsl
# The library behind the C shim; its pkg-config file is called benchmark.
HARNESS_CXXLIBS := benchmark

HARNESS_CFLAGS   = -O2 -g -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror -pthread -I. -Iharness -I$(HARNESS_B) \
	$(shell pkg-config --cflags $(HARNESS_LIBS))
HARNESS_CXXFLAGS = -O2 -g -std=c++17 -Wall -Wextra -Werror -pthread $(shell pkg-config --cflags $(HARNESS_CXXLIBS))
HARNESS_LDLIBS   = $(shell pkg-config --libs $(HARNESS_LIBS)) -pthread

HARNESS_PARTS   := lib stats matrix guest store run report compare
HARNESS_LIB_SRC := $(foreach p,$(HARNESS_PARTS),$(wildcard harness/$(p)/*.c))
HARNESS_CMD_SRC := $(wildcard harness/cmd/*.c)
HARNESS_TESTS   := $(patsubst harness/tests/test-%.c,%,$(wildcard harness/tests/test-*.c))

harness_obj = $(patsubst harness/%.c,$(HARNESS_B)/%.o,$(1))

HARNESS_LIB_OBJ := $(call harness_obj,$(HARNESS_LIB_SRC))
HARNESS_CMD_OBJ := $(call harness_obj,$(HARNESS_CMD_SRC))
HARNESS_GBENCH  := $(HARNESS_B)/gbench/gbench.o
# What a CPU profile is, and the names of all that the model counts, are the model's.
HARNESS_MODEL_OBJ := $(addprefix $(HARNESS_B)/model/core/,profile.o values.o listing.o names.o)

.PHONY: harness test-harness
harness: $(HARNESS_B)/splitbench

$(HARNESS_B)/splitbench: $(HARNESS_CMD_OBJ) $(HARNESS_LIB_OBJ) $(HARNESS_MODEL_OBJ) $(HARNESS_GBENCH)
	$(call msg,LD,$@)
	$(Q)$(HOSTCXX) -o $@ $^ $(HARNESS_LDLIBS) $(shell pkg-config --libs $(HARNESS_CXXLIBS))

$(HARNESS_B)/%.o: harness/%.c
	$(call msg,HOSTCC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HARNESS_CFLAGS) -MMD -MP -c -o $@ $<

$(HARNESS_B)/%.o: harness/%.cpp
	$(call msg,HOSTCXX,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCXX) $(HARNESS_CXXFLAGS) -MMD -MP -c -o $@ $<

# The manual page, from what the commands say of themselves.
$(B)/splitbench.1: harness/manual.sh $(HARNESS_B)/splitbench
	$(call msg,DOC,$@)
	$(Q)sh $< $(HARNESS_B)/splitbench > $@

# The numbers of every split header, one C initialiser each: what makes a new split a header only.
SPLIT_HEADERS := $(wildcard kernels/splits/*.h)
$(HARNESS_B)/splits.inc: harness/matrix/split-row.inc $(SPLIT_HEADERS)
	$(call msg,CPP,$@)
	$(Q)mkdir -p $(@D)
	$(Q)for h in $(SPLIT_HEADERS); do $(HOSTCC) -E -P -x c -include $$h harness/matrix/split-row.inc || exit 1; done > $@
# And of every row of configs.def those of its mechanism, in the same order.
$(HARNESS_B)/mechanisms.inc: harness/matrix/mechanism-row.inc kernels/configs.def kernels/build.mk \
		$(wildcard kernels/mech/*/mech_numbers.h)
	$(call msg,CPP,$@)
	$(Q)mkdir -p $(@D)
	$(Q)($(foreach c,$(ALL_CONFIGS),$(HOSTCC) -E -P -x c $(KFLAGS_$(c)) -include mech_numbers.h $< &&) :) > $@
$(HARNESS_B)/matrix/configs.o: $(HARNESS_B)/splits.inc $(HARNESS_B)/mechanisms.inc

# A real Linux on the machine of our kernels: Debian's, and the task 1 that gives it to a program.
LINUX_B := $(B)/linux
.PHONY: linux
linux: $(LINUX_B)/bzImage $(LINUX_B)/init

$(LINUX_B)/bzImage: $(B)/debian/linux.stamp
	$(Q)mkdir -p $(@D)
	$(Q)cp $(B)/debian/linux/boot/vmlinuz-* $@
$(LINUX_B)/init: harness/linux/init.c kernels/include/uapi/splitbench.h
	$(call msg,HOSTCC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -m32 -static -O2 -std=gnu11 -Wall -Wextra -Werror -I. -o $@ $<

-include $(HARNESS_LIB_OBJ:.o=.d) $(HARNESS_CMD_OBJ:.o=.d) $(HARNESS_GBENCH:.o=.d)

# Tests: one program each, and fixtures for the table reader: a workload, the same without its
# symbols, one of another version, one whose results are sizes, and one that needs files.
HARNESS_TEST_B := $(HARNESS_B)/tests
HARNESS_TEST_PROGS := $(HARNESS_TESTS:%=$(HARNESS_TEST_B)/test-%)
HARNESS_FIXTURES := $(addprefix $(HARNESS_TEST_B)/,fixture fixture-stripped fixture-old sizes fixture-files)
FIXTURE_CC := $(HOSTCC) -m32 -static -nostdlib -ffreestanding -I. -Wl,--build-id=none

$(HARNESS_FIXTURES): FIXTURE_MAGIC := WORKLOAD_MAGIC
$(HARNESS_FIXTURES): FIXTURE_NAME := fixture
$(HARNESS_FIXTURES): FIXTURE_RESULTS := WORKLOAD_COSTS
$(HARNESS_FIXTURES): FIXTURE_FILES := NULL
$(HARNESS_FIXTURES): FIXTURE_USER_PPM := 0
$(HARNESS_TEST_B)/sizes: FIXTURE_NAME := sizes
$(HARNESS_TEST_B)/sizes: FIXTURE_RESULTS := WORKLOAD_CAPACITIES
$(HARNESS_TEST_B)/fixture-files: FIXTURE_FILES := "one two"
$(HARNESS_TEST_B)/fixture-files: FIXTURE_USER_PPM := 2000
$(HARNESS_TEST_B)/fixture-stripped: FIXTURE_FLAGS := -s
$(HARNESS_TEST_B)/fixture-old: FIXTURE_MAGIC := 0x30574253
$(HARNESS_FIXTURES): harness/tests/fixture.c workloads/lib/table.h
	$(call msg,HOSTCC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(FIXTURE_CC) $(FIXTURE_FLAGS) -DFIXTURE_MAGIC=$(FIXTURE_MAGIC) -DFIXTURE_NAME='"$(FIXTURE_NAME)"' \
		-DFIXTURE_RESULTS=$(FIXTURE_RESULTS) -DFIXTURE_FILES='$(FIXTURE_FILES)' \
		-DFIXTURE_USER_PPM=$(FIXTURE_USER_PPM) -o $@ $<

$(HARNESS_TEST_PROGS): %: %.o $(HARNESS_TEST_B)/tree.o $(HARNESS_LIB_OBJ) $(HARNESS_MODEL_OBJ) $(HARNESS_GBENCH)
	$(call msg,LD,$@)
	$(Q)$(HOSTCXX) -o $@ $^ $(HARNESS_LDLIBS) $(shell pkg-config --libs $(HARNESS_CXXLIBS) cmocka)

test-harness: $(HARNESS_B)/splitbench $(HARNESS_TEST_PROGS) $(HARNESS_FIXTURES) $(B)/splitbench.1
	$(Q)for t in $(HARNESS_TEST_PROGS); do \
		TEST_BUILD=$(abspath $(HARNESS_TEST_B)) SPLITBENCH_ROOT=$(CURDIR) $$t || exit 1; done
	$(Q)bash harness/tests/manual.sh $(B)

-include $(HARNESS_TEST_PROGS:%=%.d) $(HARNESS_TEST_B)/tree.d
