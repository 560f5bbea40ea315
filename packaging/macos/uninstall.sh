#!/bin/sh
# Remove the station of a user, its program and, with --settings, its settings. As root: uninstall.sh USER [--settings]
# The key stays in that user's Keychain until the user is deleted: withdraw the station at the backend.
set -eu
[ "$(uname -s)" = Darwin ] && [ "$(id -u)" -eq 0 ] || { echo "uninstall.sh: as root on macOS" >&2; exit 1; }
user=${1:?usage: uninstall.sh USER [--settings]}
home=$(dscl . -read "/Users/$user" NFSHomeDirectory | awk '{ print $2 }')
agent=$home/Library/LaunchAgents/org.repasse.kiosk.plist
launchctl bootout "gui/$(id -u "$user")" "$agent" 2>/dev/null || true
rm -f "$agent"
chown "$user" "$home/Library/LaunchAgents"
rm -rf /Applications/Repasse.app
pkgutil --forget "${REPASSE_BUNDLE_IDENTIFIER:-org.repasse.kiosk}.pkg" >/dev/null || true
[ "${2:-}" != --settings ] || rm -rf "/Library/Application Support/repasse"
