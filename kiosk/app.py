"""The composition root: builds everything the station is made of, owns it, and shuts it down in order."""

from __future__ import annotations

import secrets
import signal
import ssl
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QLockFile,
    QMessageLogContext,
    QObject,
    QtMsgType,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the compiled resources
from kiosk import logs
from kiosk.adapters.boot import count_start
from kiosk.adapters.chimes import SynthesisedChimes
from kiosk.adapters.clock import Clock, SystemClock
from kiosk.adapters.http_backend import HttpBackend, Machine
from kiosk.adapters.pinning import CaUnavailableError, pinned_ca
from kiosk.adapters.player import Player
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.speech import EspeakSpeaker
from kiosk.adapters.station_keys import KeyringKeys
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.adapters.transport import trust
from kiosk.captcha.chance import SystemChance
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import load_faces
from kiosk.config import Settings
from kiosk.core import flow
from kiosk.core.events import Started, StartFailed, StartFaultKind
from kiosk.core.ports import CaptchaDesk, Chimes, StationKeys
from kiosk.qt import theme
from kiosk.qt.crash import CrashHooks
from kiosk.qt.driver import FlowDriver, Inputs, Lanes, Services
from kiosk.qt.fonts import load_fonts
from kiosk.qt.i18n import Translators
from kiosk.qt.idle import ActivityFilter
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import Metrics
from kiosk.qt.window import KioskWindow
from kiosk.qt.wiping import wiper
from kiosk.qt.worker import ThreadRunner
from kiosk.version import program_version

ALREADY_RUNNING = 3
"""Exit status when another station of this user is running."""
GAVE_UP = 70
"""Exit status (EX_SOFTWARE of sysexits.h) after which the supervisor starts the station anew."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What reaches beyond this program, besides the backend."""

    keys: StationKeys
    captcha: CaptchaDesk
    chimes: Chimes
    clock: Clock


@dataclass(frozen=True, slots=True)
class Footing:
    """What must be right before the station can work, or the fault for its start-up page."""

    context: ssl.SSLContext
    boot_counter: int
    fault: StartFailed | None


def footing(settings: Settings) -> Footing:
    """Load the CA and count the start; after a fault nothing but the start-up page works."""
    fault = check(settings)
    if fault is not None:
        return Footing(trust(None), 0, fault)
    try:
        return Footing(_context(settings), count_start(settings.state_folder / "starts"), None)
    except (OSError, ValueError) as error:
        detail = f"[station] state_folder: {settings.state_folder}: {error}"
        return Footing(trust(None), 0, StartFailed(StartFaultKind.SETTINGS, detail))


def check(settings: Settings) -> StartFailed | None:
    """Return what would keep a station with these settings from starting, without counting a start."""
    try:
        _context(settings)
    except CaUnavailableError as error:
        return StartFailed(StartFaultKind.NO_CA, str(error))
    except OSError as error:
        return StartFailed(StartFaultKind.NO_CA, _unreadable(settings, error))
    return None


def _unreadable(settings: Settings, error: OSError) -> str:
    reason = "no certificate in it" if isinstance(error, ssl.SSLError) else error.strerror
    return f"[backend] ca_file: {settings.ca_file}: {reason}. Name the CA's file, or start the backend once."


def _context(settings: Settings) -> ssl.SSLContext:
    if settings.ca_fingerprint:
        return trust(pinned_ca(settings.address, settings.ca_fingerprint, settings.state_folder))
    return trust(settings.ca_file)


def make_application(arguments: list[str]) -> QApplication:
    """Return the one QApplication, with style and fonts, before any widget is made."""
    app = QApplication(arguments)
    app.setApplicationName("repasse-kiosk")
    theme.prepare(app)
    load_fonts()
    return app


class Station(QObject):
    """The running station; a context manager, so that whatever happens it is shut down in order."""

    def __init__(self, app: QApplication, settings: Settings, footing: Footing, outside: Outside) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._fault = footing.fault
        self._outside = outside
        self._lanes = (ThreadRunner("calls", 3), ThreadRunner("polls", 2), ThreadRunner("captcha", 1))
        machine = Machine(program_version(), footing.boot_counter)
        self._backend = HttpBackend(
            settings.address, footing.context, outside.keys, outside.clock, machine, proxy=settings.proxy
        )
        self._window = self._make_window()
        self._driver = self._make_driver()
        self._hooks = CrashHooks(logs.report, outside.clock.elapsed)
        self._activity = ActivityFilter(outside.clock.elapsed)
        self._connect()

    @property
    def window(self) -> KioskWindow:
        return self._window

    @property
    def driver(self) -> FlowDriver:
        return self._driver

    def _make_window(self) -> KioskWindow:
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes()))
        mode = Mode.WINDOWED if self._settings.windowed else Mode.KIOSK
        shape = Shape(mode, Metrics(self._settings.dpi / 96))
        return KioskWindow(pages, Translators(self._app), shape)

    def _make_driver(self) -> FlowDriver:
        out = self._outside
        services = Services(
            self._backend, out.keys, out.captcha, out.chimes, wiper(self._window, out.captcha, self._backend)
        )
        inputs = Inputs(out.clock.elapsed, _entropy, logs.report)
        return FlowDriver(flow.step, flow.begin(), services, Lanes(*self._lanes), inputs)

    def _connect(self) -> None:
        self._driver.state_changed.connect(self._window.show_state)
        self._driver.announced.connect(self._window.announce)
        self._driver.gave_up.connect(self._give_up)
        self._window.sent.connect(self._driver.send)
        self._activity.sent.connect(self._driver.send)
        self._hooks.crashed.connect(self._driver.crashed)
        self._hooks.too_many.connect(self._give_up)
        for lane in self._lanes:
            lane.crashed.connect(self._driver.crash)

    def __enter__(self) -> Station:
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._close()

    def _open(self) -> None:
        self._hooks.install()
        self._app.installEventFilter(self._activity)
        self._window.show_state(self._driver.kiosk)
        self._window.open()
        self._driver.start()
        self._driver.send(self._fault or Started(self._settings.languages))
        logs.note("started", version=program_version())

    def _close(self) -> None:
        """Events first, then what they started, then what is shown."""
        self._app.removeEventFilter(self._activity)
        self._driver.close()
        self._backend.close()
        self._outside.captcha.forget()
        for lane in self._lanes:
            lane.close()
        self._window.wipe()
        self._window.dismiss()
        self._app.removeEventFilter(self._window.guard)
        self._window.deleteLater()
        self._hooks.remove()
        logs.note("stopped")

    @Slot()
    def _give_up(self) -> None:
        QCoreApplication.exit(GAVE_UP)


def _entropy() -> str:
    return secrets.token_hex(16)


def real_outside(settings: Settings) -> Outside:
    """Return the machine's own keyring, CAPTCHA generator, loudspeaker and clocks."""
    desk = Captcha(load_faces(), SystemChance(), EspeakSpeaker(Player()))
    return Outside(KeyringKeys(settings.address), desk, SynthesisedChimes(Player()), SystemClock())


def run(settings: Settings, fault: StartFailed | None) -> int:
    """Run the one station of this user until it is ended; returns the exit status.

    Args:
        fault: of the settings; shown instead of starting.
    """
    lock = _take_lock(settings.state_folder)
    if lock is None:
        logs.note("already_running")
        return ALREADY_RUNNING
    try:
        application = make_application(sys.argv[:1])
        qInstallMessageHandler(_qt_said)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _quit)
        ground = footing(settings) if fault is None else Footing(trust(None), 0, fault)
        with Station(application, settings, ground, real_outside(settings)):
            return application.exec()
    finally:
        lock.unlock()


def _take_lock(folder: Path) -> QLockFile | None:
    """Return the lock of the one station of this user, or None when another holds it.

    A folder that cannot be written is no reason here: the start-up page says it.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = QLockFile(str(folder / "station.lock"))
    lock.setStaleLockTime(0)
    taken = lock.tryLock(100)
    return None if not taken and lock.error() is QLockFile.LockError.LockFailedError else lock


def _qt_said(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    """Qt's own remarks in our log: named, and like those of any library not quoted."""
    logs.note("qt", category=str(context.category), kind=kind.name)


def _quit(_number: int, _frame: FrameType | None) -> None:
    """Python runs this between two events; the driver's tick brings one every second."""
    QCoreApplication.quit()
