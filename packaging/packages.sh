#!/bin/sh
# `make packages`: the Debian packages of both programs, from the files of this checkout, in build/packages/.
set -eu
cd "$(dirname "$0")/.."
out=build/packages
source=$out/source

say() { printf '[packages %3ss] %s\n' "$(($(date +%s) - begun))" "$1"; }
begun=$(date +%s)

command -v apt-get >/dev/null 2>&1 || { echo "The packages are built on Debian 12: apt-get is missing here." >&2; exit 1; }
command -v git >/dev/null 2>&1 || { echo "git is missing: sudo apt-get install git" >&2; exit 1; }

say "the files of the checkout"
rm -rf "$source"
mkdir -p "$source"
git ls-files -z | tar --null --files-from=- --create --file=- | tar --extract --directory="$source"
mv "$source/packaging/debian" "$source/debian"

if [ "$(id -u)" -eq 0 ]; then
    say "what the build needs (Build-Depends of packaging/debian/control)"
    export DEBIAN_FRONTEND=noninteractive
    command -v dpkg-checkbuilddeps >/dev/null 2>&1 && (cd "$source" && dpkg-checkbuilddeps 2>/dev/null) || {
        apt-get update -q
        apt-get install -y -q --no-install-recommends dpkg-dev
        apt-get build-dep -y -q --no-install-recommends "./$source"
    }
fi
(cd "$source" && dpkg-checkbuilddeps) || {
    echo "Run as root once, or: sudo apt-get build-dep ./$source" >&2
    exit 1
}

say "both packages"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
rm -f "$out"/*.deb
(cd "$source" && dpkg-buildpackage --build=binary --unsigned-source --unsigned-changes --no-pre-clean) >"$out/build.log" 2>&1 || {
    tail -n 40 "$out/build.log" >&2
    echo "The build failed; all of it is in $out/build.log" >&2
    exit 1
}
rm -rf "$source"
say "ready"
ls -sh "$out"/*.deb
