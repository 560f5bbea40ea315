#!/bin/sh
# Run the tests that a marker expression selects, in parts, each in processes of its own: what one part has loaded
# makes the collector slow for another, and the station's wipe and its search of the memory wait for the collector.
# usage: suite.sh MARKERS [option of pytest …]
set -u
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
unset PYTHONDONTWRITEBYTECODE # else each of some hundred processes compiles all of both programs and the tests anew
markers=$1
shift
failed=0

# What the tests write is thrown away: in memory no commit waits for a disk. Where that is too small, or runs no
# programs (tests make some), the system's own folder serves.
memory=$(mktemp -d /dev/shm/repasse.XXXXXX 2>/dev/null) && {
    trap 'rm -rf "$memory"' EXIT
    trap 'exit 1' INT TERM
    printf '#!/bin/sh\n' >"$memory/runs" && chmod 1777 "$memory" && chmod +x "$memory/runs"
    free=$(df -k --output=avail "$memory" | tail -n 1)
    if "$memory/runs" 2>/dev/null && [ "$free" -ge 4000000 ]; then export TMPDIR="$memory"; fi
}
waiting=$(($(nproc) * 2)) # much of what these parts do is to wait for the other side

part() {
    echo "--- $2"
    workers=$1
    shift 2
    .venv/bin/python -m pytest -n "$workers" --dist worksteal -m "$markers" "$@"
    case $? in
        0 | 5) ;; # 5: this part has none of the selected tests
        *) failed=1 ;;
    esac
}

part "$waiting" "the station with its backend, and the demonstration" tests/e2e/station tests/demo "$@"
part auto "the station alone" tests/kiosk "$@"
part "$waiting" "the backend, and everything else" tests --ignore=tests/e2e/station --ignore=tests/demo --ignore=tests/kiosk \
    --ignore-glob='*/test_*samba*.py' "$@"
# Its ports are fixed, so one worker has it.
part 1 "with Active Directory" tests/servers_suite/test_*samba*.py "$@"
exit "$failed"
