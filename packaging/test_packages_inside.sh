#!/bin/sh
# What `make test-packages` does inside the container; each line that begins with "ok" is one thing that was seen.
set -eu
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
started_again() { [ "$(systemctl show repasse-kiosk -p NRestarts --value)" -gt "$1" ] && active repasse-kiosk; }
said() { journalctl -u "$1" --no-pager -o cat | grep -q "$2"; }
apt_quietly() { apt-get -y -q "$@" >>apt.log 2>&1 || { tail -n 20 apt.log >&2; wrong "apt-get $*"; }; }
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /var/tmp -o -path /root \
        -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/lib/systemd \) \
        -prune -o -print | grep -i repasse | sort
}

# --- the backend ---
apt_quietly install ./repasse-backend_*.deb
until_true 60 "the backend is running" active repasse-backend
until_true 60 "it says that it is ready" said repasse-backend '"event": "ready"'
until_true 30 "it answers by TLS under its own CA" /usr/lib/repasse-backend/bin/python3 -c '
import ssl, urllib.request, urllib.error
context = ssl.create_default_context(cafile="/var/lib/repasse-backend/tls/ca.pem")
try:
    urllib.request.urlopen("https://127.0.0.1:8444/", context=context)
except urllib.error.HTTPError as error:
    assert error.code == 404
else:
    raise SystemExit(1)'
repasse-backend config check >/dev/null || wrong "the operator's command"
ok "the operator's command runs as the service's user"
[ "$(stat -c %a:%U /var/lib/repasse-backend)" = 700:repasse-backend ] || wrong "the data folder's mode"
[ "$(stat -c %a:%U:%G /etc/repasse/backend.toml)" = 640:root:repasse-backend ] || wrong "the settings' mode"
ok "data and settings are nobody else's"

# --- the station ---
apt_quietly install ./repasse-kiosk_*.deb
until_true 30 "the keyring is unlocked without a prompt" active repasse-kiosk-keyring
repasse-kiosk-credential check >/dev/null || wrong "the credential"
ok "the credential can be decrypted"
apparmor_parser -QT /etc/apparmor.d/repasse-kiosk 2>/dev/null || wrong "the AppArmor profile"
ok "the AppArmor profile can be parsed"
for limit in repasse-backend:15 repasse-kiosk:20 repasse-kiosk-keyring:10; do
    systemd-analyze security --no-pager --threshold="${limit#*:}" "${limit%:*}.service" >security.txt || wrong "${limit%:*}: $(tail -n 1 security.txt)"
    ok "$(tail -n 1 security.txt | sed 's/^[^A-Z]*//')"
done
install -m 0644 /var/lib/repasse-backend/tls/ca.pem /etc/repasse/ca.pem
sed -i 's|^#address = .*|address = "https://127.0.0.1:8444"|; s|^#ca_file = .*|ca_file = "/etc/repasse/ca.pem"|' /etc/repasse/kiosk.toml
# A container has no screen and no terminal: the compositor is nested in an X server that keeps its picture in memory.
mkdir -p /etc/systemd/system/repasse-kiosk.service.d
cat >/etc/systemd/system/repasse-kiosk.service.d/nested.conf <<'UNIT'
[Unit]
Wants=screen.service
After=screen.service
[Service]
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
UtmpIdentifier=
PAMName=
Environment=WLR_BACKENDS=x11 DISPLAY=:5
UNIT
cat >/etc/systemd/system/screen.service <<'UNIT'
[Service]
ExecStart=/usr/bin/Xvfb :5 -screen 0 1280x800x24 -fbdir /var/tmp -ac -noreset
UNIT
systemctl daemon-reload
systemctl start screen
until_true 20 "a screen" test -e /var/tmp/Xvfb_screen0
systemctl start repasse-kiosk || wrong "the session"
ok "the session is up: its first frame was drawn"
until_true 30 "the station made a key and asked the backend by TLS" said repasse-kiosk '"kind": "key_unknown"'
sleep 5
cp /var/tmp/Xvfb_screen0 station.xwd
for window in $(DISPLAY=:5 xdotool search --maxdepth 2 --class ''); do
    DISPLAY=:5 xdotool getwindowgeometry "$window" | grep -q 1024x768 && shown=$window
done
[ -n "${shown:-}" ] || wrong "no window of the compositor"
ok "the compositor shows its window"

# --- never stuck ---
program() { pgrep -u repasse-kiosk -f 'bin/repasse-kiosk --config' | tail -n 1; }
sleep 22
[ "$(systemctl show repasse-kiosk -p NRestarts --value)" = 0 ] || wrong "a still page was killed"
ok "a still page is not killed"
kill -STOP "$(program)"
until_true 60 "a frozen station was killed and is back" started_again 0
kill -KILL "$(program)"
until_true 60 "a killed station is back" started_again 1
mv /etc/credstore.encrypted/repasse-kiosk-keyring kept
systemctl mask -q --runtime repasse-kiosk-credential
systemctl restart repasse-kiosk-keyring 2>/dev/null && wrong "a keyring without its credential started"
systemctl restart repasse-kiosk || wrong "the station without its keyring"
ok "without its credential the keyring stays closed, and the station starts"
mv kept /etc/credstore.encrypted/repasse-kiosk-keyring
systemctl unmask -q --runtime repasse-kiosk-credential
until_true 30 "with it again the keyring opens by itself" active repasse-kiosk-keyring
! find / -xdev \( -name core -o -name 'core.[0-9]*' \) -type f 2>/dev/null | grep -q . || wrong "a memory image"
ok "no memory image was written"

# --- upgrade, remove, purge ---
before=$(sha256sum /etc/repasse/backend.toml /var/lib/repasse-backend/keys/* /etc/credstore.encrypted/*)
mkdir newer
for package in ./repasse-*.deb; do
    dpkg-deb -R "$package" tree
    sed -i 's/^Version: .*/&+1/' tree/DEBIAN/control
    dpkg-deb -Zzstd -b tree newer/ >/dev/null
    rm -rf tree
done
apt_quietly install ./newer/*.deb
until_true 60 "upgraded, the backend is running" active repasse-backend
until_true 60 "upgraded, the station is running" active repasse-kiosk
[ "$before" = "$(sha256sum /etc/repasse/backend.toml /var/lib/repasse-backend/keys/* /etc/credstore.encrypted/*)" ] || wrong "the upgrade changed what it must keep"
grep -q '^address = "https://127.0.0.1:8444"' /etc/repasse/kiosk.toml || wrong "the upgrade lost the station's settings"
ok "settings, keys and credential are as before"
apt_quietly remove repasse-kiosk repasse-backend
inactive repasse-backend && inactive repasse-kiosk && inactive repasse-kiosk-keyring || wrong "removed, something runs"
[ -e /etc/repasse/backend.toml ] && [ -d /var/lib/repasse-kiosk ] && [ ! -e /etc/systemd/system/ctrl-alt-del.target ] || wrong "removed"
ok "removed: nothing runs, settings and data are kept"
rm -rf /etc/systemd/system/repasse-kiosk.service.d /etc/repasse/ca.pem
apt_quietly purge repasse-kiosk repasse-backend
files >left.txt
[ ! -s left.txt ] || wrong "purged, but left: $(cat left.txt)"
ok "purged: nothing is left but the system users and the log"
