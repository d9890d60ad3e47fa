# SPDX-License-Identifier: GPL-2.0-or-later
# A dot plot: one line a case, a marker for each way in which it was measured, at modelled over measured.
load "common.gp"
load "model.gp"
stats dat index 0 using (column("row")) nooutput
rows = int(STATS_max)
stats dat index 0 using (column("ratio")) nooutput
low = STATS_min < 0.5 ? STATS_min / 1.2 : 0.4
high = STATS_max > 2 ? STATS_max * 1.2 : 2.5
array series[64]
drawn = ""
stats dat index 2 using (drawn = with_number(drawn, int(column("place"))), \
	series[int(column("place")) + 1] = strcol("title"), 1) nooutput

line = 16	# pixels a row
bottom = 92
top = 92 + 16 * words(drawn)
W = 980
H = top + line * (rows + 1) + bottom
note = "Measured: cycles of the core, or else of the TSC."
title = title.", ".profile_title[int(word(profile_list, 1))]
load "canvas.gp"

set multiplot
set tmargin at screen Y(top)
set bmargin at screen Y(H - bottom)
set yrange [rows + 1:0]
unset ytics
unset key

set lmargin at screen X(16)
set rmargin at screen X(330)
set xrange [0:1]
unset border
unset xtics
plot dat index 0 using (0.06):(column("row")):"label" with labels left font font.",11", \
     '' index 0 using (0):(strcol("heading") eq "" ? NaN : column("row") - 1):"heading" with labels left font bold.",12"
unset label

set lmargin at screen X(334)
set rmargin at screen X(710)
set border
set logscale x
set xrange [low:high]
set xtics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
set grid xtics lc rgb faint lw 1 lt 1
set xlabel "modelled cycles / measured cycles (log scale)" font font.",11"
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb colour(0) lw 1.5 back
set key at screen X(16), Y(38) left top Left reverse vertical maxrows 32 samplen 1.5 width 0
plot for [i in drawn] dat index 0 using "ratio":(column("place") == int(i) ? column("row") : NaN) \
	with points lc rgb colour(int(i)) pt marker(int(i)) ps point(0.9) lw 1.4 notitle, \
     for [i in drawn] keyentry with points lc rgb colour(int(i)) pt marker(int(i)) ps point(0.9) lw 1.4 \
	title series[int(i) + 1]
unset arrow 1

set lmargin at screen X(722)
set rmargin at screen X(W - 16)
unset logscale x
unset grid
unset border
unset xtics
unset xlabel
unset key
set xrange [0:3]
array head[3] = ["measured", "modelled", "error"]
plot for [k = 1:3] dat index 0 using (k):(column("row")):head[k] with labels right font font.",11" notitle, \
     for [k = 1:3] '+' using (k):(0.4):(head[k]) every ::0::0 with labels right font bold.",11" notitle
unset multiplot
