# Two containers and the wire between them; part of packaging/test_packages.sh.
# shellcheck shell=sh disable=SC2154
compositor=cage

make_base() {
    say "a minimal Debian 12"
    mkdir "$root/base"
    if [ -n "${BASE:-}" ]; then
        tar -C "$root/base" -xf "$BASE"
        cp /etc/resolv.conf "$root/base/etc/"
    else
        command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
        debootstrap --variant=minbase bookworm "$root/base" >"$out/debootstrap.log"
    fi
    rm -f "$root/base/etc/apt/apt.conf.d/docker-clean"
    chroot "$root/base" env DEBIAN_FRONTEND=noninteractive sh -euc '
        apt-get update -q
        apt-get install -y -q --no-install-recommends systemd-sysv dbus libpam-systemd ca-certificates
        ' >"$out/prepare.log" 2>&1 || fail "see build/packages/prepare.log"
}

# make_root NAME PACKAGE...: with what the test needs, and what ours depends on in its cache.
make_root() {
    name=$1
    shift
    say "a root for the $name"
    cp -a "$root/base" "$root/$name"
    mkdir -p "$root/$name/root/debs/tests/servers"
    cp "$tools"/* "$root/$name/root/debs/"
    cp tests/servers/accessible_tree.py "$root/$name/root/debs/tests/servers/"
    cp "$out"/repasse-*.deb "$root/$name/root/debs/"
    chroot "$root/$name" env DEBIAN_FRONTEND=noninteractive sh -euc '
        apt-get install -y -q --no-install-recommends "$@"
        apt-get install -y -q --download-only /root/debs/repasse-'"$(ours "$name")"'_*.deb
        ' sh "$@" >>"$out/prepare.log" 2>&1 || fail "see build/packages/prepare.log"
    # Its own packages come from the repository.
    [ "$name" = backend ] || rm "$root/$name"/root/debs/*.deb
}
ours() { [ "$1" = backend ] && echo backend || echo kiosk; }

# boot NAME: sets NAME_leader
boot() {
    say "the $1, started by systemd without network"
    # Without a service manager outside there is nothing that could give the container a unit.
    [ -d /run/systemd/system ] && unit="" || unit=--keep-unit
    # shellcheck disable=SC2086  # nothing or one word
    systemd-nspawn --quiet --register=no $unit -D "$root/$1" --private-network --capability=CAP_IPC_LOCK --boot \
        --machine="repasse-$1" --console=pipe </dev/null >"$out/$1.console.log" 2>&1 &
    container=$!
    started="$started $container"
    leader=""
    for _ in $(seq 60); do
        leader=$(pgrep -P "$container" | head -n 1) || leader=""
        [ -n "$leader" ] && [ -e "/proc/$leader/root/run/systemd/private" ] && break
        sleep 1
    done
    [ -n "$leader" ] || fail "the $1 did not start: build/packages/$1.console.log"
    eval "$1_leader=$leader"
}

# One pair of interfaces, an end in each container; it goes with them.
wire() {
    ip link add wire netns "$backend_leader" type veth peer name wire netns "$station_leader"
    plug "$backend_leader" 10.99.0.1/24
    plug "$station_leader" 10.99.0.2/24
    echo "10.99.0.1 stations.example.org console.example.org reset.example.org packages.example.org" \
        >>"$root/station/etc/hosts"
}
plug() {
    nsenter --target "$1" --net ip address add "$2" dev wire
    nsenter --target "$1" --net ip link set lo up
    nsenter --target "$1" --net ip link set wire up
}

# within LEADER SCRIPT STEP...: what is on our standard input is on that of the step
within() {
    leader=$1 script=$2
    shift 2
    nsenter --target "$leader" --all env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        COMPOSITOR="$compositor" sh "/root/debs/$script" "$@" || stopped
}
in_backend() { within "$backend_leader" "$@"; }
in_station() { within "$station_leader" "$@"; }
stopped() {
    pictures
    fail "failed; build/packages/ has the logs and pictures"
}
# share FILE NAME: from the backend to the station, as an operator carries it
share() { cp "$root/backend/$1" "$root/station/root/debs/$2"; }
pictures() {
    mkdir -p "$out/pictures"
    cp "$root"/station/root/debs/pictures/*.png "$out/pictures/" 2>/dev/null || true
}
