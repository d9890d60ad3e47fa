# SPDX-License-Identifier: GPL-2.0-or-later
# For plots against RAM, loaded after common.gp: a panel for each row and column of data set 0, a line for each
# configuration. Data sets: 0 row, col, place, mem, value; 1 place, hue, variant, title; 2 col, title; 3 hue, mem
# (where a split's highmem begins); 4 row, title.
stats dat index 0 using (column("row")) nooutput
rows = int(STATS_max)
stats dat index 2 using (column("col")) nooutput
cols = int(STATS_max)
stats dat index 0 using (column("mem")) nooutput
least = STATS_min
most = STATS_max
array hue_of[32]
array variant_of[32]
array row_title[rows]
array col_title[cols]
stats dat index 1 using (config_title[int($1) + 1] = strcol("title"), hue_of[int($1) + 1] = int($2), \
	variant_of[int($1) + 1] = int($3), $1) nooutput
n = int(STATS_max) + 1
stats dat index 2 using (col_title[int($1)] = strcol("title"), $1) nooutput
stats dat index 4 using (row_title[int($1)] = strcol("title"), $1) nooutput
array low[rows * cols]
array high[rows * cols]
array drawn[rows * cols]
do for [i = 1:rows * cols] {
	low[i] = 1e300
	high[i] = 0
	drawn[i] = ""
}
stats dat index 0 using (i = (int(column("row")) - 1) * cols + int(column("col")), v = column("value"), \
	low[i] = v < low[i] ? v : low[i], high[i] = v > high[i] ? v : high[i], \
	drawn[i] = with_number(drawn[i], int(column("place"))), i) nooutput

panel_w = 352
panel_h = 206
key_rows = (n + 1) / 2
top = 84 + 16 * key_rows
W = 50 + panel_w * cols
W = W < 860 ? 860 : W
H = top + panel_h * rows + 74
load "canvas.gp"

set multiplot
set logscale x 2
set xrange [least / 1.3:most * 1.3]
set xtics ("64M" 64, "256M" 256, "" 512, "1G" 1024, "" 2048, "4G" 4096, "" 8192, "16G" 16384, \
	"" 32768, "63G" 64512) font font.",10"
set ytics font font.",10"
set grid lc rgb faint lw 1 lt 1
set label 4 "Ticks on the lower edge: from there on a split has highmem." at screen X(16), Y(44) left font font.",11"
# Where configurations cost the same, the markers stand side by side instead of on each other.
beside(place) = 1.035 ** (place - (n - 1) / 2.0)
do for [r = 1:rows] {
	do for [c = 1:cols] {
		i = (r - 1) * cols + c
		if (drawn[i] eq "") { continue }
		room = high[i] > low[i] ? high[i] - low[i] : high[i] > 0 ? high[i] * 0.1 : 1
		floor = low[i] - 0.14 * room
		ceiling = high[i] + 0.12 * room
		set yrange [floor:ceiling]
		set lmargin at screen X(90 + panel_w * (c - 1))
		set rmargin at screen X(40 + panel_w * c)
		set tmargin at screen Y(top + panel_h * (r - 1) + 20)
		set bmargin at screen Y(top + panel_h * r - 48)
		if (r == rows) { set xlabel "RAM (log scale)" font font.",11" } else { unset xlabel }
		set label 9 col_title[c] at graph 0, graph 1 offset 0, 0.6 left font font.",10"
		set label 10 (c == 1 ? row_title[r] : "") at graph 0, graph 1 offset 0, 1.7 left font bold.",10"
		if (i == 1) {
			set key at screen X(16), Y(56) left top Left reverse vertical maxrows key_rows samplen 3 width 2
		} else {
			unset key
		}
		plot for [q in drawn[i]] dat index 0 using (column("mem") * beside(int(q))): \
			(column("row") == r && column("col") == c && column("place") == int(q) ? column("value") : NaN) \
			with linespoints lc rgb colour(hue_of[int(q) + 1]) dt 1 + variant_of[int(q) + 1] \
			pt split_marker(hue_of[int(q) + 1], variant_of[int(q) + 1]) ps point(0.55) lw 1.1 notitle, \
		     dat index 3 using "mem":(floor):(0):(0.1 * (ceiling - floor)):(hex(colour(int(column("hue"))))) \
			with vectors nohead lw 2.4 lc rgb variable notitle, \
		     for [q = 0:n - 1] keyentry with linespoints lc rgb colour(hue_of[q + 1]) \
			dt 1 + variant_of[q + 1] pt split_marker(hue_of[q + 1], variant_of[q + 1]) ps point(0.55) lw 1.1 \
			title config_title[q + 1]
		unset label
	}
}
unset multiplot
