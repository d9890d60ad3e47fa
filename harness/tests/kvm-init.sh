#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Init of the emulated machine of kvm.sh: loads kvm-amd, runs guests by KVM, and sends what came of it by the
# second serial line. The kernel's command line says what: sb_npt=1,0 sb_configs=LIST sb_tests=WORDS
# sb_workloads=LIST.

/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
export PATH=/bin SPLITBENCH_ROOT=/sb SPLITBENCH_BUILD=/sb/build TERM=dumb

for word in $(cat /proc/cmdline); do
	case $word in sb_*) eval "$word" ;; esac
done

for module in irqbypass kvm ccp; do
	insmod /modules/$module.ko
done

# run NAME COMMAND...: its output and status are part of what comes back
run() {
	out=/out/$1
	shift
	echo "== $*"
	"$@" >"$out.txt" 2>&1
	echo $? >"$out.status"
	tail -n 5 "$out.txt"
}

# QEMU forgets the shadow of an STI when its virtualised CPU leaves the guest there, so that an interrupt may fall
# between the STI and the SYSEXIT of a return: 4g4g panics then ("in the entry window"). A real CPU keeps it. Such
# a cell is tried again, and that is told.
measure() { # NAME OPTION...
	name=$1
	shift
	for try in 1 2 3 4 5; do
		run "$name.run$try" /sb/build/harness/splitbench run "$@" --config "$sb_configs" \
			--workload "$sb_workloads" --quick --mem 1024 --samples 2 --rounds 1 --resume --db "/out/$name.db"
		[ "$(cat "/out/$name.run$try.status")" = 1 ] || break
		grep -q "in the entry window" "/out/$name.run$try.txt" || break
	done
	cp "/out/$name.run$try.status" "/out/$name.status"
}

mkdir -p /out
for npt in $(echo "$sb_npt" | tr , ' '); do
	insmod /modules/kvm-amd.ko npt="$npt"
	cat /sys/module/kvm_amd/parameters/npt >"/out/npt$npt.module"
	run "npt$npt.doctor" /sb/build/harness/splitbench doctor
	[ -z "$sb_tests" ] || run "npt$npt.ktest" /sb/build/harness/splitbench ktest --accel kvm \
		--config "$sb_configs" --mem 256 --kernel-words "$(echo "$sb_tests" | tr + ' ')"
	measure "npt$npt" --accel kvm
	rmmod kvm-amd
done
rm -f /out/*.db-wal /out/*.db-shm /out/*.lock
stty -F /dev/ttyS1 raw -echo 115200
tar -c -C /out . | gzip >/tmp/out.tar.gz
cat /tmp/out.tar.gz >/dev/ttyS1
stty -F /dev/ttyS1 115200 # waits for what was written
echo "== the end, after $(cut -d. -f1 /proc/uptime) s"
sleep 1
poweroff -f
