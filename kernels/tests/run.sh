#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Tests of the kernel. run.sh BUILD-DIRECTORY CONFIGURATION [WORD...]: its own ones with little and usual memory, and
# the programs whose output must be that of Linux; with the word long, much memory and the programs that test it from
# user mode as well; with debug, the debug build; with brief, little of all this. run.sh BUILD-DIRECTORY limits: how
# much memory which configuration holds. run.sh BUILD-DIRECTORY linux: how the programs ended on Linux. Prints TAP.
set -u
build=$1 part=$2
shift 2
words=$*
splitbench=$build/harness/splitbench
n=0 failed=0

check() { # what, command...
	what=$1
	shift
	n=$((n + 1))
	if output=$("$@" 2>&1 </dev/null); then
		echo "ok $n - $what"
	else
		failed=$((failed + 1))
		echo "$output" | sed 's/^/# /'
		echo "not ok $n - $what"
	fi
}

# A file that is no program as init: the kernel can only panic.
panics() { # config
	output=$("$splitbench" exec --config "$1" -- kernels/configs.def 2>&1)
	status=$?
	echo "$output"
	[ $status -eq 125 ] && echo "$output" | grep -q 'kernel panic: cannot run /bin/configs.def' &&
		echo "$output" | grep -q '[0-9a-f]\{8\} init_task+0x'
}

with() { # word
	case " $words " in
	*" $1 "*) ;;
	*) return 1 ;;
	esac
}

# The programs that test from user mode; those with a C library are there twice, see libc/build.mk.
programs() {
	for source in kernels/tests/user/*.c kernels/tests/libc/*.c; do
		test=$(basename "$source" .c)
		case $source in
		*/user/*) echo "$test" ;;
		*) echo "libc/$test musl/$test" ;;
		esac
	done
}

# But for those that have been run in a way of their own.
user_programs() { # config
	for test in $(programs); do
		case $test in
		exhaust | largest_mapping) continue ;;
		esac
		check "$1: $test, from user mode" \
			"$splitbench" exec --config "$1" --timeout 120 -- "$build/kernels/tests/$test"
	done
}

much_memory() { # config
	# PAE has memory above 4 GiB to prove.
	case $1 in
	*-pae*) mem=4608 ;;
	*) mem=3584 ;;
	esac
	check "$1 with $mem MiB: the kernel's own tests" "$splitbench" ktest --config "$1" --mem "$mem"
	check "$1 with 24 MiB, of them 4 highmem: processes use up one thing after another" \
		"$splitbench" exec --config "$1" --mem 24 --kernel-words highmem=4 --timeout 120 \
		-- "$build/kernels/tests/exhaust"
}

configuration() { # config
	check "$1 with 192 MiB: the kernel's own tests" "$splitbench" ktest --config "$1" --mem 192
	# Highmem and little lowmem in every configuration: zones that run out one after the other.
	check "$1 with 64 MiB, of them 24 highmem: the kernel's own tests" \
		"$splitbench" ktest --config "$1" --mem 64 --kernel-words highmem=24
	check "$1 with 64 MiB, of them 24 highmem: who is killed when memory runs out" \
		"$splitbench" exec --config "$1" --mem 64 --kernel-words highmem=24 -- "$build/kernels/tests/oom"
	check "$1 with 64 MiB: what processes took comes back, if they took all" \
		"$splitbench" exec --config "$1" --mem 64 -- "$build/kernels/tests/pages"
	check "$1 with 320 MiB: one program maps all addresses, and writes to all memory" \
		"$splitbench" exec --config "$1" --mem 320 --timeout 120 -- "$build/kernels/tests/largest_mapping" all
	check "$1: a panic says where, by symbols, and ends the machine with its own status" panics "$1"
	with debug && check "$1: the debug build, and what it must catch" "$splitbench" ktest --config "$1" --debug --mem 256
	if with long; then
		much_memory "$1"
		user_programs "$1"
	fi
	conformance "$1"
}

# A machine of 64 GB under 4G/4G with PAE had LowTotal 3137464 kB (announcement of the 4G/4G patch, I. Molnar,
# July 2003); one GiB less has 14336 kB fewer struct pages of 56 bytes. Within 5 %.
most_memory() {
	low=$("$splitbench" exec --config 4g4g-pae --mem 64512 -- "$build/workloads/syscall/null" --ops=1 --samples=1 |
		sed -n 's/.*"low_total_kib":\([0-9]*\).*/\1/p')
	echo "LowTotal $low kB"
	published=$((3137464 + 14336))
	[ "$low" -gt $((published * 95 / 100)) ] && [ "$low" -lt $((published * 105 / 100)) ]
}

does_not_fit() { # config, MiB, what it says
	output=$("$splitbench" exec --config "$1" --mem "$2" -- "$build/workloads/syscall/null" 2>&1)
	status=$?
	echo "status $status: $output"
	[ $status -eq 124 ] && echo "$output" | grep -q "does not fit: $1: .*$3"
}

limits() {
	check "4g4g-pae with 63 GiB: LowTotal is what was published for such a machine" most_memory
	check "3g1g-pae with 63 GiB: refused, as the struct pages leave no lowmem" \
		does_not_fit 3g1g-pae 64512 "KiB of lowmem for struct pages"
	check "3g1g with 8 GiB: refused, as two-level page tables do not reach it" \
		does_not_fit 3g1g 8192 "two-level"
}

# What programs print on Linux: one machine ran them all, see kernels/tests/abi/build.mk.
linux_out=$build/kernels/tests/linux.out

# The part of one program in the output of tools/each.
section() { # directory/name
	awk -v name="/tests/$1" '$0 == "== " name { on = 1 } on; on && $0 ~ "^== " name ": " { exit }'
}

# It ended, and with 0.
passed_on_linux() { # directory/name
	section "$1" <"$linux_out"
	grep -q "^== /tests/$1: exit 0\$" "$linux_out"
}

linux() {
	for test in $(programs); do
		check "Linux: $test, from user mode" passed_on_linux "$test"
	done
}

same_as_linux() { # name, file with a configuration's output
	section "abi/$1" <"$linux_out" >"$2.want"
	section "abi/$1" <"$2" >"$2.got"
	grep -q ": exit 0\$" "$2.want" && diff -U 2 --label Linux "$2.want" --label "this kernel" "$2.got"
}

# Programs whose output must be that of Linux.
conformance() { # config
	out=$(mktemp)
	files=
	for source in kernels/tests/abi/*.c; do
		test=$(basename "$source" .c)
		files="$files --file $build/kernels/tests/abi/$test:/tests/abi/$test"
	done
	# shellcheck disable=SC2086 # options are words
	"$splitbench" exec --config "$1" --timeout 60 $files -- "$build/kernels/tests/tools/each" /tests/abi >"$out" 2>&1
	for source in kernels/tests/abi/*.c; do
		test=$(basename "$source" .c)
		check "$1: $test: results and errors are Linux's" same_as_linux "$test" "$out"
	done
	rm -f "$out" "$out.want" "$out.got"
}

# The kernel's own tests, and the conservation of flushes as user mode sees it: ablations in `make test`.
brief() { # config
	check "$1 with 192 MiB: the kernel's own tests" "$splitbench" ktest --config "$1" --mem 192
	check "$1: ledger, from user mode" "$splitbench" exec --config "$1" -- "$build/kernels/tests/ledger"
}

case $part in
limits | linux) $part ;;
*) if with brief; then brief "$part"; else configuration "$part"; fi ;;
esac
echo "1..$n"
[ "$failed" -eq 0 ]
