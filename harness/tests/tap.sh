# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# What the scripts that print TAP share; they source it.
tests=0 failed=0

# The outcome of the command before it, which is passed on.
ok() { # what
	status=$?
	tests=$((tests + 1))
	if [ $status -eq 0 ]; then
		echo "ok $tests - $1"
	else
		failed=$((failed + 1))
		echo "not ok $tests - $1"
	fi
	return $status
}

# The plan, as the last thing; fails where a test did.
tap_end() {
	echo "1..$tests"
	[ $failed -eq 0 ]
}
