#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What watching costs: processor time and memory of QEMU on one mixed program of more than 200 million
# instructions, in several ways side by side. A measurement of the emulator, on a machine that others
# may use: nothing fails on a time. bench.sh BUILD-DIRECTORY; CACHE_PLUGIN=FILE adds QEMU's own cache plugin.
#
# The script is also the QEMU of those runs, to set its options and to see what it took.
set -u
mem=512 ops=60000 samples=4 rounds=3

if [ "${BENCH_OUT:-}" ]; then
	[ "${1:-}" != --version ] || exec qemu-system-i386 --version
	left=$#
	while [ $left -gt 0 ]; do
		case $1 in
		-icount) shift 2 && left=$((left - 2)) ;;
		*) set -- "$@" "$1" && shift && left=$((left - 1)) ;;
		esac
	done
	# shellcheck disable=SC2086 # several words
	qemu-system-i386 "$@" $BENCH_OPTIONS &
	qemu=$!
	trap 'kill $qemu 2>/dev/null; exit 1' INT TERM
	# The peak only grows: what is seen last is short of the end by a tenth of a second at most.
	peak=
	while rss=${peak:-0} peak= && [ -r /proc/$qemu/status ]; do
		while read -r key value _; do
			[ "$key" != VmHWM: ] || peak=$value
		done </proc/$qemu/status
		[ "$peak" ] || break
		sleep 0.1
	done
	wait $qemu
	status=$?
	times >"$BENCH_OUT.times"
	tail -n 1 "$BENCH_OUT.times" | tr 'ms' '  ' |
		awk -v rss="$rss" '{ print 60 * $1 + $2 + 60 * $3 + $4, rss }' >>"$BENCH_OUT"
	exit $status
fi

self=$(realpath "$0")
splitbench=$1/harness/splitbench
program=$(realpath "$1/workloads/memory/minidb")
plugin=$(realpath "$1/harness/model/model.so")
profiles=$(realpath harness/model/profiles)
tmp=$(mktemp -d)
ram=$(mktemp -p /dev/shm)
# A guest may not make a file of this size itself.
truncate -s ${mem}M "$ram"
trap 'rm -rf "$tmp" "$ram"' EXIT
trap 'exit 130' INT TERM
# The same kind of memory with the plugin and without, for their sizes to compare.
icount="-icount shift=0,sleep=off -machine memory-backend=ram
	-object memory-backend-file,id=ram,size=${mem}M,mem-path=$ram,share=on"
model="$icount
	-plugin $plugin,ram=$ram,kernel=kernel.elf,user=$program,out=$tmp/model"
all=
for p in "$profiles"/*.profile; do
	all=$all,profile=$p
done

run() { # name, options
	BENCH_OUT=$tmp/$1 BENCH_OPTIONS=$2 "$splitbench" exec --qemu "$self" --config 3g1g --mem $mem -- "$program" \
		--ops=$ops --samples=$samples --warmup=0 >"$tmp/$1.console" </dev/null || {
		echo "bench-model: QEMU with '$2' did not run to its end" >&2
		exit 1
	}
}

row() { # name, text, limit
	[ -s "$tmp/$1" ] || return 0
	sort -n "$tmp/$1" | awk -v text="$2" -v limit="$3" -v base="$tmp/plain.min" -v icount="$tmp/icount.rss" '
		{ t[NR] = $1; if ($2 > rss) rss = $2 }
		END {
			if ((getline b <base) <= 0) print b = t[1] >base
			if (text == "-icount") print rss >icount
			more = (getline r <icount) > 0 && limit != "" ? sprintf("%.1f", (rss - r) / 1024) : "-"
			printf "%-22s %8.2f %8.2f %8.2f %7s %10s %10s\n", text, t[1], t[int((NR + 1) / 2)], t[1] / b, \
				limit == "" ? "-" : limit, more, limit == "" ? "-" : "256"
		}'
}

i=0
while [ $i -lt $rounds ]; do
	run plain ""
	run icount "$icount"
	run one "$model,profile=$profiles/skylake.profile"
	run all "$model$all"
	[ -z "${CACHE_PLUGIN:-}" ] || run cache "-plugin $CACHE_PLUGIN"
	i=$((i + 1))
done

tr ',' '\n' <"$tmp/icount.console" | sed -n 's/^"cycles"://p' | awk -v rounds=$rounds '{ n += $1 } END {
	printf "Speed of the emulator on this machine, now: memory/minidb, 3g1g, %.0f million instructions, %d rounds.\n", n / 1e6, rounds }'
printf '%-22s %8s %8s %8s %7s %10s %10s\n' 'processor time' 'min s' 'median s' 'x plain' limit 'plugin MiB' 'limit MiB'
row plain "plain TCG" ""
row icount "-icount" ""
row one "one profile (skylake)" 2.5
row all "all profiles" 6
row cache "QEMU's cache plugin" ""
