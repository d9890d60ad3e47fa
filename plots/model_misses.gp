# SPDX-License-Identifier: GPL-2.0-or-later
# Small multiples: a panel for each profile, a line for misses and one for walks, a marker for each
# configuration.
load "common.gp"
load "model.gp"
n = words(configs)
drawn = ""
stats dat index 0 using (drawn = with_number(drawn, int(column("config"))), column("kib")) nooutput
low = STATS_min
high = STATS_max
stats dat index 0 using (column("misses")) nooutput
peak = STATS_max > 0 ? STATS_max : 1
stats dat index 2 using (config_title[int($1) + 1] = strcol("title"), $1) nooutput

across = profiles < 4 ? profiles : 4
down = (profiles + across - 1) / across
panel_w = 320
panel_h = 220
key_rows = (n + 3) / 2
top = 62 + 16 * key_rows
W = 50 + panel_w * across
W = W < 760 ? 760 : W
H = top + panel_h * down + 60
note = "A configuration that is not shown has the counts of the first."
load "canvas.gp"

set multiplot
set logscale x 2
set xtics ("64 KiB" 64, "256 KiB" 256, "1 MiB" 1024, "4 MiB" 4096, "16 MiB" 16384, "64 MiB" 65536, \
	"256 MiB" 262144) font font.",10"
set xrange [low / 1.5:high * 1.5]
set yrange [-0.06 * peak:peak * 1.15]
set grid lc rgb faint lw 1 lt 1
array column_of = ["misses", "walks"]
array metric = ["first-level TLB misses of data", "of these, page walks (not found in a second level)"]
# Where configurations or counts are equal, the markers stand side by side instead of on each other.
nd = words(drawn)
before(i) = words(drawn[1:strstrt(drawn." ", sprintf(" %d ", i))])
beside(m, i) = 1.05 ** (before(i) + nd * (m - 1) - nd + 0.5)
do for [p in profile_list] {
	nth = style_of[int(p)]
	column_no = nth % across
	row_no = nth / across
	set lmargin at screen X(60 + panel_w * column_no)
	set rmargin at screen X(30 + panel_w * (column_no + 1))
	set tmargin at screen Y(top + 20 + panel_h * row_no)
	set bmargin at screen Y(top - 30 + panel_h * (row_no + 1))
	if (column_no == 0) { set ylabel "per load" font font.",11" offset 1, 0 } else { unset ylabel }
	if (nth + across >= profiles) {
		set xlabel "working set, a load in each page" font font.",11"
	} else {
		unset xlabel
	}
	set label 9 profile_title[int(p)] at graph 0, graph 1 offset 0, 0.7 left font bold.",10"
	if (nth == 0) {
		set key at screen X(16), Y(38) left top Left reverse vertical maxrows key_rows samplen 3 width 2
	} else {
		unset key
	}
	plot for [m = 1:2] for [i in drawn] dat index 0 using (column("kib") * beside(m, int(i))): \
		(column("place") == int(p) && column("config") == int(i) ? column(column_of[m]) : NaN) \
		with linespoints lc rgb colour(m == 1 ? 1 : 3) dt m pt marker(int(i)) ps point(0.7) lw 1.2 notitle, \
	     for [m = 1:2] keyentry with lines lc rgb colour(m == 1 ? 1 : 3) dt m lw 1.6 title metric[m], \
	     for [i in drawn] keyentry with points lc rgb "black" pt marker(int(i)) ps point(0.7) title config_title[int(i) + 1]
	unset label
}
unset multiplot
