-- SPDX-License-Identifier: GPL-2.0-or-later
-- What a null system call costs where the kernel has page tables of its own, and why
WITH of AS (
	SELECT r.*, b.config AS baseline
	FROM v_cost_range AS r JOIN v_own USING (run, config) JOIN v_baseline AS b USING (run)
	WHERE r.run = :run AND r.workload = 'syscall/null' AND r.params = 'entry=int80'
),
insns AS (
	SELECT v.per_op, v.baseline_per_op FROM v_vs_baseline AS v JOIN of USING (run, config, mem_mib, workload, params)
	WHERE v.clock = 'icount'
),
loads AS (
	SELECT sum(l.per_op) FILTER (WHERE l.config = of.config) AS own,
	       sum(l.per_op) FILTER (WHERE l.config = of.baseline) AS baseline
	FROM of JOIN v_flush_ledger AS l USING (run, mem_mib, workload, params)
	WHERE l.kind = 'cr3_load' AND l.cause GLOB 'syscall_*'
),
-- What a part costs more, on the CPU on which the call costs most.
added AS (
	SELECT m.part, sum(iif(m.config = of.config, m.per_op, -m.per_op)) AS cycles
	FROM of JOIN v_model_parts AS m USING (run, mem_mib, workload, params)
	WHERE m.clock = of.high_clock AND m.config IN (of.config, of.baseline)
	GROUP BY m.part
),
shares AS (
	SELECT 100 * sum(cycles) FILTER (WHERE part = 'flush') / sum(cycles) AS loads,
	       100 * sum(cycles) FILTER (WHERE part = 'stlb' OR part GLOB 'walk_*') / sum(cycles) AS refills
	FROM added
)
SELECT printf('A null system call by int 0x80 takes %g instructions in `%s` and %g in `%s`, %.2f times as many.',
	      round(insns.per_op, 1), of.config, round(insns.baseline_per_op, 1), of.baseline, of.insns)
       || iif(of.low IS NULL, '', printf(' In modelled cycles it costs %s as much, as each call '
	      || 'loads CR3 %g times (%g in `%s`): of what it costs more on the %s, %.0f %% are these loads, %.0f %% is spent to fetch '
	      || 'again what they dropped from the TLB, and %.0f %% is the longer path.',
	      of.cycles, round(loads.own, 2), round(loads.baseline, 2), of.baseline, of.high_cpu,
	      shares.loads, shares.refills, 100 - round(shares.loads) - round(shares.refills))) AS sentence,
       iif(of.low IS NULL, 'icount', 'icount, model:*') AS clock, 'null_call, profiles_null_call, model_parts' AS queries
FROM of, insns, loads, shares;
