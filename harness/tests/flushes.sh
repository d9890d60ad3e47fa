#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The third witness: QEMU counts the flushes of its own TLB, and knows neither the kernel's ledger nor
# the model. Of two runs that differ in their operations only, both must count the same difference:
# firmware and boot are in both. flushes.sh BUILD-DIRECTORY. Prints TAP.
#
# The script is also the QEMU of those runs: without isa-debug-exit the kernel halts at its end,
# and the monitor can be asked.
set -u

if [ "${FLUSHES_OUT:-}" ]; then
	[ "${1:-}" != --version ] || exec qemu-system-i386 --version
	left=$#
	while [ $left -gt 0 ]; do
		case "$1 ${2:-}" in
		"-device isa-debug-exit"* | "-chardev stdio"* | "-serial "*) shift 2 && left=$((left - 2)) ;;
		*) set -- "$@" "$1" && shift && left=$((left - 1)) ;;
		esac
	done
	mkfifo monitor && : >log
	# A guest that hangs must not outlive the test.
	timeout 200 qemu-system-i386 "$@" -monitor stdio <monitor >"$FLUSHES_OUT" &
	qemu=$!
	trap 'kill $qemu 2>/dev/null; exit 1' INT TERM
	exec 3>monitor
	until grep -q '^exit:' log; do
		kill -0 $qemu 2>/dev/null || exit 1
		sleep 0.1
	done
	printf 'info jit\nquit\n' >&3
	wait $qemu
	exit 65 # as isa-debug-exit has it
fi

self=$(realpath "$0")
splitbench=$1/harness/splitbench
workloads=$1/workloads
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
n=0 failed=0

# Leaves QEMU's flushes in $flushed and those that the ledger explains in $counted. A load of CR3 is one,
# a global flush two: it writes CR4 twice. INVLPG is none. QEMU counts by its 8 MMU modes.
count() { # config, program, arguments...
	config=$1 program=$2
	shift 2
	FLUSHES_OUT=$tmp/jit "$splitbench" exec --qemu "$self" --config "$config" --mem 256 --ledger \
		-- "$workloads/$program" "$@" >/dev/null 2>"$tmp/ledger" </dev/null || return
	flushed=$(tr -d '\r' <"$tmp/jit" | awk '/^TLB full flushes/ { n += 8 * $NF }
		/^TLB (partial|elided) flushes/ { n += $NF } END { print n / 8 }')
	counted=$(awk '$2 == "cr3_load" { n += $3 } $2 == "global_flush" { n += 2 * $3 } END { print n + 0 }' \
		"$tmp/ledger")
}

compare() { # config, program, operations, least difference
	n=$((n + 1))
	what="$1, $2: QEMU's own flushes are those of the ledger"
	count "$1" "$2" --ops="$3" --samples=1 --warmup=0 && flushed0=$flushed counted0=$counted &&
		count "$1" "$2" --ops=$((2 * $3)) --samples=1 --warmup=0
	if [ $? -ne 0 ]; then
		sed 's/^/# /' "$tmp/ledger"
	else
		echo "# $3 more operations: QEMU $((flushed - flushed0)), ledger $((counted - counted0))"
		[ $((flushed - flushed0)) -eq $((counted - counted0)) ] &&
			[ $((counted - counted0)) -ge "$4" ] && echo "ok $n - $what" && return
	fi
	failed=$((failed + 1))
	echo "not ok $n - $what"
}

compare 4g4g syscall/null 5000 10000
compare 4g4g syscall/pipe 500 1000
compare 3g1g syscall/fork 50 50

echo "1..$n"
[ "$failed" -eq 0 ]
