#!/bin/sh
# A signed repository as docs/appliance.md has it, served by the backend's machine: repository.sh STEP [ARGUMENT...]
set -eu
. /root/debs/common.sh
where=/srv/packages

key() { # HOME ADDRESS
    mkdir -m 0700 "$1"
    GNUPGHOME=$1 gpg --batch --quiet --passphrase '' --quick-generate-key "Repasse packages <$2>" ed25519 sign 3y 2>>gpg.log
}
# The lines of docs/appliance.md.
publish() { # HOME ADDRESS
    cp repasse-*.deb newer/*.deb "$where/" 2>/dev/null || cp repasse-*.deb "$where/"
    (
        cd "$where"
        apt-ftparchive packages . >Packages
        apt-ftparchive release . >Release
        GNUPGHOME=$1 gpg --batch --yes --local-user "$2" --clearsign -o InRelease Release
    ) 2>>gpg.log
}

first() {
    key /root/signer it@example.org
    key /root/stranger it@example.net
    publish /root/stranger it@example.net
    GNUPGHOME=/root/signer gpg --export it@example.org >repasse.gpg
}
signed() { publish /root/signer it@example.org; }

# The same packages with the next version.
next() {
    mkdir newer
    for package in ./repasse-*.deb; do
        dpkg-deb -R "$package" tree
        sed -i 's/^Version: .*/&+1/' tree/DEBIAN/control
        next=$(dpkg-deb -f "$package" Version)+1
        dpkg-deb -Zzstd -z1 -b tree "newer/$(dpkg-deb -f "$package" Package)_${next}_amd64.deb" >/dev/null
        rm -rf tree
    done
    signed
}

# A machine that takes its packages from there; the key and the CA were brought by hand.
subscribe() {
    install -m 0644 repasse.gpg /usr/share/keyrings/repasse.gpg
    echo 'deb [signed-by=/usr/share/keyrings/repasse.gpg] https://packages.example.org ./' >/etc/apt/sources.list.d/repasse.list
    install -m 0644 campus-ca.pem /usr/local/share/ca-certificates/campus-ca.crt
    update-ca-certificates >/dev/null 2>&1
}
subscribe_here() {
    cp /etc/ssl/repasse/ca.pem campus-ca.pem
    subscribe
}
unsubscribe() {
    rm -f /usr/share/keyrings/repasse.gpg /etc/apt/sources.list.d/repasse.list
}
# Of that repository alone: there is no way to Debian's from here, and its lists are kept.
update() {
    apt-get -q update -o Dir::Etc::SourceList=/etc/apt/sources.list.d/repasse.list -o Dir::Etc::SourceParts=- \
        -o APT::Get::List-Cleanup=0 -o APT::Update::Error-Mode=any
}
stranger_refused() {
    ! update >update.txt 2>&1 || wrong "apt-get update took what a stranger signed"
    grep -q NO_PUBKEY update.txt || { cat update.txt >&2; wrong "another refusal than that of the key"; }
    ! apt-get install -y -q --no-download repasse-kiosk >install.txt 2>&1 || wrong "a stranger's package was installed"
    ok "what another key signed is refused: $(grep -o 'NO_PUBKEY.*' update.txt | head -n 1)"
}
install_station() {
    update >update.txt 2>&1 || { cat update.txt >&2; wrong "apt-get update"; }
    apt_quietly install repasse-kiosk
    ok "installed from the signed repository: repasse-kiosk $(version repasse-kiosk)"
}

kept() { sha256sum /etc/repasse/*.toml /var/lib/repasse-backend/keys/* /etc/credstore.encrypted/* 2>/dev/null || true; }
upgrade() { # SERVICE
    before=$(kept) old=$(version "$1")
    update >update.txt 2>&1 || { cat update.txt >&2; wrong "apt-get update"; }
    apt_quietly upgrade
    [ "$(version "$1")" = "$old+1" ] || wrong "apt-get upgrade left $1 at $(version "$1")"
    until_true 300 "apt-get upgrade: $1 is $old+1, and running" active "$1"
    [ "$before" = "$(kept)" ] || wrong "the upgrade changed what it must keep"
    ok "settings, keys and credential are as before"
}
back() { # SERVICE
    before=$(kept) now=$(version "$1")
    apt_quietly install --allow-downgrades "$1=${now%+1}"
    [ "$(version "$1")" = "${now%+1}" ] || wrong "back is $(version "$1")"
    until_true 300 "apt-get install $1=${now%+1} --allow-downgrades: back, and running" active "$1"
    [ "$before" = "$(kept)" ] || wrong "going back changed what it must keep"
    ok "settings, keys and credential are as before"
    apt-mark hold "$1" >/dev/null
    apt_quietly upgrade
    [ "$(version "$1")" = "${now%+1}" ] || wrong "apt-get upgrade took what is held"
    apt-mark unhold "$1" >/dev/null
    ok "held, it stays there"
}

"$@"
