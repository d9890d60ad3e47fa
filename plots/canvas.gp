# SPDX-License-Identifier: GPL-2.0-or-later
# The canvas of W x H pixels: terminal, title, caption. X(px) and Y(px) are pixels from the left and
# from the top.

font = "sans-serif"
if (format eq "png") {
	# Twice the pixels, so that it stays sharp on a dense screen and in print.
	set terminal pngcairo noenhanced size 2*W,2*H font font.",10" fontscale 1.7 linewidth 2 pointscale 2 \
		background "white"
	bold = font.":Bold"
} else {
	set terminal svg noenhanced size W,H font font.",12" background "white"
	# This terminal writes the name as it is into font-family="...", and has no other way to bold.
	bold = font."\" font-weight=\"bold"
}
# The two draw the same point size differently large.
point(size) = format eq "svg" ? 0.65 * size : size
set output out

X(px) = px / real(W)
Y(px) = 1 - px / real(H)

set label 1 title at screen X(16),Y(22) left font bold.",14"
set label 2 caption at screen X(16),Y(H - 26) left font font.",10" tc rgb grey
# How to read it: what the clock leaves out, and what the script has to say about the plot.
of_clock = clock eq "icount" ? \
	"Instruction counts show path length; what TLB misses after a flush cost is not in them. " : \
	clock[1:6] eq "model:" ? "Modelled cycles: no overlap of walks with other work, no speculation, no prefetching. " : ""
set label 3 of_clock.(exists("note") ? note : "") \
	at screen X(16),Y(H - 10) left font font.",10" tc rgb grey

set border lc rgb grey lw 0.8
set tics scale 0.5 font font.",11" textcolor rgb "black"
set key font font.",11"
