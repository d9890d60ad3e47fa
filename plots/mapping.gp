# SPDX-License-Identifier: GPL-2.0-or-later
# What the plots of temporary mappings share, loaded after common.gp: a panel for each row of data set 1
# (place, title), a line for each kind of mapping, a marker for each number of pages (data set 2).
stats dat index 0 using (column("row")) nooutput
rows = int(STATS_max)
stats dat index 0 using (column("per_page")) nooutput
low = STATS_min
high = STATS_max
array panel_title[64]
stats dat index 1 using (panel_title[int(column("place"))] = strcol("title"), column("place")) nooutput
panels = int(STATS_max)
array pages_of[16]
stats dat index 2 using (pages_of[int(column(0)) + 1] = column("pages"), 1) nooutput
numbers = int(STATS_records)
number_of(n) = sum [i = 1:numbers] (pages_of[i] == n ? i : 0)
array numbers_in[panels]
do for [p = 1:panels] { numbers_in[p] = "" }
array row_label[rows]
stats dat index 0 using (row_label[int(column("row"))] = strcol("label"), q = int(column("panel")), \
	numbers_in[q] = with_number(numbers_in[q], int(number_of(column("pages")))), 1) nooutput

across = panels < 3 ? panels : 3
down = (panels + across - 1) / across
names_w = 130
panel_w = 300
line = 22	# pixels a kind
panel_h = line * rows + 64
top = 112
W = names_w + panel_w * across + 16
W = W < 920 ? 920 : W
H = top + panel_h * down + 34
load "canvas.gp"

set multiplot
set yrange [rows + 0.6:0.4]
set logscale x
set xrange [low / 1.3:high * 1.3]
set xtics (10, 20, 50, 100, 200, 500, "1 K" 1000, "2 K" 2000, "5 K" 5000, "10 K" 10000) font font.",10"
set grid xtics ytics lc rgb faint lw 1 lt 1
# The markers of one line side by side: equal costs do not hide each other.
lane(i) = (i - (numbers + 1) / 2.0) * 0.22
do for [p = 1:panels] {
	column_no = (p - 1) % across
	row_no = (p - 1) / across
	set lmargin at screen X(names_w + panel_w * column_no)
	set rmargin at screen X(names_w + panel_w * (column_no + 1) - 14)
	set tmargin at screen Y(top + panel_h * row_no)
	set bmargin at screen Y(top + panel_h * row_no + line * rows)
	set ytics (column_no == 0 ? row_label[1] : "" 1) scale 0
	set for [i = 2:rows] ytics add (column_no == 0 ? row_label[i] : "" i)
	set label 9 panel_title[p] at graph 0, graph 1 offset 0, 0.6 left font bold.",9"
	if (p + across > panels) { set xlabel unit." a page (log scale)" font font.",11" offset 0, 0.4 } else { unset xlabel }
	if (p == 1) {
		set key at screen X(16), Y(40) left top Left reverse vertical maxrows 3 samplen 1.5 width 2
	} else {
		unset key
	}
	plot for [n in numbers_in[p]] dat index 0 using (column("panel") == p && column("pages") == pages_of[int(n)] ? column("per_page") : NaN): \
		(column("row") + lane(int(n))) with points lc rgb colour(int(n)) pt marker(int(n)) ps point(0.9) lw 1.3 notitle, \
	     for [i = 1:numbers] keyentry with points lc rgb colour(i) pt marker(i) ps point(0.9) lw 1.3 \
		title sprintf("%d page%s at a time", pages_of[i], pages_of[i] == 1 ? "" : "s")
	unset label
}
unset multiplot
