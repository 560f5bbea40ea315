#!/bin/sh
# The station's half of `make test-packages`, inside its container: station.sh STEP [ARGUMENT...]
set -eu
. /root/debs/common.sh

started_again() { [ "$(systemctl show repasse-kiosk -p NRestarts --value)" -gt "$1" ] && active repasse-kiosk; }
program() { pgrep -u repasse-kiosk -f 'bin/repasse-kiosk --config' | tail -n 1; }
visit() { /usr/lib/repasse-kiosk/bin/python3 /root/debs/visit.py "$@" || wrong "visit.py $1"; }

look() {
    until_true 180 "the keyring is unlocked without a prompt" active repasse-kiosk-keyring
    repasse-kiosk-credential check >/dev/null || wrong "the credential"
    ok "the credential can be decrypted"
    apparmor_parser -QT /etc/apparmor.d/repasse-kiosk 2>/dev/null || wrong "the AppArmor profile"
    ok "the AppArmor profile can be parsed"
    exposed repasse-kiosk 20
    exposed repasse-kiosk-keyring 10
}

# A container has no screen and no terminal: the compositor is nested in an X server that keeps its picture in memory.
# A bus for accessibility stands beside it, by which what is on the screen can be read, as a screen reader does.
prepare() {
    install -m 0644 campus-ca.pem /etc/repasse/ca.pem
    sed -i 's|^#address = .*|address = "https://stations.example.org"|; s|^#ca_file = .*|ca_file = "/etc/repasse/ca.pem"|' \
        /etc/repasse/kiosk.toml
    mkdir -p /etc/systemd/system/repasse-kiosk.service.d
    cat >/etc/systemd/system/repasse-kiosk.service.d/nested.conf <<'UNIT'
[Unit]
Wants=screen.service reader.service
After=screen.service reader.service
[Service]
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
UtmpIdentifier=
PAMName=
Environment=WLR_BACKENDS=x11 DISPLAY=:5 AT_SPI_BUS_ADDRESS=unix:path=/run/reader/bus
UNIT
    cat >/etc/systemd/system/screen.service <<'UNIT'
[Service]
ExecStart=/usr/bin/Xvfb :5 -screen 0 1280x800x24 -ac -noreset
UNIT
    cat >/etc/systemd/system/reader.service <<'UNIT'
[Service]
User=repasse-kiosk
RuntimeDirectory=reader
Environment=AT_SPI_BUS_ADDRESS=unix:path=/run/reader/bus DBUS_SESSION_BUS_ADDRESS=unix:path=/run/reader/bus
ExecStart=/usr/bin/dbus-daemon --config-file=/usr/share/defaults/at-spi2/accessibility.conf --address=unix:path=/run/reader/bus --nofork --nopidfile
UNIT
    systemctl daemon-reload
    systemctl start screen reader
    # The keyboard that is plugged in is the one of /etc/default/repasse-kiosk.
    until_true 120 "a screen and a keyboard" env DISPLAY=:5 setxkbmap be
}

session() {
    systemctl start repasse-kiosk || wrong "the session"
    ok "the session is up: its first frame was drawn"
    until_true 180 "the station made a key and asked the backend by TLS" said repasse-kiosk '"kind": "key_unknown"'
    prepare_window
}
prepare_window() { until_true 180 "the compositor shows its window, as large as the screen" window; }
window() {
    for one in $(DISPLAY=:5 xdotool search --maxdepth 2 --class ''); do
        DISPLAY=:5 xdotool getwindowgeometry "$one" | grep -q 1024x768 && shown=$one
    done
    [ -n "${shown:-}" ] && DISPLAY=:5 xdotool windowmove "$shown" 0 0 windowsize "$shown" 1280 800
}

never_stuck() {
    before=$(systemctl show repasse-kiosk -p NRestarts --value)
    sleep 22
    [ "$(systemctl show repasse-kiosk -p NRestarts --value)" = "$before" ] || wrong "a still page was killed"
    ok "a still page is not killed"
    kill -STOP "$(program)"
    until_true 300 "a frozen station was killed and is back" started_again "$before"
    kill -KILL "$(program)"
    until_true 300 "a killed station is back" started_again "$((before + 1))"
    mv /etc/credstore.encrypted/repasse-kiosk-keyring kept
    systemctl mask -q --runtime repasse-kiosk-credential
    systemctl restart repasse-kiosk-keyring 2>/dev/null && wrong "a keyring without its credential started"
    systemctl restart repasse-kiosk || wrong "the station without its keyring"
    ok "without its credential the keyring stays closed, and the station starts"
    mv kept /etc/credstore.encrypted/repasse-kiosk-keyring
    systemctl unmask -q --runtime repasse-kiosk-credential
    until_true 180 "with it again the keyring opens by itself" active repasse-kiosk-keyring
    ! find / -xdev \( -name core -o -name 'core.[0-9]*' \) -type f 2>/dev/null | grep -q . || wrong "a memory image"
    ok "no memory image was written"
}

# The same unit and program under a compositor that takes letters of any script from a virtual keyboard: cage takes none.
sway_session() {
    cat >/etc/sway-station.conf <<'SWAY'
xwayland disable
default_border none
output * resolution 1280x800
exec env -u WATCHDOG_PID /usr/lib/repasse-kiosk/bin/repasse-kiosk --config /etc/repasse/kiosk.toml
exec wayvnc 127.0.0.1 5999
SWAY
    cat >/etc/systemd/system/repasse-kiosk.service.d/sway.conf <<'UNIT'
[Service]
ExecStart=
ExecStart=/usr/bin/sway -c /etc/sway-station.conf
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 XDG_RUNTIME_DIR=/run/repasse-kiosk XDG_SESSION_TYPE=wayland
Environment=QT_QPA_PLATFORM=wayland DBUS_SESSION_BUS_ADDRESS=unix:path=/run/repasse-kiosk-keyring/bus
UNIT
    systemctl daemon-reload
    systemctl restart repasse-kiosk || wrong "the session under sway"
    ok "the same program draws under headless sway"
}

cage_session() {
    rm /etc/systemd/system/repasse-kiosk.service.d/sway.conf
    systemctl daemon-reload
    systemctl restart repasse-kiosk || wrong "the session"
}

kept_nothing_typed() {
    cat >secrets.txt
    kept_nothing "the station" - /var/lib/repasse-kiosk /run/repasse-kiosk /run/repasse-kiosk-keyring /tmp /var/tmp /etc
}

remove() {
    apt_quietly remove repasse-kiosk
    for unit in repasse-kiosk repasse-kiosk-keyring; do inactive "$unit" || wrong "removed, $unit runs"; done
    for kept in /etc/repasse/kiosk.toml /var/lib/repasse-kiosk; do [ -e "$kept" ] || wrong "removed, $kept with it"; done
    [ ! -e /etc/systemd/system/ctrl-alt-del.target ] || wrong "removed, Ctrl-Alt-Del does nothing still"
    ok "removed: nothing runs, settings and data are kept"
    # What these scripts brought.
    systemctl stop screen reader
    rm -rf /etc/systemd/system/repasse-kiosk.service.d /etc/repasse/ca.pem
    apt_quietly purge repasse-kiosk
    nothing_left
}

"$@"
