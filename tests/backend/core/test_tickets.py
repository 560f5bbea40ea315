"""A closed desk: the service desk gets a message, once for each reset."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import outbox
from backend.core.ports import Sent
from backend.core.secret import Secret
from backend.core.settings import (
    DeskSettings,
    InstitutionSettings,
    LimitSettings,
    OpeningHours,
    OtherDesk,
)
from backend.core.views import Desk, ResetView
from tests.backend.core.stage import Stage
from tests.backend.core.test_approvals import ask

TO = "helpdesk@he-ferrer.eu"
DESK = DeskSettings(email=TO)


@pytest.fixture(autouse=True)
def _closed(at: Stage) -> None:
    """Monday evening, and the desk has an address."""
    at.set(institution=replace(InstitutionSettings(), desk=DESK))
    at.clock.advance(hours=10)


def ticket(at: Stage) -> str:
    at.desks.postman.drain()
    (message,) = at.email.messages
    assert message.destination.reveal() == TO
    return f"{message.subject}\n{message.body.reveal()}"


def test_the_desk_is_told_what_it_needs(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    assert len(view.ticket) == 8
    told = ticket(at)
    assert view.ticket in told.splitlines()[0]
    for part in ("Hall", "Hall, ground floor", "FerrerFr2017", "02/03/2026 à 20:00", "Langue"):
        assert part in told
    assert at.desks.resets.view(hall, view.id).ticket == view.ticket


def test_once_for_each_reset(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    at.clock.advance(minutes=11)
    again = at.desks.resets.ask_approval(hall, view.id)
    assert again.approval is not None
    assert (again.approval.number, again.ticket) == (2, view.ticket)
    ticket(at)


def test_none_while_the_desk_is_open_or_has_no_address(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings())
    assert ask(at, hall).ticket == ""
    at.set(institution=replace(InstitutionSettings(), desk=DESK))
    at.clock.advance(hours=14)
    assert ask(at, hall).ticket == ""
    at.desks.postman.drain()
    assert at.email.messages == []


def test_a_station_sends_so_many_a_day(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(tickets_per_station_a_day=1))
    assert ask(at, hall).ticket
    assert ask(at, hall).ticket == ""
    assert ask(at, at.enrol("Library")).ticket
    at.clock.advance(hours=24)
    assert ask(at, hall).ticket


def test_the_trace_finds_it(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    kinds = [one.kind for one in at.desks.staff.trace(view.ticket.lower(), "Ada")]
    assert "ticket_sent" in kinds
    assert "approval_asked" in kinds


def test_what_was_typed_is_sealed_and_blanked(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    with reading(at.engine) as connection:
        (sealed,) = connection.execute(select(outbox.c.sealed)).scalars()
    assert b"Ferrer" not in sealed
    at.desks.postman.drain()
    with reading(at.engine) as connection:
        assert list(connection.execute(select(outbox.c.sealed)).scalars()) == [b""]
    with at.store.reading() as tx:
        assert "errer" not in repr(tx.audit.of_reset(view.id))


def test_one_that_failed_is_sent_again(at: Stage, hall: str) -> None:
    at.email.answer = Sent.DEFERRED
    ask(at, hall)
    at.desks.postman.drain()
    at.email.answer = Sent.DELIVERED
    at.clock.advance(minutes=2)
    at.desks.postman.drain()
    first, second = at.email.messages
    assert first.id == second.id


def test_what_is_typed_adds_no_line(at: Stage, hall: str) -> None:
    ask(at, hall, "x\r\nBcc: a@b.be\u2028Reference: FORGED {reference}")
    told = ticket(at)
    assert len([line for line in told.splitlines() if "Bcc" in line]) == 1
    assert not any(line.startswith(("Bcc", "Reference: FORGED")) for line in told.splitlines())
    assert Secret(told).reveal().count("{reference}") == 1


def test_other_desks_are_told_with_their_hours(at: Stage, hall: str) -> None:
    late = OtherDesk("Library", "Second floor", (OpeningHours(0, time(18), time(21)),))
    at.set(institution=replace(InstitutionSettings(), other_desks=(late, OtherDesk("Porter"))))
    assert at.desks.resets.station_info(hall).other_desks == (
        Desk("Library", "Second floor", "21:00", None),
        Desk("Porter", "", None, None),
    )


@pytest.mark.parametrize("email", ["nobody", "a b@c.be", "@c.be", "a@b.be\r\nx"])
def test_an_address_that_is_none_is_refused(email: str) -> None:
    with pytest.raises(ValueError, match=r"desk\.email"):
        DeskSettings(email=email)


def test_a_stranger_gets_the_same(at: Stage, hall: str) -> None:
    views: list[ResetView] = [ask(at, hall), ask(at, hall, "nobody")]
    assert all(len(view.ticket) == 8 for view in views)
