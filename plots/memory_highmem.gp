# SPDX-License-Identifier: GPL-2.0-or-later
# A row of panels for each operation: how often an operation maps, and what it flushes for that.
load "common.gp"
note = "Counts of one operation."
load "memory.gp"
