# SPDX-License-Identifier: GPL-2.0-or-later
# A dot plot: a panel for each configuration, a line for each kind of mapping.
load "common.gp"
note = "Pages are in highmem unless said otherwise."
load "mapping.gp"
