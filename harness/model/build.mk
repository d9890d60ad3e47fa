# SPDX-License-Identifier: GPL-2.0-or-later
# The cycle and TLB model: a library without QEMU, the QEMU plugin around it, and their tests.
# test-model runs the tests that need no guest.

MODEL_CC     ?= gcc
MODEL_CFLAGS := -std=gnu11 -D_GNU_SOURCE -O2 -g -fPIC -fvisibility=hidden -Wall -Wextra -Werror \
	-Wstrict-prototypes -Wmissing-prototypes -Iharness/model -I.
MODEL_OBJ    := $(B)/harness/model
MODEL_CORE   := $(patsubst harness/model/%.c,$(MODEL_OBJ)/%.o,$(sort $(wildcard harness/model/core/*.c)))
MODEL_PLUGIN := $(patsubst harness/model/%.c,$(MODEL_OBJ)/%.o,$(sort $(wildcard harness/model/plugin/*.c)))
MODEL_TESTS  := $(patsubst harness/model/tests/test_%.c,%,$(sort $(wildcard harness/model/tests/test_*.c)))
MODEL_COMMON := $(patsubst harness/model/%.c,$(MODEL_OBJ)/%.o,$(filter-out harness/model/tests/test_%,\
	$(sort $(wildcard harness/model/tests/*.c))))

$(MODEL_OBJ)/%.o: harness/model/%.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(MODEL_CC) $(MODEL_CFLAGS) -MMD -MP -c $< -o $@

$(MODEL_OBJ)/libmodel.a: $(MODEL_CORE)
	$(call msg,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

# qemu-system-i386 itself resolves the plugin interface's symbols.
$(MODEL_OBJ)/model.so: $(MODEL_PLUGIN) $(MODEL_OBJ)/libmodel.a
	$(call msg,LD,$@)
	$(Q)$(MODEL_CC) -shared -o $@ $^ -lelf

$(MODEL_OBJ)/tests/test_%: $(MODEL_OBJ)/tests/test_%.o $(MODEL_COMMON) $(MODEL_OBJ)/libmodel.a
	$(call msg,LD,$@)
	$(Q)$(MODEL_CC) -o $@ $^ -lcmocka -lelf

model: $(MODEL_OBJ)/model.so
test-model: $(MODEL_TESTS:%=test-model-%)
$(MODEL_TESTS:%=test-model-%): test-model-%: $(MODEL_OBJ)/tests/test_%
	$(call msg,TEST,$*)
	$(Q)$<
.PHONY: model test-model $(MODEL_TESTS:%=test-model-%)
.PRECIOUS: $(MODEL_OBJ)/tests/test_%.o

-include $(shell find $(MODEL_OBJ) -name '*.d' 2>/dev/null)
