"""Approvals that take two people, the checklist, and the account that was really looked at."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import approvals
from backend.core.api import (
    ApprovalRefused,
    OpenedRequest,
    ProofSeen,
    RequestStatus,
    Seen,
    Turn,
)
from backend.core.ports import Standing
from backend.core.secret import Secret
from backend.core.settings import InstitutionSettings, LimitSettings, SecondPerson
from backend.core.views import ApprovalStatus, Outcome, ResetView
from tests.backend.core.stage import Stage
from tests.backend.core.test_approvals import ask, opened
from tests.backend.fakes import FERRER, person

KNOWN = ProofSeen.KNOWN_IN_PERSON


def approve(
    at: Stage, request: OpenedRequest, proof: ProofSeen = KNOWN, staff: str = "Ada", ticked: int = 0
) -> OpenedRequest:
    seen = Seen(proof, request.account_mark, frozenset(range(ticked)))
    return at.desks.staff.approve(request.row.approval_id, staff, seen, "known from the library")


def confirm(at: Stage, view: ResetView, staff: str = "Bob") -> OpenedRequest:
    request = opened(at, view, staff)
    return at.desks.staff.confirm(request.row.approval_id, staff, request.account_mark)


def rule(at: Stage, second: SecondPerson) -> None:
    at.set(institution=replace(InstitutionSettings(), second_person=second))


def details(at: Stage, kind: str) -> list[dict[str, object]]:
    with at.store.reading() as tx:
        found = tx.audit.of_kinds((kind,), at.clock.now().replace(year=2000))
    return [json.loads(one.detail) | {"actor": one.actor} for one in found]


def test_known_in_person_takes_two(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    first = approve(at, opened(at, view))
    assert (first.turn, first.return_number) == (Turn.SECOND_PERSON, "")
    waiting = at.desks.resets.view(hall, view.id)
    assert waiting.approval is not None
    assert waiting.approval.status is ApprovalStatus.WAITING
    second = opened(at, waiting, "Bob")
    assert second.turn is Turn.CONFIRM
    assert second.first is not None
    assert (second.first.approver, second.first.proof) == ("Ada", KNOWN)
    assert confirm(at, waiting).return_number == ""
    given = at.desks.staff.look(first.row.approval_id, "Ada")
    assert given.row.status is RequestStatus.APPROVED
    done = at.desks.resets.return_number(hall, view.id, 1, Secret(given.return_number))
    assert done.outcome is Outcome.RETURN_ACCEPTED
    assert [one["actor"] for one in details(at, "approval_begun")] == ["Ada"]
    assert details(at, "approval_given")[0]["first"] == "Ada"


def test_the_second_person_is_the_same_person(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    approve(at, opened(at, view))
    with pytest.raises(ApprovalRefused, match="second person"):
        confirm(at, view, "Ada")
    assert details(at, "approval_forbidden")[0]["actor"] == "Ada"


def test_one_person_with_two_memberships_is_no_second_person(at: Stage, hall: str) -> None:
    """By a link of ours and at the OpenID provider, under two names and with one account in the directory."""
    at.roll.accounts = {"Ada": "AdaAd2001", "ada@ferrer": "adaad2001@he-ferrer.eu", "Bob": "bobbo2002"}
    view = ask(at, hall)
    approve(at, opened(at, view))
    with pytest.raises(ApprovalRefused, match="second person"):
        confirm(at, view, "ada@ferrer")
    assert details(at, "approval_forbidden")[0]["actor"] == "ada@ferrer"
    assert confirm(at, view).row.status is RequestStatus.APPROVED


def test_nothing_is_known_of_members_without_an_account(at: Stage, hall: str) -> None:
    at.roll.accounts = {"Ada": "", "Bob": ""}
    view = ask(at, hall)
    approve(at, opened(at, view))
    assert confirm(at, view).row.status is RequestStatus.APPROVED


def test_the_second_person_does_not_own_the_account(at: Stage, hall: str) -> None:
    at.roll.accounts = {"Bob": "FerrerFr2017", "Ada": "ada2001"}
    view = ask(at, hall)
    assert approve(at, opened(at, view), ProofSeen.EID).turn is Turn.SECOND_PERSON
    with pytest.raises(ApprovalRefused, match="own account"):
        confirm(at, view)
    assert confirm(at, view, "Eve").row.status is RequestStatus.APPROVED


def test_nothing_is_confirmed_that_nobody_approved(at: Stage, hall: str) -> None:
    with pytest.raises(ApprovalRefused, match="Nobody"):
        confirm(at, ask(at, hall))


def test_an_account_attached_meanwhile_ends_what_the_first_approved(at: Stage, hall: str) -> None:
    at.directory.add(person("otherot2019"))
    view = ask(at, hall)
    approve(at, opened(at, view))
    request = opened(at, view, "Bob")
    at.desks.staff.attach(request.row.approval_id, "Eve" if opened(at, view, "Eve") else "", "OtherOt2019")
    with pytest.raises(ApprovalRefused, match="Nobody"):
        at.desks.staff.confirm(request.row.approval_id, "Bob", request.account_mark)
    assert at.desks.staff.look(request.row.approval_id, "Bob").turn is Turn.APPROVE


def test_who_was_removed_after_the_first_word_or_the_second(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    first = approve(at, opened(at, view))
    at.roll.removed.add("Ada")
    with pytest.raises(ApprovalRefused, match="no more"):
        confirm(at, view)
    at.roll.removed.clear()
    confirm(at, view)
    number = at.desks.staff.look(first.row.approval_id, "Ada").return_number
    at.roll.removed.add("Bob")
    closed = at.desks.resets.return_number(hall, view.id, 1, Secret(number))
    assert closed.outcome is Outcome.APPROVAL_CLOSED


@pytest.mark.parametrize("column", ["reason", "checked", "second", "proof", "approver"])
def test_no_word_of_an_approval_is_changed_by_hand(at: Stage, hall: str, column: str) -> None:
    view = ask(at, hall)
    number = approve(at, opened(at, view), ProofSeen.EID).return_number
    with writing(at.engine) as connection:
        forged = ProofSeen.PASSPORT if column == "proof" else "forged"
        connection.execute(update(approvals).values({column: forged}))
    told = at.desks.resets.return_number(hall, view.id, 1, Secret(number))
    assert told.outcome is Outcome.RETURN_WRONG


def test_a_second_word_written_by_hand_is_none(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    approve(at, opened(at, view))
    with writing(at.engine) as connection:
        forged = {"status": RequestStatus.APPROVED, "second": "Bob", "tries_left": 1000}
        connection.execute(update(approvals).values(forged))
    outcomes = {
        at.desks.resets.return_number(hall, view.id, 1, Secret(f"{number:03d}")).outcome
        for number in range(0, 1000, 7)
    }
    assert outcomes == {Outcome.RETURN_WRONG}


def test_always_takes_two_for_every_proof(at: Stage, hall: str) -> None:
    rule(at, SecondPerson.ALWAYS)
    request = opened(at, ask(at, hall))
    assert request.alone == ()
    assert approve(at, request, ProofSeen.PASSPORT).turn is Turn.SECOND_PERSON


def test_never_has_nobody_known_in_person_and_no_colleague(at: Stage, hall: str) -> None:
    rule(at, SecondPerson.NEVER)
    view = ask(at, hall)
    request = opened(at, view)
    assert KNOWN not in request.proofs
    with pytest.raises(ApprovalRefused, match="second person"):
        approve(at, request)
    at.roll.accounts = {"Bob": "FerrerFr2017"}
    with pytest.raises(ApprovalRefused, match="second person"):
        approve(at, opened(at, view), ProofSeen.EID)


def test_privileged_accounts_are_refused_whoever_agrees(at: Stage, hall: str) -> None:
    rule(at, SecondPerson.ALWAYS)
    at.directory.add(replace(FERRER, standing=Standing.PRIVILEGED))
    with pytest.raises(ApprovalRefused, match="special rights"):
        approve(at, opened(at, ask(at, hall)))


def test_the_second_persons_word_counts_for_their_day(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(approvals_per_staff_a_day=1))
    view = ask(at, hall)
    approve(at, opened(at, view))
    confirm(at, view)
    again = ask(at, hall)
    approve(at, opened(at, again, "Eve"), staff="Eve")
    with pytest.raises(ApprovalRefused, match="today"):
        confirm(at, again)


def test_every_item_of_the_list_is_ticked_and_on_record(at: Stage, hall: str) -> None:
    items = ("Face compared with the photo", "Card is in date")
    at.set(institution=replace(InstitutionSettings(), approval_checklist=items))
    request = opened(at, ask(at, hall))
    assert request.checklist == items
    for ticked in (0, 1, 3):
        with pytest.raises(ApprovalRefused, match="ticked"):
            approve(at, request, ProofSeen.EID, ticked=ticked)
    assert approve(at, request, ProofSeen.EID, ticked=2).row.status is RequestStatus.APPROVED
    assert details(at, "approval_given")[0]["checked"] == "; ".join(items)


@pytest.mark.parametrize("items", [("x" * 81,), (" ",), ("a", "a"), tuple("abcdefghi"), ("a\nb",)])
def test_a_list_that_cannot_be_shown_is_refused(items: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="approval_checklist"):
        InstitutionSettings(approval_checklist=items)
