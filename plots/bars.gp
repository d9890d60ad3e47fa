# SPDX-License-Identifier: GPL-2.0-or-later
# Small multiples of stacked bars, loaded last: panels with a scale of their own, a bar for each
# configuration. Data set 0 has panel, line, style, below, above, total, text, config, part, meaning; set before:
# panels, the array panel_title, xlabel_text, and text_w, the pixels that the texts behind the bars need.
stats dat index 0 using (column("line")) nooutput
lines = int(STATS_max)
array config_of[lines]
array longest[panels]
array part_title[64]
array parts_of[panels]
do for [i = 1:panels] {
	longest[i] = 0
	parts_of[i] = ""
}
parts = ""
stats dat index 0 using (config_of[int(column("line"))] = strcol("config"), \
	q = int(column("panel")), longest[q] = column("total") > longest[q] ? column("total") : longest[q], \
	parts_of[q] = with_number(parts_of[q], int(column("style"))), \
	part_title[int(column("style"))] = strcol("part").": ".strcol("meaning"), \
	parts = with_number(parts, int(column("style"))), 1) nooutput

across = panels < 3 ? panels : 3
down = (panels + across - 1) / across
name_w = 48	# pixels for the longest name
do for [c in configs] { name_w = 9 * strlen(c) + 12 > name_w ? 9 * strlen(c) + 12 : name_w }
panel_w = 286 + name_w + text_w
line = 22	# pixels a bar
panel_h = line * lines + 62
key_rows = (words(parts) + 1) / 2
top = 70 + 16 * key_rows
W = 56 + panel_w * across
W = W < 820 ? 820 : W
H = top + panel_h * down + 46
load "canvas.gp"

set multiplot
set yrange [lines + 0.6:0.4]
set ytics (config_of[1] 1) scale 0
set for [i = 1:lines] ytics add (config_of[i] i)
set grid xtics lc rgb faint lw 1 lt 1
do for [p = 1:panels] {
	column_no = (p - 1) % across
	row_no = (p - 1) / across
	set lmargin at screen X(18 + name_w + panel_w * column_no)
	set rmargin at screen X(18 + panel_w * (column_no + 1))
	set tmargin at screen Y(top + panel_h * row_no)
	set bmargin at screen Y(top + panel_h * row_no + line * lines)
	set xrange [0:longest[p] * (1 + text_w / 240.0)]
	set xtics autofreq font font.",10"
	set label 9 panel_title[p] at graph 0, graph 1 offset 0, 0.6 left font bold.",9"
	if (p + across > panels) { set xlabel xlabel_text font font.",11" offset 0, 0.4 } else { unset xlabel }
	if (p == 1) {
		set key at screen X(16), Y(38) left top Left reverse vertical maxrows key_rows samplen 2 width 2
	} else {
		unset key
	}
	plot for [s in parts_of[p]] dat index 0 using (column("below")): \
		(column("panel") == p && column("style") == int(s) ? column("line") : NaN): \
		(column("below")):(column("above")):(column("line") - 0.4):(column("line") + 0.4) \
		with boxxyerror lc rgb colour(int(s)) fs pattern hatch(int(s)) border lc rgb colour(int(s)) notitle, \
	     '' index 0 using (column("total") + longest[p] * 0.02):(column("panel") == p && strcol("text") ne "" ? column("line") : NaN): \
		"text" with labels left font font.",10" notitle, \
	     for [s in parts] keyentry with boxes lc rgb colour(int(s)) fs pattern hatch(int(s)) \
		border lc rgb colour(int(s)) title part_title[int(s)]
	unset label
}
unset multiplot
