#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# run.sh [SAMPLES [DATABASE]]: how long does a database with so many samples (a million) take to answer? Makes one,
# unless DATABASE is there already, and prints the milliseconds of the interface's views, of every ready query and of
# every plot's, each for the latest run: of the clock on the wall, and of the processor, which a busy machine leaves
# alone; the slowest last. A machine's times: nothing is judged by them.
set -u

samples=${1:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
results=$(dirname "$here")
root=$(dirname "$results")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
db=${2:-$scratch/bench.db}

command -v sqlite3 >/dev/null || { echo "sqlite3 is missing: apt-get install sqlite3" >&2; exit 2; }

# asked FILE: its statements, bound as the harness binds them, on the database; the answer is in $scratch/rows.
asked() {
	{
		printf '.parameter set :run %s\n.parameter set :sweep %s\n.parameter set :clock "'"'icount'"'"\n.timer on\n' \
			"$run" "$sweep"
		cat "$1"
	} | sqlite3 -bail "$db" >"$scratch/rows" || { echo "$1 could not be asked" >&2; exit 1; }
	awk '/^Run Time: real/ { wall += 1000 * $4; cpu += 1000 * ($6 + $8); next } { n++ }
		END { printf "%.0f %.0f %d", cpu, wall, n }' "$scratch/rows"
}

if [ ! -e "$db" ]; then
	echo "making a database with $samples samples" >&2
	{
		cat "$results/schema.sql"
		printf '.parameter set :samples %d\n.parameter set :whole 10\n' "$samples"
		cat "$here/generate.sql"
	} | sqlite3 -bail "$db" >/dev/null || exit 1
fi
sqlite3 -bail "$db" <"$results/views.sql" || exit 1
run=$(sqlite3 "$db" "SELECT run FROM latest_run")
sweep=$(sqlite3 "$db" "SELECT run FROM latest_sweep")

sqlite3 "$db" "SELECT count(*) || ' samples in ' || (SELECT count(*) FROM cell) || ' cells of ' || (SELECT count(*) FROM run)
	|| ' runs, ' || (SELECT count(*) FROM measure) || ' values, ' || (SELECT count(*) FROM model_cycles)
	|| ' parts of ' || (SELECT count(DISTINCT run) FROM cell WHERE id IN (SELECT cell FROM model_cycles)) || ' runs; '
	|| (SELECT page_count * page_size >> 20 FROM pragma_page_count, pragma_page_size) || ' MiB' FROM sample"
for view in v_summary v_vs_baseline v_flush_ledger; do
	echo "SELECT * FROM $view WHERE run = :run;" >"$scratch/$view"
	echo "SELECT * FROM $view WHERE run = (SELECT run FROM latest_run);" >"$scratch/$view-latest"
done
for file in "$scratch"/v_* "$results"/queries/*.sql "$root"/plots/*.sql; do
	echo "$(asked "$file") $(basename "$(dirname "$file")")/$(basename "$file")"
done | sed "s|$(basename "$scratch")/|views/|" | sort -n | awk '
	BEGIN { printf "%8s %8s %8s  %s\n", "cpu_ms", "wall_ms", "rows", "question" }
	{ printf "%8d %8d %8d  %s\n", $1, $2, $3, $4 }
	$1 > 1000 { slow++ }
	END { printf "%d questions, %d of them with more than a second of the processor\n", NR, slow }'
