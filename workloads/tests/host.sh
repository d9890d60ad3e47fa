#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs every case of every workload on this machine's own Linux, twice: the records must be whole
# and well formed, and the checksum must not depend on how many samples are taken. What would use up
# the machine must refuse to, and is run up to a limit. TAP.
# usage: host.sh DIRECTORY (with <group>/<name> programs in it)

dir=${1:?usage: host.sh DIRECTORY}
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
count=0 failed=0

# result STATUS DESCRIPTION
result() {
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
		sed 's/^/# /' "$out/why"
	fi
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

hex='[0-9a-f]\{16\}'
start='^{"splitbench":1,"record":'

# Every line of $1 is one of the known records, in their order, and there are $2 samples.
records_valid() {
	sed -e "s|$start\"begin\",\"workload\":\"$name\",\"params\":\"$params\",\"ops\":$ops,\"samples\":$2,\"warmup\":[0-9]*,\"entry\":\"[a-z0-9-]*\"}\$|B|" \
		-e "s/$start\"sample\",\"index\":[0-9]*,\"cycles\":[1-9][0-9]*,\"checksum\":\"$hex\"}\$/s/" \
		-e "s/$start\"end\",\"checksum\":\"$hex\"}\$/E/" "$1" | tr -d '\n' >"$out/shape"
	expected=B$(printf '%*s' "$2" '' | tr ' ' s)E
	[ "$(cat "$out/shape")" = "$expected" ]
}

checksums() {
	sed -n 's/.*"checksum":"\([0-9a-f]*\)".*/\1/p' "$1" | sort -u
}

run_case() {
	# shellcheck disable=SC2086 # parameters are words
	"$dir/$name" $params --samples=3 >"$out/first" 2>&1 || {
		cp "$out/first" "$out/why"
		return 1
	}
	# shellcheck disable=SC2086
	"$dir/$name" $params --samples=1 --warmup=0 >"$out/second" 2>&1 || {
		cp "$out/second" "$out/why"
		return 1
	}
	if ! records_valid "$out/first" 3; then
		{ echo "malformed records:" && cat "$out/first"; } >"$out/why"
		return 1
	fi
	checksums "$out/first" >"$out/sum1"
	checksums "$out/second" >"$out/sum2"
	[ "$(wc -l <"$out/sum1")" -eq 1 ] && cmp -s "$out/sum1" "$out/sum2" && return 0
	{ echo "checksums differ:" && cat "$out/first" "$out/second"; } >"$out/why"
	return 1
}

# run_capacity WORDS: the sizes that a workload finds, of which the first is the limit that WORDS set.
run_capacity() {
	# shellcheck disable=SC2086
	"$dir/$name" $params $1 >"$out/first" 2>&1 || {
		cp "$out/first" "$out/why"
		return 1
	}
	{ echo "malformed records:" && cat "$out/first"; } >"$out/why"
	sed -e "s|$start\"begin\",\"workload\":\"$name\",\"params\":\"[^\"]*\",\"ops\":$ops,\"samples\":0,\"warmup\":0,\"entry\":\"[a-z0-9-]*\"}\$|B|" \
		-e "s/$start\"capacity\",\"name\":\"[a-z_]*\",\"value\":[0-9]*,\"unit\":\"[A-Za-z]*\"\(,\"limited_by\":\"[a-z ]*\"\)\{0,1\}}\$/c/" \
		-e "s/$start\"end\",\"checksum\":\"$hex\"}\$/E/" "$out/first" | tr -d '\n' >"$out/shape"
	grep -q '^Bc*cE$' "$out/shape" || return 1
	[ -z "$1" ] || grep -q "\"value\":${1#most=},.*\"limited_by\":\"parameter most\"" "$out/first"
}

# Wrong command lines give one error record that says `$2`, and exit status 1.
refuses() {
	what=$1 says=$2
	shift 2
	"$@" >"$out/first" 2>&1
	status=$?
	{ echo "exit status $status" && cat "$out/first"; } >"$out/why"
	[ $status -eq 1 ] && grep -q "$start\"error\",\"what\":\".*$says.*\"}\$" "$out/first"
	result $? "$what"
}

"$dir/syscall/null" --list >/dev/null 2>&1 || {
	echo "1..0 # SKIP this machine runs no i386 programs (CONFIG_IA32_EMULATION)"
	exit 0
}

for program in "$dir"/*/*; do
	[ -x "$program" ] && [ -f "$program" ] || continue
	name=${program#"$dir"/}
	"$program" --list >"$out/list"
	head -n 1 "$out/list" >"$out/why"
	grep -q "^$name: [A-Z].*[^.]\$" "$out/why"
	result $? "$name: its table has the name of its file, and says what an operation is"
	sed 1,3d "$out/list" >"$out/cases"
	while read -r ops quick sweep params <&3; do
		title="$name${params:+ }$params"
		free=$(df -Pk /tmp | awk 'NR == 2 { print $4 }')
		case $name in
		boot/* | highmem/map)
			# shellcheck disable=SC2086
			refuses "$title: refuses another kernel" Splitbench "$program" $params
			continue
			;;
		capacity/at_boot)
			run_capacity ""
			result $? "$title"
			continue
			;;
		capacity/*)
			# shellcheck disable=SC2086
			refuses "$title: refuses to use up another kernel's machine" most=N "$program" $params
			run_capacity most=24
			result $? "$title most=24"
			continue
			;;
		memory/pagecache_sparse | highmem/pagecache)
			if [ "$free" -lt 1200000 ]; then
				skip "$title" "it writes 960 MiB to /tmp, which has $free KiB"
				continue
			fi
			;;
		esac
		run_case
		result $? "$title"
	done 3<"$out/cases"
done

null=$dir/syscall/null
refuses "an unknown parameter" "pages=1" "$null" entry=int80 pages=1
refuses "an unknown choice" entry "$null" entry=int
refuses "an unknown option" "--sample=1" "$null" --sample=1
refuses "no operations" "--ops=0" "$null" --ops=0
refuses "a number that is too large" 4294967296 "$null" --ops=4294967296
refuses "too many samples" 256 "$null" --samples=257
refuses "a word that is no parameter" "key=value" "$null" entry
refuses "a number that is none" decimal "$dir/memory/chase" pages=4k

# leaves_nothing DESCRIPTION PROGRAM ARGUMENTS: the file names have the process number in them.
leaves_nothing() {
	what=$1
	shift
	"$@" >"$out/first" 2>&1 &
	wait $!
	left=$(printf '/tmp/splitbench-%08x.a' $!)
	echo "$left is left" >"$out/why"
	[ ! -e "$left" ]
	result $? "$what"
}
leaves_nothing "no file is left after a run" "$dir/memory/minidb" --ops=10
leaves_nothing "no file is left after a failure" "$dir/memory/pagecache_scan" mib=1 wrong=1

echo "1..$count"
[ $failed -eq 0 ]
