# What the scripts inside the containers share; a line that begins with "ok" is one thing that was seen.
# shellcheck shell=sh
export DEBIAN_FRONTEND=noninteractive
cd /root/debs || exit 1

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
# secrets.txt has what must be nowhere, one a line. kept_nothing WHERE UNIT FOLDER...: neither in the journal of UNIT (- for
# all of it) nor in the folders. A word that is put into both must be found, and nothing else.
kept_nothing() {
    place=$1 unit=$2
    shift 2
    word=canary-$(date +%s)
    echo "$word" >>secrets.txt
    echo "$word" | systemd-cat -t canary
    echo "$word" >"$1/canary"
    journalctl --sync
    if [ "$unit" = - ]; then journalctl --no-pager -o export; else
        journalctl --no-pager -o export _SYSTEMD_UNIT="$unit" + SYSLOG_IDENTIFIER=canary
    fi >journal.txt
    found=$(grep -rhoaF -f secrets.txt journal.txt "$@" | sort -u)
    seen=$(grep -rlaF "$word" journal.txt "$@" | wc -l)
    rm -f "$1/canary" journal.txt
    [ "$seen" -eq 2 ] || wrong "the search found its own word in $seen places"
    [ "$found" = "$word" ] || wrong "kept at $place: $(printf '%s' "$found" | grep -vc "$word") of what was typed or sent"
    ok "neither the journal nor the folders of $place have what was typed or sent"
}
