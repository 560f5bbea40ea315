"""rules.md, Memory: after every way out, nothing of the person can be reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.core.events import Crashed, Tick
from kiosk.core.states import Attract, OutOfService
from tests.e2e.station import people
from tests.e2e.station.traces import Trace, found, trace, undone
from tests.e2e.station.visitor import Visitor

Step = Callable[[Visitor, int], None]


def typed(visitor: Visitor) -> list[Trace]:
    """Traces of what stands in the visible fields: code, number, password, CAPTCHA answer, identifier."""
    shown = (field for field in visitor.fields() if field.isVisible() and len(field.text()) >= 4)
    return [trace(field.objectName(), field.text()) for field in shown]


def person_traces(person: int) -> list[Trace]:
    return [trace("identifier", people.identifier(person))]


def sign_in(visitor: Visitor, person: int) -> None:
    visitor.begin()
    visitor.type("identifier", people.identifier(person))
    visitor.type("password", people.old_password(person))


def method(visitor: Visitor, person: int) -> None:
    visitor.to_method(person)
    visitor.choose_sms(people.number(person))


STEPS: dict[str, Step] = {
    "sign in": sign_in,
    "identify": Visitor.to_identify,
    "method": method,
    "code": Visitor.to_code,
    "password": Visitor.to_password,
    "done": Visitor.to_done,
}


def escape(visitor: Visitor) -> None:
    visitor.escape()
    visitor.on(Attract)


def idle_out(visitor: Visitor) -> None:
    driver = visitor.station.driver
    for _ in range(600):
        if isinstance(driver.kiosk.page, Attract):
            break
        driver.send(Tick(5))
    visitor.on(Attract)


def crash(visitor: Visitor) -> None:
    visitor.station.driver.send(Crashed("ABCD2345"))
    visitor.until(lambda: isinstance(visitor.kiosk.page, OutOfService))


WAYS: dict[str, Callable[[Visitor], None]] = {"escape": escape, "idle": idle_out, "crash": crash}


@pytest.mark.parametrize(
    ("number", "step", "way"),
    [
        pytest.param(n, step, way, id=f"{step}-{way}")
        for n, (step, way) in enumerate((s, w) for s in STEPS for w in WAYS)
    ],
)
def test_nothing_is_left(number: int, step: str, way: str, visitor: Visitor) -> None:
    STEPS[step](visitor, number)
    traces = typed(visitor) + person_traces(number)
    names = {one.name for one in traces}
    assert found(traces) == names, "the positive control: what is on the page must be found"
    WAYS[way](visitor)
    traces += [trace("sent number", people.number(number)), trace("sent", people.new_password(number))]
    visitor.until(lambda: not found(traces))
    assert undone(visitor.station.window.findChildren(QLineEdit), traces) == set()
