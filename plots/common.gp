# SPDX-License-Identifier: GPL-2.0-or-later
# What all plots share: terminal, styles, title and caption. A script sets its size W x H in pixels,
# then loads this file. X(px) and Y(px) are pixels from the left and from the top.

set datafile columnheaders
set datafile missing NaN

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
set output out

X(px) = px / real(W)
Y(px) = 1 - px / real(H)

# The palette of Okabe and Ito (2008), told apart with any common colour blindness. No plot relies on
# it alone: a configuration has its marker and dash too, a cause of flushes its hatching.
palette_of = "#000000 #0072B2 #009E73 #D55E00 #CC79A7 #56B4E9 #E69F00 #F0E442"
marker_of  = "7 4 8 13 10 6 12 2"
dash_of    = "1 2 4 1 3 5 2 4"
colour(i) = word(palette_of, i % 8 + 1)
marker(i) = int(word(marker_of, i % 8 + 1))
dash(i)   = int(word(dash_of, i % 8 + 1))
# Lower numbers are lighter; each hatching meets another colour on the second round of the palette.
hatch(i)  = int(word("3 1 2 4 5 6 7", i % 7 + 1))
# The two terminals draw the same point size differently large.
point(size) = format eq "svg" ? 0.65 * size : size
grey = "#606060"
faint = "#e4e4e4"

array config_title[32]

set label 1 title at screen X(16),Y(22) left font bold.",14"
set label 2 caption at screen X(16),Y(H - 26) left font font.",10" tc rgb grey
set label 3 (clock eq "icount" ? \
	"Instruction counts show path length. They are blind to the cost of TLB misses: what a flush costs afterwards is not in them." : \
	clock[1:6] eq "model:" ? "Modelled cycles, TLB misses and page walks included." : "") \
	at screen X(16),Y(H - 10) left font font.",10" tc rgb grey

set border lc rgb grey lw 0.8
set tics scale 0.5 font font.",11" textcolor rgb "black"
set key font font.",11"
