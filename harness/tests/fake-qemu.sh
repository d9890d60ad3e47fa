#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Stands in for QEMU in the tests. The kernel image is a text: the name of what is to happen.

append= con=console plugin= accel=
while [ $# -gt 0 ]; do
	case $1 in
	--version) echo 'QEMU emulator version 0.0.1 (fake)'; exit 0 ;;
	-accel) accel=$2; shift ;;
	-append) append=$2; shift ;;
	-plugin) plugin=$2; shift ;;
	-chardev) case $2 in file,id=con,*) con=${2##*path=} ;; esac; shift ;;
	esac
	shift
done

# The parameters are the words between the program and the first option.
params= ops=0 samples=0 program= pmu=
for word in $append; do
	case $word in
	init=*) program=${word##*/} ;;
	--ops=*) ops=${word#*=} ;;
	--samples=*) samples=${word#*=} ;;
	--warmup=*) ;;
	--pmu) pmu=1 ;;
	*) params="$params${params:+ }$word" ;;
	esac
done

begin() {
	echo "{\"splitbench\":1,\"record\":\"begin\",\"workload\":\"unit/$program\",\"params\":\"$params\",\"ops\":$1,\"samples\":$samples,\"warmup\":1}"
}
# sample INDEX CYCLES
sample() {
	echo "{\"splitbench\":1,\"record\":\"sample\",\"index\":$1,\"cycles\":$2,\"checksum\":\"1\"}"
	echo "{\"splitbench\":1,\"record\":\"ledger\",\"index\":$1,\"counts\":{\"syscall_entry.cr3_load\":$ops},\"counters\":{\"syscalls\":$ops,\"user_entries\":$ops,\"user_exits\":$ops}}"
	[ -z "$pmu" ] || echo "{\"splitbench\":1,\"record\":\"pmu\",\"index\":$1,\"counts\":{\"cycles\":$(($2 * 2)),\"dtlb_walks\":0}}"
}
# good CYCLES CHECKSUM [OPS]
good() {
	echo 'hello from the guest'
	begin "${3:-$ops}"
	echo "{\"splitbench\":1,\"record\":\"machine\",\"config\":\"$config\",\"ram_kib\":2097152,\"low_total_kib\":4,\"low_free_kib\":3,\"high_total_kib\":2,\"high_free_kib\":1,\"page_struct_kib\":5,\"tsc_khz\":1000000,\"boot_tsc\":123}"
	i=0
	while [ $i -lt "$samples" ]; do
		sample $i $(($1 + i))
		i=$((i + 1))
	done
	[ "$samples" -gt 0 ] ||
		echo '{"splitbench":1,"record":"capacity","name":"things","value":42,"unit":"things","limited_by":"lowmem","refusal":"ENOMEM"}'
	echo "{\"splitbench\":1,\"record\":\"end\",\"checksum\":\"$2\"}"
}
# The records of the model for a good guest, but for what $twist says.
zeros() {
	for name; do printf ',"%s":0' "$name"; done
}
# record INDEX PROFILE
record() {
	user=$((ops * 7)) cr3=$ops whole=$((ops * 300500)) irqs=0 calls=$ops returns=$ops
	case $twist in
	user) user=$((user + 1)) ;;
	cr3) cr3=$((cr3 + 1)) ;;
	irqs) irqs=1 ;;
	entries) calls=$((calls + 1)) ;;
	exits) returns=$((returns + 1)) ;;
	parts) whole=$((whole + 1)) ;;
	esac
	printf '{"splitbench":1,"record":"model","index":%d,"profile":"%s","mcycles":%d' "$1" "$2" $whole
	printf ',"parts":{"user":%d,"flush":%d' $((ops * 100000)) $((ops * 200500))
	zeros kernel entry_exit user_copy kmap stlb walk_insn_refill walk_insn_capacity walk_data_refill \
		walk_data_capacity dirty cache
	printf '},"insns":{"user":%d,"kernel":%d' $user $((ops * 93))
	zeros entry_exit user_copy kmap
	printf '},"events":{"cr3":%d,"int":%d,"iret":%d' $cr3 "$calls" "$returns"
	zeros sysenter sysexit fault irq cr4 invlpg segment flags rdtsc io serialize
	printf '},"counts":{"flushed":%d' $((ops * 3))
	zeros itlb_misses dtlb_misses stlb_hits walks_insn_refill walks_insn_capacity walks_data_refill \
		walks_data_capacity pde_hits walk_refs walk_refs_l1 walk_refs_l2 walk_refs_l3 walk_refs_memory \
		dirty_updates stale cache_misses
	printf '},"deliveries":{"irqs_user":%d' $irqs
	zeros irqs_kernel faults_user faults_kernel
	echo '}}'
}
model() {
	lost=0 i=0 seen=$samples
	case $twist in
	lost) lost=1 ;;
	short) seen=$((samples - 1)) ;;
	stale) FAKE_PROFILES="${FAKE_PROFILES%?????}0000\"" ;;
	esac
	while [ $i -lt "$seen" ]; do
		for path in $(echo "$plugin" | tr , '\n' | sed -n 's/^profile=//p'); do
			profile=${path##*/}
			record $i "${profile%.profile}"
		done
		i=$((i + 1))
	done
	[ "$twist" = end ] ||
		printf '{"splitbench":1,"record":"model_end","samples":%d,"disagreements":%d,"unknown_cr3":0,"unknown_invlpg":0,"unpaired_marks":0,"profiles":{%s}}\n' \
			"$samples" $lost "$FAKE_PROFILES"
}
# What two symbols have cost; 4g4g flushes as well, and one name is two functions'.
folded() {
	n=$((ops * samples))
	echo "stack icount $(echo "$plugin" | tr , '\n' | sed -n 's|^profile=.*/\(.*\)\.profile|\1|p' | tr '\n' ' ' | sed 's/ $//')"
	echo "kernel;do_syscall;kernel $((n * 3000)) $((n * 4500)) $((n * 1500))"
	echo "kernel;do_syscall;kernel $((n * 1000)) $((n * 1500)) $((n * 500))"
	[ "$config" != 4g4g ] || echo "entry_exit;int80_entry;flush 0 $((n * 90000)) $((n * 85000 + n / 2))"
	echo "user;run;user $((n * 7000 + n / 2 - 1)) 0 0"
	echo "user;main;user 1 1 1"
}
# The first stages of the probe.
stages() {
	printf "stage %s\n" start two_level global interrupt syscall pae counters | head -n "$1" > "$con"
}
# leave STATUS LOG-LINE
leave() {
	printf 'booted\n%s\n' "$2" > log
	exit "$1"
}

read -r what config rest < kernel.elf
twist=
case $what in
model_once) [ -e "$FAKE_MARK" ] && what=model_user || what=once2 ;;
esac
case $what in model_*) twist=${what#model_} what=good ;; esac
if [ "$plugin" ]; then
	model > model
	folded > folded
fi
case $what in
good)      good $((ops * 100)) aaaa > "$con"; leave 65 'exit: 0' ;;
slow)      good $((ops * 150)) aaaa > "$con"; leave 65 'exit: 0' ;;
wrong)     good $((ops * 100)) bbbb > "$con"; leave 65 'exit: 0' ;;
fewer)     good $((ops * 100)) aaaa $((ops - 1)) > "$con"; leave 65 'exit: 0' ;;
truncated) good $((ops * 100)) aaaa | head -n 7 > "$con"; leave 65 'exit: 0' ;;
cut)       good $((ops * 100)) aaaa | head -c 300 > "$con"; leave 65 'exit: 0' ;;
error)     echo '{"splitbench":1,"record":"error","what":"open /tmp/x: ENOSPC"}' > "$con"; leave 65 'exit: 1' ;;
status)    good $((ops * 100)) aaaa > "$con"; leave 65 'exit: 3' ;;
noline)    leave 65 'nothing of the kind' ;;
panic)     echo 'last words' > "$con"; leave 67 "kernel panic: page fault at c0000000
backtrace:
  c0101234 start_kernel+0x10" ;;
nofit)     leave 69 'nofit: needs 64 MiB' ;;
nohigh)    echo '{"splitbench":1,"record":"nofit","what":"no highmem here"}' > "$con"; leave 65 'exit: 124' ;;
reset)     leave 0 'lidt' ;;
odd)       leave 42 'odd' ;;
refuse)    echo 'qemu: cannot set up guest memory' >&2; exit 1 ;;
kill)      kill -KILL $$ ;;
hang)      exec sleep 1000 ;;
spin)      while :; do :; done ;;
flood)     exec yes > "$con" ;;
fill)      yes | head -c 200000 > "$con" 2>/dev/null; leave 65 "exit: 0" ;;
# The probe: how far the guest comes, and what is said of KVM.
probe)     case $rest in
           refused) echo "qemu: error: failed to set MSR 0x480 to 0x0" >&2; kill -ABRT $$ ;;
           no_cpu) echo "qemu: unable to find CPU model 'host'" >&2; exit 1 ;;
           without) echo "qemu: -accel kvm: invalid accelerator kvm" >&2; exit 1 ;;
           old) echo "qemu: -cpu host,migratable=off: Property 'host-i386-cpu.migratable' not found" >&2; exit 1 ;;
           internal) stages 3; echo "KVM internal error. Suberror: 1" >&2; exec sleep 1000 ;;
           error:*) echo "Could not access KVM kernel module: ${rest#error:}" >&2; exit 1 ;;
           reset:*) stages "${rest#reset:}"; exit 0 ;;
           hang:*) stages "${rest#hang:}"; exec sleep 1000 ;;
           usable) stages 7; printf "fact tsc_invariant 1\nfact pmu_events 7\n" >> "$con"; leave 65 "exit: 0" ;;
           esac ;;
# Two at a time find each other's directory.
alone)     mkdir "$FAKE_MARK" || leave 67 'kernel panic: not alone'
           good $((ops * 100)) aaaa > "$con"; sleep 0.1; rmdir "$FAKE_MARK"; leave 65 'exit: 0' ;;
once)      [ -e "$FAKE_MARK" ] || { : > "$FAKE_MARK"; kill -INT $PPID; exec sleep 1000; }
           good $((ops * 100)) aaaa > "$con"; leave 65 'exit: 0' ;;
once2)     [ -e "$FAKE_MARK" ] || { : > "$FAKE_MARK"; leave 67 panic; }
           good $((ops * 100)) aaaa > "$con"; leave 65 'exit: 0' ;;
exec)      echo "$append" > "$con"; printf 'ledger: syscall_entry cr3_load 7\ncounter: syscalls 9\nexit: 5\n' > log; exit 65 ;;
tap)       printf '1..2\nok 1 - one\nok 2 - two\n' > "$con"; leave 65 'exit: 0' ;;
tapbad)    printf '1..2\nok 1 - one\nnot ok 2 - two\n' > "$con"; leave 65 'exit: 0' ;;
tapshort)  printf '1..2\nok 1 - one\n' > "$con"; leave 65 'exit: 0' ;;
tapdebug)  case $append in
           *misuse=caught*) leave 67 'kernel panic: twice unmapped' ;;
           *misuse=reported*) leave 65 'held by 3
exit: 0' ;;
           *misuse=missed*) leave 65 'exit: 0' ;;
           esac
           printf '1..1\nok 1 - one\nmisuse caught: panic: t*e un\nmisuse reported: held by *\n%s' "$rest" > "$con"
           leave 65 'exit: 0' ;;
esac
exit 99
