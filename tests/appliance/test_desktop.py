"""Windows and macOS: what an administrator is given, read from the files; nothing here is built or run."""

from __future__ import annotations

import plistlib
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from kiosk import config
from kiosk.adapters.windows_sound import CONSOLE_PROGRAM
from kiosk.qt.driver import QUIT
from kiosk.qt.preference_keys import KEYS

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WINDOWS = PACKAGING / "windows"
MACOS = PACKAGING / "macos"
DOCS = ROOT / "docs"
LAUNCHER = "{http://schemas.microsoft.com/ShellLauncher/2018/Configuration}"
ACCESS = "{http://schemas.microsoft.com/AssignedAccess/2017/config}"
AUTO_LAUNCH = "{http://schemas.microsoft.com/AssignedAccess/201810/config}AutoLaunch"
PROGRAM = r"%ProgramFiles%\Repasse\repasse-kiosk.exe"
AGENT = MACOS / "org.repasse.kiosk.plist"
PROFILE = MACOS / "repasse-kiosk.mobileconfig"


def tree(file: Path) -> ET.Element:
    return ET.parse(file).getroot()  # noqa: S314 - our own file


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def guid(value: str) -> UUID:
    assert re.fullmatch(r"\{[0-9A-F-]{36}\}", value), value
    return UUID(value)


# --- Windows ------------------------------------------------------------------------------------


def test_shell_launcher_starts_the_station_for_one_account_and_explorer_for_all_others() -> None:
    root = tree(WINDOWS / "shell-launcher.xml")
    shells = {one.get("Shell") for one in root.iter(f"{LAUNCHER}Shell")}
    assert shells == {r"%SystemRoot%\explorer.exe", PROGRAM}
    (profile,) = root.iter(f"{LAUNCHER}Profiles")
    assert [one.tag for one in profile] == [f"{LAUNCHER}DefaultProfile", f"{LAUNCHER}Profile"]
    (account,) = root.iter(f"{LAUNCHER}Account")
    assert account.get("Name") == "repasse"
    ids = {guid(one.get("Id", "")) for one in root.iter(f"{LAUNCHER}Profile")}
    assert len(ids) == 1, "the account's profile is the station's"


def test_whatever_the_station_ended_with_it_comes_back_but_when_staff_left_kiosk_mode() -> None:
    root = tree(WINDOWS / "shell-launcher.xml")
    (default,) = root.iter(f"{LAUNCHER}DefaultAction")
    assert default.get("Action") == "RestartShell"
    actions = {one.get("ReturnCode"): one.get("Action") for one in root.iter(f"{LAUNCHER}ReturnCodeAction")}
    assert actions == {str(QUIT): "DoNothing"}


def test_assigned_access_allows_the_station_its_sound_and_its_voice() -> None:
    root = tree(WINDOWS / "assigned-access.xml")
    apps = {one.get("DesktopAppPath", ""): one.get(AUTO_LAUNCH) for one in root.iter(f"{ACCESS}App")}
    names = {path.rpartition("\\")[2] for path in apps}
    assert names == {"repasse-kiosk.exe", CONSOLE_PROGRAM, "espeak-ng.exe"}
    assert [path for path, begins in apps.items() if begins == "true"] == [PROGRAM]
    (bar,) = root.iter(f"{ACCESS}Taskbar")
    assert bar.get("ShowTaskbar") == "false"
    used = {
        guid(one.get("Id", "")) for kind in ("Profile", "DefaultProfile") for one in root.iter(ACCESS + kind)
    }
    assert len(used) == 1


def chords() -> list[str]:
    """The chords that the script blocks."""
    listed = re.search(
        r"\$chords = @\((.*?)^\)", text(WINDOWS / "keyboard-filter.ps1"), re.DOTALL | re.MULTILINE
    )
    assert listed is not None
    lines = (line for line in listed[1].splitlines() if not line.strip().startswith("#"))
    return re.findall(r'"([^"]+)"', "\n".join(lines))


def test_every_way_out_of_the_station_is_a_blocked_chord() -> None:
    blocked = chords()
    assert len(blocked) == len(set(blocked))
    ways_out = {
        "Ctrl+Alt+Del",
        "Shift+Ctrl+Esc",
        "Win+L",
        "Alt+F4",
        "Alt+Tab",
        "Ctrl+Esc",
        "Windows",
        "Win+R",
    }
    assert ways_out <= set(blocked)


def test_no_key_of_the_station_is_blocked() -> None:
    """Blocking a modifier alone would take letters away: AltGr is Ctrl and Alt, and Shift makes capitals."""
    ours = {Qt.Key(key).name.removeprefix("Key_") for key in KEYS} | {
        "Ctrl",
        "Alt",
        "Shift",
        "Tab",
        "Esc",
        "Escape",
    }
    assert not ours & set(chords())
    assert {"F1", "F7"} <= ours
    assert "Ctrl+Shift+F8" not in chords(), "the key of staff"


def test_the_key_that_leads_out_is_on_no_keyboard_of_visitors() -> None:
    """Windows' own is 91, the left Windows key: five presses by anybody would end the station."""
    script = text(WINDOWS / "keyboard-filter.ps1")
    assert "[int] $BreakoutKey = 118," in script
    assert 'Set-Setting "BreakoutKeyScanCode"' in script


def test_the_machine_stays_awake_on_its_battery_too() -> None:
    script = text(WINDOWS / "policies.ps1")
    for way in ("ac", "dc"):
        assert f'powercfg.exe /change "$setting-{way}" 0' in script
        assert f"/set{way}valueindex SCHEME_CURRENT SUB_BUTTONS $button 0" in script


def test_the_handbook_lists_the_blocked_chords() -> None:
    listed = re.search(r"<!-- chords -->(.*?)<!-- end -->", text(DOCS / "windows.md"), re.DOTALL)
    assert listed is not None
    assert sorted(re.findall(r"`([^`]+)`", listed[1])) == sorted(chords())


def test_the_installer_brings_every_file_and_lets_only_administrators_write_settings() -> None:
    script = text(WINDOWS / "repasse-kiosk.iss")
    for name in re.findall(r'^Source: "([^"*]+)"', script, re.MULTILINE):
        assert (WINDOWS / name.replace("\\", "/")).is_file(), name
    assert "PrivilegesRequired=admin" in script
    assert "/inheritance:r" in script
    grants = set(re.findall(r"\*(S-1-5-[\d-]+):\(OI\)\(CI\)(\w+)", script))
    assert grants == {("S-1-5-32-544", "F"), ("S-1-5-18", "F"), ("S-1-5-32-545", "RX")}
    assert "[Service" not in script
    assert CONSOLE_PROGRAM in text(WINDOWS / "build.ps1")


@pytest.mark.parametrize("script", sorted(WINDOWS.glob("*.ps1")), ids=lambda path: path.name)
def test_a_script_of_windows_stops_at_its_first_fault(script: Path) -> None:
    body = text(script)
    assert '$ErrorActionPreference = "Stop"' in body
    assert "Set-StrictMode -Version Latest" in body
    assert ("#Requires -RunAsAdministrator" in body) == (script.name != "build.ps1")
    assert "DefaultPassword" not in body, "no password in the registry"


# --- macOS --------------------------------------------------------------------------------------


def test_the_launch_agent_starts_the_station_anew_until_staff_leave_kiosk_mode() -> None:
    agent = plistlib.loads(AGENT.read_bytes())
    assert agent["Label"] == AGENT.stem
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    *shell, command = agent["ProgramArguments"]
    assert shell == ["/bin/sh", "-c"]
    started, _, success = command.partition("; ")
    assert started == "/Applications/Repasse.app/Contents/MacOS/repasse-kiosk --log-to-files"
    assert success == f"test $? -eq {QUIT}"
    assert (agent["Umask"], agent["HardResourceLimits"]) == (0o077, {"Core": 0})


def test_the_profile_has_what_apple_asks_of_every_payload() -> None:
    profile = plistlib.loads(PROFILE.read_bytes())
    payloads = profile["PayloadContent"]
    assert profile["PayloadType"] == "Configuration"
    assert {one["PayloadVersion"] for one in (profile, *payloads)} == {1}
    assert len({UUID(one["PayloadUUID"]) for one in (profile, *payloads)}) == 1 + len(payloads)
    assert len({one["PayloadIdentifier"] for one in (profile, *payloads)}) == 1 + len(payloads)


def test_the_profile_keeps_the_mac_to_the_station_and_holds_no_password() -> None:
    payloads = plistlib.loads(PROFILE.read_bytes())["PayloadContent"]
    by_kind: dict[str, dict[str, object]] = {}
    for one in payloads:
        by_kind.setdefault(one["PayloadType"], {}).update(one)
    sign_in, restrictions = by_kind["com.apple.loginwindow"], by_kind["com.apple.applicationaccess"]
    assert all(
        sign_in[f"{what}DisabledWhileLoggedIn"] for what in ("ShutDown", "Restart", "PowerOff", "LogOut")
    )
    assert sign_in["DisableConsoleAccess"]
    assert "AutologinPassword" not in sign_in
    assert [key for key, value in restrictions.items() if key.startswith("allow") and value] == []
    assert restrictions["allowScreenShot"] is False
    assert by_kind["com.apple.MCX"]["DisableGuestAccount"]
    assert "com.apple.asam" not in by_kind, "Accessibility interfaces are for no station"


def test_the_signed_program_asks_for_one_exception_and_no_other() -> None:
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_package_puts_the_program_where_the_agent_looks() -> None:
    (component,) = plistlib.loads((MACOS / "component.plist").read_bytes())
    assert component["RootRelativeBundlePath"] == "Applications/Repasse.app"
    assert component["BundleIsRelocatable"] is False


# --- both ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file", [WINDOWS / "station.toml", MACOS / "scripts" / "station.toml"], ids=["windows", "macos"]
)
def test_the_settings_that_are_installed_are_the_defaults_and_their_hints_are_keys(file: Path) -> None:
    assert config.load(file) == config.load(None)
    hints = re.sub(r"^# (\w+ = )", r"\1", text(file), flags=re.MULTILINE)
    assert {key for table in tomllib.loads(hints).values() for key in table} == {
        "address",
        "ca_file",
        "dpi",
        "kind",
    }


def test_the_lock_of_the_folder_has_the_pins_of_the_stations_own() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", text(PACKAGING / "lock" / name), re.MULTILINE))
        for name in ("kiosk.txt", "desktop.txt")
    ]
    assert pins[0].items() <= pins[1].items()
    assert {"pyinstaller", "setuptools", "pefile", "macholib"} <= set(pins[1])


def test_both_handbook_pages_say_what_was_run_and_what_was_not() -> None:
    for name in ("windows.md", "macos.md"):
        page = text(DOCS / name)
        assert "- [ ]" in page
        assert all(
            f"*{mark}*" in page for mark in ("run", "configuration asserted", "to check on a real machine")
        )
