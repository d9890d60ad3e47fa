#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What `splitbench explain` shows against what a run has measured: explain.sh BUILD-DIRECTORY DATABASE. Prints
# what does not hold.
set -u
splitbench=$1/harness/splitbench
db=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
bad=0

complain() {
	echo "$*"
	bad=1
}

value() { # config, clock
	"$splitbench" query --db "$db" --csv "SELECT per_op FROM v_summary WHERE workload = 'syscall/null'
		AND params = 'entry=int80' AND config = '$1' AND clock = '$2'" | tail -1
}

# The table of a configuration: "sum" stands in the column of places.
sum_of() { # config, column from the end of the sum's own words
	awk -v c="$1:" -v k="$2" '$1 == c { on = 1 } on && $1 == "sum" { print $(k + 1); exit }' "$tmp/out"
}

# "... the last: 700044 instructions" and "and 4290019 cycles, for ..."
sample_of() { # config, unit
	awk -v c="$1:" -v unit="$2" '
		$1 == c { on = 1 }
		on && /^the sample/ && unit == "instructions" { print $(NF - 1); exit }
		on && /^and [0-9]+ cycles, for/ { print $2; exit }' "$tmp/out"
}

# A ledger's number is of the kernel's own counting.
loads_of() { # config
	awk -v c="$1:" '$1 == c { on = 1 } on && /CR3 load/ { n++ } on && $1 == "sum" { print n + 0; exit }' "$tmp/out"
}

"$splitbench" explain syscall/null entry=int80 --config 3g1g,4g4g >"$tmp/out" 2>&1 ||
	complain "explain: $(cat "$tmp/out")"
for config in 3g1g 4g4g; do
	# A run's value has the ticks of the timer in it, and the beginning of the loop: less than a hundredth.
	for pair in icount:1 model:skylake:2; do
		clock=${pair%:*}
		awk -v have="$(sum_of $config "${pair##*:}")" -v want="$(value $config "$clock")" \
			'BEGIN { exit !(want > 0 && have <= want && have > 0.99 * want) }' ||
			complain "$config: one call takes $(sum_of $config "${pair##*:}") by $clock, a run says $(value $config "$clock")"
	done
	# The sample that it was cut from is one of the samples of the run, to the last instruction and cycle.
	for pair in icount:instructions model:skylake:cycles; do
		clock=${pair%:*}
		have=$(sample_of $config "${pair##*:}")
		[ "$("$splitbench" query --db "$db" --csv "SELECT count(*) FROM measure JOIN cell ON cell.id = cell
			WHERE workload = 'syscall/null' AND params = 'entry=int80' AND config = '$config'
			AND clock = '$clock' AND value = ${have:-0}" | tail -1)" -gt 0 ] ||
			complain "$config: no sample of the run has $have by $clock"
	done
	want=$("$splitbench" query --db "$db" --csv "SELECT CAST(sum(per_op) + 0.01 AS INTEGER) FROM v_flush_ledger
		WHERE workload = 'syscall/null' AND params = 'entry=int80' AND config = '$config'
		AND kind = 'cr3_load' AND cause LIKE 'syscall%'" | tail -1)
	[ "$(loads_of $config)" = "$want" ] ||
		complain "$config: $(loads_of $config) loads of CR3 are shown, the ledger has $want"
done
# Nearly all are like the one that is shown.
awk '/whole operations take/ { n++; if ($1 < 0.98 * $5) exit 1 } END { exit n != 2 }' "$tmp/out" ||
	complain "too few operations are like the one that is shown: $(grep 'whole operations' "$tmp/out")"
for what in "int 0x80" "iret" "drops [1-9][0-9]* entries" "fetch walk: code of do_syscall" \
	"data walk: kernel stack" "tables with the program" "tables without the program"; do
	grep -q "$what" "$tmp/out" || complain "no step has '$what'"
done

mistake() { # what is said, arguments
	says=$1
	shift
	"$splitbench" explain "$@" >"$tmp/out" 2>&1 && complain "explain $* succeeds"
	grep -q "$says" "$tmp/out" || complain "explain $*: $(cat "$tmp/out")"
}
mistake "splitbench list" syscall/nul
mistake "these are its cases" syscall/null entry=smoke
mistake "finds sizes" capacity/processes
mistake "splitbench flame" apps/lua
mistake "there are: 3g1g" syscall/null --config 5g5g
mistake "no profile\|profiles" syscall/null --cpu i960
mistake "name a workload"
exit $bad
