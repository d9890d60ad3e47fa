# SPDX-License-Identifier: GPL-2.0-or-later
# A dot plot: one line a case, a marker for each profile, a panel for each configuration.
load "common.gp"
load "model.gp"
stats dat index 0 using (column("row")) nooutput
rows = int(STATS_max)
stats dat index 0 using (column("ratio")) nooutput
low = STATS_min
high = STATS_max
array panel_title[32]
stats dat index 2 using (panel_title[int(column("panel"))] = strcol("title"), column("panel")) nooutput
panels = int(STATS_max)

line = 8 + 3 * profiles	# pixels a row: a lane for each profile
panel = 290
key_rows = (profiles + 1) / 2
top = 72 + 16 * key_rows
bottom = 92
W = 350 + panel * panels
W = W < 760 ? 760 : W
H = top + line * rows + bottom
note = "Of each workload the case that differs most."
load "canvas.gp"

set multiplot
set tmargin at screen Y(top)
set bmargin at screen Y(H - bottom)
set yrange [rows + 0.5:0.5]
unset ytics
unset key

# The names, in the left margin.
set lmargin at screen X(16)
set rmargin at screen X(336)
set xrange [0:1]
unset border
unset xtics
plot dat index 0 using (0.06):(strcol("label") eq "" ? NaN : column("row")):"label" with labels left font font.",11", \
     '' index 0 using (0):(strcol("heading") eq "" ? NaN : column("row") - 0.9):"heading" with labels left font bold.",12"
unset label

# A lane of the row for each profile, so that equal markers do not hide each other.
lane(i) = (i - (profiles - 1) / 2.0) / profiles * 0.8
set border
set logscale x
set xrange [(low > 0.8 ? 0.8 : low / 1.1):(high < 1.25 ? 1.25 : high * 1.1)]
tick_list = high / low < 12 ? "0.2 0.3 0.5 0.7 1 1.5 2 3 4 5 7 10" : \
	"0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10 20 50 100 200 500"
set xtics (word(tick_list, 1) real(word(tick_list, 1)))	# no ticks but these
set for [t in tick_list] xtics add (t real(t))
set grid xtics lc rgb faint lw 1 lt 1
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb "black" lw 1 back
do for [p = 1:panels] {
	set lmargin at screen X(340 + panel * (p - 1))
	set rmargin at screen X(324 + panel * p)
	set label 9 panel_title[p] at graph 0, graph 1 offset 0, 0.7 left font bold.",11"
	if (p == 1) {
		set xlabel sprintf("cycles of one operation / those in %s (log scale)", word(configs, 1)) font font.",11"
		set key at screen X(16), Y(38) left top Left reverse vertical maxrows key_rows samplen 1.5 width 2
	} else {
		unset xlabel
		unset key
	}
	plot for [i in profile_list] dat index 0 using (column("panel") == p && column("place") == int(i) ? column("ratio") : NaN): \
		(column("row") + lane(style_of[int(i)])) \
		with points lc rgb colour(style_of[int(i)]) pt marker(style_of[int(i)]) ps point(0.75) lw 1.3 notitle, \
	     for [i in profile_list] keyentry with points lc rgb colour(style_of[int(i)]) \
		pt marker(style_of[int(i)]) ps point(0.9) lw 1.3 title profile_name[int(i)].": ".profile_title[int(i)]
	unset label 9
}
unset multiplot
