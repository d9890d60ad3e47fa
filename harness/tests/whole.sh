#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The whole chain, as a user runs it: the quick selection, twice, and what must hold in the database
# afterwards. whole.sh BUILD-DIRECTORY CONFIG,...: those are measured twice. Prints TAP.
set -u
splitbench=$1/harness/splitbench
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
. "$(dirname "$0")/tap.sh"

told() { # what; the explanation is in $tmp/out
	ok "$1" || sed 's/^/# /' "$tmp/out"
}

# The query gives no row: each row would be a counterexample.
none() { # what, SQL
	"$splitbench" query --db "$tmp/a.db" --csv "$2" >"$tmp/out" 2>&1 &&
		[ "$(wc -l <"$tmp/out")" -le 1 ]
	told "$1"
}

run() { # database, option...
	db=$1
	shift
	"$splitbench" run --new --quick --db "$db" "$@" >"$tmp/out" 2>&1
}
twice=${2:?whole.sh BUILD-DIRECTORY CONFIG,...}
own="c.config IN ('$(echo "$twice" | sed "s/,/', '/g")')"
samples="SELECT c.config, c.mem_mib, c.workload, c.params, m.idx, m.clock, m.value
	FROM cell c JOIN measure m ON m.cell = c.id WHERE $own ORDER BY 1, 2, 3, 4, 5, 6"
# What the model says beside the cycles: where they went, and what it counted.
model="SELECT c.config, c.mem_mib, c.workload, c.params, m.idx, m.clock, m.name, m.n
	FROM cell c JOIN (SELECT cell, idx, clock, part AS name, cycles AS n FROM model_cycles
			  UNION ALL SELECT cell, idx, clock, name, n FROM model_event) m ON m.cell = c.id WHERE $own
	ORDER BY 1, 2, 3, 4, 5, 6, 7"

run "$tmp/a.db"
told "the quick selection runs in every configuration"
run "$tmp/b.db" --config "$twice"
told "and in two of them a second time"
for run in a b; do
	"$splitbench" query --db "$tmp/$run.db" --csv "$samples" >"$tmp/$run.csv" 2>"$tmp/out"
	"$splitbench" query --db "$tmp/$run.db" --csv "$model" >"$tmp/$run.model.csv" 2>"$tmp/out"
done
[ "$(wc -l <"$tmp/a.csv")" -gt 1 ] && diff "$tmp/a.csv" "$tmp/b.csv" >"$tmp/out"
told "both runs give the same instruction counts and modelled cycles to the last one"
[ "$(wc -l <"$tmp/a.model.csv")" -gt 1 ] && diff "$tmp/a.model.csv" "$tmp/b.model.csv" >"$tmp/out"
told "and the same parts and events of the model"
"$splitbench" compare --clock all "$tmp/a.db:${twice##*,}" "$tmp/b.db:${twice##*,}" >"$tmp/out" 2>&1 &&
	grep -q "^identical: all [0-9]*, to the last sample" "$tmp/out"
told "so that compare says identical"

none "every configuration has every cell, but for those about highmem where it has none" \
	"SELECT mem_mib, workload, params FROM cell GROUP BY 1, 2, 3
	 HAVING sum(state = 'ok' OR (state = 'nofit' AND workload LIKE 'highmem/%')) <> (SELECT count(*) FROM config)
	 OR sum(state = 'ok') = 0"
none "every cell has at least 3 samples, or 1 where it is a boot or a whole program" \
	"SELECT * FROM v_summary WHERE samples < iif(workload LIKE 'boot/%' OR workload LIKE 'apps/%', 1, 3)"
# boot/first_user measures from reset on, which the model does not see.
none "every cell has every profile in every sample" \
	"SELECT c.id, s.idx, p.name FROM cell c JOIN sample s ON s.cell = c.id JOIN profile p ON p.run = c.run
	 LEFT JOIN measure m ON m.cell = c.id AND m.idx = s.idx AND m.clock = 'model:' || p.name
	 WHERE m.value IS NULL AND c.workload NOT LIKE 'boot/%'"
none "there are at least nine of them" "SELECT 1 WHERE (SELECT count(*) FROM profile) < 9"
none "the run says which model it was" "SELECT 1 FROM run WHERE model_id IS NULL OR length(model_id) <> 40"
none "modelled cycles are the sum of their parts" \
	"SELECT cell, idx, clock FROM measure AS m WHERE clock LIKE 'model:%' AND value IS NOT
	 (SELECT sum(cycles) FROM model_cycles AS p WHERE p.cell = m.cell AND p.idx = m.idx AND p.clock = m.clock)"
none "also an operation" \
	"SELECT run, config, mem_mib, workload, params, clock FROM v_summary AS s
	 JOIN (SELECT run, config, mem_mib, workload, params, clock, sum(per_op) AS parts FROM v_model_parts
	       GROUP BY 1, 2, 3, 4, 5, 6) AS p USING (run, config, mem_mib, workload, params, clock)
	 WHERE abs(s.per_op - p.parts) > 1e-6 * s.per_op"

# The kernel counts in its primitives, the plugin sees instructions; a global flush writes CR4 twice. No
# interrupt falls between a statistics call and its marker in this selection.
witness() { # what, kind of the ledger, event of the model, events for one of the kind
	none "$1" "SELECT s.cell, s.idx FROM sample AS s WHERE $4 *
		(SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
		 AND kind = '$2') <>
		(SELECT coalesce(sum(n), 0) FROM model_event AS e WHERE e.cell = s.cell AND e.idx = s.idx
		 AND clock = 'icount' AND name = '$3')"
}
witness "the kernel and the model count the same CR3 loads" cr3_load cr3 1
witness "the same INVLPGs" invlpg invlpg 1
witness "the same global flushes" global_flush cr4 2
none "there are some of both to count" \
	"SELECT 1 WHERE (SELECT count(DISTINCT name) FROM model_event WHERE name IN ('cr3', 'invlpg')) <> 2"
# Of the two RDTSC only the second is between them; the two markers and three moves are the others. A program's
# first floating-point instruction traps and is made again: QEMU's clock has counted the attempt as well; the model
# counts what completes.
none "RDTSC counts six instructions a sample more than the model, the way to the markers, and one a trap of the FPU" \
	"SELECT m.cell, m.idx FROM measure AS m JOIN cell ON cell.id = m.cell
	 WHERE clock = 'icount' AND workload NOT LIKE 'boot/%' AND value - 6 -
	 (SELECT coalesce(sum(n), 0) FROM counter AS k WHERE k.cell = m.cell AND k.idx = m.idx AND k.name = 'fpu_traps')
	 IS NOT (SELECT sum(n) FROM model_event AS e WHERE e.cell = m.cell AND e.idx = m.idx AND e.clock = 'icount'
	  AND name LIKE 'insns%')"
none "user code takes the same number of instructions in every configuration" \
	"SELECT mem_mib, workload, params, idx FROM cell AS c JOIN model_event AS e ON e.cell = c.id
	 WHERE e.name = 'insns_user' AND workload NOT LIKE 'apps/%' GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT n) > 1"
none "a null call is dearer in 4g4g than in 3g1g for every profile without tags" \
	"SELECT * FROM v_summary AS a JOIN v_summary AS b USING (mem_mib, workload, params, clock)
	 JOIN profile ON clock = 'model:' || profile.name
	 WHERE a.config = '3g1g' AND b.config = '4g4g' AND workload = 'syscall/null'
	 AND text NOT LIKE '%tagged = yes%' AND a.per_op >= b.per_op"

none "checksums and operation counts agree between configurations" \
	"SELECT mem_mib, workload, params FROM cell WHERE state = 'ok' GROUP BY 1, 2, 3
	 HAVING count(DISTINCT checksum) > 1 OR count(DISTINCT ops) > 1"
none "every CR3 load is an entry, an exit, a switch or a counted flush" \
	"SELECT * FROM v_conservation WHERE unexplained <> 0"
none "one global flush for each LAST_PKMAP cold kmaps, and none for kmap_local_page" \
	"SELECT c.config, s.idx FROM cell AS c JOIN sample AS s ON s.cell = c.id
	 WHERE workload = 'highmem/map' AND params NOT LIKE 'kind=vmap%'
	 AND (SELECT coalesce(sum(n), 0) FROM ledger AS l WHERE l.cell = s.cell AND l.idx = s.idx
	      AND kind = 'global_flush')
	     <> iif(params LIKE '%state=cold%', c.ops / iif(c.config LIKE '%-pae%', 512, 1024), 0)"
none "and there are some of both" \
	"SELECT 1 WHERE (SELECT count(DISTINCT params) FROM cell WHERE workload = 'highmem/map' AND state = 'ok'
	 AND (params LIKE '%state=cold%' OR params LIKE 'kind=local%')) < 2"

# A timer interrupt in the region enters and leaves the kernel as well: its entries are told apart.
calls="SELECT config, params, cause, sum(per_op) AS loads FROM v_flush_ledger
	WHERE workload = 'syscall/null' AND kind = 'cr3_load' AND cause LIKE 'syscall%'
	GROUP BY config, params, cause"
none "a null call is exactly two CR3 loads with page tables of the kernel's own, else none" \
	"SELECT * FROM ($calls) AS l JOIN config ON config.name = l.config WHERE loads <> separate_pgd OR loads <> entry_loads"
none "and is there in every configuration, by int 0x80 and by sysenter" \
	"SELECT 1 WHERE (SELECT count(DISTINCT config || params) FROM ($calls))
	 <> 2 * (SELECT count(*) FROM config)"

# Bounds that the kernel has set itself: see results/queries/linux.sql for Linux's figures.
null="(SELECT per_op FROM v_summary WHERE workload = 'syscall/null' AND config = '3g1g'
	AND params = 'entry=int80' AND clock = 'icount')"
none "a null call by int 0x80 in 3g1g takes at most 150 instructions" \
	"SELECT 1 WHERE coalesce($null, 1e9) > 150"
none "by sysenter no more" \
	"SELECT * FROM v_summary WHERE workload = 'syscall/null' AND config = '3g1g' AND clock = 'icount'
	 AND per_op > 150"
none "an unknown call takes fewer" \
	"SELECT * FROM v_summary WHERE workload = 'syscall/unknown' AND params = 'entry=int80'
	 AND config = '3g1g' AND clock = 'icount' AND per_op >= $null"
none "from reset to the first user instruction with 1 GiB: under 60 million instructions" \
	"SELECT * FROM v_summary WHERE workload = 'boot/first_user' AND mem_mib = 1024
	 AND per_op >= 60e6"
none "both are part of the quick selection" \
	"SELECT 1 WHERE (SELECT count(DISTINCT workload) FROM v_summary
	 WHERE workload IN ('syscall/unknown', 'boot/first_user')) <> 2"

sh harness/tests/explain.sh "$1" "$tmp/a.db" >"$tmp/out" 2>&1
told "what explain shows of a null call is what the run measured"
sh harness/tests/pages.sh "$1" "$tmp/a.db" >"$tmp/out" 2>&1
told "the commands in all pages of the project print what the pages show"

# A memory sweep, as far as two sizes and one capacity show that it works. It is not the latest run.
"$splitbench" run --memory-sweep --config 3g1g,4g4g --mem 256,1024 --clock icount --db "$tmp/a.db" \
	--workload capacity/processes,syscall/null,syscall/file_read >"$tmp/out" 2>&1
told "a memory sweep runs"
none "it has every cell" \
	"SELECT 1 WHERE (SELECT count(*) FROM cell WHERE state = 'ok' AND run = (SELECT run FROM latest_sweep)) <> 16"
# In 1 GiB 3g1g has 896 MiB of lowmem, which are used up while there is highmem; 4g4g has no highmem.
none "lowmem ends both, and leaves highmem where there is some" \
	"SELECT * FROM v_capacity WHERE mem_mib = 1024 AND params = 'tables=32' AND NOT
	 (limited_by = 'lowmem' AND iif(name = 'high_free' AND config = '3g1g', value > 65536, 1))"
none "the larger direct map holds more processes, and as many where lowmem is the same" \
	"SELECT * FROM v_capacity AS a JOIN v_capacity AS b USING (run, mem_mib, workload, params, name)
	 WHERE name = 'processes' AND params = 'tables=32' AND a.config = '3g1g' AND b.config = '4g4g'
	 AND NOT iif(mem_mib = 1024, b.value > a.value * 1.08, abs(b.value - a.value) < 10)"
none "both cases were explored in both sizes" \
	"SELECT 1 WHERE (SELECT count(*) FROM v_capacity WHERE name = 'processes') <> 8"
none "highmem pages are mapped from where there are such on, and only there" \
	"SELECT * FROM v_memory_sweep WHERE workload = 'syscall/file_read' AND run = (SELECT run FROM latest_sweep)
	 AND (kmaps_high >= 0.01) <> (config = '3g1g' AND mem_mib = 1024)"
sh harness/tests/report.sh "$1" "$tmp/a.db" >"$tmp/out" 2>&1
told "the report says what the tables say"
none "capacities are no times" "SELECT * FROM v_summary WHERE workload GLOB 'capacity/*'"

tap_end
