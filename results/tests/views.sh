#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The views against results worked out by hand from fixture.sql. Prints TAP. Needs Debian's package sqlite3.
set -u

. "$(dirname "$0")/setup.sh"

for file in "$results/schema.sql" "$here/fixture.sql" "$results/views.sql" "$results/views.sql"; do
	sqlite3 -bail "$db" <"$file" 2>"$scratch/error"
	ok "apply $(basename "$file")" || sed 's/^/# /' "$scratch/error"
done

# What make docs makes of the comments: a table or view without one would be a page without its sentence.
{
	awk -f "$results/doc/comments.awk" "$results/schema.sql" "$results/views.sql"
	echo "SELECT name || ' has no comment' FROM sqlite_schema AS t WHERE type IN ('table', 'view')
		AND NOT EXISTS (SELECT 1 FROM comment WHERE tab = t.name AND col = '' AND length(text) > 20);
	      SELECT tab || '.' || col || ' is no column' FROM comment WHERE col <> ''
		AND NOT EXISTS (SELECT 1 FROM pragma_table_info(tab) WHERE name = col);
	      SELECT 'too few columns have comments' WHERE (SELECT count(*) FROM comment WHERE col <> '') < 50;"
} | sqlite3 -bail "$db" >"$scratch/error" 2>&1 && [ ! -s "$scratch/error" ]
ok "every table and view has a comment, and every comment of a column its column" || sed 's/^/# /' "$scratch/error"
sqlite3 -bail "$db" "SELECT name FROM sqlite_schema WHERE type = 'view'" >"$scratch/views"
while read -r view; do
	grep -q "\`$view\`" "$results/README.md" || echo "$view"
done <"$scratch/views" >"$scratch/error"
[ ! -s "$scratch/error" ]
ok "results/README.md names every view" || sed 's/^/# it lacks /' "$scratch/error"

# What is asked of one run is not looked for in all: no table that grows with runs is read from end to end.
for view in v_summary v_vs_baseline v_flush_ledger v_counter v_model_parts v_model_events v_conservation v_memory_sweep v_break_even \
	v_model_break_even v_noise v_provenance; do
	sqlite3 -bail "$db" "EXPLAIN QUERY PLAN SELECT * FROM $view WHERE run = 1" >"$scratch/got" 2>&1
	! grep -E 'SCAN (c|m|d|o|s|t|x|cell|measure|sample)( |$)' "$scratch/got" |
		grep -qv 'USING COVERING INDEX sqlite_autoindex_cell_1'
	ok "$view of one run reads that one" || sed 's/^/# /' "$scratch/got"
done

is "latest_run is the one worked on last that has cells" \
	"SELECT run, commit_id, state FROM latest_run" <<'END'
1|c1|done
END

is "latest_run is a sweep only where there is nothing else; latest_sweep" \
	"SELECT run FROM latest_sweep; BEGIN; DELETE FROM cell WHERE run <> 4; SELECT run FROM latest_run;
	 SELECT run FROM latest_sweep; ROLLBACK; SELECT run FROM latest_run" <<'END'
4
4
4
1
END

is "latest_run is one of another database only where there is none of this one" \
	"BEGIN; UPDATE run SET imported_from = 'other.db' WHERE id = 1; SELECT run <> 1 FROM latest_run;
	 UPDATE run SET imported_from = 'other.db'; SELECT run FROM latest_run; ROLLBACK" <<'END'
1
1
END

is "v_capacity: sizes with what had run out, and nowhere else" \
	"SELECT config, mem_mib, name, value, unit, limited_by, refusal FROM v_capacity WHERE mem_mib = 1024
	 AND config = 'zero' ORDER BY name;
	 SELECT count(*) FROM v_summary WHERE workload GLOB 'capacity/*';
	 SELECT count(*) FROM v_vs_baseline WHERE workload GLOB 'capacity/*'" <<'END'
zero|1024|all_reservations|3145728|KiB||
zero|1024|low_free|4096|KiB|lowmem|ENOMEM
zero|1024|lowmem_free|908288|KiB||
zero|1024|processes|5000|processes|lowmem|ENOMEM
zero|1024|ram_used|921600|KiB|lowmem|ENOMEM
0
0
END

is "v_highmem and v_style: where highmem begins, and the configurations of one split together" \
	"SELECT config, split, highmem_mib FROM v_highmem WHERE run = 4 ORDER BY config;
	 SELECT place, config, hue, variant FROM v_style WHERE run = 4 ORDER BY place" <<'END'
bee|s2|3936.0
cat|s0|896.0
dog|s3|2944.0
zero|s0|896.0
0|zero|0|0
1|cat|0|1
2|bee|1|0
3|dog|2|0
END

is "v_memory_sweep: ratios to the baseline as far as that reaches, and what highmem costs" \
	"SELECT config, mem_mib, per_op, baseline_mib, ratio, kmaps_high, kmap_flushes, highmem_mib FROM v_memory_sweep
	 WHERE run = 4 AND clock = 'icount' AND mem_mib > 512 ORDER BY config, mem_mib" <<'END'
bee|1024|210.0|1024|1.75|0.0|0.0|0
bee|8192|300.0|1024|2.5|4.0|2.0|4256.0
cat|1024|120.0|1024|1.0|2.0|1.0|128.0
cat|8192|150.0|1024|1.25|2.0|1.0|7296.0
dog|1024|100.0|1024|0.833333333333333|0.0|0.0|0
zero|1024|120.0|1024|1.0|2.0|1.0|128.0
END

is "v_highmem_threshold: between which sizes of RAM highmem begins to cost, and by how much" \
	"SELECT config, other, clock, percent, below_mib, from_mib, to_mib, above_mib, round(extra, 9), user_mib, other_user_mib
	 FROM v_highmem_threshold WHERE run = 4 AND clock = 'icount' AND config = 'zero'" <<'END'
zero|dog|icount|1|512|1024|1024||0.2|3072|1024
zero|dog|icount|5|512|1024|1024||0.2|3072|1024
zero|dog|icount|10|512|1024|1024||0.2|3072|1024
END

is "v_few_clocks: icount, the oldest and the newest; v_capacity_size" \
	"SELECT nth, clock FROM v_few_clocks WHERE run = 4 ORDER BY nth;
	 SELECT block, mem_mib FROM v_capacity_size WHERE run = 4" <<'END'
1|icount
2|model:new
3|model:x
1|1024
2|8192
END

is "v_summary: odd and even medians, lowest, highest, by clock and accelerator" \
	"SELECT config, accel, clock, per_op, lo, hi, samples FROM v_summary
	 WHERE run = 1 AND workload = 'g/w' ORDER BY accel, clock, config" <<'END'
zero|kvm|icount|1.0|1.0|1.0|1
bee|kvm|kvm-tsc|14.0|14.0|14.0|1
zero|kvm|kvm-tsc|7.0|7.0|7.0|1
bee|tcg|icount|35.0|10.0|50.0|4
zero|tcg|icount|20.0|10.0|30.0|3
bee|tcg|model:x|200.0|200.0|900.0|4
zero|tcg|model:x|100.0|100.0|400.0|3
END

is "v_summary has the columns of the interface" \
	"SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('v_summary') LIMIT 10)" <<'END'
run,config,mem_mib,workload,params,clock,per_op,lo,hi,samples
END

is "a failed cell has no numbers in any view" \
	"SELECT count(*) FROM v_summary WHERE config = 'ape';
	 SELECT count(*) FROM v_vs_baseline WHERE config = 'ape';
	 SELECT count(*) FROM v_flush_ledger WHERE config = 'ape';
	 SELECT count(*) FROM v_counter WHERE config = 'ape';
	 SELECT count(*) FROM v_conservation WHERE config = 'ape';
	 SELECT count(*) FROM v_machine WHERE config = 'ape';
	 SELECT count(*) FROM v_provenance WHERE config = 'ape'" <<'END'
0
0
0
0
0
0
0
END

is "v_vs_baseline: ratios within one clock and one accelerator, the baseline with 1" \
	"SELECT config, clock, per_op, baseline_per_op, ratio FROM v_vs_baseline
	 WHERE workload = 'g/w' ORDER BY clock, accel, config" <<'END'
zero|icount|1.0|1.0|1.0
bee|icount|35.0|20.0|1.75
zero|icount|20.0|20.0|1.0
bee|kvm-tsc|14.0|7.0|2.0
zero|kvm-tsc|7.0|7.0|1.0
bee|model:x|200.0|100.0|2.0
zero|model:x|100.0|100.0|1.0
END

is "v_vs_baseline has no rows for a run without the baseline" \
	"SELECT count(*) FROM v_vs_baseline WHERE run = 2; SELECT count(*) FROM v_summary WHERE run = 2" <<'END'
0
1
END

is "v_vs_baseline has the columns of the interface" \
	"SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('v_vs_baseline') LIMIT 9)" <<'END'
run,config,mem_mib,workload,params,clock,per_op,baseline_per_op,ratio
END

is "v_flush_ledger: samples without a row count as zero in the median" \
	"SELECT config, cause, kind, per_op FROM v_flush_ledger
	 WHERE workload = 'g/w' AND run = 1 AND accel = 'tcg' AND per_op > 0 ORDER BY config, cause" <<'END'
bee|kmap_local|invlpg|0.2
bee|syscall_entry|cr3_load|1.1
bee|syscall_exit|cr3_load|1.1
zero|kmap_local|invlpg|0.6
END

is "v_flush_ledger: what was counted as zero is there, what was not counted is not" \
	"SELECT count(*), sum(per_op) FROM v_flush_ledger WHERE workload = 'syscall/null' AND config = 'zero';
	 SELECT count(*) FROM v_flush_ledger WHERE params = 'pages=8 k=4'" <<'END'
10|0.0
0
END

is "v_flush_ledger has the columns of the interface" \
	"SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('v_flush_ledger') LIMIT 8)" <<'END'
run,config,mem_mib,workload,params,cause,kind,per_op
END

is "v_counter: medians as in the ledger" \
	"SELECT config, name, per_op FROM v_counter
	 WHERE workload = 'g/w' AND run = 1 AND accel = 'tcg' AND per_op > 0 ORDER BY config, name" <<'END'
bee|kmaps_high|2.0
bee|user_entries|1.1
bee|user_exits|1.05
END

is "v_conservation: loads against events, by sample" \
	"SELECT config, idx, cr3_loads, entries, exits, switches, by_flush, unexplained FROM v_conservation
	 WHERE workload = 'g/w' AND run = 1 AND accel = 'tcg' ORDER BY config, idx" <<'END'
bee|0|20|10|10|0|0|0
bee|1|20|10|10|2|0|0
bee|2|24|12|11|0|0|1
bee|3|26|13|13|0|0|0
zero|0|0|5|5|0|0|0
zero|1|12|0|0|3|9|0
zero|2|0|0|0|0|0|0
END

is "v_failure: what has no numbers, and why" \
	"SELECT config, workload, params, state, reason, detail, tail FROM v_failure WHERE run = 1 ORDER BY config" <<'END'
ape|g/w||failed|panic|the kernel panicked|Oops
bee|memory/chase_syscall|pages=8 k=4|nofit|nofit|does not fit|
END

is "v_provenance leads from a number to what made it" \
	"SELECT per_op, commit_id, dirty, kernel_sha256, workload_sha256, command FROM v_provenance
	 WHERE run = 1 AND workload = 'syscall/null' AND config = 'bee' AND clock = 'icount'" <<'END'
150.0|c1|0|k2|w4|qemu -m 2048
END

is "v_machine: user space and lowmem, the cell with most of it left" \
	"SELECT config, mem_mib, accel, user_mib, low_total_mib, low_free_mib, high_total_mib FROM v_machine
	 WHERE run = 1 AND mem_mib = 2048 ORDER BY config" <<'END'
bee|2048|tcg|4080.0|400.0|318.0|100.0
zero|2048|tcg|3072.0|400.0|319.0|100.0
END

is "v_param takes parameters apart" \
	"SELECT name, value FROM v_param WHERE params = 'pages=16 k=4' ORDER BY place" <<'END'
pages|16
k|4
END

is "v_case: labels, memory where there are several sizes, numbers in order" \
	"INSERT INTO cell SELECT 99, run, config, 4096, workload, params, accel, twin, state, reason, detail, tail,
	 ops, checksum, command, qemu_status, host_seconds, pinned_cpu, huge_kib FROM cell WHERE id = 8;
	 SELECT label FROM v_case WHERE run = 1 ORDER BY sort_key; DELETE FROM cell WHERE id = 99" <<'END'
p
first_user
w
map kind=kmap zone=high state=cold pages=16
map kind=local zone=low pages=1
chase pages=16
chase_syscall pages=8 k=4
chase_syscall pages=16 k=1
chase_syscall pages=16 k=4
null entry=int80, 2048 MiB
null entry=int80, 4096 MiB
END

is "v_chase and v_break_even: the grid, with and without calls, with and without a baseline" \
	"SELECT config, pages, k, calls_per_1000, per_op FROM v_chase WHERE clock = 'icount' ORDER BY pages, k, config;
	 SELECT config, pages, k, ratio, extra_per_call FROM v_break_even WHERE clock = 'icount' ORDER BY pages, k, config" <<'END'
zero|8|4|250.0|30.0
bee|16||0.0|3.0
zero|16||0.0|3.0
bee|16|1|1000.0|135.0
zero|16|1|1000.0|90.0
bee|16|4|250.0|36.0
zero|16|4|250.0|30.0
zero|8|4|1.0|0.0
bee|16||1.0|
zero|16||1.0|
bee|16|1|1.5|45.0
zero|16|1|1.0|0.0
bee|16|4|1.2|24.0
zero|16|4|1.0|0.0
END

is "v_mapping: a page's share of an operation, with the state of kmap's slots where there is one" \
	"SELECT config, clock, kind, zone, state, pages, per_page FROM v_mapping ORDER BY config, clock" <<'END'
bee|icount|kmap|high|cold|16|25.0
bee|model:new|kmap|high|cold|16|10.0
bee|model:x|kmap|high|cold|16|50.0
zero|icount|local|low||1|20.0
END

is "v_pmu: only what was counted, 0 included; v_user_only: not what enters the kernel" \
	"SELECT config, name, per_op FROM v_pmu ORDER BY name; SELECT workload, params, mem_mib FROM v_user_only" <<'END'
bee|cycles|40.0
bee|dtlb_walks|0.0
memory/chase|pages=16|2048
END

is "v_validate: the last native run, cells under KVM; cycles of the core where they are known" \
	"SELECT kind, config, workload, clock, tsc, core, modelled, round(error, 4) FROM v_validate ORDER BY kind DESC, config" <<'END'
native||memory/chase|model:x|8.0|4.0|5.0|0.25
kvm|bee|g/w|model:x|14.0|40.0|200.0|4.0
kvm|zero|g/w|model:x|7.0||100.0|13.2857
END

is "v_profile: by year, with titles, clocks and the twin that is not tagged" \
	"SELECT place, name, twin, title, mhz FROM v_profile WHERE run = 1 ORDER BY place" <<'END'
1|x||Ex, the old one (1999), plain|2000
2|x-tagged|model:x|what if: Ex (1999)|
3|new||New (2020)|
END

is "v_model_parts: of the samples in the middle, so that they add up to per_op" \
	"SELECT config, part, per_op FROM v_model_parts WHERE workload = 'g/w' ORDER BY config, part" <<'END'
bee|flush|0.0
bee|kernel|150.0
bee|user|50.0
bee|walk_data_refill|0.0
zero|flush|0.0
zero|kernel|40.0
zero|user|60.0
zero|walk_data_refill|0.0
END

is "v_model_parts: the parts are the whole, in every cell that has them" \
	"SELECT count(*) FROM (SELECT s.per_op, sum(m.per_op) AS whole FROM v_summary AS s
	 JOIN v_model_parts AS m USING (run, config, mem_mib, workload, params, clock, accel)
	 WHERE s.workload IN ('g/w', 'syscall/null') GROUP BY s.cell, clock) WHERE abs(per_op - whole) < 1e-9" <<'END'
8
END

is "v_model_events: by profile, and those of the execution on icount" \
	"SELECT config, clock, name, per_op FROM v_model_events ORDER BY config, clock, name" <<'END'
bee|icount|insns_kernel|200.0
bee|icount|insns_user|900.0
bee|model:x|dtlb_misses|1.0
bee|model:x|stale|0.2
bee|model:x|walks_data_capacity|0.4
bee|model:x|walks_data_refill|0.1
bee|model:x-tagged|stale|3.0
zero|icount|insns_kernel|100.0
zero|icount|insns_user|3.0
zero|icount|insns_user|900.0
zero|model:x|dtlb_misses|1.0
END

is "v_peer: the first with a shared map and the same kind of page tables; the baseline for all others" \
	"BEGIN; UPDATE config SET paging = 'pae' WHERE run = 4 AND name IN ('bee', 'dog');
	 SELECT config, peer, same_tables FROM v_peer WHERE run = 4 ORDER BY position;
	 UPDATE config SET paging = 'two-level' WHERE run = 4 AND name = 'dog';
	 SELECT config, peer, same_tables FROM v_peer WHERE run = 4 AND config = 'bee'; ROLLBACK" <<'END'
zero|zero|1
cat|zero|1
bee|dog|1
dog|zero|0
bee|zero|0
END

is "v_model_break_even: calls in a million cycles of the peer" \
	"SELECT config, pages, k, calls_per_mcycle, round(extra, 9) FROM v_model_break_even WHERE config = 'bee' ORDER BY k" <<'END'
bee|16|1|10000.0|0.08
bee|16|4|6250.0|0.02
END

# 5 %: 6250 x 1.6 ^ (ln 2.5 / ln 4)
is "v_model_threshold: below what was measured, between two points, above it" \
	"SELECT percent, round(calls_per_mcycle, 1), extrapolated FROM v_model_threshold WHERE config = 'bee'" <<'END'
1|3125.0|1
5|8527.0|0
10||0
END

# With a call after four loads it costs 2 % less there: 1 % at 6250 + 3750 * 3 / 10.
is "v_model_threshold: on a straight line where it costs no more at the lower of two rates" \
	"BEGIN; UPDATE measure SET value = value * 98 / 102 WHERE clock = 'model:x' AND cell = (SELECT id FROM cell
	 WHERE run = 1 AND config = 'bee' AND workload = 'memory/chase_syscall' AND params = 'pages=16 k=4');
	 SELECT percent, round(calls_per_mcycle, 1), extrapolated FROM v_model_threshold WHERE config = 'bee'; ROLLBACK" <<'END'
1|7375.0|0
5|8875.0|0
10||0
END

is "v_model_threshold: the cells that a rate comes from: one, two, none" \
	"SELECT percent, k, round(rate, 1), round(extra, 4), next_k, round(next_rate, 1), round(next_extra, 4)
	 FROM v_model_threshold WHERE config = 'bee'" <<'END'
1|4|6250.0|0.02|||
5|4|6250.0|0.02|1|10000.0|0.08
10||||||
END

is "v_emulator_speed: the least of the rounds over that of plain, the middle, memory over -icount" \
	"SELECT speed, way, rounds, seconds, median, ratio, most, plugin_mib FROM v_emulator_speed ORDER BY speed, place" <<'END'
1|plain|3|1.0|2.0|1.0||
1|icount|2|1.5|1.6|1.5||
1|one|2|2.5|5.75|2.5|2.5|2.0
2|plain|1|1.0|1.0|1.0||
2|cache|1|26.0|26.0|26.0||
END

# 4G/4G's median is 1300.5, of ten operations. Of g/z one step was not measured.
is "v_waterfall: steps and what they leave over sum exactly to the difference of the two ends" \
	"SELECT place, label, delta, below, delta_total FROM v_waterfall WHERE clock = 'icount' ORDER BY place;
	 SELECT clock, sum(delta_total) = max(to_total) - min(from_total), max(to_per_op) FROM v_waterfall GROUP BY clock;
	 SELECT count(*) FROM v_waterfall WHERE workload = 'g/z'" <<'END'
1|no highmem|-1.0|0.0|-10.0
2|CR3 loads at entry and exit|6.0|-1.0|60.0
3|kernel not global|0.0|5.0|0.0
4|entry through a window|42.0|5.0|420.0
5|user copies by page walk|11.0|47.0|110.0
6|interaction, and the rest|2.05|58.0|20.5
icount|1|130.05
model:new|1|130.0
model:x|1|520.0
0
END

is "latest_ablation; and v_conservation by what each mechanism loads" \
	"SELECT run FROM latest_ablation; SELECT config, cr3_loads, by_flush, unexplained FROM v_conservation
	 WHERE run = 50 AND idx = 0 ORDER BY config" <<'END'
50
1g3g|2|0|0
1g3g-walk|2|0|0
3g1g|2|0|0
3g1g-cr3|10|0|0
3g1g-cr3-noglobal|10|0|0
3g1g-pti|11|0|1
4g4g|8|0|0
END

# The published ratios are of certain configurations and CPUs, which the fixture gets here.
sed "s/:run/1/g" "$results/queries/published.sql" >"$scratch/published.sql"
cp "$db" "$scratch/published.db"
sqlite3 -bail "$scratch/published.db" <<'END'
CREATE TEMP TABLE renamed AS
SELECT name, CASE name WHEN 'zero' THEN '3g1g' ELSE '4g4g' END AS new FROM config WHERE run = 1 AND name <> 'ape';
UPDATE cell SET config = (SELECT new FROM renamed WHERE name = config) WHERE run = 1 AND config <> 'ape';
UPDATE config SET name = (SELECT new FROM renamed AS r WHERE r.name = config.name) WHERE run = 1 AND name <> 'ape';
INSERT INTO measure VALUES (8, 0, 'model:pentium3', 3000), (9, 0, 'model:pentium3', 9300), (8, 0, 'model:p4', 15900);
INSERT INTO model_cycles VALUES (9, 0, 'model:x-tagged', 'walk_data_refill', 150);
END
db=$scratch/published.db is "published: within, outside, and not measured" \
	"SELECT measured, verdict FROM ($(tr -d ';' <"$scratch/published.sql")) WHERE what LIKE 'null call%' OR what LIKE 'refills after%'" <<'END'
|not measured: needs configuration 4g4g-pae
3.1|outside
5.3|within
|not measured: needs syscall/null on p4 and pentium3
0.1|outside
END

is "v_own: the first configuration with page tables of its own" "SELECT run, config FROM v_own WHERE run <= 4" <<'END'
1|bee
2|bee
4|bee
END

# On x a null call takes 300 and 600 cycles, on new 100 and 150; x-tagged is a what-if.
is "v_cost_range: the CPUs on which a case costs least and most" \
	"SELECT mem_mib, round(insns, 3), round(low, 3), low_cpu, round(high, 3), high_cpu, high_clock FROM v_cost_range
	 WHERE run = 1 AND config = 'bee' AND workload IN ('syscall/null', 'apps/p') ORDER BY 1" <<'END'
1024|1.1|||||
2048|1.5|1.5|New|2.0|Ex, the old one|model:x
END

tap_end
