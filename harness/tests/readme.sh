#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The README's commands, which begin with "    $ build/harness/splitbench": run on a database, each must
# print what the README shows below it. readme.sh BUILD-DIRECTORY DATABASE. Says what differs.
set -u
splitbench=$1/harness/splitbench
SPLITBENCH_DB=$2
export SPLITBENCH_DB
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Cuts the README's indented blocks into $tmp/N.command and $tmp/N.shown.
awk -v dir="$tmp" '
	{ line = substr($0, 5) }
	!/^    / { file = "" }
	/^    [$] build\/harness\/splitbench / { n++; file = dir "/" n ".command"; line = substr(line, 3) }
	file { print line > file }
	file ~ /command$/ { file = dir "/" n ".shown"; printf "" > file }
	END { print n + 0 > (dir "/count") }' README.md

count=$(cat "$tmp/count")
[ "$count" -ge 3 ] || { echo "README.md shows $count commands; there should be at least 3"; exit 1; }
bad=0
for n in $(seq "$count"); do
	sed "s|build/harness/splitbench|\"$splitbench\"|g" "$tmp/$n.command" >"$tmp/$n.sh"
	sh "$tmp/$n.sh" >"$tmp/$n.printed" 2>&1
	# Trailing blanks do not show on the page.
	sed -i 's/ *$//' "$tmp/$n.printed" "$tmp/$n.shown"
	if ! diff -u "$tmp/$n.shown" "$tmp/$n.printed"; then
		echo "that was: $(cat "$tmp/$n.command")"
		bad=1
	fi
done
exit $bad
