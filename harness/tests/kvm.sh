#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The path of --accel kvm where there is no KVM: kvm.sh BUILD-DIRECTORY CONFIGS NPT WORKLOADS [TESTS]
# A machine that QEMU emulates has AMD's virtualisation; on it run Debian's kernel with kvm-amd, QEMU, and
# this very splitbench, which boots our kernels by KVM. The database comes back, and its ledger is held
# against that of the same cells under TCG, to the last flush.
set -eu

build=$(cd "$1" && pwd) configs=$2 npt=$3 workloads=$4 tests=${5:-}
dir=$build/kvm
tree=$dir/tree
packages=$build/debian/amd64
busybox=$packages/bin/busybox
splitbench=$build/harness/splitbench
limit=${SPLITBENCH_KVM_LIMIT:-1800}

fail() {
	echo "not ok - $*" >&2
	exit 1
}

# What a program needs to run: itself at its place, and its libraries at theirs.
with_libraries() { # PROGRAM...
	for program; do
		{ ldd "$program" || true; } | grep -o '/[^ ]*' | while read -r library; do
			mkdir -p "$tree/$(dirname "$library")"
			cp -L "$library" "$tree/$library"
		done
	done
}

rm -rf "$dir"
mkdir -p "$tree/bin" "$tree/modules" "$tree/proc" "$tree/sys" "$tree/dev" "$tree/tmp" \
	"$tree/sb/build/harness" "$tree/sb/build/kernels"

qemu=/usr/libexec/qemu-system-i386 # what Debian's /usr/bin/qemu-system-i386 starts
[ -x $qemu ] || qemu=$(command -v qemu-system-i386)
# At the place where it is, as it finds its firmware from there.
mkdir -p "$tree/$(dirname $qemu)"
cp "$qemu" "$tree/$qemu"
ln -s "$qemu" "$tree/bin/qemu-system-i386"
for file in qemu/multiboot_dma.bin qemu/multiboot.bin qemu/kvmvapic.bin seabios/bios-256k.bin; do
	mkdir -p "$tree/usr/share/${file%/*}"
	cp -L "/usr/share/$file" "$tree/usr/share/$file"
done
cp "$busybox" "$tree/bin/busybox"
ln -s busybox "$tree/bin/sh"
for module in kvm kvm-amd ccp irqbypass; do
	find "$packages/lib/modules" -name "$module.ko" -exec cp {} "$tree/modules/" \;
done
cp "$splitbench" "$tree/sb/build/harness/"
with_libraries "$qemu" "$splitbench"
cp "$build/kernels/probe.elf" "$tree/sb/build/kernels/"
for config in $(echo "$configs" | tr , ' '); do
	mkdir -p "$tree/sb/build/kernels/$config"
	cp "$build/kernels/$config/kernel.elf" "$tree/sb/build/kernels/$config/"
	[ -z "$tests" ] || cp "$build/kernels/$config/kernel-test.elf" "$tree/sb/build/kernels/$config/"
done
(cd "$build" && find workloads -type f ! -name '*.o' ! -name '*.d' ! -name '*.a' -perm -u+x |
	"$busybox" cpio -o -H newc) 2>/dev/null | (cd "$tree/sb/build" && "$busybox" cpio -i -d 2>/dev/null)
mkdir -p "$tree/sb/kernels" "$tree/sb/results" "$tree/sb/harness/model"
cp -r harness/model/profiles "$tree/sb/harness/model/"
cp kernels/configs.def "$tree/sb/kernels/"
cp results/*.sql "$tree/sb/results/"
cp harness/tests/kvm-init.sh "$tree/init"
chmod +x "$tree/init"
(cd "$tree" && find . | "$busybox" cpio -o -H newc 2>/dev/null) >"$dir/initramfs.cpio"

# The machine. It is slow, and so its watchdogs would bark.
start=$(date +%s)
timeout "$limit" qemu-system-x86_64 -M pc -accel tcg -cpu max,+svm,+npt -m 3072 -nodefaults -display none -no-reboot \
	-kernel "$(ls "$packages"/boot/vmlinuz-*)" -initrd "$dir/initramfs.cpio" \
	-append "console=ttyS0 quiet panic=-1 nowatchdog mitigations=off sb_npt=$npt sb_configs=$configs \
sb_workloads='$workloads' sb_tests=$tests" \
	-serial "file:$dir/console" -serial "file:$dir/out.tar.gz" || fail "the emulated machine did not end well"
echo "# the emulated machine ran for $(($(date +%s) - start)) s"

mkdir -p "$dir/out"
tar -xzf "$dir/out.tar.gz" -C "$dir/out" || { tail -n 30 "$dir/console"; fail "nothing came back"; }

# The same cells under TCG, and the ledgers side by side. Time goes differently there, so that interrupts fall
# elsewhere: what a tick causes is taken off both, which is known by the counters, as all entries from user mode
# that are no system call and no fault.
"$splitbench" run --accel tcg --clock icount --config "$configs" --workload "$workloads" --quick --mem 1024 \
	--samples 2 --new --db "$dir/tcg.db" >"$dir/tcg.txt" 2>&1 || { tail "$dir/tcg.txt"; fail "the cells fail under TCG"; }

bad=0
check() { # WHAT EXPECTED COMMAND...
	what=$1 expected=$2
	shift 2
	got=$("$@" 2>&1) || true
	if [ "$got" = "$expected" ]; then
		echo "ok - $what"
	else
		echo "not ok - $what: '$got' instead of '$expected'"
		bad=1
	fi
}

exact="WITH c AS (SELECT id, run, config, workload, params FROM cell WHERE state = 'ok' AND NOT twin),
irqs AS (SELECT cell, idx, sum(CASE name WHEN 'user_entries' THEN n ELSE -n END) AS n FROM counter
	WHERE name IN ('user_entries', 'syscalls', 'faults') GROUP BY cell, idx)
SELECT c.config, c.workload, c.params, l.cause, l.kind,
       l.n - CASE WHEN l.cause IN ('trap_entry', 'trap_exit') THEN coalesce(irqs.n, 0) ELSE 0 END AS events
FROM c JOIN ledger AS l ON l.cell = c.id LEFT JOIN irqs ON irqs.cell = l.cell AND irqs.idx = l.idx
WHERE events <> 0 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"

sqlite3 "$dir/tcg.db" "$exact" >"$dir/tcg.ledger"
for n in $(echo "$npt" | tr , ' '); do
	db=$dir/out/npt$n.db
	case $(cat "$dir/out/npt$n.module") in
	[1Y]) is=1 ;;
	*) is=0 ;;
	esac
	check "npt=$n: kvm-amd runs so" "$n" echo "$is"
	check "npt=$n: the probe finds KVM usable" 1 grep -c 'KVM  .*usable; invariant' "$dir/out/npt$n.doctor.txt"
	[ -z "$tests" ] || check "npt=$n: the kernel tests pass" 0 cat "$dir/out/npt$n.ktest.status"
	check "npt=$n: all cells pass" 0 cat "$dir/out/npt$n.status"
	check "npt=$n: the clock is kvm-tsc, the host emulated" 'kvm-tsc|emulated' \
		sqlite3 "$db" 'SELECT DISTINCT clock, host_kind FROM v_summary'
	sqlite3 "$db" "$exact" >"$dir/npt$n.ledger"
	check "npt=$n: the ledger is that of TCG, to the last flush" '' diff "$dir/tcg.ledger" "$dir/npt$n.ledger"
	check "npt=$n: a null call of 4g4g loads CR3 twice" "$(
		sqlite3 "$db" "SELECT 2.0 FROM cell WHERE config = '4g4g' AND workload = 'syscall/null' LIMIT 1")" \
		sqlite3 "$db" "SELECT DISTINCT sum(per_op) FROM v_flush_ledger WHERE config = '4g4g' AND
		workload = 'syscall/null' AND cause LIKE 'syscall%' AND kind = 'cr3_load' GROUP BY params"
	for again in "$dir"/out/npt"$n".run*.txt; do
		! grep -h "in the entry window" "$again" || echo "# and tried again"
	done
done
echo "# the ledger has $(wc -l <"$dir/tcg.ledger") counts"
exit $bad
