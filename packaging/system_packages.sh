#!/bin/sh
# Install the Debian packages of a group (run, test, servers, bench) and of the groups above it;
# without root, print the one line that does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
group=${1:?usage: system_packages.sh run|test|servers|bench}

wanted=$(awk -v last="[$group]" '
    /^#/ || NF == 0 { next }
    /^\[/ { if (done) exit; if ($0 == last) done = 1; next }
    { print }' "$here/debian-packages.txt" | tr '\n' ' ')

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "Not a Debian system: make sure that the equivalents of these packages are installed: $wanted" >&2
    exit 0
fi

missing=""
for one in $wanted; do
    package=${one%%:*} command=${one#*:}
    [ "$command" = "$one" ] || ! command -v "$command" >/dev/null 2>&1 || continue
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Missing packages. Run this once, then try again:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086  # one word a package
apt-get install -y -q --no-install-recommends $missing
