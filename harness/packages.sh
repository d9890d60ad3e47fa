#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Unpack Debian packages into a directory, without installing them: packages.sh DIRECTORY [-a ARCHITECTURE] PACKAGE...
# The architecture is i386 where it is not given.
# PACKAGE+ stands for what that package depends on: linux-image-686+ is the kernel that it names today.
# apt gets a configuration and lists of its own in build/apt/ARCHITECTURE, so that nothing of the machine changes;
# the archives that it asks, and their keys, are those of the machine.
set -eu

dir=$1 arch=i386
shift
if [ "$1" = -a ]; then
	arch=$2
	shift 2
fi
mkdir -p "$dir" "build/apt/$arch/lists/partial"
dir=$(cd "$dir" && pwd)
cd "build/apt/$arch"
apt=$PWD

# One at a time, as the lists are for all.
exec 9>lock
flock 9
rm -rf debs
mkdir debs

: >status
cat >apt.conf <<EOF_CONF
APT::Architecture "$arch";
#clear APT::Architectures;
APT::Architectures { "$arch"; };
#clear APT::Update;
APT::Sandbox::User "root";
Dir::State "$apt";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Acquire::Languages "none";
Acquire::Retries "2";
EOF_CONF

names() { # PACKAGE[+]...
	for package; do
		case $package in
		*+) apt-cache -c apt.conf depends --important "${package%+}" | sed -n 's/^ *Depends: //p' | grep . || return 1 ;;
		*) echo "$package" ;;
		esac
	done
}

download() { # PACKAGE[+]...
	# shellcheck disable=SC2086 # the names are words
	names=$(names "$@") && (cd debs && apt-get -c ../apt.conf -q download $names)
}

# The lists of last time serve as long as the archives still have what they name. An archive whose list fails
# (another one may do) is not an end by itself.
if ! download "$@" >log 2>&1 && ! { apt-get -c apt.conf -q update || true; download "$@"; } >log 2>&1; then
	tail -n 20 log >&2
	echo "These Debian packages of $arch could not be fetched: $*" >&2
	echo "They are taken from the archives in this machine's /etc/apt, by the network." >&2
	exit 1
fi

: >"$dir.packages"
for deb in debs/*.deb; do
	dpkg-deb -W --showformat='${Package} ${Version}\n' "$deb" >>"$dir.packages"
	dpkg-deb -x "$deb" "$dir"
done
rm -r debs
