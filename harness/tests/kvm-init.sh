#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Init of the emulated machine of kvm.sh: loads kvm-amd, runs guests by KVM, and sends what came of it by the
# second serial line. The kernel's command line says what: sb_npt=1,0 sb_npt1=CONFIGS sb_npt0=CONFIGS
# sb_workloads=LIST sb_tests=WORDS.

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

# A sign of life: without it kvm.sh takes the machine to stand still.
while sleep 10; do
	echo "# up $(cut -d. -f1 /proc/uptime) s"
done &

mkdir -p /out
# This kernel runs i386 programs itself.
cp /sb/model.db /out/validate.db
run validate /sb/build/harness/splitbench validate --samples 2 --clock model:skylake --db /out/validate.db
for npt in $(echo "$sb_npt" | tr , ' '); do
	eval "configs=\$sb_npt$npt"
	insmod /modules/kvm-amd.ko npt="$npt"
	cat /sys/module/kvm_amd/parameters/npt >"/out/npt$npt.module"
	run "npt$npt.doctor" /sb/build/harness/splitbench doctor
	[ -z "$sb_tests" ] || run "npt$npt.ktest" /sb/build/harness/splitbench ktest --accel kvm --timeout 1800 \
		--config "$configs" --mem 256 --kernel-words "$(echo "$sb_tests" | tr + ' ')"
	run "npt$npt" /sb/build/harness/splitbench run --accel kvm --timeout 1800 --config "$configs" --workload "$sb_workloads" \
		--quick --mem 1024 --samples 2 --rounds 1 --new --db "/out/npt$npt.db"
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
