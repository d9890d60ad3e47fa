#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Real programs against Linux: each runs on Debian's kernel, and must print the same there as in every
# configuration given, byte for byte, and end with the same status. Then the workloads at their full size, by their
# checksums, in the first configuration. TAP.
# usage: apps.sh BUILD CONFIGURATION...

build=${1:?usage: apps.sh BUILD CONFIGURATION...}
shift
splitbench=$build/harness/splitbench
files=$build/workloads/apps/files
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
count=0 failed=0

result() { # STATUS DESCRIPTION
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
		sed 's/^/# /' "$out/why"
	fi
}

[ -x "$files/busybox" ] || {
	echo "1..0 # SKIP the programs are not built (make apps, which needs Debian's packages)"
	exit 0
}
[ -f "$build/linux/bzImage" ] || {
	echo "1..0 # SKIP Debian's kernel is not there (make linux, which needs its package)"
	exit 0
}

# guest CONFIGURATION FOLDER PROGRAM...: its output, with its exit status in the last line; all files are in FOLDER.
guest() {
	config=$1 folder=$2
	shift 2
	words=
	for f in "$files"/*; do
		case $f in
		*.from) ;;
		*) words="$words --file $f:$folder/${f##*/}" ;;
		esac
	done
	# shellcheck disable=SC2086 # paths without blanks, as make has them
	"$splitbench" exec --config "$config" --timeout 120 $words -- "$@" </dev/null 2>&1
	echo "status $?"
}

# The programs by themselves. Small, as this is about what they print.
while read -r name arguments; do
	# shellcheck disable=SC2086 # words
	guest linux "" "$files/$name" $arguments >"$out/linux"
	cp "$out/linux" "$out/why"
	tail -n 1 "$out/linux" | grep -qx 'status 0'
	result $? "$name $arguments on Linux"
	for c; do
		# shellcheck disable=SC2086
		guest "$c" "" "$files/$name" $arguments >"$out/ours"
		diff "$out/linux" "$out/ours" >"$out/why"
		result $? "$name $arguments in $c"
	done
done <<-EOF_PROGRAMS
	busybox sh /shell.sh 2
	gzip 3 6
	lua /lua.lua 2
	sqlite 1500
	zstd 3 4 1
EOF_PROGRAMS

guest linux "" "$files/sqlite" 1500 >"$out/why"
grep -qx 'integrity: ok' "$out/why"
result $? "SQLite finds its file in order"

for workload in "$build"/workloads/apps/*; do
	[ -x "$workload" ] && [ -f "$workload" ] || continue
	for c in linux "$1"; do
		guest "$c" /bin/files "$workload" | sed -n 's/.*"record":"end","checksum":"\([0-9a-f]*\)".*/\1/p' >"$out/$c"
	done
	diff "$out/linux" "$out/$1" >"$out/why" && [ -s "$out/linux" ]
	result $? "apps/${workload##*/} has the checksum that it has on Linux"
done

echo "1..$count"
[ $failed -eq 0 ]
