# SPDX-License-Identifier: GPL-2.0-or-later
# Small multiples of heat maps. The rows of a map are rates that were measured, which differ from column
# to column, as a load takes longer in a larger working set; so fields are boxes on a logarithmic axis.
load "common.gp"
load "model.gp"
stats dat index 0 using (column("panel")) nooutput
panels = int(STATS_max)
stats dat index 0 using (column("x")) nooutput
nx = int(STATS_max) + 1
stats dat index 0 using (column("percent")) nooutput
high = STATS_max > 5 ? STATS_max : 5
stats dat index 0 using (column("to_rate")) nooutput
most = STATS_max
stats dat index 0 using (column("from_rate")) nooutput
least = STATS_min
stats dat index 2 using (column("rate")) nooutput
least = STATS_records && STATS_min < least ? STATS_min : least
array panel_title[panels]
array kib[32]
stats dat index 0 using (p = int(column("panel")), panel_title[p] = strcol("cpu"), \
	kib[int(column("x")) + 1] = int(column("kib")), p) nooutput
array mhz[panels]
array over[panels]
array lines_of[panels]
array points_of[panels]
do for [p = 1:panels] {
	lines_of[p] = ""
	points_of[p] = ""
}
do for [p = 1:panels] { mhz[p] = 0 }
stats dat index 0 using (mhz[int(column("panel"))] = column("mhz"), 1) nooutput
stats dat index 0 using (over[int(column("panel"))] = strcol("title"), 1) nooutput
stats dat index 2 using (p = int(column("panel")), lines_of[p] = with_number(lines_of[p], int(column("percent"))), \
	points_of[p] = with_number(points_of[p], int(column("extrapolated"))), p) nooutput

# Each configuration begins a line of its own.
across = profiles < 4 ? profiles : 4
down_one = (profiles + across - 1) / across
down = down_one * panels / profiles
field_w = nx < 5 ? 280 / nx : nx < 8 ? 50 : 36
panel_w = 104 + field_w * nx
panel_h = 310
top = 78
W = 60 + panel_w * across
W = W < 820 ? 820 : W
H = top + panel_h * down + 64
load "canvas.gp"

size_of(k) = k < 1024 ? sprintf("%dK", k) : sprintf("%dM", k / 1024)
set xtics (size_of(kib[1]) 0) scale 0 font font.",10"
set for [i = 1:nx] xtics add (size_of(kib[i]) i - 1)
set xrange [-0.5:nx - 0.5]
set logscale y
set yrange [least / 1.3:most]
set ytics nomirror ("0.1" 0.1, "0.2" 0.2, "0.5" 0.5, 1 1, 2 2, 5 5, 10 10, 20 20, 50 50, 100 100, 200 200, 500 500, "1000" 1000, "2000" 2000, "5000" 5000) font font.",10"
shade(v) = sqrt(v < 0 ? 0 : v)	# so that a few percent show beside hundreds
set cbrange [0:shade(high)]
set palette defined (0 "#ffffff", 0.25 "#fbe3c8", 0.55 "#ee9a4a", 0.8 "#b85410", 1 "#5c2403")
unset colorbox
dark(v) = shade(v) > 0.6 * shade(high)
room(from, to) = to > 1.3 * from	# for a text
middle(from, to) = sqrt(from * to)
dash_of_percent(v) = v == 1 ? 3 : v == 5 ? 2 : 1
set multiplot
set label 4 "Fields: percent more. Lines, from below: where it is 1, 5, 10 %; open: below the rates measured, extrapolated." \
	at screen X(16), Y(46) left font font.",11"
do for [p = 1:panels] {
	column_no = (p - 1) % profiles % across
	row_no = (p - 1) / profiles * down_one + (p - 1) % profiles / across
	set lmargin at screen X(78 + panel_w * column_no)
	set rmargin at screen X(2 + panel_w * (column_no + 1))
	set tmargin at screen Y(top + panel_h * row_no + 20)
	set bmargin at screen Y(top + panel_h * (row_no + 1) - 54)
	if (column_no == 0) { set ylabel "calls per million cycles (log scale)" font font.",11" offset -0.5, 0 } else { unset ylabel }
	if ((p - 1) % profiles + across >= profiles) {
		set xlabel "working set (bytes), a load in each page" font font.",10" offset 0, 0.3
	} else {
		unset xlabel
	}
	unset y2tics
	if (mhz[p] > 0) {
		set logscale y2
		set y2range [least / 1.3:most]
		set y2tics scale 0.5 font font.",10" ("1k" 1e3 / mhz[p], "10k" 1e4 / mhz[p], "100k" 1e5 / mhz[p], \
			"1M" 1e6 / mhz[p], "10M" 1e7 / mhz[p])
	}
	set label 9 panel_title[p] at graph 0, graph 1 offset 0, 1.5 left font bold.",10"
	set label 10 over[p].(mhz[p] > 0 ? sprintf("; right: calls a second at %d MHz", mhz[p]) : "") at graph 0, graph 1 offset 0, 0.5 left font font.",9"
	of_panel(v) = column("panel") == p ? v : NaN
	unset key
	plot dat index 0 using "x":(of_panel(column("rate"))):(column("x") - 0.5):(column("x") + 0.5): \
		"from_rate":"to_rate":(shade(column("percent"))) \
		with boxxyerror fs solid border lc rgb faint fc palette, \
	     for [q in lines_of[p]] dat index 2 using "x":(column("percent") == int(q) ? of_panel(column("rate")) : NaN) \
		with lines lc rgb colour(1) dt dash_of_percent(int(q)) lw 1.2, \
	     for [e in points_of[p]] dat index 2 using "x":(column("extrapolated") == int(e) ? of_panel(column("rate")) : NaN) \
		with points pt 7 - int(e) ps point(0.6) lc rgb colour(1), \
	     dat index 0 using "x":(room(column("from_rate"), column("to_rate")) ? \
		of_panel(middle(column("from_rate"), column("to_rate"))) : NaN):"text":(dark(column("percent")) ? 0xffffff : 0) \
		with labels font font.",9" tc rgb variable
	unset label
}
unset multiplot
