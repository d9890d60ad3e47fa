# SPDX-License-Identifier: GPL-2.0-or-later
# Small multiples: a panel for each profile.
load "common.gp"
load "model.gp"
panels = profiles
array panel_title[panels]
do for [i = 1:panels] { panel_title[i] = profile_title[i] }
text_w = 40
xlabel_text = "cycles per call"
note = "Each panel has a scale of its own."
load "bars.gp"
