"""Not ready: starting, stopped by a fault that an operator must mend, or out of service for a while."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk._generated.ui_out_of_service import Ui_OutOfService
from kiosk.core.ports import FactKind
from kiosk.core.results import Desk, FaultKind
from kiosk.core.states import Faulted, Kiosk, OutOfService, Starting
from kiosk.qt import remedies, words
from kiosk.qt.banner import Tone
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import ltr, own
from kiosk.qt.texts import Message

BY_CLOCK = {FaultKind.CERTIFICATE_TIME, FaultKind.CLOCK_SKEW}


@dataclass(frozen=True, slots=True)
class Lines:
    """What the page says; an empty line is not there."""

    title: str
    lead: str
    remedy: str = ""
    detail: str = ""
    reference: str = ""
    retry: str = ""


class OutOfServiceView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_OutOfService()
        self.ui.setupUi(self)
        self.fit(self.ui)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if isinstance(page, Starting | Faulted | OutOfService):
            self._show(self._lines(page))
            self._show_desk(kiosk.info.desk if kiosk.info and isinstance(page, OutOfService) else None)

    def _show(self, lines: Lines) -> None:
        ui = self.ui
        ui.title.setText(lines.title)
        self.say(ui.message, Message(Tone.NOTICE, lines.remedy))
        labels = ((ui.lead, lines.lead), (ui.detail, lines.detail))
        for label, text in (*labels, (ui.reference, lines.reference), (ui.retry, lines.retry)):
            label.setText(text)
            label.setVisible(bool(text))

    def _lines(self, page: Starting | Faulted | OutOfService) -> Lines:
        match page:
            case Starting():
                return Lines(self.tr("The station is starting"), self.tr("This takes a few seconds."))
            case Faulted(kind, detail, retry_in):
                return Lines(
                    self.tr("An operator is needed"),
                    words.start_fault(kind),
                    remedies.start(kind),
                    detail=ltr(detail),
                    retry=self._retry(retry_in),
                )
            case OutOfService(reason, reference, skew, retry_in):
                return Lines(
                    self.tr("This station is out of service"),
                    words.fault(reason, skew),
                    remedies.station(reason),
                    detail=self._clock() if reason in BY_CLOCK else "",
                    reference=words.reference(reference),
                    retry=self._retry(retry_in),
                )

    def _clock(self) -> str:
        """What this machine takes the time for."""
        facts = self.tools.machine.facts()
        now = next(fact.value for fact in facts if fact.kind is FactKind.CLOCK)
        return self.tr("Clock of this station: {time}").format(time=ltr(now.replace("T", " ")))

    def _retry(self, seconds: int) -> str:
        if seconds <= 0:
            return self.tr("Trying again…")
        return self.tr("It tries again by itself in %n second(s).", "", seconds)

    def _show_desk(self, desk: Desk | None) -> None:
        self.ui.where.setVisible(desk is not None)
        if desk is not None:
            text = self.tr("Staff can still help: {desk}, {place}")
            self.ui.desk.setText(text.format(desk=own(desk.name), place=own(desk.place)))
            self.ui.desk_hours.setText(words.hours(desk))
            self.ui.desk_hours.setVisible(bool(words.hours(desk)))

    def bar(self) -> Bar:
        return Bar(help=False)
