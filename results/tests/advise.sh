#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The query that splitbench advise asks, against advice worked out on paper from advise.sql. Prints TAP. Needs Debian's
# package sqlite3.
set -u

. "$(dirname "$0")/setup.sh"

# Advice worked out on paper. A call costs more in `own`, with 2, 4, 8, 16 pages: 100, 200, 300, 900 cycles at 2000
# calls in a million cycles, 100, 400, 500, 900 at 400.
cat "$results/schema.sql" "$here/advise.sql" "$results/views.sql" | sqlite3 -bail "$db" 2>"$scratch/error"
ok "apply advise.sql" || sed 's/^/# /' "$scratch/error"

# advises NAME COLUMNS CALLS PAGES COPIES RAM USER: does the query say what is on standard input?
advises() {
	cat >"$scratch/want"
	{
		printf '.parameter set :run 1\n.parameter set :sweep 0\n.parameter set :clock "%s"\n' "'model:m'"
		printf '.parameter set :calls "%s"\n.parameter set :set "%s / 256.0"\n.parameter set :copies %s\n' "$3" "$4" "$5"
		printf '.parameter set :ram %s\n.parameter set :user %s\n' "$6" "$7"
		echo "SELECT $2 FROM ("
		sed 's/;$//' "$results/queries/advise.sql"
		echo ");"
	} | sqlite3 -bail "$db" >"$scratch/got" 2>&1
	cmp -s "$scratch/want" "$scratch/got"
	ok "$1" || diff -U 20 "$scratch/want" "$scratch/got" | sed 's/^/# /'
}
costs='config, fits, calls_pct, pages_pct, cost_pct, from_pct, to_pct, sure, cells'

# In the middle of four cells, where 350 cycles are to be expected, and 200 to 500 are possible.
advises "advise: between four cells" "$costs" 'sqrt(2000.0 * 400)' 'sqrt(4.0 * 8)' 0 2048 1024 <<'END'
base|yes|0.0|0.0|0.0|0.0|0.0|interpolated|pages=4..8 k=40..240
small|yes|0.0|0.0|0.0|0.0|0.0|interpolated|pages=4..8 k=40..240
own|yes|31.305|0.0|31.305|17.889|44.721|interpolated|pages=4..8 k=40..240
END
# 300 + 600 x ln(12 / 8) / ln(16 / 8) cycles; the line through 4 and 8 pages would have 400.
advises "advise: beside a jump, what both lines allow" "$costs" 2000 12 0 2048 2000 <<'END'
base|yes|0.0|0.0|0.0|0.0|0.0|interpolated|pages=8..16 k=40
own|yes|130.196|0.0|130.196|60.0|180.0|interpolated|pages=8..16 k=40
small|no: user space of 1024 MiB|0.0|0.0|0.0|0.0|0.0|interpolated|pages=8..16 k=40
END
# A page costs 100 or 120 cycles in highmem, of which the program has all of its pages, or a part of 1152 / 2048.
advises "advise: a measured cell, with highmem and copies" "$costs" 2000 4 1000 2048 1024 <<'END'
small|yes|0.0|0.0|0.0|0.0|0.0|measured|pages=4 k=40
base|yes|0.0|11.0|11.0|5.188|12.0|measured|pages=4 k=40
own|yes|40.0|41.0|81.0|80.0|82.0|measured|pages=4 k=40
END
advises "advise: a lower rate, and a smaller working set, than all that were measured" "$costs" 200 1 0 2048 1024 <<'END'
base|yes|0.0|0.0|0.0|0.0|0.0|extrapolated|pages=2 k=240
small|yes|0.0|0.0|0.0|0.0|0.0|extrapolated|pages=2 k=240
own|yes|2.0|0.0|2.0|-1.0|2.0|extrapolated|pages=2 k=240
END
advises "advise: a larger working set: what the two largest cost" "$costs" 2000 64 0 2048 1024 <<'END'
base|yes|0.0|0.0|0.0|0.0|0.0|extrapolated|pages=16 k=40
small|yes|0.0|0.0|0.0|0.0|0.0|extrapolated|pages=16 k=40
own|yes|180.0|0.0|180.0|60.0|180.0|extrapolated|pages=16 k=40
END
sizes='config, fits, user_mib, lowmem_mib, highmem_mib, struct_mib'
advises "advise: more RAM than was measured" "$sizes" 2000 4 0 3072 2000 <<'END'
base|unknown: measured up to 2048 MiB|3072.0|854.0|2176.0|42.0
small|no: user space of 1024 MiB|1024.0|2902.0|128.0|42.0
own|unknown: measured up to 2048 MiB|4080.0|3030.0|0.0|42.0
END
advises "advise: RAM with which no kernel ran" "$sizes" 2000 4 0 8192 1024 <<'END'
base|no: 8192 MiB of RAM did not fit|3072.0|784.0|7296.0|112.0
small|no: 8192 MiB of RAM did not fit|1024.0|2832.0|5248.0|112.0
own|no: 8192 MiB of RAM did not fit|4080.0|3824.0|4256.0|112.0
END
# Now 8 pages cost 1500 cycles at the higher rate. From 4 and 16 pages that would be 200 to 900: off by 0.4 of it. At 12
# pages 1500 - 600 x ln 1.5 / ln 2 are to be expected; 900 to 2800, on the line through 4 and 8, and 0.4 more are possible.
sqlite3 -bail "$db" "UPDATE measure SET value = 2000 WHERE cell = (SELECT id FROM cell WHERE config = 'own' AND params = 'pages=8 k=40')"
advises "advise: as far off as a measured point is from what the others say" "config, cost_pct, from_pct, to_pct" \
	2000 12 0 2048 1024 <<'END'
base|0.0|0.0|0.0
small|0.0|0.0|0.0
own|229.804|88.078|651.922
END
tap_end
