"""A student card that was read opens a reset as an identifier does: it identifies, and proves nothing."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from backend.core import cards
from backend.core.api import ProofSeen, Seen
from backend.core.cards import Card
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Outcome, ResetView
from tests.backend.core.stage import CAPTCHA, MOBILE, NEW, Stage
from tests.backend.fakes import FERRER

NUMBER = "HEF-0012345"
STRAY = "HEF-7654321"


def start(at: Stage, hall: str, number: str = NUMBER) -> ResetView:
    at.directory.cards[NUMBER] = FERRER.identifier
    return at.desks.resets.start(hall, Card(Secret(number)), "fr", CAPTCHA)


def test_a_card_and_a_code_set_a_password(at: Stage, hall: str) -> None:
    view = start(at, hall)
    assert (view.allowed, view.account, view.gates_left) == (Allowed.CHOOSE_METHOD, None, 1)
    view = at.send(hall, view, typed=MOBILE)
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    assert view.outcome is Outcome.PROVED
    view = at.desks.resets.set_password(hall, view.id, "a" * 32, NEW, None)
    assert view.outcome is Outcome.PASSWORD_SET
    assert at.directory.writes == [(FERRER.key, NEW.reveal())]


def test_the_card_and_the_identifier_mean_the_same_person(at: Stage, hall: str) -> None:
    by_card = start(at, hall)
    by_name = at.start(hall)
    assert [one.mask for one in by_card.methods] == [one.mask for one in by_name.methods]


def test_a_stray_card_looks_like_any_and_always_the_same(at: Stage, hall: str) -> None:
    real, first, again = start(at, hall), start(at, hall, STRAY), start(at, hall, STRAY)
    assert asdict(first).keys() == asdict(real).keys()
    assert (first.allowed, first.outcome, first.gates_left) == (real.allowed, real.outcome, real.gates_left)
    assert [(one.channel, one.mask) for one in first.methods] == [
        (one.channel, one.mask) for one in again.methods
    ]
    for method in again.methods:
        typed = Secret("francisco@gmail.com" if method.channel is Channel.EMAIL else "0470123423")
        sent = at.desks.resets.send_challenge(hall, again.id, method.id, typed, resend=False)
        assert sent.outcome is Outcome.DESTINATION_MISMATCH


def test_a_directory_without_cards_is_not_asked_for_one(at: Stage, hall: str) -> None:
    at.directory.capabilities = replace(at.directory.capabilities, reads_cards=False)
    before = len(at.directory.log)
    assert start(at, hall).allowed is Allowed.CHOOSE_METHOD
    assert "find_card" not in at.directory.log[before:]
    assert not at.desks.resets.station_info(hall).reads_cards


def test_the_station_learns_that_cards_are_read(at: Stage, hall: str) -> None:
    assert at.desks.resets.station_info(hall).reads_cards


def test_the_number_is_sealed_in_the_database_and_not_in_audit(at: Stage, hall: str) -> None:
    view = start(at, hall, STRAY)
    with at.store.reading() as tx:
        told = [repr(record) for record in tx.audit.of_reset(view.id)]
        kept = tx.resets.at(hall, view.id)
    assert told
    assert kept is not None
    assert not any(STRAY in text for text in (*told, repr(replace(kept, typed_sealed=b""))))
    assert at.desks.resets is not None
    assert STRAY not in repr(Card(Secret(STRAY)))


def test_staff_see_the_card_and_attach_the_account(at: Stage, hall: str) -> None:
    view = at.desks.resets.ask_approval(hall, start(at, hall, STRAY).id)
    assert view.approval is not None
    request = at.desks.staff.open(view.approval.request_code, "desk")
    assert request.identifier_typed == f"card:{STRAY}"
    assert not request.approvable
    attached = at.desks.staff.attach(request.row.approval_id, "desk", FERRER.identifier)
    seen = Seen(ProofSeen.STUDENT_CARD, attached.account_mark)
    approved = at.desks.staff.approve(attached.row.approval_id, "desk", seen, "seen")
    assert approved.account_identifier == FERRER.identifier


@pytest.mark.parametrize(
    ("text", "number"),
    [(" hef-001 ", "HEF-001"), ("0012", "0012"), ("A" * 64, "A" * 64)],
)
def test_a_number_has_one_form(text: str, number: str) -> None:
    card = cards.read(text)
    assert card is not None
    assert card.number.reveal() == number


@pytest.mark.parametrize("text", ["", " ", "A" * 65, "12 34", "12_34", "é12", "ß12", "１２", "12\n34", "%"])
def test_what_no_card_has_is_none(text: str) -> None:
    assert cards.read(text) is None
