#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Link a kernel with a table of its own text symbols: ksyms.sh OUTPUT LINKER-SCRIPT OBJECTS...
# LD and CC are the linker and the assembler's driver. Three links: without the table, with one of
# the final size, and with the final addresses (the table itself moves nothing it names, since it
# lies behind all text).
set -eu
out=$1 script=$2
shift 2
tmp=${out%.elf}.ksyms

table() { # of the kernel $1; nothing at first
	{
		echo '.section .ksyms, "a", @progbits'
		[ -z "$1" ] || nm -n "$1" | awk '
			$2 ~ /^[tT]$/ { printf ".long 0x%s, 9f\n.pushsection .ksyms.str, \"a\", @progbits\n", $1
					printf "9: .asciz \"%s\"\n.popsection\n", $3 }'
	} >"$tmp.S"
	$CC -c "$tmp.S" -o "$tmp.o"
}

table ''
$LD -T "$script" -o "$tmp.elf" "$@" "$tmp.o"
table "$tmp.elf"
$LD -T "$script" -o "$tmp.elf" "$@" "$tmp.o"
table "$tmp.elf"
$LD -T "$script" -o "$out" "$@" "$tmp.o"
rm -f "$tmp.S" "$tmp.o" "$tmp.elf"
