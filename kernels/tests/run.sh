#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Tests of the kernel. run.sh BUILD-DIRECTORY CONFIGURATION: those inside it, with little, usual and much
# memory, and the programs that test it from user mode. run.sh BUILD-DIRECTORY limits: how much memory
# which configuration holds. run.sh BUILD-DIRECTORY host: the programs on the host's Linux. Prints TAP.
set -u
build=$1 part=$2
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

# The programs that test from user mode, those with a C library in libc/.
programs() {
	ls kernels/tests/user/*.c kernels/tests/libc/*.c | sed 's|^kernels/tests/||; s|^user/||; s|\.c$||'
}

configuration() { # config
	# PAE has memory above 4 GiB to prove.
	case $1 in
	*-pae*) memories="192 4608" ;;
	*) memories="192 3584" ;;
	esac
	for mem in $memories; do
		check "$1 with $mem MiB: the kernel's own tests" "$splitbench" ktest --config "$1" --mem "$mem"
	done
	# Highmem and little lowmem in every configuration: zones that run out one after the other.
	check "$1 with 64 MiB, of them 24 highmem: the kernel's own tests" \
		"$splitbench" ktest --config "$1" --mem 64 --kernel-words highmem=24
	check "$1 with 64 MiB, of them 24 highmem: who is killed when memory runs out" \
		"$splitbench" exec --config "$1" --mem 64 --kernel-words highmem=24 -- "$build/kernels/tests/oom"
	check "$1 with 24 MiB, of them 4 highmem: processes use up one thing after another" \
		"$splitbench" exec --config "$1" --mem 24 --kernel-words highmem=4 --timeout 120 \
		-- "$build/kernels/tests/exhaust"
	check "$1: the debug build, and what it must catch" "$splitbench" ktest --config "$1" --debug --mem 256
	check "$1 with 64 MiB: what processes took comes back, if they took all" \
		"$splitbench" exec --config "$1" --mem 64 -- "$build/kernels/tests/pages"
	check "$1 with 1088 MiB: one program maps all addresses, and writes to all memory" \
		"$splitbench" exec --config "$1" --mem 1088 --timeout 120 -- "$build/kernels/tests/largest_mapping" all
	check "$1: a panic says where, by symbols, and ends the machine with its own status" panics "$1"
	for test in $(programs); do
		check "$1: $test, from user mode" \
			"$splitbench" exec --config "$1" --timeout 120 -- "$build/kernels/tests/$test"
	done
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

host() {
	for test in $(programs); do
		# A kernel without IA32 emulation cannot say anything about Linux's answers.
		"$build/kernels/tests/$test" >/dev/null 2>&1
		if [ $? -eq 126 ]; then
			echo "# this host runs no i386 programs: $test not held against it"
		else
			check "host Linux: $test" "$build/kernels/tests/$test"
		fi
	done
}

case $part in
limits | host) $part ;;
*) configuration "$part" ;;
esac
echo "1..$n"
[ "$failed" -eq 0 ]
