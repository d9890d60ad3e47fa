#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# plots.sh SPLITBENCH: draw every plot from fixture.sql, whose configurations nobody has heard of, with
# a failed cell among them. A plot that has to be told about a configuration does not show it.
# Prints TAP. Needs Debian's packages sqlite3 and gnuplot-nox.
set -u

splitbench=${1:?the splitbench program}
here=$(cd "$(dirname "$0")" && pwd)
results=$(dirname "$here")
plots=$(dirname "$results")/plots
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
out=$scratch/out
tests=0
failed=0

# ok NAME: the outcome of the command before it.
ok() {
	status=$?
	tests=$((tests + 1))
	if [ $status = 0 ]; then
		echo "ok $tests - $1"
	else
		failed=$((failed + 1))
		echo "not ok $tests - $1"
	fi
}

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
	grep -qF "$(sed -n '2s/^-- //p' "$sql")" "$out/$name.svg" && grep -qF 'clock icount' "$out/$name.svg"
	ok "$name has its title and its clock"
	grep -qi 'bee' "$out/$name.svg"
	ok "$name shows the configuration that has page tables of its own"
	[ -s "$out/$name.dat" ] && [ -s "$out/$name.gp" ]
	ok "$name lies beside its data and script"
done
grep -q '>panic<' "$out/relative.svg"
ok "relative says why a cell has no number"
grep -q '>failed<' "$out/break_even.svg"
ok "break_even marks a field without a number"
cp "$out/relative.svg" "$scratch/first.svg" && (cd "$out" && gnuplot relative.gp) 2>"$scratch/error" &&
	cmp -s "$scratch/first.svg" "$out/relative.svg"
ok "the script beside the image draws it again"

echo "1..$tests"
[ $failed = 0 ]
