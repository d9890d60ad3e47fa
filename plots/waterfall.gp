# SPDX-License-Identifier: GPL-2.0-or-later
# A row of panels for each case, a column for each clock; the lines are the same in all.
load "common.gp"
stats dat index 0 using (column("panel")) nooutput
panels = int(STATS_max)
stats dat index 0 using (column("nth")) nooutput
clocks = int(STATS_max)
stats dat index 0 using (column("line")) nooutput
lines = int(STATS_max)
array line_label[lines]
array case_label[panels]
array clock_title[clocks]
array lowest[panels * clocks]
array highest[panels * clocks]
do for [i = 1:panels * clocks] {
	lowest[i] = 0
	highest[i] = 0
}
least(a, b) = a < b ? a : b
most(a, b) = a > b ? a : b
stats dat index 0 using (line_label[int(column("line"))] = strcol("label"), \
	case_label[int(column("panel"))] = strcol("case_label"), \
	clock_title[int(column("nth"))] = strcol("clock_title"), \
	i = clocks * (int(column("panel")) - 1) + int(column("nth")), \
	lowest[i] = least(lowest[i], least(column("below"), column("above"))), \
	highest[i] = most(highest[i], most(column("below"), column("above"))), 1) nooutput

name_w = 0
do for [i = 1:lines] { name_w = most(name_w, 7 * strlen(line_label[i]) + 16) }
bars_w = 236
text_part = 0.62	# of the bars' width, for the texts behind them
line = 19	# pixels a bar
panel_h = line * lines + 50
top = 62
W = 18 + name_w + (bars_w + 20) * clocks
H = top + panel_h * panels + 40
note = "A column is a clock, each panel has a scale of its own. "
load "canvas.gp"

set multiplot
set yrange [lines + 0.6:0.4]
set grid xtics lc rgb faint lw 1 lt 1
unset key
do for [p = 1:panels] {
	do for [c = 1:clocks] {
		i = clocks * (p - 1) + c
		span = most(highest[i] - lowest[i], 0.1)
		set lmargin at screen X(18 + name_w + (bars_w + 20) * (c - 1))
		set rmargin at screen X(18 + name_w + (bars_w + 20) * (c - 1) + bars_w)
		set tmargin at screen Y(top + panel_h * (p - 1))
		set bmargin at screen Y(top + panel_h * (p - 1) + line * lines)
		set xrange [lowest[i] - 0.03 * span:highest[i] + text_part * span]
		set xtics autofreq font font.",9" offset 0, 0.3
		if (c == 1) {
			set ytics (line_label[1] 1) scale 0 font font.",10"
			set for [l = 2:lines] ytics add (line_label[l] l)
			set label 8 case_label[p] at screen X(16), Y(top + panel_h * (p - 1) - 10) left font bold.",10"
		} else {
			set ytics ("" 1) scale 0
		}
		set label 9 clock_title[c] at graph 0, graph 1 offset 0, 0.5 left font font.",10" tc rgb grey
		set xlabel (p == panels ? "% of the first line" : "") font font.",10" offset 0, 0.6
		set arrow 1 from 0, graph 0 to 0, graph 1 nohead lc rgb grey lw 1 back
		plot for [s = 0:2] dat index 0 using (column("below")): \
			(column("panel") == p && column("nth") == c && column("style") == s ? column("line") : NaN): \
			(least(column("below"), column("above"))):(most(column("below"), column("above"))): \
			(column("line") - 0.38):(column("line") + 0.38) \
			with boxxyerror lc rgb colour(s == 2 ? 6 : s) fs pattern hatch(s) border lc rgb colour(s == 2 ? 6 : s) notitle, \
		     '' index 0 using (most(column("below"), column("above")) + 0.03 * span): \
			(column("panel") == p && column("nth") == c ? column("line") : NaN): \
			"text" with labels left font font.",9" notitle
		unset label
	}
}
unset multiplot
