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
limit=${SPLITBENCH_KVM_LIMIT:-3600}

# The configurations that run with nested paging, and without. QEMU's walk sets the accessed bit in the four entries
# that CR3 points to under PAE, where it is reserved (excp_helper.c; Intel SDM vol. 3, 4.4.1): with nested paging that is the
# guest's own table, and at the next write of CR4 KVM takes the bit for the guest's mistake. Without, it is KVM's table.
list() { # PATTERN: those that match it, with commas
	echo "$configs" | tr , '\n' | grep "$@" | paste -s -d ,
}
configs_for() { # NPT
	case $1 in
	1) list -v -e -pae ;;
	0) list -e -pae -e "^${configs%%,*}\$" ;;
	esac
}

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
cp -r results/*.sql results/queries "$tree/sb/results/"
# What the model says of a chase in user mode, for `splitbench validate` to stand beside there.
"$splitbench" run --accel tcg --clock icount,model:skylake --config "${configs%%,*}" --workload memory/chase --quick \
	--samples 2 --new --db "$tree/sb/model.db" >"$dir/model.txt" 2>&1 || { tail "$dir/model.txt"; fail "the model's cells fail"; }
rm -f "$tree"/sb/model.db-* "$tree"/sb/model.db.lock
cp harness/tests/kvm-init.sh "$tree/init"
chmod +x "$tree/init"
(cd "$tree" && find . | "$busybox" cpio -o -H newc 2>/dev/null) >"$dir/initramfs.cpio"

# The machine. It is slow, and so its watchdogs would bark.
machine() {
	exec timeout "$limit" qemu-system-x86_64 -M pc -accel tcg -cpu max,+svm,+npt -m 3072 -nodefaults -display none -no-reboot \
		-kernel "$(ls "$packages"/boot/vmlinuz-*)" -initrd "$dir/initramfs.cpio" \
		-append "console=ttyS0 quiet panic=-1 nowatchdog mitigations=off sb_npt=$npt sb_npt1=$(configs_for 1) sb_npt0=$(configs_for 0) \
sb_workloads='$workloads' sb_tests=$tests" \
		-serial "file:$dir/console" -serial "file:$dir/out.tar.gz"
}

# Its status, or `stood_still` where two minutes and more have brought none of its signs of life.
stood_still=99
watched_machine() {
	start=$(date +%s)
	: >"$dir/console"
	machine &
	pid=$!
	trap 'kill $pid 2>/dev/null; exit 130' INT TERM
	while sleep 2 && kill -0 $pid 2>/dev/null; do
		if [ $(($(date +%s) - $(stat -c %Y "$dir/console"))) -gt 150 ]; then
			kill $pid
			wait $pid
			return $stood_still
		fi
	done
	wait $pid
}

# One start in some thirty has stood still for good, its processor halted; why is not known. It shows nothing of what is
# tested, so that it is started once more. A machine that shows signs of life and does not end has failed.
for try in first second; do
	status=0
	watched_machine || status=$?
	[ $status -eq $stood_still ] || break
	sign=$(sed -n 's/^# up //p' "$dir/console" | tail -n 1)
	echo "# the emulated machine stands still at its $try start; its last sign of life: ${sign:-none}"
done
[ $status -eq 0 ] || { tail -n 30 "$dir/console"; fail "the emulated machine did not end well: status $status ($stood_still: it stood still)"; }
echo "# the emulated machine ran for $(($(date +%s) - start)) s"

mkdir -p "$dir/out"
tar -xzf "$dir/out.tar.gz" -C "$dir/out" || { tail -n 30 "$dir/console"; fail "nothing came back"; }

# The same cells under TCG, and the ledgers side by side. Time goes differently there, so that interrupts fall
# elsewhere: what a tick causes is taken off both, which is known by the counters, as all entries from user mode
# that are no system call and no fault.
ran=$(for n in $(echo "$npt" | tr , ' '); do configs_for "$n"; done | tr , '\n' | sort -u | paste -s -d ,)
"$splitbench" run --accel tcg --clock icount --config "$ran" --workload "$workloads" --quick --mem 1024 \
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
WHERE events <> 0 GROUP BY 1, 2, 3, 4, 5, 6"

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
	check "npt=$n: a null call loads CR3 twice in 4g4g and 4g4g-pae, and never in the others" '' \
		sqlite3 "$db" "SELECT config, params, sum(per_op) AS loads FROM v_flush_ledger
		WHERE workload = 'syscall/null' AND cause LIKE 'syscall%' AND kind = 'cr3_load' GROUP BY 1, 2
		HAVING loads <> iif(config GLOB '4g4g*', 2, 0)"
	check "npt=$n: no counters here, and cells do without them" 0 sqlite3 "$db" 'SELECT count(*) FROM pmu_event'
done
for n in $(echo "$npt" | tr , ' '); do
	sqlite3 "$dir/out/npt$n.db" "$exact"
done | LC_ALL=C sort -u >"$dir/kvm.ledger"
sqlite3 "$dir/tcg.db" "$exact" | LC_ALL=C sort >"$dir/tcg.ledger"
check "the ledger is that of TCG, to the last flush" '' diff "$dir/tcg.ledger" "$dir/kvm.ledger"
check "validate runs the programs on this kernel itself, and they do the same" '2|emulated|4' sqlite3 "$dir/out/validate.db" \
	"SELECT count(DISTINCT params), host_kind, (SELECT count(*) FROM native_sample) FROM native"
check "and shows them beside the model" 2 grep -c '^native  *emulated  *memory/chase .* model:' "$dir/out/validate.txt"
echo "# the ledger has $(wc -l <"$dir/tcg.ledger") counts"
exit $bad
