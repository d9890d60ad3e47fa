# SPDX-License-Identifier: GPL-2.0-or-later
# A panel for each kind of flush, one bar a case and configuration. A bar's length is the logarithm
# of its total, as totals differ by a factor of thousands; its colours divide it in proportion.
load "common.gp"
stats dat index 0 using (column("line")) nooutput
lines = int(STATS_max)
stats dat index 0 using (column("total")) nooutput
high = STATS_max

# Kinds and causes by number, and which causes occur in a kind, as a list of numbers.
array kind[8]
array kind_title[8]
array causes_of[8]
array cause_title[32]
causes = ""
stats dat index 1 using (p = int(column("panel")), kind[p] = strcol("name"), kind_title[p] = strcol("meaning"), \
	causes_of[p] = "", p) nooutput
panels = int(STATS_max)
stats dat index 2 using (s = int(column("style")), cause_title[s] = strcol("meaning"), \
	causes = causes.sprintf(" %d", s), s) nooutput
panel_of(name) = sum [p = 1:panels] (kind[p] eq name ? p : 0)
stats dat index 0 using (p = panel_of(strcol("kind")), \
	causes_of[p] = with_number(causes_of[p], int(column("style"))), p) nooutput

line = 13	# pixels a bar
panel = 300
key_rows = (words(causes) + 1) / 2
top = 66 + 16 * key_rows
bottom = 92
W = 396 + panel * panels
W = W < 900 ? 900 : W
H = top + line * (lines + 1) + bottom
note = "Bars are logarithmic; their colours divide them in proportion."
load "canvas.gp"

set multiplot
set tmargin at screen Y(top)
set bmargin at screen Y(H - bottom)
set yrange [lines + 1:0]
unset ytics
unset key

# The names, in the left margin.
set lmargin at screen X(16)
set rmargin at screen X(380)
set xrange [0:1]
unset border
unset xtics
line_if(text) = text eq "" ? NaN : column("line")
plot dat index 0 using (0):(line_if(strcol("heading"))):"heading" with labels left font font.",11", \
     '' index 0 using (1):(line_if(strcol("name"))):"name" with labels right font font.",10" tc rgb grey
unset label

low = 0.0005	# what flushes.sql leaves out as too rare
along(part) = low * (column("total") / low) ** (part / column("total"))
set border
set logscale x
set xrange [low:high * 8]
set xtics ("0.001" 0.001, "0.01" 0.01, "0.1" 0.1, 1, 10, 100, "1 K" 1000, "10 K" 10000, "100 K" 100000)
set grid xtics lc rgb faint lw 1 lt 1
set xlabel "per operation (log scale)" font font.",11"
do for [p = 1:panels] {
	set lmargin at screen X(386 + panel * (p - 1))
	set rmargin at screen X(386 + panel * p - 16)
	set label 9 kind_title[p] at graph 0, screen Y(top - 10) left font bold.",11"
	if (p == 1) {
		set key at screen X(16), Y(36) left top Left reverse vertical maxrows key_rows samplen 2 width 4
	} else {
		unset key
	}
	here(y) = strcol("kind") eq kind[p] ? y : NaN
	plot for [s in causes_of[p]] dat index 0 using (along(column("below"))): \
		(column("style") == int(s) ? here(column("line")) : NaN): \
		(along(column("below"))):(along(column("above"))):(column("line") - 0.44):(column("line") + 0.44) \
		with boxxyerror lc rgb colour(int(s)) fs pattern hatch(int(s)) border lc rgb colour(int(s)) notitle, \
	     '' index 0 using (column("total") * 1.12):(here(line_if(strcol("text")))):"text" \
		with labels left font font.",10" notitle, \
	     for [s in causes] keyentry with boxes lc rgb colour(int(s)) fs pattern hatch(int(s)) \
		border lc rgb colour(int(s)) title cause_title[int(s)]
	unset label 9
}
unset multiplot
