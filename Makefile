# SPDX-License-Identifier: GPL-2.0-or-later
# Splitbench. `make` alone prints help. Everything that is built lies in build/.

B := build
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:

# Q on the command line is a query's name; in recipes it is the @ that V=1 takes away.
ifeq ($(origin Q),command line)
NAME := $(Q)
endif
# V=1 shows whole commands.
ifeq ($(V),1)
override Q :=
msg =
else
override Q := @
MAKEFLAGS += --silent
msg = @printf '  %-5s %s\n' '$(1)' '$(2)'
endif

include kernels/build.mk
include workloads/build.mk harness/build.mk harness/model/build.mk results/build.mk

DEBIAN_PACKAGES := qemu-system-x86 gcc g++ gcc-multilib pkgconf libbenchmark-dev libsqlite3-dev \
	libjansson-dev libarchive-dev libelf-dev zlib1g-dev nettle-dev libcmocka-dev gnuplot-nox fonts-dejavu-core \
	sqlite3 help2man man-db graphviz libgsl-dev

# The packages are looked for once, and again whenever the list changes.
setup: $(B)/setup.stamp
$(B)/setup.stamp: Makefile harness/setup.sh
	$(Q)sh harness/setup.sh $(DEBIAN_PACKAGES)
	$(Q)mkdir -p $(B) && touch $@

# Packages for guests are unpacked, not installed: UNPACK_SET names those that lie in build/debian/SET once
# build/debian/SET.stamp is there. A + stands for what a package depends on (harness/packages.sh).
UNPACK_linux := linux-image-686+
UNPACK_amd64 := -a amd64 linux-image-amd64+ busybox-static
$(B)/debian/%.stamp: harness/packages.sh
	$(call msg,APT,$(UNPACK_$*))
	$(Q)rm -rf $(B)/debian/$*
	$(Q)sh harness/packages.sh $(B)/debian/$* $(UNPACK_$*)
	$(Q)touch $@

# make -j4 bench builds, and runs machines, four at a time; without -j, as many as there are CPUs.
JOBS = $(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))
PARALLEL = $(if $(JOBS),,-j$(shell nproc))

all: setup
	$(Q)$(MAKE) $(PARALLEL) --no-print-directory kernels workloads harness model
	$(Q)$(MAKE) --no-print-directory docs

# Every configuration and workload, from their own tables; and the database, from its schema.
docs: $(B)/WORKLOADS.md $(B)/PLOTS.md $(B)/splitbench.1 $(B)/SCHEMA.md $(B)/schema.svg
$(B)/WORKLOADS.md: $(B)/harness/splitbench $(WL_PROGS) $(wildcard $(APPS_PROGS))
	$(call msg,DOC,$@)
	$(Q)$< list --markdown > $@
# Every plot, from the comments of its SQL.
$(B)/PLOTS.md: $(B)/harness/splitbench $(wildcard plots/*.sql)
	$(call msg,DOC,$@)
	$(Q)$< plot --markdown > $@

SPLITBENCH := $(B)/harness/splitbench
comma := ,
space := $(subst ,, )
list = $(subst $(space),$(comma),$(strip $(1)))

RUN_FLAGS = $(if $(JOBS),-j $(JOBS)) \
	$(if $(filter-out $(USUAL_CONFIGS),$(CONFIGS))$(filter-out $(CONFIGS),$(USUAL_CONFIGS)),--config \
		$(call list,$(CONFIGS))) \
	$(if $(WORKLOADS),--workload '$(call list,$(WORKLOADS))') \
	$(if $(MEM),--mem $(call list,$(MEM))) $(if $(REPS),--samples $(REPS)) \
	$(if $(CLOCK),--clock $(call list,$(CLOCK)))

# Where cells failed (status 1) the others are drawn all the same.
run_and_plot = $(Q)$(SPLITBENCH) run $(1) $(RUN_FLAGS); status=$$?; \
	[ $$status -gt 1 ] || $(SPLITBENCH) plot $(2) || status=1; exit $$status

bench: all
	$(call run_and_plot)
bench-quick: all
	$(call run_and_plot,--quick)

# Where the cost of 4G/4G comes from: both ends, what is between them, and the ablations, with one memory size
# and the workloads that show what the mechanism does. All of `ablation` is built for nothing else.
ABLATED := 3g1g 1g3g 4g4g 3g1g-pae
bench-ablation: export CONFIGS = $(ABLATED) $(ABLATION_CONFIGS)
bench-ablation: MEM ?= 1024
bench-ablation: WORKLOADS ?= syscall/null syscall/pipe syscall/file_read syscall/file_write highmem/file_copy apps/sqlite
bench-ablation: all
	$(call run_and_plot,--extra,waterfall)

# From 256 MiB to 63 GiB, and what each split can hold: in 4 GiB of memory, of which the harness itself has
# the rest. Two CPUs and one sample after the warm-up, as each more of either takes time in every cell.
SWEEP_MEMORY := 4032
bench-memory: CLOCK ?= icount model:pentium3 model:zen4
bench-memory: REPS ?= 1
bench-memory: all
	$(call run_and_plot,--memory-sweep --memory $(SWEEP_MEMORY))

plots: all
	$(Q)$(SPLITBENCH) plot
report: all
	$(Q)$(SPLITBENCH) report

# make query SQL='select ...', or NAME=name (or Q=name) for one of results/queries/; neither: their names
query: all
	$(Q)$(SPLITBENCH) query $(if $(NAME),$(NAME),$(if $(SQL),"$$SQL"))
export SQL

# Suites, the long ones first; all of them run, also where one fails.
SUITES := whole kvm-short kernel model harness results workloads
test: all
	$(Q)$(MAKE) $(PARALLEL) --no-print-directory model kernel-tests brief-kernels kernel-user-tests kernel-abi-tests \
		$(B)/debian/amd64.stamp
	$(Q)$(MAKE) $(PARALLEL) -k --output-sync=target --no-print-directory $(SUITES:%=test-%)
	@echo "all suites passed: $(SUITES)"
# Each configuration's tests by themselves, side by side. Of the ablations, which have to be built for it, the
# one that has entries and tables of its own gets the kernel's own tests.
BRIEF_CONFIGS := 3g1g-pae-pti
KERNEL_PARTS := $(CONFIGS) $(filter-out $(CONFIGS),$(BRIEF_CONFIGS)) limits linux
test-kernel: kernels kernel-tests kernel-user-tests workloads harness kernel-abi-tests brief-kernels
	$(Q)$(MAKE) $(PARALLEL) -k --output-sync=target --no-print-directory $(KERNEL_PARTS:%=test-kernel-%)
$(KERNEL_PARTS:%=test-kernel-%): test-kernel-%:
	$(Q)sh kernels/tests/run.sh $(B) $* $(if $(filter $*,$(LONG_CONFIGS)),long) $(if $(filter $*,$(DEBUG_CONFIGS)),debug) \
		$(if $(filter $*,$(BRIEF_CONFIGS)),brief)
brief-kernels: $(foreach k,kernel kernel-test,$(BRIEF_CONFIGS:%=$(B)/kernels/%/$k.elf))

# All of all ablations; and that what is measured adds up.
test-ablation: export CONFIGS = $(ABLATED) $(ABLATION_CONFIGS)
test-ablation: all
	$(Q)$(MAKE) $(PARALLEL) --no-print-directory kernel-user-tests kernel-abi-tests \
		$(ABLATION_CONFIGS:%=$(B)/kernels/%/kernel-test.elf)
	$(Q)$(MAKE) $(PARALLEL) -k --output-sync=target --no-print-directory LONG_CONFIGS="$(ABLATION_CONFIGS)" BRIEF_CONFIGS= \
		$(ABLATION_CONFIGS:%=test-kernel-%) test-waterfall
test-waterfall:
	$(Q)SPLITBENCH_ROOT=$(CURDIR) sh harness/tests/ablation.sh $(abspath $(B)) $(call list,$(ABLATED) ablation)
test-whole: export SPLITBENCH_ROOT = $(CURDIR)
test-whole:
	$(Q)failed=0; for t in published compare; do sh harness/tests/$$t.sh $(abspath $(B)) || failed=1; done; \
	for t in flushes whole; do sh harness/tests/$$t.sh $(abspath $(B)) $(call list,$(LONG_CONFIGS)) || failed=1; done; \
	exit $$failed

# What `splitbench advise` says, held against points measured for it; minutes. ADVISE_DB is a database that has the
# cells it works from, of these kernels; without one they are measured.
ADVISE_POINTS ?= 20
ADVISE_SEED   ?= 7
test-advise:
	$(Q)$(MAKE) $(PARALLEL) --no-print-directory kernels workloads harness model CONFIGS="3g1g 4g4g"
	$(Q)SPLITBENCH_ROOT=$(CURDIR) sh harness/tests/advise.sh $(B) $(ADVISE_POINTS) $(ADVISE_SEED) $(ADVISE_DB)

# --accel kvm on an emulated machine, where there is no KVM. CONFIGS, KVM_WORKLOADS and the rest narrow it.
KVM_NPT       ?= 1,0
KVM_WORKLOADS ?= syscall/null,syscall/ctxsw,syscall/fork,memory/copy,highmem/map
KVM_TESTS     ?= ktest
# The least of it: two configurations, nested paging, one workload.
test-kvm-short:
	$(Q)SPLITBENCH_KVM_LIMIT=500 $(MAKE) --no-print-directory test-kvm CONFIGS="3g1g 4g4g" KVM_NPT=1 KVM_WORKLOADS=syscall/null KVM_TESTS=
test-kvm: kernels workloads harness model $(if $(KVM_TESTS),$(CONFIGS:%=$(B)/kernels/%/kernel-test.elf)) $(B)/debian/amd64.stamp
	$(Q)SPLITBENCH_ROOT=$(CURDIR) sh harness/tests/kvm.sh $(B) $(call list,$(CONFIGS)) $(KVM_NPT) '$(KVM_WORKLOADS)' $(KVM_TESTS)

# What the pages show of full runs: those of DB must be of these kernels, by make bench, bench-memory and bench-ablation.
DB ?= results/results.db
test-pages: kernels workloads harness model
	$(Q)SPLITBENCH_ROOT=$(CURDIR) sh harness/tests/pages.sh --full $(abspath $(B)) $(DB) && \
		echo "the pages show what $(DB) has"

# The report of DB in a real browser, where Debian's chromium is installed; SHOTS=folder keeps pictures of it.
test-report-browser: harness
	$(Q)sh harness/tests/browser.sh $(B) $(DB) $(SHOTS)

clean:
	$(Q)rm -rf $(B)
distclean: clean
	$(Q)rm -rf plots/out report
clean-results:
	$(Q)rm -rf results/results.db results/results.db-wal results/results.db-shm results/logs

help:
	@echo 'Splitbench: what a 32-bit address-space split costs, and what it buys.'
	@echo
	@echo '  make bench          set up, build, run everything, plot, and print a summary'
	@echo '  make bench-quick    the same for a dozen workloads; under a minute once built'
	@echo '  make bench-memory   cost against RAM, 256 MiB to 63 GiB, and what each split can hold; a quarter of an hour'
	@echo '  make bench-ablation where the cost of 4G/4G comes from: its mechanism taken apart; some four minutes'
	@echo '  make plots          draw the plots of the latest run again (plots/out/)'
	@echo '  make report         all of the latest run as one page: report/report.html, and as Markdown'
	@echo "  make query SQL='..' ask the results database; NAME=null_call asks a ready query"
	@echo '  make test           all tests'
	@echo '  make test-ablation  the tests of what bench-ablation builds; minutes'
	@echo '  make test-kvm       the path of --accel kvm, on an emulated machine; ten minutes and more'
	@echo '  make bench-db       what a database with a million samples takes to answer'
	@echo '  make test-advise    advice held against points measured for it; minutes'
	@echo '  make test-pages     the pages held against full runs: make bench bench-memory bench-ablation first'
	@echo '  make bench-model    what watching costs: plain emulation beside that with the model'
	@echo '  make all            set up and build only'
	@echo '  make clean          remove build/;  distclean: and the plots and the report'
	@echo '  make clean-results  remove the results database and the logs of its guests'
	@echo
	@echo 'Variables for bench: CONFIGS="3g1g 4g4g"  WORKLOADS="syscall/* memory/chase"  MEM="512 2048"'
	@echo '                     CLOCK="model:skylake icount" (the first is shown; default: icount and all profiles)'
	@echo '                     REPS=9 (samples a cell).  make -j4: four machines at a time.  V=1: whole commands.'
	@echo
	@echo 'Then: $(SPLITBENCH) help'

.PHONY: setup all docs bench bench-quick bench-memory bench-ablation plots report query test test-kernel \
	$(KERNEL_PARTS:%=test-kernel-%) brief-kernels test-ablation test-waterfall test-whole test-advise \
	test-kvm test-kvm-short test-pages test-report-browser clean distclean clean-results help
