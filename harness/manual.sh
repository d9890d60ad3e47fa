#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual page of splitbench, one for all commands, from what each says to --help: manual.sh PROGRAM. By
# help2man, which knows how argp prints; what it makes of a command becomes a subsection.
set -eu
splitbench=$1
release=$(git log -1 --format=%h 2>/dev/null || echo unknown)

of() { # command
	help2man --no-info --no-discard-stderr --version-string="$release" --name="$1" "$splitbench $1"
}

cat <<HEAD
.\\" Made by harness/manual.sh.
.TH SPLITBENCH 1 "" "splitbench $release" "User Commands"
.SH NAME
splitbench \\- what a 32-bit address-space split costs, and what it buys
.SH SYNOPSIS
.B splitbench
\\fI\\,COMMAND\\/\\fR [\\fI\\,OPTION\\/\\fR...]
.SH DESCRIPTION
Boots one small i386 kernel in several splits under QEMU, runs the same static Linux programs on each of them,
counts instructions, TLB flushes and modelled cycles, keeps them in an SQLite database, and shows them.
.SH COMMANDS
HEAD
"$splitbench" help | sed -n 's/^  \([a-z-]*\) .*/\1/p' | while read -r command; do
	summary=$("$splitbench" help | sed -n "s/^  $command  *//p")
	printf '.SS "splitbench %s: %s"\n' "$command" "$summary"
	[ "$command" = help ] || of "$command" | awk '
		/^[.]SH NAME/ { skip = 1; next }
		/^[.]SH/ { skip = 0; if ($2 ~ /SYNOPSIS|DESCRIPTION/) { print ".PP"; next } sub(/SH/, "PP\n.B"); }
		/^[.]SS/ { sub(/SS/, "PP\n.B") }
		/^[.]IP/ { print ".PP"; next }
		/^[.]TH/ || /^[.]\\"/ || skip { next }
		{ print }'
done
cat <<'TAIL'
.SH FILES
.TP
results/results.db
The database, where \fB\-\-db\fR names no other.
.TP
harness/model/profiles/
The CPU profiles of the cycle model.
.SH ENVIRONMENT
.TP
SPLITBENCH_ROOT
The source tree, where it is not the one that the program lies in.
.TP
SPLITBENCH_BUILD
The directory of what was built.
.TP
TMPDIR
Where guests have their files while they run.
.SH "EXIT STATUS"
0: all is well. 1: some cells of a run have failed, and the others are stored. 2: bad usage, or something that is
needed is not there. 130: interrupted. \fBsplitbench exec\fR passes on that of its program.
TAIL
