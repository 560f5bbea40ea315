"""What the packages set on a machine, read from their files; `make test-packages` installs and runs them."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from kiosk.adapters.player import PLAYERS
from kiosk.qt.driver import QUIT

ROOT = Path(__file__).resolve().parents[2]
DEBIAN = ROOT / "packaging" / "debian"
STATION = DEBIAN / "kiosk"
SERVICES = {
    "station": DEBIAN / "repasse-kiosk.service",
    "keyring": DEBIAN / "repasse-kiosk.repasse-kiosk-keyring.service",
    "backend": DEBIAN / "repasse-backend.service",
}
ALWAYS = (
    "LimitCORE=0",
    "MemorySwapMax=0",
    "UMask=0077",
    "KeyringMode=private",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "AmbientCapabilities=",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateMounts=yes",
    "ProtectProc=invisible",
    "ProcSubset=pid",
    "ProtectKernelTunables=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelLogs=yes",
    "ProtectControlGroups=yes",
    "ProtectClock=yes",
    "ProtectHostname=yes",
    "RestrictSUIDSGID=yes",
    "RestrictRealtime=yes",
    "RestrictNamespaces=yes",
    "LockPersonality=yes",
    "MemoryDenyWriteExecute=yes",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged @resources",
    "RemoveIPC=yes",
    "DevicePolicy=closed",
    "Restart=always",
)
HELD = ("", "LongPress")
STANDARD = frozenset({"PrivateDevices=yes", "PrivateUsers=yes", "PrivateNetwork=yes", "IPAddressDeny=any"})


def lines(file: Path) -> list[str]:
    """The lines of a configuration file that say something."""
    found = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in found if line and not line.startswith("#")]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_may_nothing_that_it_need_not(service: str) -> None:
    assert set(ALWAYS) <= set(lines(SERVICES[service]))


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_does_without_has_its_reason(service: str) -> None:
    text = SERVICES[service].read_text(encoding="utf-8")
    said = " ".join(line for line in text.splitlines() if line.startswith("#"))
    missing = STANDARD - set(lines(SERVICES[service]))
    assert [line for line in missing if line.split("=")[0] not in said] == []


def test_no_unit_runs_as_root_but_the_one_that_makes_the_credential() -> None:
    units = sorted(DEBIAN.glob("*.service"))
    assert len(units) == 4
    unprivileged = {unit for unit in units if any(line.startswith("User=repasse-") for line in lines(unit))}
    assert set(units) - unprivileged == {DEBIAN / "repasse-kiosk.repasse-kiosk-credential.service"}


def test_the_station_is_watched_and_comes_back() -> None:
    said = lines(SERVICES["station"])
    assert {"Type=notify", "WatchdogSec=20", "WatchdogSignal=SIGKILL", "Restart=always"} <= set(said)
    assert {"StartLimitAction=reboot", "AppArmorProfile=repasse-kiosk"} <= set(said)


def test_a_station_that_an_operator_left_stays_away_and_gives_its_terminal_back() -> None:
    said = lines(SERVICES["station"])
    assert {f"RestartPreventExitStatus={QUIT}", f"SuccessExitStatus={QUIT}"} <= set(said)
    assert {"OnSuccess=getty@tty1.service", "OnSuccessJobMode=fail"} <= set(said)


def test_no_key_puts_the_machine_to_sleep_or_off_however_long_it_is_held() -> None:
    login = lines(STATION / "usr/lib/systemd/logind.conf.d/60-repasse-kiosk.conf")
    keys = {
        f"Handle{key}Key{held}=ignore" for key in ("Power", "Reboot", "Suspend", "Hibernate") for held in HELD
    }
    assert keys <= set(login)
    sleep = lines(STATION / "usr/lib/systemd/sleep.conf.d/60-repasse-kiosk.conf")
    assert {line.partition("=")[2] for line in sleep[1:]} == {"no"}
    assert {"AllowSuspend=no", "AllowHibernation=no"} <= set(sleep)


def test_nobody_else_reaches_the_sockets_of_the_session() -> None:
    for service in ("station", "keyring"):
        assert "RuntimeDirectoryMode=0700" in lines(SERVICES[service])


def test_the_profile_lets_the_station_read_what_it_tells_of_itself() -> None:
    text = (ROOT / "kiosk" / "adapters" / "usage.py").read_text(encoding="utf-8")
    wanted = set(re.findall(r'folder / "(\w+)"', text))
    assert {"statm", "fd", "task"} <= wanted
    profile = (STATION / "etc/apparmor.d/repasse-kiosk").read_text(encoding="utf-8")
    found = re.search(r"@\{PROC\}/@\{pid\}/\{([^}]*)\} r,", profile)
    assert found is not None
    assert wanted <= {name.rstrip("/") for name in found[1].split(",")}


def test_a_serial_reader_may_be_opened_by_unit_and_profile() -> None:
    example = lines(STATION / "usr/share/doc/repasse-kiosk/examples/card-reader.conf")
    kinds = {
        line.removeprefix("DeviceAllow=char-tty").split()[0] for line in example if "DeviceAllow" in line
    }
    profile = (STATION / "etc/apparmor.d/repasse-kiosk").read_text(encoding="utf-8")
    allowed = re.search(r"/dev/tty\{([^}]*)\}\[0-9\]\* rw,", profile)
    assert allowed is not None
    assert kinds == set(allowed[1].split(",")) == {"ACM", "S", "USB"}
    assert "SupplementaryGroups=dialout" in example


def test_the_session_is_one_window_without_other_terminals() -> None:
    [command] = [
        line for line in lines(STATION / "usr/lib/repasse-kiosk/session") if line.startswith("exec ")
    ]
    assert command.split(" -- ")[0].split() == ["exec", "cage", "-d"]
    assert {"NAutoVTs=0", "ReserveVT=0"} <= set(
        lines(STATION / "usr/lib/systemd/logind.conf.d/60-repasse-kiosk.conf")
    )


def test_the_kernel_gives_no_memory_away() -> None:
    assert {"kernel.sysrq = 0", "kernel.core_pattern = |/bin/false", "fs.suid_dumpable = 0"} <= set(
        lines(STATION / "usr/lib/sysctl.d/60-repasse-kiosk.conf")
    )
    assert {"Storage=none", "ProcessSizeMax=0"} <= set(
        lines(STATION / "usr/lib/systemd/coredump.conf.d/60-repasse-kiosk.conf")
    )
    assert "DumpCore=no" in lines(STATION / "usr/lib/systemd/system.conf.d/60-repasse-kiosk.conf")


def test_the_keyrings_bus_starts_nothing_by_name() -> None:
    text = (STATION / "usr/share/repasse-kiosk/bus.conf").read_text(encoding="utf-8")
    assert not re.search(r"<(standard_)?(session_)?servicedirs?|<servicehelper", text)


def test_speech_finds_its_voice_its_player_and_the_headset() -> None:
    control = (DEBIAN / "control").read_text(encoding="utf-8")
    depends = control.split("Package: repasse-kiosk")[1].split("Suggests:")[0]
    assert "espeak-ng" in depends
    assert "alsa-utils |" in depends
    assert {"DeviceAllow=char-alsa rw", "DeviceAllow=char-input r"} <= set(lines(SERVICES["station"]))
    profile = (STATION / "etc/apparmor.d/repasse-kiosk").read_text(encoding="utf-8")
    for program in ("espeak-ng", *PLAYERS, "pacat", "pw-cat"):
        assert re.search(rf"^  /usr/bin/{{[^}}]*\b{program}\b[^}}]*}} rix,$", profile, re.MULTILINE), program


def test_the_headsets_rule_gives_no_keyboard_away() -> None:
    [rule] = lines(STATION / "usr/lib/udev/rules.d/70-repasse-kiosk.rules")
    wanted = {'ENV{ID_INPUT_SWITCH}=="1"', 'ENV{ID_INPUT_KEY}!="1"', 'GROUP="repasse-kiosk"', 'MODE="0640"'}
    assert wanted <= set(rule.split(", "))
    assert "u repasse-kiosk " in (DEBIAN / "repasse-kiosk.sysusers").read_text(encoding="utf-8")
    supplementary = [line for line in lines(SERVICES["station"]) if line.startswith("SupplementaryGroups=")]
    assert supplementary == []


def test_no_settings_shipped_are_secret_or_for_all_to_write() -> None:
    tomllib.loads((STATION / "etc/repasse/kiosk.toml").read_text(encoding="utf-8"))
    files = [path for path in DEBIAN.rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_mode & 0o002] == []


IMPORT = re.compile(r"^\s*(?:from (?=[\w.]+ import )|import )(\w+)", re.MULTILINE)
NAMED_OTHERWISE = {
    "pyside6": "pyside6-essentials",
    "argon2": "argon2-cffi",
}
"""Packages whose module has another name."""


def _imported(package: str) -> set[str]:
    """The packages that `package` imports, by the names that a lock has."""
    names = set[str]()
    for file in (ROOT / package).rglob("*.py"):
        names |= set(IMPORT.findall(file.read_text(encoding="utf-8")))
    foreign = {name.replace("_", "-").lower() for name in names - set(sys.stdlib_module_names) - {package}}
    return {NAMED_OTHERWISE.get(name, name) for name in foreign}


@pytest.mark.parametrize("program", ["kiosk", "backend"])
def test_the_lock_of_a_program_has_what_it_imports_and_its_pins_are_the_tested_ones(program: str) -> None:
    locks = ROOT / "packaging" / "lock"
    pins = [
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", (locks / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in (f"{program}.txt", "test.txt")
    ]
    assert _imported(program) - set(pins[0]) == set()
    assert {name: pin for name, pin in pins[0].items() if pins[1].get(name) != pin} == {}


def test_pruning_keeps_every_part_of_qt_that_the_station_imports() -> None:
    used = set[str]()
    for file in (ROOT / "kiosk").rglob("*.py"):
        used |= set(re.findall(r"\bPySide6(?:\.| import )(Qt\w+)", file.read_text("utf-8")))
    kept = re.search(
        r"MODULES = frozenset\((\{[^}]*\})\)", (ROOT / "packaging/prune_qt.py").read_text("utf-8")
    )
    assert kept is not None
    assert used <= ast.literal_eval(kept[1])
