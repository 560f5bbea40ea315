"""The demonstration for a person: station, phone, mailbox and guide side by side."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QTimer, QTimerEvent
from PySide6.QtWidgets import QApplication

from demo.backend_process import BackendFailedError
from demo.guide import STEPS, Guide
from demo.phone import Phone
from demo.report import Report
from demo.stage import Stage, say, stage
from demo.uninterrupted import uninterrupted
from demo.window import DemoWindow

LOOK_MS = 1500
WATCH_MS = 200
STOP_SECONDS = 60
ENDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
STATION_PROGRAM = (sys.executable, "-m", "kiosk")
STATION = """[backend]
address = "{address}"
ca_file = "{ca}"
[station]
windowed = true
state_folder = "{state}"
"""


def play(folder: Path) -> int:
    """Run until a window is closed, or Ctrl+C or SIGTERM came; leaves no process and no data behind."""
    application = QApplication(sys.argv[:1])
    run = folder / "run"
    _on_end(signal.default_int_handler)
    try:
        with stage(run, Report()) as set_stage, _station(set_stage) as station:
            return _attend(application, set_stage, station)
    except KeyboardInterrupt:  # before there was a window to close
        return 0
    finally:
        shutil.rmtree(run, ignore_errors=True)


def _attend(application: QApplication, set_stage: Stage, station: subprocess.Popen[bytes]) -> int:
    watch = Watch(application, station)
    operator = Operator(set_stage, watch)
    _on_end(watch.ask)
    window = DemoWindow(Guide(set_stage.staff_link), Phone(set_stage.backend.spool))
    window.show()
    operator.start()
    for number, step in enumerate(STEPS, start=1):
        say(f"{number}. {step}")
    say("close one of the two windows to end")
    application.exec()
    if station.poll():
        log = (set_stage.folder / "station.log").read_text(encoding="utf-8", errors="replace")
        print(f"repasse-demo: the station ended by itself:\n{log[-2000:]}", file=sys.stderr)
        return 1
    return 0


def _on_end(handler: Callable[[int, FrameType | None], None]) -> None:
    for name in ENDS:
        if name in signal.Signals.__members__:
            signal.signal(signal.Signals[name], handler)


@contextmanager
def _station(set_stage: Stage) -> Iterator[subprocess.Popen[bytes]]:
    file = set_stage.folder / "station.toml"
    text = STATION.format(
        address=set_stage.settings.address,
        ca=set_stage.settings.ca_file,
        state=set_stage.settings.state_folder,
    )
    file.write_text(text, encoding="utf-8")
    with ExitStack() as ends:
        with (set_stage.folder / "station.log").open("ab") as log, uninterrupted():
            station = subprocess.Popen([*STATION_PROGRAM, "--config", str(file)], stderr=log)
            ends.callback(_stop, station)
        yield station


def _stop(station: subprocess.Popen[bytes]) -> None:
    station.terminate()
    try:
        station.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        station.kill()
        station.wait()


class Watch(QObject):
    """Ends the application after the station did, or after a signal asked for it.

    Python runs a signal's handler between two events only; the timer brings one.
    """

    def __init__(self, application: QApplication, station: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self._application, self._station, self.asked = application, station, False
        self.startTimer(WATCH_MS)

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - overrides Qt
        if self.asked or self._station.poll() is not None:
            self._application.quit()


class Operator:
    """Approves the demonstration's own station as soon as it waits, and says so."""

    def __init__(self, set_stage: Stage, watch: Watch) -> None:
        self._stage, self._watch = set_stage, watch
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        try:
            code = self._stage.waiting_code()
            if code:
                self._stage.approve(code)
                self._timer.stop()
                say(f"station {code} approved")
        except BackendFailedError as fault:
            if not self._watch.asked:  # Ctrl+C on a terminal ends the command too
                say(f"the station could not be approved, will try again: {fault}")
