"""The step trail of the sheet as data: "étape de vérification 1 > choisir un nouveau mot de passe"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.core.flow.layers import core_of, view_of
from kiosk.core.results import ResetView
from kiosk.core.states import (
    AskStaff,
    Calling,
    ChooseMethod,
    EnterCode,
    Kiosk,
    NewPassword,
    OnPhone,
    UnlockOnly,
)


class StepKind(Enum):
    VERIFICATION = "verification"
    NEW_PASSWORD = "new_password"


class StepMark(Enum):
    CHECKED = "checked"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class TrailStep:
    """`number` counts the verification steps from 1; it is 0 for the new password."""

    kind: StepKind
    number: int
    mark: StepMark


def trail(kiosk: Kiosk) -> tuple[TrailStep, ...]:
    """The trail of the page shown; empty on pages that have none."""
    page = core_of(kiosk.page)
    view = view_of(page)
    if view is None:
        return ()
    match page:
        case ChooseMethod() | EnterCode() | Calling() | AskStaff() | OnPhone():
            return _steps(view, max(view.gates_needed - view.gates_left, 0), StepMark.AHEAD)
        case NewPassword(current=None):
            return _steps(view, view.gates_needed, StepMark.CURRENT)
        case UnlockOnly():
            return _steps(view, view.gates_needed, StepMark.AHEAD)
        case _:
            return ()


def _steps(view: ResetView, passed: int, last: StepMark) -> tuple[TrailStep, ...]:
    gates = range(1, max(view.gates_needed, 1) + 1)
    return (
        *(TrailStep(StepKind.VERIFICATION, gate, _mark(gate, passed)) for gate in gates),
        TrailStep(StepKind.NEW_PASSWORD, 0, last),
    )


def _mark(gate: int, passed: int) -> StepMark:
    if gate <= passed:
        return StepMark.CHECKED
    return StepMark.CURRENT if gate == passed + 1 else StepMark.AHEAD
