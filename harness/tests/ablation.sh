#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What ablations are measured for, on a small run of them: that the steps from 3G/1G to 4G/4G and what they
# leave over sum to the difference, and that each mechanism loads CR3 as it says and costs what it must.
# ablation.sh BUILD-DIRECTORY CONFIGURATIONS. Prints TAP. Needs Debian's package sqlite3.
set -u
build=$1 configs=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
db=$scratch/ablation.db
. "$(dirname "$0")/tap.sh"

none() { # what, a SELECT that finds what is wrong
	sqlite3 -bail "$db" "$2" >"$scratch/got" 2>&1 && [ ! -s "$scratch/got" ]
	ok "$1" || sed 's/^/# /' "$scratch/got"
}

"$build/harness/splitbench" run --config "$configs" --mem 1024 --samples 1 --clock model:skylake,model:pentium3 \
	--workload syscall/null,syscall/pipe,syscall/file_write,apps/sqlite --db "$db" >"$scratch/out" 2>&1
ok "the run" || sed 's/^/# /' "$scratch/out"

none "it is a run of ablations, and not what people mean by the latest one of usual runs" \
	"SELECT 1 WHERE (SELECT count(*) FROM latest_ablation) <> 1; SELECT kind FROM run WHERE kind <> 'ablation'"
none "the null call, the pipe, the write of 64 KiB and the database have a waterfall on each clock" \
	"SELECT clock FROM (SELECT 'icount' AS clock UNION SELECT 'model:skylake' UNION SELECT 'model:pentium3') AS c
	 WHERE 4 <> (SELECT count(DISTINCT workload) FROM v_waterfall AS w WHERE w.clock = c.clock
	 AND (workload, params) IN (VALUES ('syscall/null', 'entry=int80'), ('syscall/pipe', ''),
				    ('syscall/file_write', 'size=65536'), ('apps/sqlite', '')))"
none "steps and what they leave over sum exactly to the difference that was measured" \
	"WITH ends AS (
		SELECT workload, params, clock, config, value FROM cell JOIN measure ON measure.cell = cell.id
		WHERE config IN ('3g1g', '4g4g'))
	 SELECT w.workload, w.params, w.clock, sum(w.delta_total), b.value - a.value FROM v_waterfall AS w
	 JOIN ends AS a USING (workload, params, clock) JOIN ends AS b USING (workload, params, clock)
	 WHERE a.config = '3g1g' AND b.config = '4g4g'
	 GROUP BY 1, 2, 3 HAVING sum(w.delta_total) <> b.value - a.value"
none "every CR3 load is what the mechanism says" "SELECT * FROM v_conservation WHERE unexplained <> 0"
none "a null call loads CR3 twice where entries do, else never" \
	"SELECT config, params, entry_loads, loads FROM (
		SELECT config, params, sum(per_op) AS loads FROM v_flush_ledger WHERE workload = 'syscall/null'
		AND kind = 'cr3_load' AND cause LIKE 'syscall%' GROUP BY config, params)
	 JOIN config ON name = config WHERE loads <> 2 * entry_loads"
none "a round of the pipe is two switches, which load CR3 where the kernel has the user's pages in its tables" \
	"SELECT config, per_op FROM v_flush_ledger JOIN config ON name = config WHERE workload = 'syscall/pipe'
	 AND kind = 'cr3_load' AND cause = 'switch' AND abs(per_op - 2 * switch_loads) > 0.01"
none "copies on the user's page tables are in one configuration" \
	"SELECT config, sum(per_op) FROM v_counter WHERE workload = 'syscall/pipe' AND name = 'user_bounces'
	 GROUP BY config HAVING (sum(per_op) > 0) <> (config = '4g4g-bounce')"

# Of the two configurations the second is dearer by the null call, on each profile; by what is the same path.
dearer() { # config, config, clocks
	none "a null call is dearer in $2 than in $1, on $3" \
		"SELECT a.params, a.clock, a.per_op, b.per_op FROM v_summary AS a JOIN v_summary AS b USING (workload, params, clock)
		 WHERE a.config = '$1' AND b.config = '$2' AND workload = 'syscall/null' AND clock GLOB '$3'
		 AND a.per_op >= b.per_op"
}
dearer 3g1g 3g1g-cr3 '*'
dearer 3g1g-cr3 3g1g-cr3-noglobal 'model:*'
dearer 3g1g-cr3 3g1g-pti '*'
dearer 4g4g 4g4g-noglobal 'model:*'
none "whether pages are global is nothing to the instructions" \
	"SELECT workload, params, a.config, a.value, b.value FROM
		(SELECT * FROM cell JOIN measure ON measure.cell = cell.id) AS a
	 JOIN (SELECT * FROM cell JOIN measure ON measure.cell = cell.id) AS b USING (workload, params, clock, idx)
	 WHERE clock = 'icount' AND b.config = a.config || '-noglobal' AND workload = 'syscall/null' AND a.value <> b.value"

tap_end
