#!/bin/sh
# Make an existing standard user the station's: its launch agent, its keys, its power. As root: prepare.sh USER
# Sources: launchd.plist(5), launchctl(1), defaults(1), pmset(1), systemsetup(8). Nothing here was run on macOS yet.
set -eu
[ "$(uname -s)" = Darwin ] && [ "$(id -u)" -eq 0 ] || { echo "prepare.sh: as root on macOS" >&2; exit 1; }
user=${1:?usage: prepare.sh USER}
here=$(cd "$(dirname "$0")" && pwd)
home=$(dscl . -read "/Users/$user" NFSHomeDirectory | awk '{ print $2 }')
if dseditgroup -o checkmember -m "$user" admin >/dev/null; then
    echo "prepare.sh: $user is an administrator; a station is not" >&2
    exit 1
fi

# The agent is root's, in a folder of root's, so that the user cannot change what is started.
agents=$home/Library/LaunchAgents
mkdir -p "$agents"
install -o root -g wheel -m 0644 "$here/org.repasse.kiosk.plist" "$agents/org.repasse.kiosk.plist"
chown root:wheel "$agents"
chmod 755 "$agents"

as_user() { sudo -H -u "$user" "$@"; }
# F1 to F7 are the station's, without the Fn key
as_user defaults write -g com.apple.keyboard.fnState -bool true
# Spotlight, Mission Control, screenshots and their like: off, by the numbers of com.apple.symbolichotkeys
for key in 28 29 30 31 32 33 34 35 36 37 44 45 52 60 61 64 65 79 80 81 82 118 160 162 163 175 184; do
    as_user defaults write com.apple.symbolichotkeys AppleSymbolicHotKeys -dict-add "$key" \
        '<dict><key>enabled</key><false/></dict>'
done
as_user defaults -currentHost write com.apple.screensaver idleTime -int 0
as_user defaults write com.apple.CrashReporter DialogType none

pmset -a sleep 0 displaysleep 0 disksleep 0 womp 0 autorestart 1
systemsetup -setrestartfreeze on >/dev/null
echo "$user is ready: set the automatic sign-in and restart."
