"""The backend dies while it does what the person asked for, and starts again: nothing is lost or doubled."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.adapters.channels.local_phone import CallRings, LocalPhone, MessageArrived
from backend.core.secret import Secret
from demo.private_keyring import private_keyring
from kiosk.core.results import ApprovalStatus
from kiosk.core.states import (
    Accepted,
    AskStaff,
    Calling,
    ChooseMethod,
    Done,
    EnterCode,
    Identify,
    Link,
    NewPassword,
    Page,
    SignInPage,
    UnlockOnly,
)
from tests.e2e.station import people
from tests.e2e.station.conftest import World, world_of
from tests.e2e.station.places import Step, call_wanted, locked_code, sign_in
from tests.e2e.station.visitor import CODE, Visitor
from tests.servers.backend import running_backend
from tests.servers.dying_requests import Death, Moment
from tests.servers.killing_backend import KILLED
from tests.servers.secret_service import entered

LEASES = {"times__write_lease": "1", "times__message_lease": "5", "times__call": "20"}
"""Seconds after which what the dead backend had begun to write, to send or to dial is begun anew."""

REDIALLED = 120_000
"""Milliseconds, with room to spare: a call that died with its backend is placed again after both times."""
pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True)
class Leg:
    """One thing asked of the backend: `prepare` the page, `press`, and be on `then` once it is answered."""

    request: str
    prepare: Step
    page: type[Page]
    then: type[Page]
    press: Callable[[Visitor], None] = Visitor.submit


@dataclass(frozen=True)
class Journey:
    """Its legs, and how many codes or calls the person's telephone gets in all."""

    legs: tuple[Leg, ...]
    messages: int = 0
    calls: int = 0


# --- what the person does -----------------------------------------------------------------------


def nothing(_visitor: Visitor, _person: int) -> None:
    """The page of the leg before is the one to press on."""


def number(visitor: Visitor, person: int) -> None:
    visitor.choose_sms(people.number(person))


def code(visitor: Visitor, person: int) -> None:
    """The code that has come, or comes."""
    phone = LocalPhone(visitor.backend.data / "spool")
    visitor.type("code", visitor.code_sent(phone, people.number(person)))


def password(visitor: Visitor, person: int) -> None:
    visitor.type_password(people.new_password(person))


def change(visitor: Visitor, person: int) -> None:
    visitor.actor.press("change")
    visitor.on(NewPassword)
    password(visitor, person)


def locked(visitor: Visitor, person: int) -> None:
    locked_code(visitor, person)
    visitor.submit()
    visitor.on(UnlockOnly)


def unlock(visitor: Visitor) -> None:
    visitor.actor.press("unlock")


def answer_the_call(visitor: Visitor, person: int) -> None:
    visitor.answer_the_call(LocalPhone(visitor.backend.data / "spool"), person)
    visitor.until(lambda: isinstance(visitor.kiosk.page, NewPassword), REDIALLED)
    visitor.on(NewPassword)
    password(visitor, person)


def staff(visitor: Visitor) -> None:
    visitor.actor.click(visitor.station.window.bottom.help)


def return_number(visitor: Visitor, _person: int) -> None:
    visitor.until(lambda: visitor.approval_is(ApprovalStatus.WAITING))
    approval = visitor.approval()
    assert approval is not None
    given = visitor.desk.approve(approval.request_code)
    visitor.until(lambda: visitor.approval_is(ApprovalStatus.APPROVED))
    visitor.type("number", given)


SET = Leg("PUT password", password, NewPassword, Done)
JOURNEYS: dict[str, Journey] = {
    "code": Journey(
        (
            Leg("POST resets", Visitor.to_identify, Identify, ChooseMethod),
            Leg("POST challenges", number, ChooseMethod, EnterCode),
            Leg("POST answers", code, EnterCode, NewPassword),
            SET,
        ),
        messages=1,
    ),
    "change": Journey(
        (
            Leg("POST sign-ins", sign_in, SignInPage, Accepted),
            Leg("PUT password", change, NewPassword, Done),
        )
    ),
    "unlock": Journey((Leg("POST unlocks", locked, UnlockOnly, Done, unlock),), messages=1),
    "call": Journey(
        (
            Leg("POST challenges", call_wanted, ChooseMethod, Calling),
            Leg("PUT password", answer_the_call, NewPassword, Done),
        ),
        calls=1,
    ),
    "staff": Journey(
        (
            Leg("POST approvals", Visitor.to_method, AskStaff, AskStaff, staff),
            Leg("POST returns", return_number, AskStaff, NewPassword),
            SET,
        )
    ),
}
CASES = tuple((journey, moment) for journey in JOURNEYS for moment in Moment)
PEOPLE = len(CASES)
SAMPLED = {("code", Moment.AFTER_COMMIT), ("staff", Moment.AFTER_COMMIT)}
"""The moment that only looking can settle, along the ways with the most to double."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A backend that dies where it is told to."""
    folder: Path = tmp_path_factory.mktemp("world")
    with running_backend(folder, **LEASES) as backend, entered(private_keyring(folder / "session")):
        backend.stop()
        backend.program = ("tests.servers.killing_backend", str(folder / "fuse"))
        backend.start()
        yield world_of(backend, PEOPLE)


@pytest.fixture(autouse=True)
def alive_again(world: World) -> Iterator[None]:
    """Whatever a test did to the backend, the next one finds it running."""
    yield
    (world.backend.data.parent / "fuse").unlink(missing_ok=True)
    if world.backend.process is None or world.backend.process.poll() is not None:
        world.backend.start()


# --- what must hold -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "journey", "moment"),
    [
        pytest.param(
            n,
            journey,
            moment,
            id=f"{journey}-{moment.value}",
            marks=() if (journey, moment) in SAMPLED else (pytest.mark.exhaustive,),
        )
        for n, (journey, moment) in enumerate(CASES)
    ],
)
def test_the_journey_goes_on_as_if_nothing_had_happened(
    person: int, journey: str, moment: Moment, visitor: Visitor
) -> None:
    for leg in JOURNEYS[journey].legs:
        leg.prepare(visitor, person)
        dies(visitor, leg, moment)
        comes_back(visitor, leg)
    assert isinstance(visitor.kiosk.page, Done)
    assert told(visitor, person) == (JOURNEYS[journey].messages, JOURNEYS[journey].calls)
    assert written(visitor) == 1
    visitor.submit()


def dies(visitor: Visitor, leg: Leg, moment: Moment) -> None:
    """Press; the backend is gone; the page and what was typed on it stay, and the page says so."""
    backend, typed = visitor.backend, texts(visitor)
    (backend.data.parent / "fuse").write_text(str(Death(leg.request, moment)), encoding="utf-8")
    process = backend.process
    assert process is not None
    leg.press(visitor)
    visitor.until(lambda: process.poll() is not None)
    assert process.poll() == KILLED
    visitor.until(lambda: visitor.kiosk.link is Link.TROUBLED)
    visitor.until(lambda: isinstance(visitor.kiosk.page, leg.page))
    assert visitor.kiosk.pending is not None
    if leg.press is not staff:
        visitor.until(lambda: texts(visitor) == typed)


def comes_back(visitor: Visitor, leg: Leg) -> None:
    """With the backend the answer comes, to the same reset, and the journey goes on."""
    reset = visitor.kiosk.reset_id
    visitor.backend.start()
    visitor.pass_time(lambda: visitor.kiosk.pending is None)
    visitor.on(leg.then)
    assert visitor.kiosk.link is Link.UP
    assert getattr(visitor.kiosk.page, "problem", None) is None
    assert visitor.kiosk.reset_id
    assert reset in {"", visitor.kiosk.reset_id}
    assert open_resets(visitor) <= {visitor.kiosk.reset_id}


def texts(visitor: Visitor) -> dict[str, str]:
    """What stands in the fields that can be seen; a CAPTCHA that was passed is not asked again."""
    seen = {field.objectName(): field.text() for field in visitor.fields() if field.isVisible()}
    return {name: text for name, text in seen.items() if name != "answer"}


def open_resets(visitor: Visitor) -> set[str]:
    return set(rows(visitor, "select id from resets where state = 'open'"))


def written(visitor: Visitor) -> int:
    """How often this reset is on record as written."""
    kinds = rows(visitor, "select kind from audit where reset = ?", visitor.kiosk.reset_id)
    return kinds.count("write_done")


def rows(visitor: Visitor, query: str, *values: str) -> list[str]:
    with closing(sqlite3.connect(visitor.backend.data / "repasse.sqlite")) as database:
        return [str(row[0]) for row in database.execute(query, values).fetchall()]


def told(visitor: Visitor, person: int) -> tuple[int, int]:
    """How many codes and calls the person's telephone ever got."""
    wanted = Secret(people.international(people.number(person)))
    events = LocalPhone(visitor.backend.data / "spool").poll()
    mine = [one for one in events if isinstance(one, MessageArrived) and one.destination.matches(wanted)]
    rang = {one.id for one in events if isinstance(one, CallRings) and one.destination.matches(wanted)}
    return sum(CODE.search(one.body.reveal()) is not None for one in mine), len(rang)
