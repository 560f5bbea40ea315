#!/bin/sh
# Pin every dependency with its hashes. The files name no registry; uv is looked for on the PATH and in .venv.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-header --custom-compile-command 'make lock' "$@"
}
compile pyproject.toml packaging/lock/build.in -o packaging/lock/run.txt
compile pyproject.toml packaging/lock/build.in --group dev -c packaging/lock/run.txt -o packaging/lock/test.txt
compile pyproject.toml packaging/lock/build.in --group dev --group bench -c packaging/lock/test.txt -o packaging/lock/bench.txt
for part in kiosk backend tools desktop; do
    compile "packaging/lock/$part.in" -c packaging/lock/test.txt -o "packaging/lock/$part.txt"
done
