"""Every page on which somebody may stand: the way there, and what the station holds of the person on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.adapters.directories.sql import SqlDirectory
from backend.app import SystemClock
from backend.core.secret import Secret
from kiosk.captcha.scheme import SCHEMES, SYMBOLS
from kiosk.core import states
from kiosk.core.results import ApprovalStatus, Channel
from tests.e2e.station import people
from tests.e2e.station.traces import Trace, pieces, trace
from tests.e2e.station.visitor import Visitor

Step = Callable[[Visitor, int], None]
Held = Callable[[Visitor, int], list[Trace]]


def person_traces(person: int) -> list[Trace]:
    return [trace("identifier", people.identifier(person))]


def typed(visitor: Visitor) -> list[Trace]:
    """Traces of what stands in the visible fields: code, number, password, CAPTCHA answer, identifier."""
    shown = (field for field in visitor.fields() if field.isVisible() and len(field.text()) >= 4)
    return [trace(field.objectName(), field.text()) for field in shown]


def sent(visitor: Visitor, person: int) -> list[Trace]:
    """Traces of what went to the backend, or may have: passwords, numbers, and codes without their gap."""
    bare = ((one.objectName(), one.text().replace(" ", "")) for one in visitor.fields() if one.isVisible())
    return [
        trace("sent number", people.number(person)),
        trace("sent new number", people.new_number(person)),
        trace("sent", people.new_password(person)),
        trace("sent old password", people.old_password(person)),
        *(trace(f"bare {name}", text) for name, text in bare if len(text) >= 4),
    ]


def nothing_more(_visitor: Visitor, _person: int) -> list[Trace]:
    return []


@dataclass(frozen=True)
class Place:
    """`go` leads there and fills the fields; `held` is what the search must find besides them."""

    go: Step
    held: Held = nothing_more

    def traces(self, visitor: Visitor, person: int) -> list[Trace]:
        """What is on the page or behind it now."""
        return typed(visitor) + person_traces(person) + self.held(visitor, person)


# --- the ways -----------------------------------------------------------------------------------


def identify(visitor: Visitor, person: int) -> None:
    """What a picture shows may also be a part of some word in the program, which no end takes away."""
    words = pieces(SYMBOLS, {scheme.length for scheme in SCHEMES.values()})
    visitor.begin()
    visitor.actor.press("cannot_access")
    visitor.picture()
    while hash(visitor.answer()) in words:
        visitor.actor.press("new_picture")
        visitor.picture()
    visitor.type("identifier", people.identifier(person))
    visitor.type("answer", visitor.answer())


def sign_in(visitor: Visitor, person: int) -> None:
    visitor.begin()
    visitor.type("identifier", people.identifier(person))
    visitor.type("password", people.old_password(person))


def accepted(visitor: Visitor, person: int) -> None:
    sign_in(visitor, person)
    visitor.submit()
    visitor.on(states.Accepted)


def method(visitor: Visitor, person: int) -> None:
    visitor.to_method(person)
    visitor.choose_sms(people.number(person))


def call_wanted(visitor: Visitor, person: int) -> None:
    visitor.to_method(person)
    visitor.actor.choose(Channel.VOICE.value)
    visitor.type("destination", people.number(person))


def calling(visitor: Visitor, person: int) -> None:
    call_wanted(visitor, person)
    visitor.submit()
    visitor.on(states.Calling)


def on_phone(visitor: Visitor, person: int) -> None:
    visitor.to_method(person)
    visitor.actor.press("on_phone")
    visitor.on(states.OnPhone)


def locked_code(visitor: Visitor, person: int) -> None:
    """The code of somebody whose account the directory has locked."""
    lock(visitor, person)
    visitor.to_code(person)


def unlock(visitor: Visitor, person: int) -> None:
    locked_code(visitor, person)
    visitor.submit()
    visitor.on(states.UnlockOnly)


def lock(visitor: Visitor, person: int) -> None:
    """Somebody guesses elsewhere until the directory itself locks the account."""
    directory = SqlDirectory(f"sqlite:///{visitor.backend.data}/directory.sqlite", SystemClock())
    try:
        account = directory.find([people.identifier(person)])
        assert account is not None
        for _ in range(directory.capabilities.lockout_threshold):
            directory.verify(account.key, Secret("wrong"))
        assert directory.locked(account.key)
    finally:
        directory.close()


def asked(visitor: Visitor, person: int) -> None:
    visitor.to_method(person)
    visitor.ask_staff()


def returning(visitor: Visitor, person: int) -> None:
    """Staff have approved; the number they gave is typed."""
    visitor.to_method(person)
    number = visitor.desk.approve(visitor.ask_staff())
    visitor.until(lambda: visitor.approval_is(ApprovalStatus.APPROVED))
    visitor.type("number", number)


def contact(visitor: Visitor, person: int) -> None:
    """After a reset that staff approved: a new number, typed."""
    returning(visitor, person)
    visitor.submit()
    visitor.on(states.NewPassword)
    visitor.type_password(people.new_password(person))
    visitor.submit()
    visitor.on(states.Done)
    visitor.actor.press("register_contact")
    visitor.on(states.NewContact)
    visitor.actor.press("mobile")
    visitor.type("destination", people.new_number(person))


def contact_code(visitor: Visitor, person: int) -> None:
    contact(visitor, person)
    phone = visitor.phone()
    visitor.submit()
    visitor.until(lambda: visitor.kiosk.pending is None and visitor.shows("code"))
    visitor.type("code", visitor.code_sent(phone, people.new_number(person)))


# --- what is held out of sight ------------------------------------------------------------------


def current_password(_visitor: Visitor, person: int) -> list[Trace]:
    """The directory's own *change* will need it."""
    return [trace("current password", people.old_password(person))]


def link(visitor: Visitor, _person: int) -> list[Trace]:
    """Whoever has the link has the reset."""
    page = visitor.kiosk.page
    assert isinstance(page, states.OnPhone)
    assert page.view.handoff is not None
    return [trace("link", page.view.handoff.url)]


def request_code(visitor: Visitor, _person: int) -> list[Trace]:
    approval = visitor.approval()
    assert approval is not None
    return [trace("request code", approval.request_code)]


PLACES: dict[str, Place] = {
    "sign in": Place(sign_in),
    "accepted": Place(accepted, current_password),
    "identify": Place(identify),
    "method": Place(method),
    "code": Place(Visitor.to_code),
    "call": Place(calling),
    "phone": Place(on_phone, link),
    "staff": Place(asked, request_code),
    "return number": Place(returning),
    "unlock": Place(unlock),
    "password": Place(Visitor.to_password),
    "done": Place(Visitor.to_done),
    "contact": Place(contact),
    "contact code": Place(contact_code),
}
