# SPDX-License-Identifier: GPL-2.0-or-later
# A dot plot: one line a case, one marker a configuration, and the numbers beside it.
load "common.gp"
stats dat index 0 using (column("row")) nooutput
rows = int(STATS_max)
stats dat index 0 using (column("ratio")) nooutput
low = STATS_records ? STATS_min : 1
high = STATS_records ? STATS_max : 1
n = words(configs)
drawn = ""
stats dat index 0 using (column("ratio") == column("ratio") && column("place") > 0 ? \
	(drawn = with_number(drawn, int(column("place"))), 1) : NaN) nooutput

line = 16	# pixels a row
table = 72	# and a column of numbers
bottom = 92
top = 88 + 16 * n
W = 738 + table * n
H = top + line * (rows + 1) + bottom
note = "Whiskers: lowest and highest sample."
load "canvas.gp"
stats dat index 1 using (config_title[int($1) + 1] = strcol("title"), $1) nooutput

set multiplot
set tmargin at screen Y(top)
set bmargin at screen Y(H - bottom)
set yrange [rows + 1:0]
unset ytics
unset key

# The names, in the left margin.
set lmargin at screen X(16)
set rmargin at screen X(350)
set xrange [0:1]
unset border
unset xtics
plot dat index 0 using (0.06):(column("place") == 0 ? column("row") : NaN):"label" \
	with labels left font font.",11", \
     '' index 0 using (0):(strcol("heading") eq "" ? NaN : column("row") - 1):"heading" with labels left font bold.",12"
unset label

# The markers, each configuration in a lane of its own so that equal ones do not hide each other.
lane(i) = (i - n / 2.0) / (n - 1.0) * 0.66
set lmargin at screen X(354)
set rmargin at screen X(710)
set border
set logscale xx2
set xrange [(low > 0.8 ? 0.8 : low / 1.1):(high < 1.5 ? 1.5 : high * 1.1)]
set x2range [(low > 0.8 ? 0.8 : low / 1.1):(high < 1.5 ? 1.5 : high * 1.1)]
tick_list = high / low < 4 ? "0.5 0.6 0.7 0.8 0.9 1 1.1 1.2 1.4 1.6 1.8 2 2.5 3" : \
	high / low < 12 ? "0.2 0.3 0.5 0.7 1 1.5 2 3 4 5 7 10" : \
	"0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10 20 50 100 200 500"
set xtics (word(tick_list, 1) real(word(tick_list, 1)))	# no ticks but these
set x2tics (word(tick_list, 1) real(word(tick_list, 1)))
set for [t in tick_list] xtics add (t real(t))
set for [t in tick_list] x2tics add (t real(t))
set grid xtics lc rgb faint lw 1 lt 1
set xlabel sprintf("cost of one operation / its cost in %s (%s, log scale)", word(configs, 1), unit) font font.",11"
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb colour(0) lw 1.5 back
set errorbars small
set key at screen X(16), Y(38) left top Left reverse vertical maxrows 32 samplen 1.5 width 0
plot for [i in drawn] dat index 0 using (1): \
	(column("place") == int(i) ? column("row") + lane(int(i)) : NaN):(column("ratio") - 1):(0) \
	with vectors nohead lc rgb colour(int(i)) lw 1.2 notitle, \
     for [i in drawn] '' index 0 using "ratio": \
	(column("place") == int(i) ? column("row") + lane(int(i)) : NaN):"lo":"hi" \
	with xerrorbars lc rgb colour(int(i)) pt marker(int(i)) ps point(0.9) lw 1.4 notitle, \
     keyentry with lines lc rgb colour(0) lw 1.5 title config_title[1]." = 1", \
     for [i = 1:n - 1] keyentry with points lc rgb colour(i) pt marker(i) ps point(0.9) lw 1.4 \
	title config_title[i + 1]
unset arrow 1

# The numbers: what the baseline costs, then ratios.
set lmargin at screen X(722)
set rmargin at screen X(722 + table * n)
unset logscale xx2
unset grid
unset border
unset xtics
unset x2tics
unset xlabel
unset key
set xrange [0:n]
plot dat index 0 using (column("place") + 0.95):"row":"text" with labels right font font.",11", \
     dat index 1 using ($1 + 0.95):(0.1):"name" with labels right font bold.",11", \
     dat index 1 using ($1 + 0.95):(1):($1 > 0 ? "ratio" : unit) with labels right font font.",10" tc rgb grey
unset multiplot
