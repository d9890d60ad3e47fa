#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What watching costs: processor time and memory of QEMU on one mixed program of more than 200 million
# instructions, in several ways side by side. A measurement of the emulator, on a machine that others
# may use: nothing fails on a time. bench.sh BUILD-DIRECTORY; CACHE_PLUGIN=FILE adds QEMU's own cache plugin,
# ROUNDS=N takes another number of rounds, DB=FILE stores them in another database.
#
# The script is also the QEMU of those runs, to set its options and to see what it took.
set -u
config=3g1g mem=512 rounds=${ROUNDS:-3}
arguments='--ops=60000 --samples=4 --warmup=0'

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
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
icount="-icount shift=0,sleep=off"
# The guest's memory is the harness's, with the plugin and without, which is handed on as descriptor 3.
model="$icount -plugin $plugin,ram=/proc/self/fd/3,kernel=kernel.elf,user=$program,out=$tmp/model,folded=$tmp/folded"
all=
for p in "$profiles"/*.profile; do
	all=$all,profile=$p
done

run() { # way, options
	# shellcheck disable=SC2086 # several words
	BENCH_OUT=$tmp/$1 BENCH_OPTIONS=$2 "$splitbench" exec --qemu "$self" --config $config --mem $mem -- "$program" \
		$arguments >"$tmp/$1.console" </dev/null || {
		echo "bench-model: QEMU with '$2' did not run to its end" >&2
		exit 1
	}
	tail -n 1 "$tmp/$1" | sed "s/^/$1 $i /" >>"$tmp/rounds"
}

i=0
while [ "$i" -lt "$rounds" ]; do
	run plain ""
	run icount "$icount"
	run one "$model,profile=$profiles/skylake.profile"
	run all "$model$all"
	[ -z "${CACHE_PLUGIN:-}" ] || run cache "-plugin $CACHE_PLUGIN"
	i=$((i + 1))
done

# Under -icount the samples' cycles are instructions.
instructions=$(tr ',' '\n' <"$tmp/icount.console" | sed -n 's/^"cycles"://p' | awk '{ n += $1 } END { print n }')
"$splitbench" record-speed ${DB:+--db "$DB"} --config $config --mem $mem --instructions "$instructions" \
	"memory/minidb $arguments" <"$tmp/rounds" || exit
echo "Speed of the emulator on this machine, now: memory/minidb, $config, $((instructions / 1000000)) million instructions."
"$splitbench" query ${DB:+--db "$DB"} "SELECT title AS 'processor time', rounds, round(seconds, 2) AS seconds,
	round(median, 2) AS median, round(ratio, 2) AS 'x plain', most AS 'limit', round(plugin_mib, 1) AS 'plugin MiB',
	most_mib AS 'limit MiB' FROM v_emulator_speed WHERE speed = (SELECT max(id) FROM speed) ORDER BY place"
