"""Two people meet: staff approve, and the person types the number that staff say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import approvals
from backend.core.api import (
    ApprovalRefused,
    NotAllowed,
    OpenedRequest,
    ProofSeen,
    RequestClosed,
    RequestStatus,
    Seen,
    TrueReason,
)
from backend.core.ports import Standing
from backend.core.secret import Secret
from backend.core.settings import LimitSettings
from backend.core.views import Allowed, ApprovalStatus, Outcome, ResetView
from tests.backend.core.stage import NEW, Stage
from tests.backend.fakes import FERRER, person


def ask(at: Stage, hall: str, identifier: str = "FerrerFr2017") -> ResetView:
    view = at.desks.resets.ask_approval(hall, at.start(hall, identifier).id)
    assert view.outcome is Outcome.APPROVAL_WAITING
    return view


def opened(at: Stage, view: ResetView, staff: str = "Ada") -> OpenedRequest:
    assert view.approval is not None
    return at.desks.staff.open(view.approval.request_code, staff)


def approve(at: Stage, request: OpenedRequest, staff: str = "Ada") -> OpenedRequest:
    return at.desks.staff.approve(
        request.row.approval_id, staff, Seen(ProofSeen.STUDENT_CARD, request.account_mark), "lost phone"
    )


def wrong(number: str) -> Secret:
    return Secret(f"{(int(number) + 1) % 1000:03d}")


def test_an_approval_becomes_a_proof_with_the_return_number(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    request = opened(at, view)
    assert (request.identifier_typed, request.account_identifier) == ("FerrerFr2017", FERRER.identifier)
    assert (request.approvable, request.return_number, request.row.place) == (True, "", "Hall, ground floor")
    request = approve(at, request)
    waiting = at.desks.resets.view(hall, view.id)
    assert waiting.approval is not None
    assert (waiting.approval.status, waiting.allowed) == (ApprovalStatus.APPROVED, Allowed.CHOOSE_METHOD)
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    done = at.desks.resets.return_number(hall, view.id, 1, Secret(request.return_number))
    assert (done.outcome, done.allowed) == (Outcome.RETURN_ACCEPTED, Allowed.NEW_PASSWORD)
    assert at.desks.resets.set_password(hall, view.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET


def test_three_tries_of_the_return_number(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    number = approve(at, opened(at, view)).return_number
    outcomes = [
        at.desks.resets.return_number(hall, view.id, 1, typed).outcome
        for typed in [wrong(number)] * 3 + [Secret(number)]
    ]
    assert outcomes == [Outcome.RETURN_WRONG, Outcome.RETURN_WRONG] + [Outcome.APPROVAL_CLOSED] * 2


def test_an_approval_by_somebody_who_was_removed_counts_for_nothing(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    number = approve(at, opened(at, view)).return_number
    at.roll.removed.add("Ada")
    closed = at.desks.resets.return_number(hall, view.id, 1, Secret(number))
    assert (closed.outcome, closed.gates_left) == (Outcome.APPROVAL_CLOSED, 1)
    at.roll.removed.clear()
    again = at.desks.resets.return_number(hall, view.id, 1, Secret(number))
    assert again.outcome is Outcome.APPROVAL_CLOSED


def test_the_request_code_of_this_minute_and_the_last(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    at.clock.advance(seconds=60)
    assert opened(at, view).approvable
    at.clock.advance(seconds=60)
    with pytest.raises(RequestClosed):
        opened(at, view)
    renewed = at.desks.resets.view(hall, view.id)
    assert renewed.approval is not None
    assert view.approval is not None
    assert renewed.approval.request_code != view.approval.request_code
    assert opened(at, renewed, "Bob").approvable


def test_wrong_request_codes_are_throttled_and_on_record(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    for _ in range(10):
        with pytest.raises(RequestClosed):
            at.desks.staff.open("AAAAAA", "Ada")
    with pytest.raises(RequestClosed):
        opened(at, view)
    assert opened(at, view, "Bob").approvable
    with at.store.reading() as tx:
        found = tx.audit.of_kinds(("opening_failed",), at.clock.now().replace(year=2000))
    assert {one.actor for one in found} == {"Ada"}


def test_a_request_not_opened_cannot_be_approved(at: Stage, hall: str) -> None:
    request = opened(at, ask(at, hall))
    with pytest.raises(RequestClosed):
        approve(at, request, "Bob")


def test_an_unknown_account_must_be_attached_first(at: Stage, hall: str) -> None:
    view = ask(at, hall, "nobody")
    request = opened(at, view)
    assert request.reasons == (TrueReason.UNKNOWN_ACCOUNT,)
    with pytest.raises(ApprovalRefused):
        approve(at, request)
    with pytest.raises(ApprovalRefused):
        at.desks.staff.attach(request.row.approval_id, "Ada", "still nobody")
    request = at.desks.staff.attach(request.row.approval_id, "Ada", "FerrerFr2017")
    number = approve(at, request).return_number
    done = at.desks.resets.return_number(hall, view.id, 1, Secret(number))
    assert done.account is not None
    assert done.account.identifier == FERRER.identifier
    at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert at.directory.writes == [(FERRER.key, NEW.reveal())]


@pytest.mark.parametrize("standing", [Standing.PRIVILEGED, Standing.DISABLED, Standing.EXPIRED])
def test_unfit_accounts_are_refused_with_the_true_reason(at: Stage, hall: str, standing: Standing) -> None:
    at.directory.add(replace(FERRER, standing=standing))
    request = opened(at, ask(at, hall))
    assert TrueReason(standing.value) in request.reasons
    assert not request.approvable
    with pytest.raises(ApprovalRefused, match="account"):
        approve(at, request)


def test_staff_cannot_approve_their_own_account(at: Stage, hall: str) -> None:
    at.roll.accounts = {"Ada": "FerrerFr2017"}
    with pytest.raises(ApprovalRefused, match="own account"):
        approve(at, opened(at, ask(at, hall)))


def test_a_cap_a_day_for_each_member_of_staff(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(approvals_per_staff_a_day=1))
    approve(at, opened(at, ask(at, hall)))
    view = ask(at, hall)
    with pytest.raises(ApprovalRefused, match="today"):
        approve(at, opened(at, view))
    assert approve(at, opened(at, view, "Bob"), "Bob").row.status is RequestStatus.APPROVED


def test_a_reason_is_asked(at: Stage, hall: str) -> None:
    request = opened(at, ask(at, hall))
    with pytest.raises(ApprovalRefused, match="why"):
        at.desks.staff.approve(
            request.row.approval_id, "Ada", Seen(ProofSeen.PASSPORT, request.account_mark), " "
        )


def test_refused_and_asked_again(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    at.desks.staff.refuse(opened(at, view).row.approval_id, "Ada", "no card")
    view = at.desks.resets.view(hall, view.id)
    assert view.approval is not None
    assert view.approval.status is ApprovalStatus.REFUSED
    again = at.desks.resets.ask_approval(hall, view.id)
    assert again.approval is not None
    assert (again.approval.number, again.approval.status) == (2, ApprovalStatus.WAITING)


def test_a_pending_approval_extends_the_reset_within_the_hour(at: Stage, hall: str) -> None:
    view = at.start(hall)
    for minutes in (15, 19, 19):
        at.clock.advance(minutes=minutes)
        view = at.desks.resets.ask_approval(hall, view.id)
    assert view.expires_in == 7 * 60
    at.clock.advance(minutes=7)
    assert at.desks.resets.view(hall, view.id).outcome is Outcome.EXPIRED


def test_a_request_expires_after_ten_minutes(at: Stage, hall: str) -> None:
    request = opened(at, ask(at, hall))
    at.clock.advance(minutes=10)
    assert at.desks.staff.requests() == ()
    with pytest.raises(ApprovalRefused):
        approve(at, request)


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.exhaustive), 13])
def test_an_approval_written_by_hand_approves_nothing(at: Stage, hall: str, step: int) -> None:
    view = ask(at, hall)
    with writing(at.engine) as connection:
        forged = {"status": RequestStatus.APPROVED, "account": FERRER.key, "tries_left": 5000}
        connection.execute(update(approvals).values(**forged))
    outcomes = {
        at.desks.resets.return_number(hall, view.id, 1, Secret(f"{number:03d}")).outcome
        for number in range(0, 1000, step)
    }
    assert outcomes == {Outcome.RETURN_WRONG}


def test_rows_of_the_list_name_nobody(at: Stage, hall: str) -> None:
    ask(at, hall)
    assert "errer" not in repr(at.desks.staff.requests())


def test_an_approved_lock_is_lifted_and_the_password_kept(at: Stage, hall: str) -> None:
    at.directory.add(person("lockedlo2018", Standing.LOCKED))
    view = ask(at, hall, "LockedLo2018")
    request = opened(at, view)
    assert TrueReason.LOCKED in request.reasons
    number = approve(at, request).return_number
    view = at.desks.resets.return_number(hall, view.id, 1, Secret(number))
    assert view.unlock_offered
    done = at.desks.resets.unlock(hall, view.id, "u")
    assert (done.outcome, done.allowed) == (Outcome.UNLOCKED, Allowed.DONE)
    assert at.desks.resets.unlock(hall, view.id, "u").outcome is Outcome.UNLOCKED
    assert at.directory.writes == []


def test_the_reference_leads_staff_to_the_records(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    done = at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert done.completed is not None
    found = at.desks.staff.trace(done.completed.reference.lower(), "Ada")
    assert [one.kind for one in found][-2:] == ["write_started", "write_done"]
    assert all(one.genuine for one in found)
