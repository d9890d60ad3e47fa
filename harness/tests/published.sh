#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The checks against published results: measures the cells that results/queries/published.sql needs, and
# holds each of its rows against the verdict that is expected of it there. A check that is known to fail
# must go on failing: who mends it takes it off that list. published.sh BUILD-DIRECTORY. Prints TAP.
set -u
splitbench=$1/harness/splitbench
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

# Of the 63 GiB only the null call, which shows what lowmem there is, or that there is not enough.
"$splitbench" run --quick --config 3g1g,3g1g-pae,4g4g,4g4g-pae --mem 2048,64512 \
	--workload 'syscall/null,syscall/file_read,memory/chase_syscall,highmem/map' \
	--benchmark_filter='mem:2048/|syscall/null/entry:int80/config:[34]g[14]g-pae/mem:64512/' \
	--db "$tmp/db" >"$tmp/out" 2>&1 || {
	sed 's/^/# /' "$tmp/out"
	echo 'Bail out! the cells cannot be measured'
	exit 1
}
"$splitbench" query --db "$tmp/db" "SELECT iif(verdict = expected OR verdict GLOB expected || ':*', 'ok', 'not ok') AS ok,
	what, measured, published, accepted, verdict, expected FROM ($(sed 's/;$//' results/queries/published.sql))" \
	--csv >"$tmp/rows" 2>&1
awk 'NR > 1 { printf "%s\n", $0 }' "$tmp/rows" | {
	n=0 failed=0
	while IFS= read -r row; do
		n=$((n + 1))
		case $row in
		ok,*) ;;
		*) failed=$((failed + 1)) ;;
		esac
		echo "${row%%,*} $n - ${row#*,}"
	done
	echo "1..$n"
	[ $failed -eq 0 ] && [ $n -ge 12 ]
}
