#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# plots.sh SPLITBENCH: draw every plot from fixture.sql, whose configurations nobody has heard of, with
# a failed cell among them, and write the report. A plot that has to be told about a configuration does not show it.
# Prints TAP. Needs Debian's packages sqlite3 and gnuplot-nox.
set -u

splitbench=${1:?the splitbench program}
. "$(dirname "$0")/setup.sh"
out=$scratch/out

cat "$results/schema.sql" "$here/fixture.sql" "$results/views.sql" | sqlite3 -bail "$scratch/fixture.db" || {
	echo "Bail out! cannot make the database"
	exit 1
}
"$splitbench" plot --db "$scratch/fixture.db" --out "$out" >"$scratch/said" 2>"$scratch/error"
ok "splitbench plot"
[ ! -s "$scratch/error" ]
ok "gnuplot has nothing to say"
sed 's/^/# /' "$scratch/error"

for sql in "$plots"/*.sql; do
	name=$(basename "$sql" .sql)
	grep -q '</svg>' "$out/$name.svg"
	ok "$name.svg is whole"
	[ "$(head -c 4 "$out/$name.png" | tail -c 3)" = PNG ]
	ok "$name.png is one"
	grep -qF "$(sed -n '2s/^-- //p' "$sql")" "$out/$name.svg"
	ok "$name has its title"
	clock='clock icount'
	grep -q '^load "model.gp"' "$plots/$name.gp" && clock='clocks model:'
	grep -qF "$clock" "$out/$name.svg"
	ok "$name says $clock"
	grep -qi 'bee' "$out/$name.svg"
	ok "$name shows the configuration that has page tables of its own"
	[ -s "$out/$name.dat" ] && [ -s "$out/$name.gp" ]
	ok "$name lies beside its data and script"
done
grep -q '>does not fit<' "$out/capacity.svg" && grep -q '>24,000 L<' "$out/capacity.svg"
ok "capacity has numbers with what had run out, and says what does not fit"
grep -q 'run 4 ' "$out/memory_cost.svg" && grep -q 'run 1 ' "$out/relative.svg" && ! grep -q 'capacity/' "$out/relative.svg"
ok "plots of a sweep are of the latest one, and the others of the latest usual run"
grep -q '>TLB flushes for releasing them<' "$out/memory_highmem.svg"
ok "memory_highmem has its panels"
grep -q '>panic<' "$out/relative.svg"
ok "relative says why a cell has no number"
grep -q '>failed<' "$out/break_even.svg"
ok "break_even marks a field without a number"
grep -q '>2.00, tagged 1.50<' "$out/model_tagged.svg"
ok "model_tagged has both numbers"
grep -q '>walk_data_refill: refills<' "$out/model_breakdown.svg" && grep -q '>600<' "$out/model_breakdown.svg"
ok "model_breakdown names the parts and gives the whole"
grep -q '>+25 %<' "$out/validate.svg" && grep -q 'Ex, the old one' "$out/validate.svg" && grep -q 'KVM, Bee' "$out/validate.svg"
ok "validate has the error, the profile, and by what was measured"
grep -q '>kernel: the kernel<' "$out/apps.svg" && grep -q '>20.00 %, all x1.1000<' "$out/apps.svg"
ok "apps says what is not the programs' own, and what the whole costs"

# Any plot of one clock can be of a modelled one.
"$splitbench" plot --db "$scratch/fixture.db" --out "$scratch/x" --clock model:x relative >"$scratch/said" &&
	grep -q 'clock model:x.*cycles' "$scratch/x/relative.svg" && grep -q 'cycles, log scale' "$scratch/x/relative.svg"
ok "relative in modelled cycles"

# Every plot says how to read it, and in the report, where text stays text.
"$splitbench" plot --list >"$scratch/said"
[ "$(grep -c '^    [A-Z]' "$scratch/said")" = "$(ls "$plots"/*.sql | wc -l)" ]
ok "every plot says how to read it"
sqlite3 "$scratch/fixture.db" "UPDATE config SET title = 'Bee <b>&|' WHERE name = 'bee'"
"$splitbench" report --db "$scratch/fixture.db" --out "$scratch/r" >"$scratch/said" 2>"$scratch/error" && [ ! -s "$scratch/error" ]
ok "splitbench report"
grep -q '>Bee &lt;b&gt;&amp;|<' "$scratch/r/report.html" && ! grep -q '<b>' "$scratch/r/report.html" &&
	grep -qF '| Bee \<b>&\| |' "$scratch/r/report.md"
ok "names are text in it"
grep -qF 'takes 150 instructions in `bee` and 100 in `zero`, 1.50 times as many' "$scratch/r/report.md"
ok "its sentences are of the configurations that there are"
[ "$(grep -c '<figure' "$scratch/r/report.html")" = "$(ls "$plots"/*.sql | wc -l)" ]
ok "every plot is in it"
! grep -q 'There is no' "$scratch/r/report.md" && grep -q 'Nothing was measured for: .*Flame graph of syscall/null' "$scratch/r/report.md"
ok "it says what was not measured"
"$splitbench" report --run 99 --db "$scratch/fixture.db" --out "$scratch/x" >"$scratch/said" 2>&1
[ $? = 2 ] && grep -q 'there is no run 99' "$scratch/said"
ok "a run that is not there is no report"

# A run without the model has none of its plots, which is no mistake.
sqlite3 "$scratch/fixture.db" "DELETE FROM model_cycles; DELETE FROM model_event WHERE clock <> 'icount';
	DELETE FROM measure WHERE clock GLOB 'model:*'"
"$splitbench" plot --db "$scratch/fixture.db" --out "$scratch/plain" 'model_*' >"$scratch/said" 2>"$scratch/error" &&
	[ ! -s "$scratch/said" ] && [ "$(grep -c 'is left out' "$scratch/error")" = "$(ls "$plots"/model_*.sql | wc -l)" ]
ok "plots of the model are left out where there is none"

# Nor has a database without a sweep the plots of one.
sqlite3 "$scratch/fixture.db" "PRAGMA foreign_keys = ON; DELETE FROM run WHERE kind = 'sweep'"
for name in capacity memory_cost memory_highmem; do
	"$splitbench" plot --db "$scratch/fixture.db" --out "$scratch/plain" $name >"$scratch/said" 2>"$scratch/error" &&
		grep -q 'left out: there is no run of its kind' "$scratch/error"
	ok "$name is left out where there is no sweep"
done

"$splitbench" report --db "$scratch/fixture.db" --out "$scratch/r" >"$scratch/said" 2>"$scratch/error" && [ ! -s "$scratch/error" ] &&
	grep -q 'There is no memory sweep in this database: `make bench-memory` makes one' "$scratch/r/report.md" &&
	grep -q 'Nothing was measured for: .*Where the cycles of a null system call' "$scratch/r/report.md" &&
	grep -q '^- Run ' "$scratch/r/report.md" &&
	[ ! -e "$scratch/r/plots/capacity.svg" ]
ok "and the report says so"

cp "$out/relative.svg" "$scratch/first.svg" && (cd "$out" && gnuplot relative.gp) 2>"$scratch/error" &&
	cmp -s "$scratch/first.svg" "$out/relative.svg"
ok "the script beside the image draws it again"

tap_end
