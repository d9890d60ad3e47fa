# SPDX-License-Identifier: GPL-2.0-or-later
# A heat map, the ratio in each field, from white (as the baseline) to dark; reads in grey as well.
load "common.gp"
stats dat index 0 using (column("panel")) nooutput
panels = int(STATS_max)
stats dat index 0 using (column("x")) nooutput
nx = int(STATS_max) + 1
stats dat index 0 using (column("y")) nooutput
ny = int(STATS_max) + 1
stats dat index 0 using (column("ratio")) nooutput
low = STATS_records && STATS_min < 1 ? STATS_min : 1
high = STATS_records && STATS_max > 1.05 ? STATS_max : 1.05

field_w = nx < 4 ? 330 / nx : 110
field_h = ny < 6 ? 200 / ny : 34
panel_w = 90 + field_w * nx
W = panel_w * panels + 120
W = W < 760 ? 760 : W
H = 84 + field_h * ny + 104
load "canvas.gp"
array panel_title[8]
array kib[32]
array calls[32]
stats dat index 0 using (panel_title[int(column("panel"))] = strcol("title"), \
	kib[int(column("x")) + 1] = int(column("kib")), \
	calls[int(column("y")) + 1] = column("calls"), 1) nooutput

size_of(k) = k < 1024 ? sprintf("%d KiB", k) : sprintf("%d MiB", k / 1024)
set xtics (size_of(kib[1]) 0) scale 0 textcolor rgb "black"
set ytics (sprintf("%g", calls[1]) 0) scale 0 textcolor rgb "black"
set for [i = 1:nx] xtics add (size_of(kib[i]) i - 1)
set for [i = 1:ny] ytics add (sprintf("%g", calls[i]) i - 1)
set xrange [-0.5:nx - 0.5]
set yrange [-0.5:ny - 0.5]
set xlabel "working set, a load in each page" font font.",11"
set cbrange [low:high]
set palette defined (0 "#ffffff", 0.25 "#fbe3c8", 0.55 "#ee9a4a", 0.8 "#b85410", 1 "#5c2403")
set cbtics font font.",11"
set cblabel sprintf("%s, over those of the other", unit) offset 1, 0 font font.",11"
unset key

# Where a cell failed the background shows.
set object 1 rectangle from graph 0, 0 to graph 1, 1 behind fs pattern 4 noborder fc rgb "#b0b0b0"
set multiplot
set tmargin at screen Y(84)
set bmargin at screen Y(84 + field_h * ny)
do for [p = 1:panels] {
	set lmargin at screen X(84 + panel_w * (p - 1))
	set rmargin at screen X(panel_w * p)
	set label 9 panel_title[p] at graph 0, graph 1 offset 0, 0.7 left font bold.",11"
	if (p == 1) { set ylabel "null system calls per 1000 loads" offset -1, 0 font font.",11" } else { unset ylabel }
	if (p == panels) {
		set colorbox user origin X(panel_w * panels + 16), Y(84 + field_h * ny) size X(16), 1 - Y(field_h * ny)
	} else {
		unset colorbox
	}
	of_panel(v) = column("panel") == p ? v : NaN
	dark(v) = v > low + 0.6 * (high - low)
	plot dat index 0 using "x":(of_panel(column("y"))):(column("x") - 0.5):(column("x") + 0.5): \
		"from_y":"to_y":"ratio" with boxxyerror fs solid border lc rgb faint fc palette, \
	     '' index 0 using "x":(of_panel(column("y"))):"text":(dark(column("ratio")) ? 0xffffff : 0) \
		with labels font font.",11" tc rgb variable
	unset label
}
unset multiplot
