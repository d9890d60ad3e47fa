#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Does advice hold? Measures the cells that `splitbench advise` works from, then points between them that are not
# among these, and asks for each of those on every CPU profile: what 3g1g and 4g4g measured must lie in the range
# that was given. advise.sh BUILD-DIRECTORY [POINTS [SEED [DATABASE]]]. A database that has the cells, of these
# kernels, saves measuring them; the points go into one of their own. Prints TAP, with how wide the ranges were.
set -u
splitbench=$1/harness/splitbench
points=${2:-20}
seed=${3:-7}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
ops=262144

bail() {
	sed 's/^/# /' "$tmp/said"
	echo "Bail out! $1"
	exit 1
}

db=${4:-$tmp/cells.db}
[ -n "${4:-}" ] || "$splitbench" run --config 3g1g,4g4g --workload memory/chase,memory/chase_syscall --db "$db" >"$tmp/said" 2>&1 ||
	bail "the cells cannot be measured"

# Park and Miller's generator (CACM 31, 1988): the same points in every awk. Both numbers are uniform in their
# logarithms: 16 to 4096 pages, and a call after 1 to 8192 loads.
"$splitbench" query --db "$db" --csv "SELECT DISTINCT pages, k FROM v_grid WHERE k IS NOT NULL" >"$tmp/grid" 2>"$tmp/said" ||
	bail "$db cannot be read"
echo "# seed $seed, $points points"
awk -F, -v seed="$seed" -v points="$points" '
	function random() { seed = 16807 * seed % 2147483647; return seed / 2147483647 }
	NR > 1 { measured[$1, $2] = rows[$1] = 1 }
	END {
		for (random(); n < points;) {
			pages = int(16 * 256 ^ random() + 0.5)
			k = int(8192 ^ random() + 0.5)
			if (pages in rows || (pages, k) in measured)
				continue
			measured[pages, k] = 1
			printf "%spages=%d k=%d", n++ ? "," : "", pages, k
		}
	}' "$tmp/grid" >"$tmp/points"
"$splitbench" run --config 3g1g,4g4g --workload memory/chase_syscall --params "$(cat "$tmp/points")" --ops $ops \
	--samples 3 --db "$tmp/points.db" >"$tmp/said" 2>&1 || bail "the points cannot be measured"

# profile, pages, k, calls in 1000 million cycles of the baseline, percent more. A sample has ops / k whole calls.
"$splitbench" query --db "$tmp/points.db" --csv "SELECT p.name, b.pages, b.k,
	1e9 * ($ops / b.k) / $ops / b.baseline_per_op, 100 * (b.ratio - 1)
	FROM v_model_break_even AS b JOIN v_profile AS p USING (run, clock)
	WHERE b.config = '4g4g' ORDER BY b.pages, b.k, p.place" | tail -n +2 >"$tmp/measured"
[ "$(wc -l <"$tmp/measured")" -ge "$points" ] || bail "there are fewer measured points than were asked for"

while IFS=, read -r profile pages k calls percent; do
	"$splitbench" advise --db "$db" --ram 2G --user 1G --copies 0 --mhz 1000 --cpu "$profile" \
		--working-set "$((pages * 4))K" --syscalls "$calls" --csv >"$tmp/advice" 2>"$tmp/said" ||
		bail "no advice for $calls calls with $pages pages on $profile"
	awk -F, -v profile="$profile" -v pages="$pages" -v k="$k" -v percent="$percent" '
		NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
		$1 == "4g4g" {
			from = $column["from_pct"]; to = $column["to_pct"]; seen = 1
			slack = 0.001 # the answer is rounded
			held = (percent >= from - slack) && (percent <= to + slack)
			print pages, k, profile, percent, from, to, $column["cost_pct"], held
		}
		END { if (!seen) print pages, k, profile, percent, "-", "-", "-", 0 }' "$tmp/advice" >>"$tmp/held"
done <"$tmp/measured"

# A line for each point: all profiles must hold. The width is half the range, over what was measured.
awk '
	function width() { return ($6 - $5) / 2 / $4 }
	function error() { return ($7 > $4 ? $7 - $4 : $4 - $7) / $4 }
	function finish() {
		if (point != "")
			printf "%s %d - %s: %d of %d profiles in their range, off by at most %.0f %%\n",
			       bad ? "not ok" : "ok", ++n, point, all - bad, all, 100 * worst
		all = bad = worst = 0
	}
	"pages=" $1 " k=" $2 != point { finish(); point = "pages=" $1 " k=" $2 }
	{
		all++; widths[++m] = width(); errors[m] = error()
		if (error() > worst) worst = error()
		if (!$8) { bad++; failed++; printf "# %s: measured %.3f %%, advised %s to %s\n", $3, $4, $5, $6 }
	}
	END {
		finish()
		printf "1..%d\n", n
		for (i = 2; i <= m; i++)
			for (j = i; j > 1 && widths[j] < widths[j - 1]; j--) { t = widths[j]; widths[j] = widths[j - 1]; widths[j - 1] = t }
		for (i = 2; i <= m; i++)
			for (j = i; j > 1 && errors[j] < errors[j - 1]; j--) { t = errors[j]; errors[j] = errors[j - 1]; errors[j - 1] = t }
		printf "# %d of %d in range. Half a range over the cost: median %.0f %%, nine in ten below %.0f %%. ",
		       m - failed, m, 100 * widths[int((m + 1) / 2)], 100 * widths[int(m * 0.9)]
		printf "Advice off by: median %.1f %%, nine in ten below %.0f %%\n", 100 * errors[int((m + 1) / 2)], 100 * errors[int(m * 0.9)]
		exit failed > 0 || n == 0
	}' "$tmp/held"
