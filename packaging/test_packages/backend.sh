#!/bin/sh
# The backend's half of `make test-packages`, inside its container: backend.sh STEP [ARGUMENT...]
set -eu
. /root/debs/common.sh

names="stations.example.org console.example.org reset.example.org packages.example.org mail.example.org"
mailbox=/home/claire/Maildir/new

# The institution's own authority, as its stations know it; the names are those of the packaged nginx.conf.
certificates() {
    mkdir -p /etc/ssl/repasse
    (
        cd /etc/ssl/repasse
        printf '[v3]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n' >ca.cnf
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Campus CA' \
            -config /etc/ssl/openssl.cnf -keyout ca.key -out ca.pem -addext 'keyUsage=critical,keyCertSign,cRLSign'
        for name in $names; do
            short=${name%%.*}
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -keyout "$short.key" -out "$short.csr"
            printf 'subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$name" >"$short.cnf"
            openssl x509 -req -in "$short.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile "$short.cnf" -out "$short.pem"
        done
    ) >certificates.log 2>&1 || { tail -n 20 certificates.log >&2; wrong "certificates"; }
    printf '127.0.0.1 %s\n' "$names" >>/etc/hosts
}

# A mail server of Debian that takes mail over TLS only, and one person's mailbox.
mail_server() {
    useradd -m claire
    postconf -e 'mydestination = mailbox.example.net' 'myhostname = mail.example.org' 'inet_protocols = ipv4' \
        'inet_interfaces = loopback-only' 'home_mailbox = Maildir/' 'smtpd_tls_security_level = encrypt' \
        'smtpd_tls_cert_file = /etc/ssl/repasse/mail.pem' 'smtpd_tls_key_file = /etc/ssl/repasse/mail.key' \
        'local_recipient_maps = unix:passwd.byname' 'smtputf8_enable = no' 'maillog_file ='
    newaliases
    systemctl restart postfix
    until_true 180 "a mail server takes mail over TLS" openssl s_client -connect mail.example.org:25 -starttls smtp \
        -verify_return_error -CAfile /etc/ssl/repasse/ca.pem -verify_hostname mail.example.org -brief </dev/null
}

settings() {
    install -m 0644 /etc/ssl/repasse/ca.pem /etc/repasse/campus-ca.pem
    cat >/etc/repasse/backend.toml <<'TOML'
[station_api]
url = "https://stations.example.org"
proxies = ["127.0.0.0/8"]
[console]
url = "https://console.example.org"
[phone]
url = "https://reset.example.org"
[channels]
email = "smtp"
sms = "none"
voice = "none"
[smtp]
servers = [{ host = "mail.example.org", port = 25, ca_file = "/etc/repasse/campus-ca.pem" }]
sender = "no-reply@example.org"
[institution]
captcha = "unless_attended"
TOML
    repasse-backend config check >config.txt || { cat config.txt >&2; wrong "the settings"; }
    systemctl restart repasse-backend
    ok "settings of a campus pass the check"
}

# The shipped example as it is, and a server for the packages.
proxy() {
    install -m 0644 /var/lib/repasse-backend/tls/ca.pem /etc/repasse/backend-ca.pem
    cp /usr/share/doc/repasse-backend/examples/nginx.conf /etc/nginx/sites-enabled/repasse
    rm -f /etc/nginx/sites-enabled/default
    mkdir -p /srv/packages
    cat >/etc/nginx/sites-enabled/packages <<'NGINX'
server {
    listen 443 ssl;
    server_name packages.example.org;
    ssl_certificate /etc/ssl/repasse/packages.pem;
    ssl_certificate_key /etc/ssl/repasse/packages.key;
    access_log off;
    root /srv/packages;
}
NGINX
    nginx -t 2>nginx.txt || { cat nginx.txt >&2; wrong "nginx.conf of the examples"; }
    systemctl restart nginx
    until_true 180 "the example of a reverse proxy passes stations on, by TLS to TLS" answers https://stations.example.org/
}
# Nothing lives at the root of an address, and it is the backend that says so.
answers() {
    /usr/lib/repasse-backend/bin/python3 - "$1" "${2:-/etc/ssl/repasse/ca.pem}" <<'PYTHON'
import ssl, sys, urllib.request, urllib.error
context = ssl.create_default_context(cafile=sys.argv[2])
try:
    urllib.request.urlopen(sys.argv[1], context=context)
except urllib.error.HTTPError as error:
    assert error.code == 404 and "problem+json" in error.headers["content-type"]
else:
    raise SystemExit(1)
PYTHON
}

first() {
    apt_quietly install ./repasse-backend_*.deb
    until_true 300 "the backend is running" active repasse-backend
    until_true 300 "it says that it is ready" said repasse-backend '"event": "ready"'
    until_true 180 "it answers by TLS under its own CA" answers https://127.0.0.1:8444/ /var/lib/repasse-backend/tls/ca.pem
    repasse-backend config check >/dev/null || wrong "the operator's command"
    ok "the operator's command runs as the service's user"
    [ "$(stat -c %a:%U /var/lib/repasse-backend)" = 700:repasse-backend ] || wrong "the data folder's mode"
    [ "$(stat -c %a:%U:%G /etc/repasse/backend.toml)" = 640:root:repasse-backend ] || wrong "the settings' mode"
    ok "data and settings are nobody else's"
    exposed repasse-backend 15
    certificates
    mail_server
    settings
    proxy
}

account() { # ID ADDRESS, the password on standard input
    repasse-backend account add "$1" --given-name Claire --family-name Martin --contacts-since 2026-01-01 --email "$2" >/dev/null || wrong "account add"
    ok "an account with a personal address"
}

# Prints code and fingerprint of the one station that waits.
waiting() { repasse-backend station list | sed -n 's/^waiting: code \([^,]*\), key /\1 /p'; }
approve() { # CODE
    repasse-backend station approve "$1" --name Hall --place "Ground floor" </dev/null >approved.txt || wrong "station approve"
    repasse-backend station attended "$(repasse-backend station list | cut -d' ' -f1)" >/dev/null || wrong "station attended"
    ok "the station is approved, and said to be attended"
}

# Prints the code of the newest mail, once one is there; each mail is read once.
code() {
    left=300
    until grep -rqE '\b[0-9]{4} [0-9]{4}\b' "$mailbox" 2>/dev/null; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || wrong "no code came by mail"
        sleep 1
    done
    grep -rhoE '\b[0-9]{4} [0-9]{4}\b' "$mailbox" | head -n 1 | tr -d ' '
    mv "$mailbox"/* "$mailbox/../cur/"
}

proven() { # AUDIT KINDS...
    repasse-backend audit show >audit.txt
    for kind in "$@"; do grep -q "\"kind\": \"$kind\"" audit.txt || wrong "no $kind on record"; done
    ! grep -q '"genuine": false' audit.txt || wrong "a record that is not genuine"
    ok "on record: $*"
    until_true 300 "the audit verifies" audit_verifies
}
audit_verifies() { repasse-backend audit verify >verify.txt; }


kept_nothing_typed() {
    cat >all.txt
    tail -n +3 all.txt >secrets.txt
    kept_nothing "the backend" repasse-backend.service /var/lib/repasse-backend /tmp /var/tmp
    head -n 2 all.txt >secrets.txt
    kept_nothing "the backend and its proxy" repasse-backend.service /var/log/nginx /tmp /var/tmp
}

# The machine is lost: purged, installed anew from its package, and given the copy that was made while it served.
disaster() {
    authority=$(repasse-backend ca show | tail -n 1)
    (umask 077 && repasse-backend backup - >copy.tar) 2>copied.txt || wrong "a copy of the running backend"
    (umask 077 && tar -C / -cf settings.tar etc/repasse)
    ok "a copy of the running backend: $(head -n 1 copied.txt)"
    apt_quietly purge repasse-backend
    [ ! -e /var/lib/repasse-backend ] || wrong "purged, data are left"
    apt_quietly install ./repasse-backend_*.deb
    ! repasse-backend restore - <copy.tar >restored.txt 2>&1 || wrong "a copy was put back below a backend that runs"
    grep -q "stop the backend first" restored.txt || wrong "restore says what to do: $(cat restored.txt)"
    systemctl stop repasse-backend
    repasse-backend restore - <copy.tar >restored.txt || { cat restored.txt >&2; wrong "repasse-backend restore"; }
    ok "on a machine installed anew: $(head -n 1 restored.txt)"
    tar -C / -xf settings.tar
    repasse-backend config check >/dev/null || wrong "the settings of the copy"
    systemctl start repasse-backend
    until_true 300 "the backend that was put back is reached by its stations' name" answers https://stations.example.org/
    [ "$authority" = "$(repasse-backend ca show | tail -n 1)" ] || wrong "another authority"
    until_true 300 "the audit of the copy verifies, authority and keys are the former ones" audit_verifies
    rm copy.tar settings.tar
}

remove() {
    apt_quietly remove repasse-backend
    inactive repasse-backend || wrong "removed, something runs"
    for kept in /etc/repasse/backend.toml /var/lib/repasse-backend/keys; do [ -e "$kept" ] || wrong "removed, $kept with it"; done
    ok "removed: nothing runs, settings and data are kept"
    # What this script brought.
    rm -rf /srv/packages /etc/ssl/repasse /etc/nginx/sites-enabled/repasse /etc/repasse/campus-ca.pem /etc/repasse/backend-ca.pem
    apt_quietly purge repasse-backend
    nothing_left
}

"$@"
