"""Windows and macOS: the station starts without what only Linux has, and says what to do there."""

from __future__ import annotations

import io
import logging
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from kiosk import __main__ as program
from kiosk import app, config, logs
from kiosk.adapters import espeak, transport, windows_sound
from kiosk.adapters.headset import HeadsetSwitch
from kiosk.adapters.player import Player
from kiosk.adapters.single_app import stand_alone
from kiosk.adapters.station_keys import locked_text, missing_text
from kiosk.core.narration import Jack
from kiosk.qt.driver import RESTART
from tests.kiosk.adapters.certificates import Authority

ROOT = Path(__file__).resolve().parents[2]
PAGE = {"win32": "Credential Locker", "darwin": "login Keychain"}


@pytest.mark.parametrize("platform", PAGE)
def test_the_station_starts_and_its_page_speaks_of_this_system(tmp_path: Path, platform: str) -> None:
    authority = Authority.make(tmp_path)
    settings = tmp_path / "station.toml"
    settings.write_text(
        f'[backend]\naddress = "https://127.0.0.1:1"\nca_file = "{authority.file}"\n'
        f'[station]\nwindowed = true\nstate_folder = "{tmp_path / "state"}"\n'
    )
    nobody = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.kiosk.elsewhere", platform, str(settings)],
        cwd=ROOT,
        env={**os.environ, **nobody},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    first, second = run.stdout.splitlines()
    assert first == "The settings are in order."
    assert second.startswith("NO_KEYRING")
    assert PAGE[platform] in second


def test_each_system_has_its_own_way_to_mend_the_keyring() -> None:
    assert len({missing_text(one) for one in ("linux", "win32", "darwin")}) == 3
    assert len({locked_text(one) for one in ("linux", "darwin")}) == 2


@pytest.mark.parametrize(
    ("frozen", "alone", "expected"),
    [
        (False, False, ["py", "-m", "kiosk", "-x"]),
        (False, True, ["py", "-I", "-m", "kiosk", "-x"]),
        (True, True, ["py", "-x"]),
    ],
)
def test_a_restart_has_the_same_program_and_arguments(frozen: bool, alone: bool, expected: list[str]) -> None:
    """The package's launcher is isolated, so that no file in the state folder is ever taken for a module."""
    assert program.again("py", ["-x"], frozen=frozen, alone=alone) == expected


def test_on_windows_a_restart_is_left_to_what_watches_the_station(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no exec: a second process would run while Shell Launcher starts a third."""
    called: list[list[str]] = []
    monkeypatch.setattr("kiosk.app.run", lambda *_: RESTART)
    monkeypatch.setattr("kiosk.logs.set_up", lambda **_: None)
    monkeypatch.setattr(program, "harden", lambda: None)
    monkeypatch.setattr("os.execv", lambda _, command: called.append(command))
    monkeypatch.setattr(sys, "platform", "win32")
    assert program.main([]) == RESTART
    assert called == []
    monkeypatch.setattr(sys, "platform", "darwin")
    program.main([])
    assert len(called) == 1


def test_a_fault_before_there_is_a_window_is_one_line_and_a_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("quotes what was typed")

    told = io.StringIO()
    monkeypatch.setattr("kiosk.app.run", fail)
    monkeypatch.setattr(program, "harden", lambda: None)
    monkeypatch.setattr("kiosk.logs.set_up", lambda **_: None)
    monkeypatch.setattr("kiosk.logs.report", lambda error: told.write(type(error).__name__))
    assert program.main([]) == app.GAVE_UP
    assert told.getvalue() == "RuntimeError"
    assert capsys.readouterr() == ("", "")


# --- the log ------------------------------------------------------------------------------------


@pytest.fixture
def kept_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def run_and_note(*_: object) -> int:
    logs.note("started", version="1")
    return 0


@pytest.mark.usefixtures("kept_logging")
@pytest.mark.parametrize("asked", [True, False])
def test_without_a_terminal_or_when_asked_the_log_is_in_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    monkeypatch.setattr("kiosk.logs.own_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("kiosk.app.run", run_and_note)
    monkeypatch.setattr(program, "harden", lambda: None)
    if not asked:
        monkeypatch.setattr(sys, "stderr", None)
    assert program.main(["--log-to-files"] if asked else []) == 0
    assert '"event": "started"' in (tmp_path / "log" / "station.log").read_text()


def test_a_check_without_a_terminal_has_a_status(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kiosk.logs.set_up", lambda **_: None)
    monkeypatch.setattr(program, "harden", lambda: None)
    monkeypatch.setattr(sys, "stdout", None)
    assert program.main(["--check", "--config", str(tmp_path / "none.toml")]) == program.BAD_SETTINGS


@pytest.mark.usefixtures("kept_logging")
def test_the_files_of_the_log_have_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 1000)
    logs.set_up(folder=tmp_path)
    for number in range(100):
        logs.note("started", version=str(number))
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == 1 + logs.OLD_FILES
    assert all(file.stat().st_size <= 1000 for file in kept)


@pytest.mark.usefixtures("kept_logging")
def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    logs.set_up(folder=tmp_path / "file")
    logs.note("started", version="1")


# --- sound and speech ---------------------------------------------------------------------------


def test_windows_plays_by_a_process_of_our_own_and_macos_by_its_own_player() -> None:
    assert Player(platform="win32")._commands() == [(sys.executable, "-m", "kiosk.adapters.windows_sound")]
    assert Player(platform="darwin")._commands() == [("/usr/bin/afplay", "/dev/stdin")]


def test_a_built_program_plays_by_its_other_self(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/folder/repasse-kiosk.exe")
    assert windows_sound.command() == ("/folder/repasse-kiosk-console.exe", "--play-sound")


@pytest.fixture
def winsound(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Windows' module, as far as it is used: it keeps what was played."""
    module = ModuleType("winsound")
    module.SND_MEMORY, module.SND_NODEFAULT = 4, 2  # type: ignore[attr-defined]
    module.played = []  # type: ignore[attr-defined]
    module.PlaySound = lambda sound, flags: module.played.append((sound, flags))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "winsound", module)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"RIFF-sound")))
    return module


def test_the_child_plays_what_it_is_given_and_waits_for_the_end(winsound: ModuleType) -> None:
    assert windows_sound.main() == 0
    assert winsound.played == [(b"RIFF-sound", 6)]


def test_the_child_says_when_there_is_no_device(winsound: ModuleType) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Failed to play sound")

    winsound.PlaySound = fail  # type: ignore[attr-defined]
    assert windows_sound.main() == 1


def test_the_child_is_for_windows_only() -> None:
    assert windows_sound.main() == 1


def test_the_synthesiser_is_found_where_its_installer_puts_it(tmp_path: Path) -> None:
    folder = tmp_path / "eSpeak NG"
    folder.mkdir()
    (folder / "espeak-ng.exe").touch()
    places = {"ProgramFiles": str(tmp_path)}
    found = espeak.find("espeak-ng", "win32", places, lambda _: "elsewhere")
    assert found == str(folder / "espeak-ng.exe")
    assert espeak.find("espeak-ng", "win32", {"ProgramFiles": "/none"}, lambda _: "path") == "path"
    assert espeak.find("espeak-ng", "linux", places, lambda _: "path") == "path"


def test_where_no_socket_can_be_read_the_headset_is_unknown(tmp_path: Path) -> None:
    assert HeadsetSwitch(classes=tmp_path / "none").jack() is Jack.UNKNOWN


# --- trust --------------------------------------------------------------------------------------


def test_macos_has_its_authorities_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own OpenSSL finds none in the Keychain, and a station would trust nobody."""
    authority = Authority.make(tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(transport, "MACOS_STORE", authority.file)
    context = transport.trust(None)
    assert len(context.get_ca_certs()) == 1
    assert context.verify_mode is ssl.CERT_REQUIRED


# --- alone on the screen --------------------------------------------------------------------------


class FakeRuntime:
    """An Objective-C runtime that remembers."""

    def __init__(self, application: int | None = 7) -> None:
        self._application = application
        self.presented: list[tuple[int, int]] = []

    def application(self) -> int | None:
        return self._application

    def present(self, application: int, options: int) -> None:
        self.presented.append((application, options))


def test_on_macos_nothing_else_comes_to_the_front() -> None:
    runtime = FakeRuntime()
    assert stand_alone("darwin", lambda: runtime)
    ((application, options),) = runtime.presented
    assert (application, options) == (7, 0b1_1111_1010)


def test_without_an_application_or_a_runtime_nothing_is_asked() -> None:
    def missing() -> FakeRuntime:
        raise OSError("libobjc.A.dylib: cannot open shared object file")

    nobody = FakeRuntime(None)
    assert not stand_alone("darwin", lambda: nobody)
    assert nobody.presented == []
    assert not stand_alone("darwin", missing)
    assert not stand_alone("darwin")  # the real one, which this machine has not


def test_elsewhere_it_is_the_session_that_shows_nothing_else() -> None:
    runtime = FakeRuntime()
    assert not stand_alone("linux", lambda: runtime)
    assert not stand_alone("win32", lambda: runtime)
    assert runtime.presented == []


@pytest.mark.parametrize("windowed", [True, False])
def test_only_a_station_that_fills_the_screen_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, windowed: bool
) -> None:
    class Asked(Exception):
        """`stand_alone` was reached."""

    def ask() -> None:
        raise Asked

    def trust(_: object) -> None:
        raise FileNotFoundError  # the next step, which ends the start here

    settings = replace(config.load(None), state_folder=tmp_path, windowed=windowed)
    monkeypatch.setattr("kiosk.app.make_application", lambda _: None)
    monkeypatch.setattr("kiosk.app.qInstallMessageHandler", lambda _: None)
    monkeypatch.setattr("kiosk.app.end_on_signals", lambda: None)
    monkeypatch.setattr("kiosk.app.stand_alone", ask)
    monkeypatch.setattr("kiosk.app.quick_footing", trust)
    with pytest.raises(FileNotFoundError if windowed else Asked):
        app.run(settings, None, lambda: settings)
