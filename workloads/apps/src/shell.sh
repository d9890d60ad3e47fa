# SPDX-License-Identifier: GPL-2.0-or-later
# Many small programs from a shell: pipes, redirections, globs, arithmetic, functions, background jobs, traps.
# usage: sh shell.sh ROUNDS
set -u
dir=/tmp/shell.d
rm -rf $dir
mkdir $dir
cd $dir || exit 1

trap 'echo "end of $0, status $?"' EXIT
trap 'caught=$((caught + 1))' USR1
trap '' HUP
caught=0

square() {
	local n=$1
	echo $((n * n))
}

round() {
	i=$1

	# Files, globs and what they leave where nothing matches.
	for f in a b c; do
		seq $((i + 3)) | sed "s/^/$f /" >$f.$i.txt
	done
	echo *.$i.txt [ab].$i.* none.*
	ls | wc -l
	cat ?.$i.txt | sort -r -k 2n | head -n 4 | tr a-c A-C
	grep -c 'b' <b.$i.txt
	cp a.$i.txt copy && mv copy d.$i.txt && cmp a.$i.txt d.$i.txt && echo same
	awk '{ s += $2 } END { print "sum", s, NR }' ?.$i.txt

	# Redirections: append, here-documents, standard error, descriptors of one's own, /dev/null.
	exec 3>three
	echo first >&3
	echo second >&3
	exec 3>&-
	echo third >>three
	cat three - <<-EOF
		here $i is $(square $i) and $((i << 3 ^ 0x55)) $((-7 / 2)) $((i % 3 == 0 ? 1 : 2))
	EOF
	ls /nothing.here 2>err >/dev/null
	echo "status $? $(wc -l <err)"
	{ echo out; echo err >&2; } 2>&1 | sort | uniq -c | while read -r n what; do echo "$what:$n"; done

	# Jobs in the background, whose output is put in order by waiting.
	for j in 1 2 3; do
		(exit $((j * 10 + 1))) &
		eval "job$j=$!"
	done
	for j in 3 1 2; do
		eval "wait \$job$j"
		echo "job $j: $?"
	done
	seq 200 | sort -n | tail -n 1 >bg &
	wait $!
	cat bg

	# Signals: to oneself, to a child that is killed, and one that is ignored.
	kill -USR1 $$
	kill -HUP $$
	sleep 100 &
	kill -TERM $!
	wait $!
	echo "caught $caught, killed $?"
	(trap 'echo "inner end"' EXIT; trap 'exit 5' TERM; kill -TERM $(exec sh -c 'echo $PPID'))
	echo "inner $?"

	# Expansion, conditions, and a program that is not there.
	path=/usr/lib/x.$i.tar.gz
	echo "${path##*/} ${path%%.*} ${path%.gz} ${#path} ${unset_one:-default}"
	case $path in *.tar.*) echo archive ;; *) echo other ;; esac
	[ -f three ] && [ ! -d three ] && test $i -lt 1000 && echo tested
	no_such_program 2>/dev/null
	echo "status $?"
	false | true
	echo "pipe $?"
	printf '%05d|%-6s|%x\n' $i ab 255 | md5sum
	find . -name "*.$i.txt" | sort | xargs cat | md5sum
	rm -f ?.$i.txt three err bg
}

n=0
while [ $n -lt "$1" ]; do
	n=$((n + 1))
	round $n
done
ls -a | tr '\n' ' '
cd / && rm -rf $dir
exit 0
