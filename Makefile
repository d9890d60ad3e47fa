# SPDX-License-Identifier: GPL-2.0-or-later
# Splitbench. `make` alone prints help.

B := build
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

ifeq ($(V),1)
Q :=
msg =
else
Q := @
msg = @printf '  %-5s %s\n' '$(1)' '$(2)'
endif

include kernels/build.mk
-include workloads/build.mk
-include harness/build.mk
-include results/build.mk
