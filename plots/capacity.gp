# SPDX-License-Identifier: GPL-2.0-or-later
# A table that is drawn: a block of lines for each RAM size, a line for each configuration; bars with their
# numbers on the left, and on the right where the costs lie between 1 and the highest ratio.
load "common.gp"
stats dat index 1 using (column("place")) nooutput
n = int(STATS_max) + 1
array config_name[n]
stats dat index 1 using (config_name[int($1) + 1] = strcol("name"), config_title[int($1) + 1] = strcol("title"), $1) nooutput
stats dat index 2 using (column("block")) nooutput
blocks_of = int(STATS_max)
array mem_of[blocks_of]
stats dat index 2 using (mem_of[int($1)] = int(column("mem")), $1) nooutput
stats dat index 6 using (nofits = int(column("nofits")), costs = int(column("costs")), 1) nooutput
highest = 1.2
lowest = 0.95
if (costs) {
	stats dat index 4 using (column("ratio")) nooutput
	highest = STATS_max > highest ? STATS_max : highest
	lowest = STATS_min < lowest ? STATS_min : lowest
}
array clock_title[3]
stats dat index 5 using (clock_title[int($1)] = strcol("title"), $1) nooutput
clocks_of = int(STATS_max)

array head[9] = ["user space\nMiB", "lowmem free\nat boot, MiB", "struct pages\nMiB", "one program\ncan use, MiB", \
	"small\nprocesses", "processes, 32\npage tables", "RAM used by\nthese, MiB", "open pipes", "mapped files"]
array cost_head[5] = ["null call", "pipe, there\nand back", "file read,\n4 KiB", "page fault", "fork of\n4 MiB"]
line = 15
name_w = 92
cell_w = 98
cost_w = costs ? 104 : 0
left = 16
height = n + 2	# lines a block
W = left + name_w + 9 * cell_w + 5 * cost_w + 24
top = 132
H = top + line * height * blocks_of + 78
caption = costs ? "clock icount and clocks model:* (modelled cycles, one profile of a CPU each)".caption[strstrt(caption, " · "):] : caption
note = "Bars: parts of the largest in their column.".(costs ? sprintf(" Costs: times those of %s with the same RAM, or with the most that it reaches.", \
	word(configs, 1)) : "")
load "canvas.gp"

line_of(block, place) = (block - 1) * height + place + 1.5
cell_at(col) = left + name_w + cell_w * (col - 1)
cost_at(col) = cell_at(10) + 12 + cost_w * (col - 1)
cost_x(col, ratio) = cost_at(col) + (cost_w - 18) * log(ratio / lowest) / log(highest / lowest)
size_of(m) = m < 1024 ? sprintf("%d MiB", m) : m % 1024 ? sprintf("%.1f GiB", m / 1024.0) : sprintf("%d GiB", m / 1024)
array clock_marker[3] = [6, 9, 12]
array clock_colour[3] = [0, 1, 3]

set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen Y(top)
set bmargin at screen Y(H - 78)
set xrange [0:W]
set yrange [height * blocks_of:0]
unset border
unset xtics
unset ytics
unset key
set label 4 "L: lowmem had run out, H: highmem, LH: both, P: process numbers, A: address space, F: the file system (half of RAM)" \
	at screen X(16), Y(44) left font font.",11"
do for [c = 1:9] {
	set label 20 + c head[c] at screen X(cell_at(c) + 2), Y(top - 40) left font bold.",10"
}
if (costs) {
	do for [c = 1:5] {
		set label 40 + c cost_head[c] at screen X(cost_at(c)), Y(top - 40) left font bold.",10"
	}
	do for [k = 1:clocks_of] {
		set label 60 + k clock_title[k] at screen X(cell_at(10) + 24), Y(32 + 14 * k) left font font.",10" \
			point pt clock_marker[k] ps point(0.8) lc rgb colour(clock_colour[k]) offset 1, 0
	}
}
do for [b = 1:blocks_of] {
	set label 80 + b size_of(mem_of[b]) at 16, line_of(b, -1) left font bold.",12"
	set arrow 80 + b from 16, line_of(b, -0.45) to W - 16, line_of(b, -0.45) nohead lc rgb grey lw 0.6
}
if (costs) {
	# A scale in each column of costs.
	do for [c = 1:5] {
		do for [b = 1:blocks_of] {
			do for [t in "1 1.5 2 3 5 10"] {
				if (t < highest) {
					set arrow from cost_x(c, real(t)), line_of(b, -0.4) to cost_x(c, real(t)), line_of(b, n - 0.5) nohead \
						lc rgb (t == 1 ? "#808080" : "#d0d0d0") lw 0.8 back
					if (b == 1) {
						set label t at cost_x(c, real(t)), line_of(1, -0.75) center font font.",9" tc rgb grey
					}
				}
			}
		}
	}
}
set multiplot
plot dat index 0 using (cell_at(column("col"))):(line_of(column("block"), column("place"))): \
	(cell_at(column("col"))):(cell_at(column("col")) + (cell_w - 10) * column("part")): \
	(line_of(column("block"), column("place")) - 0.42):(line_of(column("block"), column("place")) + 0.42): \
	(hex(colour(int(column("hue"))))) with boxxyerror fs transparent solid 0.28 noborder lc rgb variable, \
     '' index 0 using (cell_at(column("col")) + 3):(line_of(column("block"), column("place"))):"text" \
	with labels left font font.",10", \
     for [b = 1:blocks_of] dat index 1 using (16):(line_of(b, column("place"))):"name" with labels left font font.",11"
unset label
unset arrow
if (nofits) {
	plot dat index 3 using (cell_at(1)):(line_of(column("block"), column("place"))): \
		(cell_at(1)):(cell_at(10) - 10): \
		(line_of(column("block"), column("place")) - 0.42):(line_of(column("block"), column("place")) + 0.42) \
		with boxxyerror fs pattern 4 noborder lc rgb "#c8c8c8", \
	     '' index 3 using (cell_at(1) + 3):(line_of(column("block"), column("place"))):("does not fit") \
		with labels left font bold.",10"
}
if (costs) {
	plot for [k = 1:clocks_of] dat index 4 \
		using (column("nth") == k ? cost_x(column("col"), column("ratio")) : NaN): \
		(line_of(column("block"), column("place"))) with points pt clock_marker[k] ps point(0.75) lw 1.3 \
		lc rgb colour(clock_colour[k])
}
unset multiplot
