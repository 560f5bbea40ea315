#!/bin/sh
# The station's half of `make test-packages`, inside its container: station.sh STEP [ARGUMENT...]
set -eu
. /root/debs/common.sh

started_again() { [ "$(systemctl show repasse-kiosk -p NRestarts --value)" -gt "$1" ] && active repasse-kiosk; }
program() { pgrep -u repasse-kiosk -f 'bin/repasse-kiosk --config' | tail -n 1; }
visit() { /usr/lib/repasse-kiosk/bin/python3 /root/debs/visit.py "$@" || wrong "visit.py $1"; }

look() {
    until_true 30 "the keyring is unlocked without a prompt" active repasse-kiosk-keyring
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
    until_true 20 "a screen" sh -c 'DISPLAY=:5 xdotool getmouselocation'
}

session() {
    systemctl start repasse-kiosk || wrong "the session"
    ok "the session is up: its first frame was drawn"
    until_true 30 "the station made a key and asked the backend by TLS" said repasse-kiosk '"kind": "key_unknown"'
    until_true 30 "the compositor shows its window" window
}
window() {
    for one in $(DISPLAY=:5 xdotool search --maxdepth 2 --class ''); do
        DISPLAY=:5 xdotool getwindowgeometry "$one" | grep -q 1024x768 && shown=$one
    done
    [ -n "${shown:-}" ] && DISPLAY=:5 xdotool windowmove "$shown" 0 0 windowsize "$shown" 1280 800
}

"$@"
