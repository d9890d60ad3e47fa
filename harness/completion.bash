# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash: `. harness/completion.bash`. It asks the program itself for everything, so that it knows what
# that knows: commands, options, configurations, workloads, queries and CPU profiles.

_splitbench_words() { # what follows on an option or a command
	case $1 in
	--config | -c) "$2" list | awk '/^[0-9a-z_-]+ +0x/ { print $1 }' ;;
	--workload | -w | explain) "$2" list | grep -E '^[a-z0-9_]+/[a-z0-9_]+$' ;;
	--cpu) "$2" profiles | sed -n 's/^\([a-z0-9_-]*\): .*/\1/p' ;;
	--clock) echo icount all; "$2" profiles | sed -n 's/^\([a-z0-9_-]*\): .*/model:\1/p' ;;
	query) "$2" query | awk '{ print $1 }' ;;
	help) "$2" help | sed -n 's/^  \([a-z-]*\) .*/\1/p' ;;
	esac
}

_splitbench() {
	local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local words list=''

	if ((COMP_CWORD == 1)); then
		words=$(_splitbench_words help "$program")
	elif [[ $word == -* ]]; then
		words=$("$program" "${COMP_WORDS[1]}" --help | grep -oE '^ +(-., )?--[a-z_-]+' | grep -oE -- '--[a-z_-]+')
	else
		words=$(_splitbench_words "$before" "$program")
		# The last of a list is completed.
		[[ $before == -* && $word == *,* ]] && list=${word%,*},
	fi
	mapfile -t COMPREPLY < <(compgen -P "$list" -W "$words" -- "${word##*,}")
	[[ $words ]] || compopt -o default 2>/dev/null # files
}
complete -F _splitbench splitbench build/harness/splitbench
