# SPDX-License-Identifier: GPL-2.0-or-later
# One line a case, with the CPU as it is at one end and its tagged twin at the other.
load "common.gp"
load "model.gp"
stats dat index 0 using (column("row")) nooutput
rows = int(STATS_max)
stats dat index 0 using (column("panel")) nooutput
panels = int(STATS_max)
stats dat index 0 using (column("untagged")) nooutput
high = STATS_max
stats dat index 0 using (column("tagged")) nooutput
low = STATS_min
array panel_title[panels]
array over[panels]
stats dat index 0 using (p = int(column("panel")), panel_title[p] = strcol("cpu"), over[p] = strcol("config"), p) nooutput

line = 22	# pixels a row
panel = 430
top = 116
bottom = 84
W = 260 + panel * panels
W = W < 860 ? 860 : W
H = top + line * rows + bottom
note = "No i386 has tagged TLBs: a what-if. Of each workload the case in which tags save most."
load "canvas.gp"

set multiplot
set tmargin at screen Y(top)
set bmargin at screen Y(H - bottom)
set yrange [rows + 0.6:0.4]
unset ytics
unset key
set lmargin at screen X(16)
set rmargin at screen X(244)
set xrange [0:1]
unset border
unset xtics
plot dat index 0 using (0):(strcol("label") eq "" ? NaN : column("row")):"label" with labels left font font.",11"
unset label

set border
set xrange [(low > 0.95 ? 0.95 : low * 0.97):high + (high - 1) * 0.5]
set xtics autofreq font font.",11"
set grid xtics lc rgb faint lw 1 lt 1
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb "black" lw 1 back
do for [p = 1:panels] {
	set lmargin at screen X(248 + panel * (p - 1))
	set rmargin at screen X(232 + panel * p)
	set label 9 panel_title[p] at graph 0, screen Y(top - 24) left font bold.",11"
	set label 10 over[p] at graph 0, screen Y(top - 10) left font font.",10"
	set xlabel sprintf("cycles of one operation / those in %s", word(configs, 1)) font font.",11"
	if (p == 1) {
		set key at screen X(16), Y(38) left top Left reverse vertical maxrows 2 samplen 1.5
	} else {
		unset key
	}
	larger(a, b) = a > b ? a : b
	here(v) = column("panel") == p ? v : NaN
	plot dat index 0 using "tagged":(here(column("row"))):(column("untagged") - column("tagged")):(0) \
		with vectors nohead lc rgb grey lw 1.6 notitle, \
	     '' index 0 using "untagged":(here(column("row"))) with points pt 7 ps point(0.9) lc rgb colour(3) \
		title "the CPU as it is", \
	     '' index 0 using "tagged":(here(column("row"))) with points pt 4 ps point(0.9) lw 1.4 lc rgb colour(1) \
		title "the same with TLB entries tagged by address space", \
	     '' index 0 using (larger(column("untagged"), column("tagged")) + (high - 1) * 0.03):(here(column("row"))):"text" \
		with labels left font font.",10" tc rgb grey notitle
	unset label
}
unset multiplot
