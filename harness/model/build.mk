# SPDX-License-Identifier: GPL-2.0-or-later
# The cycle and TLB model: a library without QEMU, the QEMU plugin around it, and their tests.
# test-model runs their tests; those of the plugin boot a small guest of their own.

MODEL_CC     ?= gcc
MODEL_CFLAGS := -std=gnu11 -D_GNU_SOURCE -O2 -g -fPIC -fno-plt -fvisibility=hidden -Wall -Wextra -Werror \
	-Wstrict-prototypes -Wmissing-prototypes -Iharness/model -I.
MODEL_OBJ    := $(B)/harness/model
MODEL_CORE   := $(patsubst harness/model/%.c,$(MODEL_OBJ)/%.o,$(sort $(wildcard harness/model/core/*.c)))
MODEL_PLUGIN := $(patsubst harness/model/%.c,$(MODEL_OBJ)/%.o,$(sort $(wildcard harness/model/plugin/*.c)))
MODEL_TESTS  := $(patsubst harness/model/tests/test_%.c,%,$(sort $(wildcard harness/model/tests/test_*.c)))
MODEL_MINI   := $(MODEL_OBJ)/tests/mini.elf $(MODEL_OBJ)/tests/mini-pae.elf
MODEL_COMMON := $(patsubst harness/model/%.c,$(MODEL_OBJ)/%.o,$(filter-out harness/model/tests/test_%,\
	$(sort $(wildcard harness/model/tests/*.c))))

$(MODEL_OBJ)/%.o: harness/model/%.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(MODEL_CC) $(MODEL_CFLAGS) -MMD -MP -c $< -o $@

# The objects know of each other when the plugin is linked: a callback and the model are then one
# function. They are objects in the usual sense as well, for the harness and the tests.
MODEL_LTO := $(if $(findstring clang,$(MODEL_CC)),,-flto -ffat-lto-objects)
$(MODEL_CORE) $(MODEL_PLUGIN): MODEL_CFLAGS += $(MODEL_LTO)

# What it is made from, as its build ID: two runs with the same one have the same model, whatever compiler built it.
MODEL_SOURCES := $(sort $(wildcard harness/model/core/*.[ch] harness/model/plugin/*.[ch]))
MODEL_ID = $(shell cat $(MODEL_SOURCES) | sha256sum | cut -c 1-40)

# qemu-system-i386 itself resolves the plugin interface's symbols.
$(MODEL_OBJ)/model.so: $(MODEL_PLUGIN) $(MODEL_CORE)
	$(call msg,LD,$@)
	$(Q)$(MODEL_CC) -shared -O2 $(MODEL_LTO) -fvisibility=hidden -fno-plt -Wl,--build-id=0x$(MODEL_ID) \
		-o $@ $^ -lelf

$(MODEL_OBJ)/tests/test_%: $(MODEL_OBJ)/tests/test_%.o $(MODEL_COMMON) $(MODEL_CORE)
	$(call msg,LD,$@)
	$(Q)$(MODEL_CC) -o $@ $^ -lcmocka -ljansson
$(MODEL_OBJ)/tests/test_decode: $(MODEL_OBJ)/plugin/decode.o
$(MODEL_OBJ)/tests/test_version: $(MODEL_OBJ)/plugin/version.o

$(MODEL_OBJ)/tests/mini-pae.elf: MODEL_MINI_FLAGS := -DPAE
$(MODEL_MINI): harness/model/tests/mini/mini.S harness/model/tests/mini/mini.lds workloads/lib/marker.h
	$(call msg,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(MODEL_CC) -m32 -nostdlib -static -I. $(MODEL_MINI_FLAGS) -Wl,--build-id=none,-n,--no-warn-rwx-segments \
		-Wl,-T,$(word 2,$^) $< -o $@

model: $(MODEL_OBJ)/model.so
test-model: $(MODEL_TESTS:%=test-model-%)
$(MODEL_TESTS:%=test-model-%): test-model-%: $(MODEL_OBJ)/tests/test_%
	$(call msg,TEST,$*)
	$(Q)$(strip $^)
test-model-plugin: $(MODEL_OBJ)/model.so $(MODEL_MINI)
.PHONY: model test-model $(MODEL_TESTS:%=test-model-%)

# What watching costs, on this machine and now; it is stored apart from the runs. CACHE_PLUGIN=FILE adds QEMU's own
# cache plugin, ROUNDS=N takes more rounds, DB=FILE stores them elsewhere.
bench-model: model harness $(B)/kernels/3g1g/kernel.elf $(B)/workloads/memory/minidb
	$(Q)SPLITBENCH_ROOT=$(CURDIR) CACHE_PLUGIN=$(CACHE_PLUGIN) ROUNDS=$(ROUNDS) DB=$(DB) \
		sh harness/model/bench.sh $(abspath $(B))
.PHONY: bench-model
.PRECIOUS: $(MODEL_OBJ)/tests/test_%.o

-include $(shell find $(MODEL_OBJ) -name '*.d' 2>/dev/null)
