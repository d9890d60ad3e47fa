# SPDX-License-Identifier: GPL-2.0-or-later
# For plots of all CPU profiles at once, loaded after common.gp: they have no one clock to name. Data set 1
# of such a plot has the profiles of the run: place, name, title.
clock = "model:*"
unit = "cycles"
caption = "clocks model:* (modelled cycles, one profile of a CPU each)".caption[strstrt(caption, " · "):]

array profile_name[64]
array profile_title[64]
array style_of[64]
profile_list = ""
stats dat index 1 using (p = int(column("place")), profile_name[p] = strcol("name"), profile_title[p] = strcol("title"), \
	style_of[p] = words(profile_list), profile_list = profile_list.sprintf(" %d", p), p) nooutput
profiles = words(profile_list)
