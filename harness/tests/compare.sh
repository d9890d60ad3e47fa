#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# compare on real kernels: a run beside itself, a kernel with 50
# instructions more in the entry of int 0x80, and another workload program. compare.sh BUILD-DIRECTORY. Prints TAP.
set -u
build=$1
splitbench=$build/harness/splitbench
configs="3g1g 4g4g"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
export SPLITBENCH_ROOT="$PWD" SPLITBENCH_DB="$tmp/a.db"
. "$(dirname "$0")/tap.sh"

told() { # what; the explanation is in $tmp/out
	ok "$1" || sed 's/^/# /' "$tmp/out"
}
run() { # BUILD-DIRECTORY [OPTION...]: the null calls, as a new run
	of=$1
	shift
	SPLITBENCH_BUILD=$of "$splitbench" run --new --config "$(echo $configs | tr ' ' ,)" --workload syscall/null \
		--samples 3 --clock icount,model:skylake "$@" >"$tmp/out" 2>&1
}
compare() { # STATUS ARGUMENT...: prints what compare says
	expected=$1
	shift
	"$splitbench" compare "$@" >"$tmp/out" 2>&1
	[ $? -eq "$expected" ]
}
says() { # as grep's pattern
	grep -q -e "$1" "$tmp/out"
}
# What is the same in a changed tree is the build's own; what is made from changed sources is made there.
tree() { # NAME
	mkdir -p "$tmp/$1/build/kernels"
	ln -s "$build/harness" "$tmp/$1/build/harness"
}

run "$build"
told "the null calls run"
compare 0 1 1 && says '^identical: all 4, to the last sample\.$' && says '^On the other clocks: 4 identical\.$'
told "a run beside itself is identical, on every clock"

# The kernel's own sources and objects, with dates as they were, so that only the entry is assembled again.
tree nops
cp -a Makefile kernels workloads results "$tmp/nops/"
mkdir -p "$tmp/nops/harness/model"
cp -a harness/build.mk "$tmp/nops/harness/" && cp -a harness/model/build.mk "$tmp/nops/harness/model/"
for config in $configs vdso; do
	cp -a "$build/kernels/$config" "$tmp/nops/build/kernels/"
done
ln -s "$build/workloads" "$tmp/nops/build/workloads"
sed -i '/^int80_entry:/a .rept 50\n\tnop\n\t.endr' "$tmp/nops/kernels/entry/entry.S"
(cd "$tmp/nops" && make -s $(for c in $configs; do echo "build/kernels/$c/kernel.elf"; done)) >"$tmp/out" 2>&1 &&
	run "$tmp/nops/build"
told "a kernel with 50 instructions more in int80_entry is built, and runs them"
compare 0 1 2 && says '^2 more, 2 identical\.$' && says ' 3g1g  *70  *120  1\.714  more  *entry_exit +50 (int80_entry +50)$' &&
	says ' 4g4g  *122  *172  1\.410  more  *entry_exit +50 (int80_entry +50)$' && ! says 'entry=sysenter'
told "the entry path is named, in both configurations, and nothing else"
compare 0 1 2 --clock model:skylake && says ' 3g1g .* more  *entry_exit +.* (int80_entry +.*)$'
told "in modelled cycles too"
compare 0 1:3g1g 2:4g4g && says 'entry=int80 .* more  *entry_exit +102 (int80_entry +76, exit_syscall_iret +26); cr3_load +2 '
told "one configuration of a run beside another one of the other"
compare 1 1 2 --fail-above 2% && says '^splitbench: 2 cells cost more' && compare 0 2 1 --fail-above 2% &&
	compare 0 1 2 --fail-above 80%
told "--fail-above: status 1 for what costs more, 0 for what costs less, or not so much more"

# A byte behind the end of the program changes nothing but its hash.
tree other
mkdir -p "$tmp/other/build/workloads/syscall"
for config in $configs; do
	ln -s "$build/kernels/$config" "$tmp/other/build/kernels/$config"
done
cp "$build/workloads/syscall/null" "$tmp/other/build/workloads/syscall/null"
printf ' ' >>"$tmp/other/build/workloads/syscall/null"
run "$tmp/other/build" --db "$tmp/b.db"
told "another program runs, in a database of its own"
compare 2 1 "$tmp/b.db" && says 'the program of syscall/null: SHA-256 [0-9a-f]* in A, [0-9a-f]* in B$'
told "and is not compared with the first: the program is named"

tap_end
