# SPDX-License-Identifier: GPL-2.0-or-later
# A row of panels for each operation, one a clock.
load "common.gp"
caption = "clock icount and clocks model:* (modelled cycles, one profile of a CPU each)".caption[strstrt(caption, " · "):]
note = "Panels do not begin at 0."
load "memory.gp"
