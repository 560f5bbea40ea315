"""Staff at the station: the machine, a restart, and after the console's code the way out of kiosk mode."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QWidget

from kiosk._generated.ui_maintenance import Ui_Maintenance
from kiosk.core.events import Left, MaintenanceCodeSubmitted, QuitWanted, RestartWanted
from kiosk.core.ports import FactKind
from kiosk.core.secret import Secret
from kiosk.core.states import Kiosk, Maintenance, MaintenanceAccess, MaintenanceProblem
from kiosk.qt import texts
from kiosk.qt.banner import Tone
from kiosk.qt.pages.base import Bar, Tools
from kiosk.qt.pages.fields import DigitGroups
from kiosk.qt.pages.form_page import FormPage
from kiosk.qt.pages.parts import Edge, ltr, show_part, stuck
from kiosk.qt.texts import NOTHING, Message

DIGITS = 8


class MaintenanceView(FormPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.ui = Ui_Maintenance()
        self.ui.setupUi(self)
        self.fit(self.ui)
        self._groups = DigitGroups(self.ui.code)
        self._groups.expect(DIGITS)
        self._access: Edge[MaintenanceAccess] = Edge()
        self._problem: Edge[MaintenanceProblem] = Edge()
        self.ui.restart.clicked.connect(self._restart)
        self.ui.leave_kiosk.clicked.connect(self._quit)

    def render_state(self, kiosk: Kiosk) -> None:
        page = kiosk.page
        if not isinstance(page, Maintenance):
            return
        opened = page.access is MaintenanceAccess.OPEN
        self.say(self.ui.message, self._message(page.problem))
        show_part(self.ui.code_part, shown=not opened)
        show_part(self.ui.leave_kiosk, shown=opened)
        self.ui.facts.setText("\n".join(self._facts(opened=opened)))
        if self._access.changed(page.access):
            self.ui.code.setText("")
            self.focus(self.first_focus())
        elif self._problem.changed(page.problem) and page.problem is not None:
            self.ui.code.setText("")
            self.focus(self.ui.code)

    def _facts(self, *, opened: bool) -> list[str]:
        """What anybody may see is of the machine; the rest is of the service."""
        shown = [fact for fact in self.tools.machine.facts() if opened or fact.kind.public]
        return [f"{self._name(fact.kind)}: {ltr(fact.value)}" for fact in shown]

    def _name(self, kind: FactKind) -> str:
        match kind:
            case FactKind.VERSION:
                return self.tr("Program")
            case FactKind.SCREEN:
                return self.tr("Screen")
            case FactKind.INPUT:
                return self.tr("Touch and keyboard")
            case FactKind.DISK:
                return self.tr("Free on disk")
            case FactKind.CLOCK:
                return self.tr("Clock")
            case FactKind.SERVICE:
                return self.tr("Service")
            case FactKind.STARTS:
                return self.tr("Starts")
            case unreachable:
                assert_never(unreachable)

    def _message(self, problem: MaintenanceProblem | None) -> Message:
        match problem:
            case None:
                return NOTHING
            case MaintenanceProblem.CODE_EMPTY:
                return Message(Tone.PROBLEM, self.tr("Type the code from the console."))
            case MaintenanceProblem.CODE_WRONG:
                text = self.tr("Make a new code in the console: that one is wrong, used, or too old.")
                return Message(Tone.PROBLEM, text)
            case MaintenanceProblem.UNAVAILABLE:
                return texts.unavailable()
            case unreachable:
                assert_never(unreachable)

    def bar(self) -> Bar:
        page = self.kiosk.page
        closed = isinstance(page, Maintenance) and page.access is MaintenanceAccess.CLOSED
        return Bar(self.tr("Close"), self.tr("Open") if closed else "", not stuck(self.kiosk), help=False)

    def press_primary(self) -> None:
        self.sent.emit(MaintenanceCodeSubmitted(Secret(self._groups.digits())))

    def press_back(self) -> None:
        self.sent.emit(Left())

    def _restart(self) -> None:
        self.sent.emit(RestartWanted())

    def _quit(self) -> None:
        self.sent.emit(QuitWanted())

    def first_focus(self) -> QWidget:
        return self.ui.restart if self.ui.code_part.isHidden() else self.ui.code

    def wipe(self) -> None:
        super().wipe()
        self._access.forget()
        self._problem.forget()
