#!/bin/sh
# debian.sh COMMAND PACKAGE...: where COMMAND is missing, installs Debian's PACKAGEs, as root or through sudo.
set -eu
command=$1
shift
command -v "$command" >/dev/null 2>&1 && exit 0

sudo=
if ! command -v apt-get >/dev/null 2>&1; then
    cannot="this is not a Debian system"
elif [ "$(id -u)" -eq 0 ]; then
    cannot=
elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    cannot=
    sudo=sudo
else
    cannot="installing it takes root"
fi

if [ -z "$cannot" ]; then
    echo "Installing $* with apt-get" >&2
    $sudo apt-get update -qq >&2 || true
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2 ||
        cannot="apt-get could not install it"
fi
if [ -n "$cannot" ]; then
    echo "$command is missing and $cannot. Please install $command (in Debian's package $1) and try again." >&2
    exit 1
fi
