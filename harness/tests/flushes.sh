#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The third witness: QEMU counts the flushes of its own TLB, and knows neither the kernel's ledger nor
# the model. Over whole runs of every program of the quick selection, from reset to the end, it must
# count what the ledger does, and in each program as many more as firmware and the way to paging take.
# That the model agrees with the ledger in each sample is what the harness itself makes sure of.
# flushes.sh BUILD-DIRECTORY [CONFIG,...]: in all, if none is given. Prints TAP.
#
# The script is also the QEMU of those runs: without isa-debug-exit the kernel halts at its end, and
# the monitor can be asked.
set -u

if [ "${FLUSHES_OUT:-}" ]; then
	[ "${1:-}" != --version ] || exec qemu-system-i386 --version
	left=$# program=
	while [ $left -gt 0 ]; do
		case "$1 ${2:-}" in
		"-device isa-debug-exit"*) shift 2 && left=$((left - 2)) ;;
		"-append "*)
			# The kernel prints its ledger at the end, of all that was since it began.
			program=$2
			set -- "$@" "$1" "ledger $2" && shift 2 && left=$((left - 2))
			;;
		*) set -- "$@" "$1" && shift && left=$((left - 1)) ;;
		esac
	done
	mkfifo monitor log
	# A guest that hangs must not outlive the test.
	timeout 200 qemu-system-i386 "$@" -monitor stdio <monitor >jit &
	qemu=$!
	trap 'kill $qemu 2>/dev/null; exit 1' INT TERM
	exec 4>monitor
	counted=0
	while IFS= read -r line; do
		echo "$line"
		# A load of CR3 is one flush of QEMU's, a global flush two: it writes CR4 twice.
		# shellcheck disable=SC2086 # its words
		set -- $line
		case $line in
		"ledger: "*" cr3_load "*) counted=$((counted + $4)) ;;
		"ledger: "*" global_flush "*) counted=$((counted + 2 * $4)) ;;
		"exit:"*) break ;;
		esac
	done <log >lines
	printf 'info jit\nquit\n' >&4
	wait $qemu
	mv lines log
	# It counts by its 8 MMU modes, and INVLPG not at all.
	flushed=$(tr -d '\r' <jit | awk '/^TLB full flushes/ { n += 8 * $NF }
		/^TLB (partial|elided) flushes/ { n += $NF } END { print n / 8 }')
	config=$(realpath kernel.elf) config=${config%/*}
	echo "${config##*/} $flushed $counted $program" >>"$FLUSHES_OUT"
	rm -f monitor jit
	exit 65 # as isa-debug-exit has it
fi

self=$(realpath "$0")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

if FLUSHES_OUT=$tmp/flushes "$1/harness/splitbench" run --qemu "$self" --config "${2:-all}" --quick --mem 256 --samples 1 \
	--clock model:skylake --db "$tmp/db" >"$tmp/out" 2>&1; then
	echo 'ok 1 - the kernel and the model count the same in the quick selection, in each of the configurations'
	failed=0
else
	sed 's/^/# /' "$tmp/out"
	echo 'not ok 1 - the quick selection runs'
	failed=1
fi
sort "$tmp/flushes" | awk -v failed=$failed '
	function verdict(config) {
		if (config == "")
			return
		printf "# %s: %d programs, %d flushes; QEMU has %d more of its own in each\n", config, programs, all, more
		good = programs > 1 && all > 100 && wrong == ""
		printf "%s%sok %d - %s: the flushes that QEMU counts are those of the ledger\n", wrong,
			good ? "" : "not ", ++n + 1, config
		failed += !good
	}
	$1 != config {
		verdict(config)
		config = $1
		more = $2 - $3
		programs = all = 0
		wrong = ""
	}
	{
		programs++
		all += $3
		if ($2 - $3 != more)
			wrong = wrong sprintf("# QEMU %d, ledger %d: %s\n", $2, $3, $0)
	}
	END {
		verdict(config)
		print "1.." n + 1
		exit failed || !n
	}'
