#!/bin/sh
# Bring this checkout to what a group of commands needs: run, test, servers or bench.
# Debian packages, a virtual environment in .venv, the locked dependencies, and the project itself.
set -eu
cd "$(dirname "$0")/.."
group=${1:?usage: setup.sh run|test|servers|bench}
python=${PYTHON:-python3}
stamps=build/stamps
mkdir -p "$stamps"

say() { printf '[set-up %3ss] %s\n' "$(($(date +%s) - begun))" "$1"; }
begun=$(date +%s)

case $group in
    run) lock=run ;;
    test | servers) lock=test ;;
    bench) lock=bench ;;
    *) echo "setup.sh: unknown group: $group" >&2; exit 2 ;;
esac

say "Debian packages ($group)"
packaging/system_packages.sh "$group"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; $python is $("$python" --version). Set PYTHON=/path/to/python3.11" >&2
    exit 1
}
if [ ! -x .venv/bin/python ]; then
    say "virtual environment in .venv"
    "$python" -m venv .venv
fi
if ! cmp -s "packaging/lock/$lock.txt" ".venv/lock-$lock.txt"; then
    say "dependencies, pinned by packaging/lock/$lock.txt"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "packaging/lock/$lock.txt"
    cp "packaging/lock/$lock.txt" ".venv/lock-$lock.txt"
    if [ "$lock" != run ]; then cp packaging/lock/run.txt .venv/lock-run.txt; fi
    if [ "$lock" = bench ]; then cp packaging/lock/test.txt .venv/lock-test.txt; fi
fi
say "the project itself"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
if [ "$group" = servers ]; then
    for one in oidc_provider axe_core; do
        say "$one of the tests, pinned by its package-lock.json"
        (cd "tests/servers/$one" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    done
fi
touch "$stamps/$group"
if [ "$group" = test ] || [ "$group" = bench ]; then touch "$stamps/run"; fi
say "ready"
