#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The report of a database, whose latest runs are a quick one and a memory sweep: what it says is worked out
# again from the tables, without any view. report.sh BUILD-DIRECTORY DATABASE. Prints TAP.
set -u
splitbench=$1/harness/splitbench
db=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
html=$tmp/r/report.html md=$tmp/r/report.md
. "$(dirname "$0")/tap.sh"

# The page says what the SQL gives: one row, one column, a piece of a sentence.
says() { # what, SQL
	wanted=$(sqlite3 -bail "$db" "$2" 2>&1)
	[ -n "$wanted" ] && grep -qF -- "$wanted" "$md"
	ok "$1: $wanted"
}

"$splitbench" report --db "$db" --out "$tmp/r" >"$tmp/said" 2>"$tmp/error"
ok "splitbench report"
[ ! -s "$tmp/error" ]
ok "it has nothing to complain of"
sed 's/^/# /' "$tmp/error"

# The run of the sentences, the first configuration (the baseline) and the first with page tables of its own.
with="WITH the(run, base, own) AS (
	SELECT r.id, (SELECT name FROM config WHERE run = r.id AND position = 0),
	       (SELECT name FROM config WHERE run = r.id AND separate_pgd ORDER BY position LIMIT 1)
	FROM run AS r WHERE kind = 'bench' ORDER BY id DESC LIMIT 1),
-- Medians: the value in the middle, or the mean of the two there.
ranked AS (
	SELECT c.config, c.mem_mib, c.workload, c.params, m.clock, m.value * 1.0 / c.ops AS value, c.ops,
	       (SELECT count(*) FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock AND (o.value, o.idx) < (m.value, m.idx)) AS below,
	       (SELECT count(*) FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock) AS n
	FROM measure AS m JOIN cell AS c ON c.id = m.cell JOIN the ON the.run = c.run
	WHERE c.state = 'ok' AND NOT c.twin),
cost AS (
	SELECT config, mem_mib, workload, params, clock, avg(value) AS per_op FROM ranked
	WHERE below IN ((n - 1) / 2, n / 2) GROUP BY 1, 2, 3, 4, 5),
ratio AS (
	SELECT o.workload, o.params, o.clock, o.per_op AS own_cost, b.per_op AS base_cost, o.per_op / b.per_op AS ratio,
	       p.name IS NOT NULL AND p.text NOT GLOB '*tagged = yes*' AS cpu
	FROM the JOIN cost AS o ON o.config = the.own
	JOIN cost AS b ON b.config = the.base AND b.mem_mib = o.mem_mib AND b.workload = o.workload AND b.params = o.params
		AND b.clock = o.clock
	LEFT JOIN profile AS p ON p.run = the.run AND o.clock = 'model:' || p.name)"
null="workload = 'syscall/null' AND params = 'entry=int80'"

says "1. instructions of a null call" "$with
	SELECT printf('takes %g instructions in \`%s\` and %g in \`%s\`, %.2f times as many', round(own_cost, 1), own, round(base_cost, 1),
		      base, ratio)
	FROM ratio, the WHERE $null AND clock = 'icount'"
says "2. its cycles, on the CPU where it costs least" "$with
	SELECT printf('In modelled cycles it costs %.2f (', min(ratio)) FROM ratio WHERE $null AND cpu"
says "   and where it costs most" "$with
	SELECT printf(' to %.2f times (%s) as much', max(ratio),
		      (SELECT substr(text, instr(text, 'title = ') + 8, instr(text, ' (') - instr(text, 'title = ') - 8)
		       FROM profile, the WHERE profile.run = the.run AND clock = 'model:' || name))
	FROM ratio WHERE $null AND cpu"
says "3. its CR3 loads" "$with
	SELECT printf('each call loads CR3 %g times (0 in \`%s\`)', round(sum(l.n) * 1.0 / max(c.ops) / count(DISTINCT l.idx), 2), base)
	FROM the JOIN cell AS c ON c.run = the.run AND c.config = own AND c.workload = 'syscall/null' AND c.params = 'entry=int80'
	JOIN ledger AS l ON l.cell = c.id AND l.kind = 'cr3_load' AND l.cause IN ('syscall_entry', 'syscall_exit')"
says "   and what part of what it costs more they are" "$with,
	clock AS (SELECT clock FROM ratio WHERE $null AND cpu ORDER BY ratio DESC LIMIT 1),
	parts AS (
		SELECT c.config = own AS own, p.part = 'flush' AS flush, sum(p.cycles) * 1.0 / c.ops AS cycles
		FROM the JOIN clock JOIN cell AS c ON c.run = the.run AND c.config IN (own, base) AND c.workload = 'syscall/null'
			AND c.params = 'entry=int80'
		JOIN model_cycles AS p ON p.cell = c.id AND p.clock = clock.clock
		-- the sample in the middle; where two are, either is as near
		WHERE p.idx = (SELECT m.idx FROM measure AS m WHERE m.cell = c.id AND m.clock = p.clock AND
			       (SELECT count(*) FROM measure AS o WHERE o.cell = m.cell AND o.clock = m.clock
				AND (o.value, o.idx) < (m.value, m.idx)) = (SELECT (count(*) - 1) / 2 FROM sample AS s WHERE s.cell = m.cell))
		GROUP BY 1, 2)
	SELECT printf('%.0f %% are these loads', 100 * sum(iif(own, cycles, -cycles)) FILTER (WHERE flush)
		      / sum(iif(own, cycles, -cycles))) FROM parts"
says "4. a round trip through two pipes" "$with
	SELECT printf('(\`syscall/pipe\`, 2048 MiB) costs %.3f times the instructions and %.2f (', max(ratio) FILTER (WHERE clock = 'icount'),
		      min(ratio) FILTER (WHERE cpu))
	FROM ratio WHERE workload = 'syscall/pipe'"
# 256 KiB, a call after each 16 loads: the one point of the quick selection, where a call costs what it costs there.
says "5. calls in a million cycles that cost 5 %" "$with
	SELECT printf('from at most %.0f in a million cycles (', min(1e6 / (base_cost * 16) * 0.05 / (ratio - 1)))
	FROM ratio WHERE workload = 'memory/chase_syscall' AND params = 'pages=64 k=16' AND cpu"
says "6. what each split leaves programs and kernel" "$with
	SELECT printf('in \`%s\` %.0f MiB beside %.0f', own, max(m.low_total_kib) / 1024.0, g.user_top / 1048576)
	FROM the JOIN config AS g ON g.run = the.run AND g.name = own
	JOIN cell AS c ON c.run = the.run AND c.config = own AND c.mem_mib = 2048 JOIN machine AS m ON m.cell = c.id"
says "7. processes until one is refused, in the sweep" \
	"SELECT printf('With %d MiB there can be %,d processes with 32 page tables each in \`3g1g\` and %,d in \`4g4g\`', mem_mib,
		       max(value) FILTER (WHERE config = '3g1g'), max(value) FILTER (WHERE config = '4g4g'))
	 FROM capacity AS k JOIN cell AS c ON c.id = k.cell JOIN run AS r ON r.id = c.run
	 WHERE r.kind = 'sweep' AND c.mem_mib = 1024 AND c.params = 'tables=32' AND k.name = 'processes'"

# The page by itself.
for tag in table details figure svg ul main; do
	[ "$(grep -o "<$tag[ >]" "$html" | wc -l)" -eq "$(grep -o "</$tag>" "$html" | wc -l)" ]
	ok "every <$tag> ends"
done
grep -o " id=['\"][^'\"]*['\"]" "$html" | sed "s/ id=.//; s/.$//" | sort >"$tmp/ids"
[ -s "$tmp/ids" ] && ! uniq -d "$tmp/ids" | grep .
ok "no two things on the page have one id"
grep -o "href=['\"]#[^'\"]*\|url(#[^)]*" "$html" | sed 's/.*#//' | sort -u >"$tmp/used"
[ -z "$(comm -13 "$tmp/ids" "$tmp/used" | head -3)" ]
ok "what is referred to is there"
! grep -Eq '<script|<link|<img|<iframe|@import|(src|href)=.https?:|url\(.?https?:' "$html"
ok "it needs no network, no other file and no script"
[ "$(grep -c '^!\[' "$md")" -eq "$(grep -c '<figure' "$html")" ] &&
	sed -n 's/^!\[.*](\(.*\))$/\1/p' "$md" | while read -r image; do [ -s "$tmp/r/$image" ] || exit 1; done
ok "the Markdown has as many images, and they lie beside it"
# A flame graph's parts are what the model's are: the mean of the samples, so near the sample in the middle.
grep -q '<title>entry_exit;int80_entry;flush: ' "$html"
ok "the flame graph has the entry path's loads of CR3"

tap_end
