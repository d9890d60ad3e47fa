#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every command that a page of the project shows is run, in a copy of the tree whose results/results.db is
# DATABASE: pages.sh [--update] [--full] BUILD-DIRECTORY DATABASE [PAGE...]. Prints what differs, or with --update
# puts it into the page. DATABASE has a run of the quick selection; with --full it has the latest runs of make bench,
# bench-memory and bench-ablation, and what is run is what shows those.
#
# In a page a line indented by four blanks is a command where it begins with "$ " or with one of the words of
# WORDS. Behind "$ " what is printed must be what the page shows up to the end of the indented text, where a line
# "..." stands for any number of lines; without it the command must end with status 0. A line that ends in a
# backslash, or leaves a quote open, goes on in the next one. A fenced block behind a line that ends in the name
# of a file, in backquotes and with a colon, is that file: an example of something to add, which is added.
set -u
update='' full=''
[ "$1" = --update ] && update=1 && shift
[ "$1" = --full ] && full=1 && shift
splitbench=$1/harness/splitbench
[ -r "$2" ] || { echo "there is no database $2; make bench, bench-memory and bench-ablation leave one"; exit 1; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
bad=0

WORDS='[.] make sh sqlite3 splitbench flamegraph[.]pl qemu-system-i386 man build\/[a-z\/]+'

# Commands that are not run here: pattern, why not, and what runs them instead.
not_run() {
	cat <<'TABLE'
make bench|the whole matrix takes minutes|whole.sh runs the quick selection, plots.sh draws the plots
build/harness/splitbench run --accel auto|the whole matrix takes minutes, and KVM is not everywhere|make test-kvm
build/harness/splitbench run --quick *|a minute; what comes of it is DATABASE|whole.sh
sh harness/tests/pages.sh --update *|this script|
make bench-memory|a sweep takes a quarter of an hour|whole.sh runs a part of one
make bench-ablation|kernels to build and minutes to measure|make test-ablation
make test|this is part of it|
make report|draws all plots, which takes a while|harness/tests/report.sh
make test-pages|needs full runs|itself
make test-kvm|boots a whole Debian for minutes|make test-kvm-short, a part of make test
make kernel-abi-tests|builds programs, into the build directory|make test
make kernel-user-tests|builds programs, into the build directory|make test
sh kernels/tests/run.sh build linux *|a start of Debian's kernel takes seconds|make test-kernel
build/harness/splitbench exec --config linux *|a start of Debian's kernel takes seconds|make test-kernel
build/workloads/*|this machine's kernel may have no way to run i386 programs|workloads/tests/host.sh
build/kernels/tests/ids *|the same|
flamegraph.pl *|not a part of Debian|
qemu-system-i386 *|says what the arguments are, for who has a guest of his own|harness/model/tests/test_plugin.c
TABLE
}

# Commands whose output is shown as a full run leaves it: pattern. On a quick one they must end well.
of_full_runs() {
	cat <<'TABLE'
build/harness/splitbench advise *
build/harness/splitbench query ablations *
build/harness/splitbench query bounce
build/harness/splitbench query break_even_text *
build/harness/splitbench query *FROM v_cost_range*
build/harness/splitbench query waterfall_table
build/harness/splitbench query *FROM v_capacity*
TABLE
}

# What depends on the machine and the database, in what is printed and in what is shown.
mask() {
	sed -E -e 's/ +$//' -e 's/QEMU [0-9][0-9.]*[^ ,]*/QEMU VERSION/' -e 's/, run [0-9]+[.]$/, run N./'
}

# A copy of the tree and of what was built, in folders of its own with links to the files.
tree=$tmp/tree
mkdir -p "$tree"
for f in ./*; do
	[ "$f" = ./build ] || cp -rs "$PWD/$f" "$tree/"
done
rm -rf "$tree"/results/results.db* "$tree/plots/out"
cp -rs "$(realpath "$1")" "$tree/build"
cp "$2" "$tree/results/results.db"

# What make would build first is there.
mkdir "$tmp/bin"
printf '#!/bin/sh\nexec %s -o all "$@"\n' "$(command -v make)" >"$tmp/bin/make"
chmod +x "$tmp/bin/make"

shift 2
pages=$*
[ $# -gt 0 ] || pages=$(find . -name '*.md' -not -path './build/*' -not -path './.*/*' | sort)

# shellcheck disable=SC2086 # the pages are words
# Cuts the pages into $tmp/N.command, N.shown (where output is shown) and N.place; and files of the tree.
awk -v dir="$tmp" -v tree="$tree" -v words="$WORDS" '
	BEGIN { gsub(/ /, "|", words) }
	function start(text) {
		file = dir "/" ++n ".command"
		print FILENAME ":" FNR >(dir "/" n ".place")
		shows = sub(/^[$] /, "", text)
		put(text)
	}
	function put(text,	quotes) {
		print text >file
		whole = whole text
		quotes = gsub(/"/, "\"", whole)
		if (text !~ /\\$/ && quotes % 2 == 0) {
			whole = ""
			file = shows ? dir "/" n ".shown" : ""
			if (shows) printf "" >file
			blank = 0
		}
	}
	FNR == 1 { file = ""; fence = 0 }
	/^```/ {
		fence = !fence
		example = fence && split(before, part, "`") > 2 && before ~ /`:$/ ? part[split(before, part, "`") - 1] : ""
		if (example) {
			print FILENAME ":" FNR ": " example >(dir "/examples")
			if ((getline line <(tree "/" example)) >= 0) print FILENAME ":" FNR ": " example " is there" >(dir "/bad")
		}
		next
	}
	fence { if (example) print >(tree "/" example); next }
	/./ { before = $0 }
	/^$/ { blank++; next }
	!/^    / { file = ""; next }
	{
		line = substr($0, 5)
		if (file ~ /command$/)
			put(line)
		else if (line ~ "^[$] " || (!shows || file == "") && line ~ "^(" words ")( |$)")
			start(line)
		else if (file) {
			while (blank-- > 0) print "" >file
			print line >file
		}
		blank = 0
	}
	END { print n + 0 >(dir "/count") }' $pages

# The lines of $1 are those of $2, in which "..." stands for any.
same() {
	awk -v shown="$2" '
		{ have[n++] = $0 }
		END {
			while ((getline line <shown) > 0)
				if (line == "...") any = 1
				else {
					while (any && i < n && have[i] != line) i++
					if (i >= n || have[i++] != line) exit 1
					any = 0
				}
			exit !(any || i == n)
		}' "$1"
}

complain() {
	echo "$(cat "$tmp/$1.place"): $2: $(cat "$tmp/$1.command")"
	bad=1
}

is_of() { # table, number: does a pattern there match the command?
	command=$(cat "$tmp/$2.command")
	while IFS='|' read -r pattern rest; do
		# shellcheck disable=SC2254
		case $command in
		$pattern) echo "$pattern" >>"$tmp/used" && return 0 ;;
		esac
	done <"$tmp/$1"
	return 1
}

[ ! -e "$tmp/bad" ] || { cat "$tmp/bad"; bad=1; }
not_run >"$tmp/not_run"
of_full_runs >"$tmp/of_full_runs"
: >"$tmp/used"
count=$(cat "$tmp/count")
for n in $(seq "$count"); do
	is_of not_run "$n" && continue
	of_full='' && is_of of_full_runs "$n" && of_full=1
	[ "$full" ] && [ ! "$of_full" ] && continue
	(
		cd "$tree" && unset MAKEFLAGS &&
			PATH=$tmp/bin:$PATH SPLITBENCH_ROOT=$tree SPLITBENCH_BUILD=$tree/build timeout 120 bash "$tmp/$n.command"
	) </dev/null >"$tmp/$n.out" 2>&1
	status=$?
	mask <"$tmp/$n.out" >"$tmp/$n.printed"
	if [ ! -e "$tmp/$n.shown" ] || [ "$full" != "$of_full" ]; then
		[ $status -eq 0 ] || { complain "$n" "ends with status $status"; tail -5 "$tmp/$n.out"; }
		continue
	fi
	mask <"$tmp/$n.shown" >"$tmp/$n.wanted"
	same "$tmp/$n.printed" "$tmp/$n.wanted" && continue
	if [ "$update" ] && ! grep -qx "[.][.][.]" "$tmp/$n.shown"; then
		echo "$n" >>"$tmp/update"
		continue
	fi
	complain "$n" "prints something else"
	diff -u --label shown --label printed "$tmp/$n.wanted" "$tmp/$n.printed"
done

# From the last to the first, so that lines stay where they are.
[ -e "$tmp/update" ] && sort -rn "$tmp/update" | while read -r n; do
	place=$(cat "$tmp/$n.place")
	page=${place%:*} from=$((${place##*:} + $(wc -l <"$tmp/$n.command")))
	to=$((from + $(wc -l <"$tmp/$n.shown")))
	{
		sed -n "1,$((from - 1))p" "$page"
		sed "s/^..*/    &/" "$tmp/$n.printed"
		sed -n "$to,\$p" "$page"
	} >"$tmp/page"
	cat "$tmp/page" >"$page"
	echo "$place: updated"
done

if [ $# -eq 0 ]; then
	[ "$count" -ge 20 ] || { echo "only $count commands were found in the pages"; bad=1; }
	while IFS='|' read -r pattern rest; do
		grep -qxF "$pattern" "$tmp/used" || { echo "no page has '$pattern'"; bad=1; }
	done <<-TABLES
		$(cat "$tmp/not_run" "$tmp/of_full_runs")
	TABLES
fi

# Targets of make and commands that a sentence names.
names() { # pattern of grep -o, which word of it the name is
	# shellcheck disable=SC2086
	grep -ohE "$1" $pages | tr -d '`' | awk -v k="$2" '{ print $k }' | sort -u
}
for target in $(names '`make [a-z][a-z-]*' 2); do
	grep -qE "^([^#=]* )?$target( [^=]*)?:" Makefile ./*/build.mk ./*/*/build.mk ||
		{ echo "there is no 'make $target'"; bad=1; }
done
for command in $(names '`splitbench [a-z][a-z-]*' 2); do
	"$splitbench" help | grep -q "^  $command " || { echo "there is no 'splitbench $command'"; bad=1; }
done
exit $bad
