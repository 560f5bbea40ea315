"""The station as a whole: built, shown, and shut down in order."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import __main__ as program
from kiosk import app, config
from kiosk.adapters.clock import SystemClock
from kiosk.adapters.supervisor import supervisor
from kiosk.adapters.transport import trust
from kiosk.app import Footing, Outside, Station, footing
from kiosk.config import Settings
from kiosk.core.events import StartFailed, StartFaultKind
from kiosk.core.ports import KeyFault, KeyUnusable
from kiosk.core.results import FaultKind
from kiosk.core.states import Faulted, OutOfService
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.listening import listening
from tests.kiosk.qt.driver.fakes import OneKey, RecordingChimes, RecordingDesk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.make(tmp_path)


@pytest.fixture
def settings(tmp_path: Path, authority: Authority) -> Settings:
    return replace(
        config.load(None),
        address="https://127.0.0.1:1",
        ca_file=authority.file,
        state_folder=tmp_path / "state",
        windowed=True,
    )


@pytest.fixture
def outside() -> Outside:
    return Outside(OneKey(), RecordingDesk(), RecordingChimes(), SystemClock())


@pytest.fixture(autouse=True)
def quiet_logs() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def test_a_station_without_backend_says_so(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside
) -> None:
    with Station(qapp, settings, footing(settings), outside) as station:
        qtbot.waitUntil(lambda: isinstance(station.driver.kiosk.page, OutOfService), timeout=60_000)
        page = station.driver.kiosk.page
        assert isinstance(page, OutOfService)
        assert page.reason is FaultKind.UNREACHABLE
        assert station.window.isVisible()


def test_a_wrong_ca_is_out_of_service_by_name(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside, tmp_path: Path
) -> None:
    other = Authority.make(tmp_path, "Other CA")
    with zoo.serving(zoo.hanging_up, other.server()) as server:
        pinned = replace(settings, address=server.address)
        with Station(qapp, pinned, footing(pinned), outside) as station:
            qtbot.waitUntil(lambda: isinstance(station.driver.kiosk.page, OutOfService), timeout=60_000)
            page = station.driver.kiosk.page
    assert isinstance(page, OutOfService)
    assert page.reason is FaultKind.TLS


def test_the_service_manager_hears_of_the_first_frame(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside, tmp_path: Path
) -> None:
    with listening(str(tmp_path / "notify")) as manager:
        told = replace(outside, supervisor=supervisor({"NOTIFY_SOCKET": manager.address}))
        with Station(qapp, settings, footing(settings), told):
            qtbot.waitUntil(lambda: manager.heard()[:1] == [b"READY=1"], timeout=60_000)


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    ("fault", "kind"),
    [(KeyFault.LOCKED, StartFaultKind.KEYRING_LOCKED), (KeyFault.MISSING, StartFaultKind.NO_KEYRING)],
)
def test_an_unusable_keyring_is_a_page(
    fault: KeyFault,
    kind: StartFaultKind,
    qapp: QApplication,
    qtbot: QtBot,
    settings: Settings,
    outside: Outside,
) -> None:
    locked = replace(outside, keys=OneKey(fault=KeyUnusable(fault, "what to do")))
    with Station(qapp, settings, footing(settings), locked) as station:
        expected = Faulted(kind, "what to do")
        qtbot.waitUntil(lambda: station.driver.kiosk.page == expected, timeout=60_000)


def test_a_start_fault_is_a_page_and_nothing_is_called(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside
) -> None:
    fault = StartFailed(StartFaultKind.SETTINGS, "station.toml: [backend] address: …")
    with Station(qapp, settings, Footing(trust(None), 0, fault), outside) as station:
        assert station.driver.kiosk.page == Faulted(fault.kind, fault.detail)


def test_closing_leaves_no_thread_and_forgets(
    qapp: QApplication, qtbot: QtBot, settings: Settings, outside: Outside, authority: Authority
) -> None:
    before = set(threading.enumerate())
    hooks = sys.excepthook
    with zoo.serving(zoo.mute_after_request, authority.server()) as server:
        slow = replace(settings, address=server.address)
        with Station(qapp, slow, footing(slow), outside) as station:
            qtbot.waitUntil(lambda: server.connections > 0, timeout=60_000)
            window = station.window
    assert {one for one in threading.enumerate() if not one.daemon} <= before
    assert not window.isVisible()
    assert sys.excepthook == hooks
    assert isinstance(outside.captcha, RecordingDesk)
    assert ("forget",) in outside.captcha.asked
    gc.collect()


# --- footing ------------------------------------------------------------------------------------


def test_a_missing_ca_file_is_named(settings: Settings, tmp_path: Path) -> None:
    found = footing(replace(settings, ca_file=tmp_path / "nothing.pem")).fault
    assert found is not None
    assert found.kind is StartFaultKind.NO_CA
    assert "nothing.pem" in found.detail


def test_a_ca_file_without_certificate(settings: Settings, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    found = footing(replace(settings, ca_file=empty)).fault
    assert found is not None
    assert "no certificate in it" in found.detail


def test_a_damaged_boot_counter_is_a_fault(settings: Settings) -> None:
    settings.state_folder.mkdir()
    (settings.state_folder / "starts").write_text("x")
    found = footing(settings).fault
    assert found is not None
    assert found.kind is StartFaultKind.STATE_FOLDER
    assert str(settings.state_folder) in found.detail


def test_each_start_is_counted(settings: Settings) -> None:
    assert [footing(settings).boot_counter for _ in range(3)] == [1, 2, 3]


# --- the program --------------------------------------------------------------------------------


def run(*arguments: str, state: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        cwd=ROOT,
        env=environment(state) | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def environment(state: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPASSE_")}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(state), "XDG_STATE_HOME": str(state)}


def config_file(settings: Settings) -> Path:
    file = settings.state_folder.parent / "station.toml"
    file.write_text(
        f'[backend]\naddress = "{settings.address}"\nca_file = "{settings.ca_file}"\n'
        f"[station]\nwindowed = {str(settings.windowed).lower()}\n"
        f'state_folder = "{settings.state_folder}"\n'
    )
    return file


def test_check_is_content_with_good_settings(settings: Settings, tmp_path: Path) -> None:
    done = run("--check", "--config", str(config_file(settings)), state=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert not settings.state_folder.exists()


@pytest.mark.parametrize("way", ["option", "variable"])
def test_check_names_what_is_wrong(way: str, tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text("[backend]\nverify = false\n")
    if way == "option":
        done = run("--check", "--config", str(file), state=tmp_path)
    else:
        done = run("--check", state=tmp_path, REPASSE_STATION_CONFIG=str(file))
    assert done.returncode == program.BAD_SETTINGS
    assert "[backend] verify: no such key" in done.stdout


@contextmanager
def started(settings: Settings, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the program; it is up when the block begins."""
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "--config", str(config_file(settings))],
        cwd=ROOT,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stderr is not None
            assert any(json.loads(line)["event"] == "started" for line in process.stderr)
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("windowed", [False, True])
def test_the_program_starts_once_and_ends_when_asked(
    windowed: bool, settings: Settings, tmp_path: Path
) -> None:
    """In kiosk mode the window refuses to close, which is no answer to the service manager."""
    settings = replace(settings, windowed=windowed)
    with started(settings, tmp_path) as first:
        second = run("--config", str(config_file(settings)), state=tmp_path)
        assert second.returncode == app.ALREADY_RUNNING
        first.send_signal(signal.SIGTERM)
        _, told = first.communicate(timeout=120)
        assert first.returncode == 0
    events = [json.loads(line)["event"] for line in told.splitlines()]
    assert events[-1] == "stopped"
    assert "crashed" not in events


def test_no_memory_image_and_private_files(tmp_path: Path) -> None:
    code = (
        "import os, resource; from kiosk.__main__ import harden; harden();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "(0, 0) 0o77"


EVENTS = (
    *("started", "stopped", "already_running", "backend_call_failed", "key_unusable", "qt", "crashed"),
    *("start_not_counted", "no_screen"),
)


def test_every_event_of_the_log_is_documented() -> None:
    page = (ROOT / "docs" / "station-configuration.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in EVENTS)
