# SPDX-License-Identifier: GPL-2.0-or-later
# Small multiples: a panel for each rate of system calls, a line for each configuration.
load "common.gp"
stats dat index 0 using (column("panel")) nooutput
panels = int(STATS_max)
stats dat index 0 using (column("pages")) nooutput
low = STATS_min
high = STATS_max
n = words(configs)

across = panels < 4 ? panels : panels > 6 && panels % 4 == 0 ? 4 : panels % 3 == 0 ? 3 : 4
down = (panels + across - 1) / across
panel_w = 300
panel_h = 230
top = 62 + 16 * ((n + 1) / 2)
W = 40 + panel_w * across
W = W < 760 ? 760 : W
H = top + panel_h * down + 60
load "canvas.gp"
stats dat index 1 using (config_title[int($1) + 1] = strcol("title"), $1) nooutput
array every[panels]
array peak[panels]
array drawn[panels]
do for [p = 1:panels] {
	peak[p] = 0
	drawn[p] = ""
}
stats dat index 0 using (q = int(column("panel")), every[q] = int(column("every")), \
	peak[q] = column("per_op") > peak[q] ? column("per_op") : peak[q], \
	drawn[q] = with_number(drawn[q], int(column("place"))), q) nooutput

set multiplot
set logscale x 2
set xtics ("64 KiB" 64, "256 KiB" 256, "1 MiB" 1024, "4 MiB" 4096, "16 MiB" 16384, \
	"64 MiB" 65536, "256 MiB" 262144) font font.",10"
set xrange [low * 4 / 1.4:high * 4 * 1.4]
set grid lc rgb faint lw 1 lt 1
# Where configurations cost the same, the markers stand side by side instead of on each other.
beside(i) = 1.07 ** (i - (n - 1) / 2.0)
do for [p = 1:panels] {
	column_no = (p - 1) % across
	row_no = (p - 1) / across
	set lmargin at screen X(70 + panel_w * column_no)
	set rmargin at screen X(30 + panel_w * (column_no + 1))
	set tmargin at screen Y(top + 20 + panel_h * row_no)
	set bmargin at screen Y(top - 36 + panel_h * (row_no + 1))
	set yrange [0:peak[p] * 1.25]
	if (column_no == 0) { set ylabel unit." per load" font font.",11" offset 1, 0 } else { unset ylabel }
	if (row_no == down - 1 || p + across > panels) {
		set xlabel "working set, a load in each page" font font.",11"
	} else {
		unset xlabel
	}
	set label 9 (every[p] == 0 ? "no system calls" : every[p] == 1 ? "a null call after every load" : \
		sprintf("a null call after every %d loads", every[p])) \
		at graph 0, graph 1 offset 0, 0.7 left font bold.",11"
	if (p == 1) {
		set key at screen X(16), Y(38) left top Left reverse vertical maxrows (n + 1) / 2 samplen 3 width 2
	} else {
		unset key
	}
	plot for [i in drawn[p]] dat index 0 using (column("kib") * beside(int(i))): \
		(column("panel") == p && column("place") == int(i) ? column("per_op") : NaN) \
		with linespoints lc rgb colour(int(i)) dt dash(int(i)) pt marker(int(i)) ps point(0.7) lw 1.3 notitle, \
	     for [i = 0:n - 1] keyentry with linespoints lc rgb colour(i) dt dash(i) pt marker(i) ps point(0.7) lw 1.3 \
		title config_title[i + 1]
	unset label
}
unset multiplot
