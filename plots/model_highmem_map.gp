# SPDX-License-Identifier: GPL-2.0-or-later
# A dot plot: a panel for each profile, a line for each kind of mapping.
load "common.gp"
load "model.gp"
stats dat index 3 using (shown = strcol("title"), 1) nooutput
note = "Of ".shown."; pages in highmem unless said otherwise."
load "mapping.gp"
