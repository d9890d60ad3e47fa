# SPDX-License-Identifier: GPL-2.0-or-later
# Small multiples: a panel for each program.
load "common.gp"
stats dat index 0 using (column("panel")) nooutput
panels = int(STATS_max)
array panel_title[panels]
stats dat index 0 using (panel_title[int(column("panel"))] = strcol("label"), 1) nooutput
text_w = 130
xlabel_text = "% of ".unit." of one run in ".word(configs, 1)
note = "Each panel has a scale of its own. Behind a bar: its length, and what the whole run costs relative to the first configuration."
load "bars.gp"
