#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The sentences of the report against fixture.sql, and every ready query and every plot's, which have to run and to find
# something there. Prints TAP. Needs Debian's package sqlite3.
set -u

. "$(dirname "$0")/setup.sh"

# The file with :run, :sweep, :ablation and :clock bound as the harness binds them.
bound() {
	printf '.parameter set :run %s\n.parameter set :sweep %s\n.parameter set :ablation %s\n.parameter set :clock "'"'%s'"'"\n' "$2" "$3" "$4" icount
	cat "$1"
}

cat "$results/schema.sql" "$here/fixture.sql" "$results/views.sql" | sqlite3 -bail "$db" || {
	echo "Bail out! cannot make the database"
	exit 1
}

# sentence NAME [SQL]: the text of results/report/NAME.sql, with rows added for it.
sentence() {
	{
		echo "BEGIN; ${2-};"
		bound "$results/report/$1.sql" 1 4 50
		echo "ROLLBACK;"
	} | sqlite3 -bail "$db" 2>&1 | sed 's/|[^|]*|[^|]*$//' >"$scratch/sentence"
}
said() { # what
	cat >"$scratch/want"
	cmp -s "$scratch/want" "$scratch/sentence"
	ok "$1" || diff "$scratch/want" "$scratch/sentence" | sed 's/^/# /'
}

# Of 3000 cycles a sample that it takes more on x, 1000 are flush, 1500 refills and 500 the kernel.
sentence null_call
said "what a null call costs, and why" <<'END'
A null system call by int 0x80 takes 150 instructions in `bee` and 100 in `zero`, 1.50 times as many. In modelled cycles it costs 1.50 (New) to 2.00 times (Ex, the old one) as much, as each call loads CR3 2 times (0 in `zero`): of what it costs more on the Ex, the old one, 33 % are these loads, 50 % is spent to fetch again what they dropped from the TLB, and 17 % is the longer path.
END

# On the straight line of the logarithms from 6250 calls, 2 %, to 10000, 8 %: 6250 * 1.6 ^ (ln 2.5 / ln 4) = 8527.
sentence break_even
said "from which rate on it costs 5 %" <<'END'
It depends on CPU and working set from how many system calls on `bee` costs a program 5 % more than `zero`: from 8527 in a million cycles (Ex, the old one, 64 KiB; 17,054,000 a second at 2000 MHz).
END

sentence holds
said "what each split holds" <<'END'
With 1024 MiB there can be 5,000 processes with 32 page tables each in `zero` and 6,000 in `bee`; what runs out is lowmem.
END

# 3 cells are taken for others: a page in lowmem takes 20 instructions, one in highmem 40.
sentence highmem "UPDATE cell SET params = 'kind=local zone=high pages=1', config = 'zero', workload = 'highmem/map' WHERE id = 18;
	UPDATE measure SET value = 400 WHERE cell = 18 AND clock = 'icount'; DELETE FROM measure WHERE cell = 18 AND clock <> 'icount'"
said "what a page in highmem costs more" <<'END'
To map a page in the kernel for a moment, by kmap_local_page and 1 pages together, takes `zero` 20.0 instructions a page more where the page is in highmem than where it is in lowmem.
END

# 1200 over 1000, and as many cycles; 2 pages an operation.
sentence highmem_sweep "UPDATE workload SET name = 'syscall/file_read' WHERE name = 'syscall/pipe';
	UPDATE cell SET workload = 'syscall/file_read', params = 'size=4096' WHERE workload = 'syscall/pipe'"
said "what reading costs where the file is in highmem" <<'END'
With 1024 MiB, of which 128 are highmem, a read() of 4 KiB from the page cache maps 2 pages of highmem in `zero`, and costs 1.200 times the instructions and 1.20 times (new) the cycles that it does with 512 MiB, which are all lowmem.
END

# Each of these has a title, and bears a run that lacks what it is about.
for file in "$results"/report/*.sql; do
	name=report/$(basename "$file")
	sed -n 2p "$file" | grep -q '^-- [A-Z]'
	ok "$name has a title"
	[ -z "$(bound "$file" 3 3 3 | sqlite3 -bail "$db" 2>&1)" ]
	ok "$name says nothing about a run without cells"
done

# Each of these has a title, runs, and finds something in the fixture.
for file in "$results"/queries/*.sql "$plots"/*.sql; do
	name=$(basename "$(dirname "$file")")/$(basename "$file")
	sed -n 2p "$file" | grep -q '^-- [A-Z]'
	ok "$name has a title"
	bound "$file" 1 4 50 | sqlite3 -bail "$db" >"$scratch/got" 2>&1 && [ -s "$scratch/got" ]
	ok "$name gives rows" || sed 's/^/# /' "$scratch/got"
	bound "$file" 3 3 3 | sqlite3 -bail "$db" >"$scratch/got" 2>&1
	ok "$name bears a run without cells" || sed 's/^/# /' "$scratch/got"
done

tap_end
