# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# What the tests of the SQL share; they source it. $db is what they ask, and not there yet.
here=$(cd "$(dirname "$0")" && pwd)
results=$(dirname "$here")
plots=$(dirname "$results")/plots
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
db=$scratch/fixture.db
. "$here/../../harness/tests/tap.sh"

command -v sqlite3 >/dev/null || {
	echo "Bail out! sqlite3 is missing: apt-get install sqlite3"
	exit 1
}

# is NAME SQL: do the rows equal those on standard input?
is() {
	cat >"$scratch/want"
	sqlite3 -bail "$db" "$2" >"$scratch/got" 2>&1
	cmp -s "$scratch/want" "$scratch/got"
	ok "$1" || diff -U 20 "$scratch/want" "$scratch/got" | sed 's/^/# /'
}
