"""The composition root: builds everything the station is made of, owns it, and shuts it down in order."""

from __future__ import annotations

import secrets
import sys
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the compiled resources
from kiosk import logs
from kiosk.adapters.card_reader.watch import CardWatch
from kiosk.adapters.http_backend import HttpBackend, Machine
from kiosk.adapters.no_backend import NoBackend
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.single_app import stand_alone
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.brand_settings import stamp
from kiosk.card_settings import ReaderKind
from kiosk.config import Settings
from kiosk.core import flow
from kiosk.core.events import Started, StartFailed, StartFaultKind, StartUnready
from kiosk.core.ports import ResetBackend
from kiosk.footing import Footing as Footing
from kiosk.footing import Recheck, no_footing, quick_footing
from kiosk.footing import check as check
from kiosk.footing import footing as footing
from kiosk.outside import Outside as Outside
from kiosk.outside import real_outside as real_outside
from kiosk.qt.application import make_application as make_application
from kiosk.qt.brand import Brand, BrandUnusableError, load_brand
from kiosk.qt.card_device import CardDevice
from kiosk.qt.card_keys import CardKeys, offset_of
from kiosk.qt.crash import CrashHooks
from kiosk.qt.driver import FlowDriver, Inputs, Lanes, Services
from kiosk.qt.ending import end_on_signals
from kiosk.qt.filters import leave, listen
from kiosk.qt.hands import Hands
from kiosk.qt.i18n import Translators
from kiosk.qt.idle import PRESSES, ActivityFilter
from kiosk.qt.lock import take_lock
from kiosk.qt.machine import ThisMachine
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.remarks import QtRemarks
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.speech.station_voice import StationVoice
from kiosk.qt.tokens import Metrics
from kiosk.qt.watchdog import watch
from kiosk.qt.window import KioskWindow
from kiosk.qt.wiping import wiper
from kiosk.qt.worker import ThreadRunner
from kiosk.version import program_version

ALREADY_RUNNING = 3
"""Exit status when another station of this user is running."""
GAVE_UP = 70
"""Exit status (EX_SOFTWARE of sysexits.h) after which the supervisor starts the station anew."""


class Station(QObject):
    """The running station; a context manager, so that whatever happens it is shut down in order."""

    def __init__(self, app: QApplication, settings: Settings, footing: Footing, outside: Outside) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._footing = footing
        self._brand_fault: StartFailed | None = None
        self._stamp = stamp(settings.brand)
        self._outside = outside
        self._lanes = (ThreadRunner("calls", 3), ThreadRunner("polls", 2), ThreadRunner("captcha", 1))
        self._backend = self._make_backend()
        self._translators = Translators(self._app)
        self._window = self._make_window()
        self._driver = self._make_driver()
        self._hooks = CrashHooks(logs.report, outside.clock.elapsed)
        self._activity = ActivityFilter(outside.clock.elapsed)
        self._cards = self._make_cards()
        access = settings.access
        self._hands = Hands(
            self._window, access.scan_step, access.scan_key, access.double_strike, outside.clock.elapsed
        )
        self._voice = StationVoice(self._window, outside.sound) if outside.sound is not None else None
        self._watchdog = watch(self._window, outside.supervisor)
        self._connect()

    @property
    def window(self) -> KioskWindow:
        return self._window

    @property
    def hands(self) -> Hands:
        return self._hands

    @property
    def driver(self) -> FlowDriver:
        return self._driver

    def _make_backend(self) -> ResetBackend:
        ground, out, settings = self._footing, self._outside, self._settings
        if not ground.holds:
            return NoBackend()
        machine = Machine(program_version(), ground.boot_counter)
        return HttpBackend(
            settings.address, ground.context, out.keys, out.clock, machine, proxy=settings.proxy
        )

    def _make_window(self) -> KioskWindow:
        settings = self._settings
        here = ThisMachine(
            program_version(), settings.address, self._footing.boot_counter, settings.state_folder
        )
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), here))
        mode = Mode.WINDOWED if settings.windowed else Mode.KIOSK
        shape = Shape(mode, Metrics(settings.dpi / 96), self._load_brand())
        return KioskWindow(pages, self._translators, shape)

    def _load_brand(self) -> Brand:
        """The settings looked into the files; whether Qt can draw with them shows only here."""
        brand = self._settings.brand
        try:
            return load_brand(brand.mark, brand.fonts())
        except BrandUnusableError as error:
            self._brand_fault = StartFailed(StartFaultKind.SETTINGS, str(error))
            return Brand()

    def _check_start(self) -> StartFailed | None:
        """What would keep a new start from succeeding. Qt looks into the brand's files only once."""
        found = self._outside.recheck()
        if isinstance(found, StartFailed):
            return found
        return self._brand_fault if stamp(found.brand) == self._stamp else None

    def _make_driver(self) -> FlowDriver:
        out = self._outside
        wipe = wiper(self._window, out.captcha, self._backend)
        services = Services(self._backend, out.keys, out.captcha, out.chimes, wipe, self._check_start)
        inputs = Inputs(out.clock.elapsed, _entropy, logs.report)
        return FlowDriver(
            flow.step, flow.begin(self._settings.languages), services, Lanes(*self._lanes), inputs
        )

    def _make_cards(self) -> CardKeys | CardDevice | None:
        out, settings = self._outside, self._settings.card_reader
        if out.cards is not None:
            return CardDevice(CardWatch(out.cards, out.clock.elapsed))
        if settings.kind is not ReaderKind.KEYBOARD:
            return None
        return CardKeys(settings.rule, offset_of(self._app.platformName()), out.clock.elapsed)

    def _connect(self) -> None:
        if self._cards is not None:
            self._cards.sent.connect(self._driver.send)
        self._driver.state_changed.connect(self._window.show_state)
        if self._voice is not None:  # it knows of a page before scanning offers something there
            self._voice.sent.connect(self._driver.send)
            self._driver.state_changed.connect(self._voice.show_state)
            self._driver.wiped.connect(self._voice.forget)
            self._voice.accompany(self._hands.scanner)
        self._driver.state_changed.connect(self._hands.scanner.attend)
        self._hands.scanner.sent.connect(self._driver.send)
        self._driver.announced.connect(self._window.announce)
        self._driver.gave_up.connect(self._give_up)
        self._driver.ended.connect(self._end)
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
        listen(self._activity, PRESSES)
        self._window.show_state(self._driver.kiosk)
        self._window.open()
        if self._voice is not None:
            self._voice.open()
        self._driver.start()
        self._driver.send(self._first_event())
        if self._cards is not None:
            self._cards.open()
        logs.note("started", version=program_version())

    def _first_event(self) -> StartFailed | StartUnready | Started:
        ground = self._footing
        if ground.unready:
            return StartUnready()
        return ground.fault or self._brand_fault or Started(self._settings.languages, ground.disk)

    def _close(self) -> None:
        """Events first, then what they started, then what is shown."""
        if self._cards is not None:
            self._cards.close()
        if self._voice is not None:
            self._voice.close()
        leave(self._activity)
        self._hands.close()
        self._driver.close()
        self._backend.close()
        self._outside.captcha.forget()
        for lane in self._lanes:
            lane.close()
        self._window.wipe()
        self._window.dismiss()
        self._window.guard.stop()
        self._window.deleteLater()
        self._translators.drop()
        self._hooks.remove()
        logs.note("stopped")

    @Slot(int)
    def _end(self, status: int) -> None:
        logs.note("ended_by_staff", status=status)
        QCoreApplication.exit(status)

    @Slot()
    def _give_up(self) -> None:
        QCoreApplication.exit(GAVE_UP)


def _entropy() -> str:
    return secrets.token_hex(16)


def run(settings: Settings, fault: StartFailed | None, recheck: Recheck) -> int:
    """Run the one station of this user until it is ended; returns the exit status.

    Args:
        fault: of the settings; shown instead of starting.
        recheck: looks at them again, with all they stand on.
    """
    lock = take_lock(settings.state_folder)
    if lock is None:
        logs.note("already_running")
        return ALREADY_RUNNING
    try:
        remarks = QtRemarks()
        qInstallMessageHandler(remarks)
        application = make_application(sys.argv[:1])
        remarks.up()
        if not settings.windowed:
            stand_alone()
        end_on_signals()
        ground = no_footing(fault) if fault is not None else quick_footing(settings)
        if ground.disk is not None:
            logs.note("start_not_counted", disk=ground.disk.value)
        with Station(application, settings, ground, real_outside(settings, recheck)):
            return application.exec()
    finally:
        lock.unlock()
