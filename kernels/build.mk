# SPDX-License-Identifier: GPL-2.0-or-later
# The kernel, once for each row of configs.def: build/kernels/<config>/kernel.elf; kernel-test.elf with
# the self tests linked in; and kernel-debug.elf, compiled apart with CONFIG_DEBUG_HIGHMEM, with the
# self tests and kernels/debug. All configurations are built with the same flags; they differ in the
# split header, in options, and in which folders for the mechanism and for the paging mode are on the
# include path.

config_names = $(shell sed -n 's/^CONFIG.\([^,]*\),.*, $(1), ".*/\1/p' kernels/configs.def)
ABLATION_CONFIGS := $(call config_names,ablation)
ALL_CONFIGS      := $(call config_names,[a-z]*)
# What is built, tested and measured where nothing else is asked for.
USUAL_CONFIGS    := $(filter-out $(ABLATION_CONFIGS),$(ALL_CONFIGS))
CONFIGS          ?= $(USUAL_CONFIGS)
# Tests that take long run in these: both mechanisms, and both kinds of page tables. What the debug build checks is
# the same in all.
LONG_CONFIGS     := $(filter 3g1g 4g4g-pae,$(CONFIGS))
DEBUG_CONFIGS    := $(filter 4g4g-pae,$(CONFIGS))
$(foreach c,$(filter-out $(ALL_CONFIGS),$(CONFIGS)),$(error CONFIGS: no configuration is called \
	"$(c)"; there are: $(ALL_CONFIGS)))

KCC ?= gcc
KERNEL_CFLAGS := -m32 -march=i686 -mregparm=3 -std=gnu11 -O2 -g -ffreestanding -fno-pic -fno-pie \
	-fno-stack-protector -fno-strict-aliasing -fno-asynchronous-unwind-tables \
	-fno-omit-frame-pointer -fno-delete-null-pointer-checks -fcf-protection=none -fno-common \
	-mno-80387 -mno-mmx -mno-sse -Wall -Wextra -Werror -Wstrict-prototypes -Wmissing-prototypes
KERNEL_LDFLAGS := -m elf_i386 -nostdlib -static --build-id=none -z noexecstack \
	--no-warn-rwx-segments --orphan-handling=error

# $(call config_field,config,N): the N-th word of its row, counted from 1; the name is the second.
config_field = $(shell awk -F'[^A-Za-z0-9_+-]+' '$$1 == "CONFIG" && $$2 == "$(1)" { print $$$(2) }' kernels/configs.def)

KERNEL_DIRS := boot entry mm proc fs dev lib
KERNEL_SRCS := $(sort $(wildcard $(KERNEL_DIRS:%=kernels/%/*.[cS])))
KTEST_SRCS  := $(sort $(wildcard kernels/tests/*.c))
KDEBUG_SRCS := $(sort $(wildcard kernels/debug/*.c))

# $(call compile_rules,objects,flags): those that are compiled alike
define compile_rules
$(1)/%.c.o: kernels/%.c
	$$(call msg,CC,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(KCC) $$(KERNEL_CFLAGS) $(2) -MMD -MP -c $$< -o $$@

$(1)/%.S.o: kernels/%.S
	$$(call msg,AS,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(KCC) $$(filter-out -std=%,$$(KERNEL_CFLAGS)) $(2) -MMD -MP -c $$< -o $$@
endef

# $(call link_rule,config,variant,objects): linked twice, as the symbols that the first link yields
# are what backtraces print.
define link_rule
$(B)/kernels/$(1)/kernel$(2).elf: $(3) $$(KOBJ_$(1))/kernel.lds kernels/ksyms.sh
	$$(call msg,LD,$$@)
	$$(Q)LD="ld $$(KERNEL_LDFLAGS)" CC="$$(KCC) -m32" sh kernels/ksyms.sh $$@ $$(KOBJ_$(1))/kernel.lds $(3)
-include $(patsubst %.o,%.d,$(3))
endef

# The vDSO: one for all configurations, as it is linked at 0. Its symbols' values are a header for the kernel.
VDSO         := $(B)/kernels/vdso
VDSO_OBJS    := $(patsubst kernels/vdso/%,$(VDSO)/%.o,$(sort $(wildcard kernels/vdso/*.[cS])))
VDSO_CFLAGS  := $(filter-out -mregparm=% -fno-pic -fno-pie -fno-asynchronous-unwind-tables \
	-Wmissing-prototypes,$(KERNEL_CFLAGS)) -fPIC -fomit-frame-pointer -fasynchronous-unwind-tables
VDSO_LDFLAGS := -m elf_i386 -shared -nostdlib -soname linux-gate.so.1 --hash-style=both --build-id=none \
	--eh-frame-hdr -Bsymbolic -z noexecstack

$(VDSO)/%.c.o: kernels/vdso/%.c
	$(call msg,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(KCC) $(VDSO_CFLAGS) -Ikernels/include -MMD -MP -c $< -o $@

$(VDSO)/%.S.o: kernels/vdso/%.S
	$(call msg,AS,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(KCC) -m32 -MMD -MP -c $< -o $@

$(VDSO)/vdso.so: $(VDSO_OBJS) kernels/vdso/vdso.lds
	$(call msg,LD,$@)
	$(Q)ld $(VDSO_LDFLAGS) -T kernels/vdso/vdso.lds $(VDSO_OBJS) -o $@.full
	$(Q)nm $@.full | awk 'NF == 3 && $$3 !~ /[.]/ { print "#define VDSO_" $$3 " 0x" $$1 }' | sort > $(VDSO)/vdso-offsets.h
	$(Q)objcopy -S $@.full $@
-include $(VDSO_OBJS:.o=.d)

# $(call objects,directory,sources)
objects = $(patsubst kernels/%,$(1)/%.o,$(2))

# $(call mech_dirs,split,options): where a primitive's files are looked for, first those that an option
# names. Of files of the same name the first is taken.
mech_base = $(if $(filter 1,$(shell awk '$$2 == "SPLIT_SEPARATE_PGD" { print $$3 }' \
	kernels/splits/$(1).h)),separate window copy-walk,shared copy-direct)
MECH_DIRS := $(notdir $(wildcard kernels/mech/*))
option_words = $(subst +, ,$(filter-out -,$(1)))
mech_dirs = $(addprefix kernels/mech/,$(filter $(MECH_DIRS),$(call option_words,$(2))) $(call mech_base,$(1)))
first_of_name = $(if $(1),$(firstword $(1)) $(call first_of_name,$(filter-out %/$(notdir $(firstword $(1))),$(1))))
mech_srcs = $(call first_of_name,$(foreach d,$(1),$(sort $(wildcard $(d)/*.[cS]))))

# $(call kernel_rules,config,split,folders for the mechanism,paging,options)
define kernel_rules
KOBJ_$(1)    := $(B)/kernels/$(1)/obj
KDEBUG_$(1)  := $(B)/kernels/$(1)/debug
KFLAGS_$(1)  := -Ikernels/include -I$(VDSO) -Ikernels $(addprefix -I,$(3)) -Ikernels/paging/$(4) \
		-DSPLIT_HEADER='"splits/$(2).h"' -DCONFIG_NAME='"$(1)"' \
		$$(addprefix -DOPTION_,$(filter-out $(MECH_DIRS),$(call option_words,$(5))))
KSRCS_$(1)   := $(KERNEL_SRCS) $(call mech_srcs,$(3)) $(sort $(wildcard kernels/paging/$(4)/*.[cS]))

$$(KOBJ_$(1))/kernel.lds: kernels/kernel.lds.S
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(KCC) -E -P -x assembler-with-cpp $$(KFLAGS_$(1)) -MMD -MP -MT $$@ -MF $$@.d $$< -o $$@
-include $$(KOBJ_$(1))/kernel.lds.d

$$(KOBJ_$(1))/entry/vdso.S.o $$(KDEBUG_$(1))/entry/vdso.S.o: $$(VDSO)/vdso.so
$$(eval $$(call compile_rules,$$(KOBJ_$(1)),$$(KFLAGS_$(1))))
$$(eval $$(call compile_rules,$$(KDEBUG_$(1)),$$(KFLAGS_$(1)) -DCONFIG_DEBUG_HIGHMEM))
$$(eval $$(call link_rule,$(1),,$$(call objects,$$(KOBJ_$(1)),$$(KSRCS_$(1)))))
$$(eval $$(call link_rule,$(1),-test,$$(call objects,$$(KOBJ_$(1)),$$(KSRCS_$(1)) $(KTEST_SRCS))))
$$(eval $$(call link_rule,$(1),-debug,$$(call objects,$$(KDEBUG_$(1)),$$(KSRCS_$(1)) $(KTEST_SRCS) \
	$(KDEBUG_SRCS))))
endef

$(foreach c,$(ALL_CONFIGS),$(eval $(call kernel_rules,$(c),$(call config_field,$(c),3),$(call mech_dirs,$(call \
	config_field,$(c),3),$(call config_field,$(c),5)),$(call config_field,$(c),4),$(call config_field,$(c),5))))

kernels: $(CONFIGS:%=$(B)/kernels/%/kernel.elf)
kernel-tests: $(CONFIGS:%=$(B)/kernels/%/kernel-test.elf) $(DEBUG_CONFIGS:%=$(B)/kernels/%/kernel-debug.elf)
.PHONY: kernels kernel-tests

include kernels/tests/user/build.mk
include kernels/tests/libc/build.mk
include kernels/tests/abi/build.mk

# The probe of harness/guest/probe.c: no configuration, one image.
KPROBE   := $(B)/kernels/probe.elf
KPROBE_O := $(patsubst kernels/%,$(B)/kernels/%.o,$(wildcard kernels/probe/*.[cS]) kernels/dev/pmu_plan.c \
	kernels/lib/string.c)
$(eval $(call compile_rules,$(B)/kernels,-Ikernels/include))
$(KPROBE): $(KPROBE_O)
	$(call msg,LD,$@)
	$(Q)ld $(filter-out --orphan-handling=%,$(KERNEL_LDFLAGS)) -Ttext=0x100000 -e start -o $@ $^
-include $(KPROBE_O:.o=.d)
kernels: $(KPROBE)
