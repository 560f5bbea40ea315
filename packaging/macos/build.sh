#!/bin/sh
# Build the station for macOS: Repasse.app, its installer package and, with an identity, both signed and notarised.
# On macOS 13 or newer (Apple silicon) with the command line tools of Xcode and Python 3.13 of python.org.
# Nothing here was run on macOS yet: see docs/macos.md. Sources: "Notarizing macOS software before distribution"
# and "Customizing the notarization workflow", Apple Developer Documentation; productbuild(1), pkgbuild(1).
#
#   REPASSE_CODESIGN_IDENTITY   "Developer ID Application: NAME (TEAM)"; without it the app is signed for this Mac alone
#   REPASSE_INSTALLER_IDENTITY  "Developer ID Installer: NAME (TEAM)"
#   REPASSE_NOTARY_PROFILE      a profile made once by: xcrun notarytool store-credentials PROFILE
#   REPASSE_BUNDLE_IDENTIFIER   org.repasse.kiosk unless set; the profile of MDM names it too
set -eu
cd "$(dirname "$0")/../.."
[ "$(uname -s)" = Darwin ] || { echo "build.sh: this runs on macOS; elsewhere: packaging/pyinstaller/build.py" >&2; exit 1; }
out=build/desktop
app=$out/Repasse.app
identifier=${REPASSE_BUNDLE_IDENTIFIER:-org.repasse.kiosk}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
package=$out/repasse-kiosk-$version.pkg

"${PYTHON:-python3.13}" packaging/pyinstaller/build.py
codesign --verify --strict --deep "$app"
"$app/Contents/MacOS/repasse-kiosk" --help >/dev/null

root=$out/package-root
rm -rf "$root" "$out/component.pkg" "$package"
mkdir -p "$root/Applications"
cp -R "$app" "$root/Applications/"
pkgbuild --root "$root" --identifier "$identifier.pkg" --version "$version" --install-location / \
    --ownership recommended --component-plist packaging/macos/component.plist \
    --scripts packaging/macos/scripts "$out/component.pkg"
if [ -n "${REPASSE_INSTALLER_IDENTITY:-}" ]; then
    productbuild --package "$out/component.pkg" --sign "$REPASSE_INSTALLER_IDENTITY" --timestamp "$package"
else
    productbuild --package "$out/component.pkg" "$package"
fi
rm -rf "$root" "$out/component.pkg"

if [ -n "${REPASSE_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$package" --keychain-profile "$REPASSE_NOTARY_PROFILE" --wait
    xcrun stapler staple "$package"
    spctl --assess --type install --verbose "$package"
fi
echo "$package"
