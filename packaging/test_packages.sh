#!/bin/sh
# `make test-packages`: install, run, break, upgrade, remove and purge the packages of build/packages/ in a Debian 12
# that systemd starts in a container without network. About ten minutes; as root, with debootstrap and systemd-container.
# BASE=FILE.tar: a minimal Debian 12 instead of one made by debootstrap. The pictures go to build/packages/.
set -eu
cd "$(dirname "$0")/.."
out=$PWD/build/packages

fail() { echo "test-packages: $1" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || fail "containers are started as root"
nspawn=$(command -v systemd-nspawn) || fail "systemd-nspawn is missing: apt-get install systemd-container"
set -- "$out"/repasse-*.deb
[ -e "$1" ] || fail "no packages in build/packages/: make packages"

root=$(mktemp -d /var/tmp/repasse-packages.XXXXXX)
container=""
# Nothing is ever mounted in it from outside the container; should something be, it is left alone.
end() {
    if [ -n "$container" ]; then kill "$container" 2>/dev/null || true; wait "$container" 2>/dev/null || true; fi
    if findmnt -R "$root" >/dev/null 2>&1; then echo "$root has mounts: left as it is" >&2; return; fi
    rm -rf --one-file-system "$root"
}
trap end EXIT
trap 'exit 130' INT TERM

echo "[test-packages] a minimal Debian 12"
if [ -n "${BASE:-}" ]; then
    tar -C "$root" -xf "$BASE"
    cp /etc/resolv.conf "$root/etc/"
    cp -r /etc/apt/sources.list* "$root/etc/apt/"
else
    command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
    debootstrap --variant=minbase bookworm "$root" >"$out/debootstrap.log"
fi
chmod 0755 "$root" # mktemp gives it to root alone, and so would be the container's own root folder
rm -f "$root"/etc/apt/apt.conf.d/docker-clean
mkdir "$root/root/debs"
cp "$out"/repasse-*.deb packaging/test_packages_inside.sh "$root/root/debs/"

echo "[test-packages] systemd, a screen, and what the packages depend on"
chroot "$root" env DEBIAN_FRONTEND=noninteractive sh -euc '
    apt-get update -q
    apt-get install -y -q --no-install-recommends systemd-sysv dbus libpam-systemd xvfb xdotool
    apt-get install -y -q --download-only /root/debs/*.deb' >"$out/prepare.log" 2>&1 || fail "see build/packages/prepare.log"

echo "[test-packages] started by systemd, without network"
# Without a service manager outside there is nothing that could give the container a unit.
[ -d /run/systemd/system ] && unit="" || unit=--keep-unit
# shellcheck disable=SC2086  # nothing or one word
"$nspawn" --quiet --register=no $unit -D "$root" --private-network --capability=CAP_IPC_LOCK --boot \
    --console=pipe </dev/null >"$out/console.log" 2>&1 &
container=$!
leader=""
for _ in $(seq 60); do
    leader=$(pgrep -P "$container" | head -n 1) || leader=""
    [ -n "$leader" ] && [ -e "/proc/$leader/root/run/systemd/private" ] && break
    sleep 1
done
[ -n "$leader" ] || fail "the container did not start: build/packages/console.log"
nsenter --target "$leader" --all env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    sh /root/debs/test_packages_inside.sh || fail "failed; build/packages/ has the logs"
cp "$root"/root/debs/*.xwd "$out/" 2>/dev/null || true
echo "[test-packages] all of it holds"
