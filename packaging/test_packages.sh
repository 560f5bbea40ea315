#!/bin/sh
# `make test-packages`: the packages of build/packages/ in two Debian 12 that systemd starts in containers, joined by one
# wire and nothing else: backend, mail and signed repository in one, the station in the other. A station is installed from
# the repository, enrolled, used and broken, both are upgraded, set back and purged. As root, with debootstrap and
# systemd-container; about twenty minutes. BASE=FILE.tar: a minimal Debian 12 instead of one made by debootstrap.
# Pictures of every page go to build/packages/pictures/.
set -eu
cd "$(dirname "$0")/.."
out=$PWD/build/packages
tools=packaging/test_packages

fail() { echo "test-packages: $1" >&2; exit 1; }
say() { echo "[test-packages] $1"; }
[ "$(id -u)" -eq 0 ] || fail "containers are started as root"
command -v systemd-nspawn >/dev/null || fail "systemd-nspawn is missing: apt-get install systemd-container"
command -v ip >/dev/null || fail "ip is missing: apt-get install iproute2"
set -- "$out"/repasse-*.deb
[ -e "$1" ] || fail "no packages in build/packages/: make packages"

root=$(mktemp -d /var/tmp/repasse-packages.XXXXXX)
chmod 0755 "$root"
started=""
# Nothing is ever mounted in it from outside the containers; should something be, it is left alone.
end() {
    for one in $started; do kill "$one" 2>/dev/null || true; done
    for one in $started; do wait "$one" 2>/dev/null || true; done
    if findmnt -R "$root" >/dev/null 2>&1 || grep -q " $root" /proc/mounts; then
        echo "$root has mounts: left as it is" >&2
        return
    fi
    rm -rf --one-file-system "$root"
}
trap end EXIT
trap 'exit 130' INT TERM

. "$tools/containers.sh"
. "$tools/journey.sh"

make_base
make_root backend postfix openssl nginx-light apt-utils gnupg
make_root station xvfb xdotool sway grim wtype wayvnc at-spi2-core
boot backend
boot station
wire

# --- the backend, and what a campus has around it ---
in_backend backend.sh first
in_backend repository.sh first
share etc/ssl/repasse/ca.pem campus-ca.pem
share root/debs/repasse.gpg repasse.gpg

# --- the station, from the signed repository ---
in_station repository.sh subscribe
in_station repository.sh stranger_refused
in_backend repository.sh signed
in_station repository.sh install_station
in_station station.sh look
in_station station.sh prepare
in_station station.sh session
enrol
reset_by_touch
proof

in_station station.sh never_stuck
in_station station.sh sway_session
change_beyond_ascii
proof_of_privacy

# --- upgrade, back, remove, purge ---
in_station station.sh cage_session
in_backend repository.sh next
in_station repository.sh upgrade repasse-kiosk
in_station repository.sh back repasse-kiosk
in_backend repository.sh subscribe_here
in_backend repository.sh upgrade repasse-backend
in_backend repository.sh back repasse-backend
in_backend backend.sh disaster
still_in_service
in_station repository.sh unsubscribe
in_station station.sh remove
in_backend repository.sh unsubscribe
in_backend backend.sh remove
say "all of it holds"
