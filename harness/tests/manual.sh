#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual page and bash's completion know every command and every option: manual.sh BUILD-DIRECTORY.
set -u
splitbench=$1/harness/splitbench
page=$1/splitbench.1
bad=0
. harness/completion.bash

complain() {
	echo "$*"
	bad=1
}

# What completion offers for these words, of which the last is being written.
offered() {
	COMP_WORDS=("$splitbench" "$@") COMP_CWORD=$#
	_splitbench
	printf '%s\n' "${COMPREPLY[@]}"
}

commands=$("$splitbench" help | awk '/^  / { print $1 }')
[ "$(wc -w <<<"$commands")" -ge 10 ] || complain "splitbench help names too few commands: $commands"
first=$(offered "")
for command in $commands; do
	grep -qx -- "$command" <<<"$first" || complain "completion does not offer $command"
	# A section's options, without the backslashes of troff.
	# shellcheck disable=SC1003
	section=$(awk -v c="$command" '/^[.]S[SH]/ { on = $0 ~ "splitbench " c ":" } on' "$page" | tr -d '\\')
	[ "$section" ] || complain "$page has no section of $command"
	[ "$command" = help ] && continue
	these=$(offered "$command" --)
	for option in $("$splitbench" "$command" --help | grep -oE '^ +(-., )?--[a-z_-]+' | grep -oE -- '--[a-z_-]+'); do
		grep -q -- "$option" <<<"$section" || complain "$page has no $option of $command"
		grep -qx -- "$option" <<<"$these" || complain "completion does not offer $option of $command"
	done
done

offers() { # word, then the words in front
	local word=$1
	shift
	offered "$@" | grep -qx -- "$word" || complain "completion does not offer $word after $*"
}
offers 4g4g run --config 4
offers 3g1g,4g4g run --config 3g1g,4
offers syscall/null run --workload syscall/n
offers syscall/null explain syscall/
offers skylake explain --cpu sky
offers null_call query nu
offers flame help fl
warnings=$(groff -man -Tutf8 -ww "$page" 2>&1 >/dev/null)
[ "$warnings" ] && complain "groff complains about $page: $warnings"
exit $bad
