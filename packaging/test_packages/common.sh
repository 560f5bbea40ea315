# What the scripts inside the containers share; a line that begins with "ok" is one thing that was seen.
# shellcheck shell=sh
export DEBIAN_FRONTEND=noninteractive
cd /root/debs

ok() { printf 'ok   %4ss  %s\n' "$(($(date +%s) - begun))" "$1"; }
begun=$(date +%s)
wrong() {
    printf 'FAILED     %s\n' "$1" >&2
    systemctl status --no-pager --lines=20 'repasse-*' >&2 || true
    exit 1
}
# until_true SECONDS WHAT COMMAND...: try each second
until_true() {
    left=$1 what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || wrong "$what"
        sleep 1
    done
    ok "$what"
}
active() { systemctl is-active --quiet "$1"; }
inactive() { ! systemctl is-active --quiet "$1"; }
said() { journalctl -u "$1" --no-pager -o cat | grep -q "$2"; }
apt_quietly() { apt-get -y -q "$@" >>apt.log 2>&1 || { tail -n 20 apt.log >&2; wrong "apt-get $*"; }; }
version() { dpkg-query -W -f '${Version}' "$1"; }
exposed() {
    systemd-analyze security --no-pager --threshold="$2" "$1.service" >security.txt || wrong "$1: $(tail -n 1 security.txt)"
    ok "$(tail -n 1 security.txt | sed 's/^[^A-Z]*//')"
}
nothing_left() {
    find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /var/tmp -o -path /root \
        -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/lib/systemd \) \
        -prune -o -print | grep -i repasse | sort >left.txt || true
    [ ! -s left.txt ] || wrong "purged, but left: $(cat left.txt)"
    ok "purged: nothing is left but the system user and the log"
}
# secrets.txt: what must be nowhere, one a line. kept_nothing WHAT FILE...
kept_nothing() {
    what=$1
    shift
    journalctl --no-pager -o export >journal.txt
    if grep -rlaF -f secrets.txt journal.txt "$@" 2>/dev/null | grep .; then wrong "$what was kept"; fi
    # The same search finds what is there: it would have found the rest.
    head -n 1 secrets.txt >control.txt
    grep -qaF -f secrets.txt control.txt || wrong "the search finds nothing at all"
    rm -f journal.txt
    ok "neither the journal nor the folders have $what"
}
