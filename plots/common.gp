# SPDX-License-Identifier: GPL-2.0-or-later
# What all plots share, loaded first: how to read the data, and the styles. The canvas, which needs to
# know its size, is canvas.gp.

set datafile columnheaders
set datafile missing NaN

# The palette of Okabe and Ito (2008), told apart with any common colour blindness. No plot relies on
# it alone: a configuration has its marker and dash too, a cause of flushes its hatching.
palette_of = "#000000 #0072B2 #009E73 #D55E00 #CC79A7 #56B4E9 #E69F00 #F0E442"
marker_of  = "7 4 8 13 10 6 12 2"
dash_of    = "1 2 4 1 3 5 2 4"
hatch_of   = "3 1 2 4 5 6 7"	# seven, so that a colour's second round has another hatching
colour(i) = word(palette_of, i % 8 + 1)
marker(i) = int(word(marker_of, i % 8 + 1))
dash(i)   = int(word(dash_of, i % 8 + 1))
hatch(i)  = int(word(hatch_of, i % 7 + 1))
# Where configurations share a split: one colour a split, and its marker filled, open, a cross and a plus for
# the first of them and those after it.
split_marker(hue, variant) = variant > 1 ? (variant == 2 ? 2 : 1) : int(word("7 5 9 11 13 15", hue % 6 + 1)) - variant
hex(rgb) = int("0x".rgb[2:7])	# of "#0072B2", for lc rgb variable

grey = "#606060"
faint = "#e4e4e4"

# A list of numbers, " 1 2 3", with one more if it is not there yet. Filled while stats reads the data,
# it holds what occurs; drawing the others would only make gnuplot complain.
with_number(list, i) = strstrt(list." ", sprintf(" %d ", i)) ? list : list.sprintf(" %d", i)

array config_title[32]
