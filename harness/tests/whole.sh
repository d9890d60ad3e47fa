#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The whole chain, as a user runs it: the quick selection, twice, and what must hold in the database
# afterwards. whole.sh BUILD-DIRECTORY. Prints TAP.
set -u
splitbench=$1/harness/splitbench
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
n=0 failed=0

result() { # status, what; the explanation is in $tmp/out
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		failed=$((failed + 1))
		sed 's/^/# /' "$tmp/out"
		echo "not ok $n - $2"
	fi
}

# The query gives no row: each row would be a counterexample.
none() { # what, SQL
	"$splitbench" query --db "$tmp/a.db" --csv "$2" >"$tmp/out" 2>&1 &&
		[ "$(wc -l <"$tmp/out")" -le 1 ]
	result $? "$1"
}

run() { # database
	"$splitbench" run --new --quick --db "$1" >"$tmp/out" 2>&1
}
samples="SELECT c.config, c.mem_mib, c.workload, c.params, m.idx, m.clock, m.value
	FROM cell c JOIN measure m ON m.cell = c.id ORDER BY 1, 2, 3, 4, 5, 6"

run "$tmp/a.db"
result $? "the quick selection runs in every configuration"
run "$tmp/b.db"
result $? "and a second time"
for run in a b; do
	"$splitbench" query --db "$tmp/$run.db" --csv "$samples" >"$tmp/$run.csv" 2>"$tmp/out"
done
[ "$(wc -l <"$tmp/a.csv")" -gt 1 ] && diff "$tmp/a.csv" "$tmp/b.csv" >"$tmp/out"
result $? "both runs give the same instruction counts to the last one"

none "every configuration has every cell" \
	"SELECT mem_mib, workload, params, count(*) FROM cell WHERE state = 'ok'
	 GROUP BY 1, 2, 3 HAVING count(*) <> (SELECT count(*) FROM config)"
none "every cell has at least 5 samples, or 1 where it is a boot" \
	"SELECT * FROM v_summary WHERE samples < iif(workload LIKE 'boot/%', 1, 5)"
none "checksums and operation counts agree between configurations" \
	"SELECT mem_mib, workload, params FROM cell WHERE state = 'ok' GROUP BY 1, 2, 3
	 HAVING count(DISTINCT checksum) > 1 OR count(DISTINCT ops) > 1"
none "every CR3 load is an entry, an exit, a switch or a counted flush" \
	"SELECT * FROM v_conservation WHERE unexplained <> 0"

# A timer interrupt in the region enters and leaves the kernel as well: its entries are told apart.
calls="SELECT config, params, cause, sum(per_op) AS loads FROM v_flush_ledger
	WHERE workload = 'syscall/null' AND kind = 'cr3_load' AND cause LIKE 'syscall%'
	GROUP BY config, params, cause"
none "a null call is exactly two CR3 loads with page tables of the kernel's own, else none" \
	"SELECT * FROM ($calls) AS l JOIN config ON config.name = l.config WHERE loads <> separate_pgd"
none "and is there in every configuration, by int 0x80 and by sysenter" \
	"SELECT 1 WHERE (SELECT count(DISTINCT config || params) FROM ($calls))
	 <> 2 * (SELECT count(*) FROM config)"

# Bounds that the kernel has set itself: see results/queries/linux.sql for Linux's figures.
null="(SELECT per_op FROM v_summary WHERE workload = 'syscall/null' AND config = '3g1g'
	AND params = 'entry=int80')"
none "a null call by int 0x80 in 3g1g takes at most 150 instructions" \
	"SELECT 1 WHERE coalesce($null, 1e9) > 150"
none "by sysenter no more" \
	"SELECT * FROM v_summary WHERE workload = 'syscall/null' AND config = '3g1g' AND per_op > 150"
none "an unknown call takes fewer" \
	"SELECT * FROM v_summary WHERE workload = 'syscall/unknown' AND params = 'entry=int80'
	 AND config = '3g1g' AND per_op >= $null"
none "from reset to the first user instruction with 1 GiB: under 60 million instructions" \
	"SELECT * FROM v_summary WHERE workload = 'boot/first_user' AND mem_mib = 1024
	 AND per_op >= 60e6"
none "both are part of the quick selection" \
	"SELECT 1 WHERE (SELECT count(DISTINCT workload) FROM v_summary
	 WHERE workload IN ('syscall/unknown', 'boot/first_user')) <> 2"

sh harness/tests/readme.sh "$1" "$tmp/a.db" >"$tmp/out" 2>&1
result $? "the README's queries print what the README shows"

echo "1..$n"
[ "$failed" -eq 0 ]
