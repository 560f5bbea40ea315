"""Attacks on the supervised path: all refused, all on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import approvals
from backend.core.api import (
    ApprovalRefused,
    NotAllowed,
    OpenedRequest,
    RequestClosed,
    RequestStatus,
    ResetGone,
)
from backend.core.ports import Standing
from backend.core.refusals import MOST
from backend.core.secret import Secret
from backend.core.sides import Decision
from backend.core.views import Allowed, Channel, Outcome, ResetView
from tests.backend.core.stage import NEW, Stage
from tests.backend.core.test_approvals import approve, ask, opened
from tests.backend.fakes import FERRER, person

OTHER = "OtherOt2019"


def returned(at: Stage, hall: str, view: ResetView, number: str, ask_number: int = 1) -> Outcome:
    return at.desks.resets.return_number(hall, view.id, ask_number, Secret(number)).outcome


def outcomes(at: Stage, kind: str) -> list[str]:
    with at.store.reading() as tx:
        found = tx.audit.of_kinds((kind,), at.clock.now().replace(year=2000))
    return [str(json.loads(one.detail).get("outcome", "")) for one in found]


def refused(at: Stage) -> list[tuple[str, str]]:
    """What stations asked for in vain, and why."""
    with at.store.reading() as tx:
        found = tx.audit.of_kinds(("reset_refused",), at.clock.now().replace(year=2000))
    told = [json.loads(one.detail) for one in found]
    return [(one["call"], one["why"]) for one in told]


def closed(at: Stage) -> list[tuple[str, str]]:
    """Who acted on a request that was not theirs, and how."""
    with at.store.reading() as tx:
        found = tx.audit.of_kinds(("request_closed",), at.clock.now().replace(year=2000))
    return [(one.actor, json.loads(one.detail)["call"]) for one in found]


def kinds(at: Stage) -> list[str]:
    with at.store.reading() as tx:
        names = ("approval_given", "approval_refused", "approval_forbidden", "return", "opening_failed")
        return [one.kind for one in tx.audit.of_kinds(names, at.clock.now().replace(year=2000))]


def test_an_approval_replayed(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    number = approve(at, opened(at, view)).return_number
    assert returned(at, hall, view, number) is Outcome.RETURN_ACCEPTED
    assert returned(at, hall, view, number) is Outcome.APPROVAL_CLOSED
    at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    with pytest.raises(NotAllowed):
        returned(at, hall, view, number)
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "j", Secret("Zk!5rivulet-Ost"), None)
    assert len(at.directory.writes) == 1
    assert outcomes(at, "return") == ["return_accepted", "approval_closed"]
    assert refused(at) == [("return", "not_allowed"), ("password", "not_allowed")]


def test_an_approval_replayed_on_a_newer_request_of_the_same_reset(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    number = approve(at, opened(at, view)).return_number
    at.desks.staff.refuse(opened_again(at, view).row.approval_id, "Ada", "not the person")
    again = at.desks.resets.ask_approval(hall, view.id)
    assert again.approval is not None
    assert again.approval.number == 2
    with pytest.raises(NotAllowed):
        returned(at, hall, view, number)
    assert returned(at, hall, view, number, 2) is Outcome.APPROVAL_CLOSED


def opened_again(at: Stage, view: ResetView) -> OpenedRequest:
    with at.store.reading() as tx:
        approval = tx.approvals.latest(view.id)
    assert approval is not None
    return at.desks.staff.look(approval.id, "Ada")


def test_an_approval_for_another_account(at: Stage, hall: str) -> None:
    """Once somebody approved, no other account takes the place of the approved one."""
    at.directory.add(person("otherot2019"))
    view = ask(at, hall)
    request = approve(at, opened(at, view))
    with pytest.raises(RequestClosed):
        at.desks.staff.attach(request.row.approval_id, "Ada", OTHER)
    with writing(at.engine) as connection:
        connection.execute(update(approvals).values(account="key-otherot2019"))
    assert returned(at, hall, view, request.return_number) is Outcome.RETURN_WRONG
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert at.directory.writes == []
    assert outcomes(at, "return") == ["return_wrong"]


def test_an_account_that_became_privileged_after_the_approval(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    number = approve(at, opened(at, view)).return_number
    returned(at, hall, view, number)
    at.directory.add(replace(FERRER, standing=Standing.PRIVILEGED))
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert at.directory.writes == []


def test_an_approval_after_a_refusal_and_a_refusal_after_an_approval(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    mine, theirs = opened(at, view), opened(at, view, "Bob")
    at.desks.staff.refuse(theirs.row.approval_id, "Bob", "not the person")
    with pytest.raises(ApprovalRefused, match="decided"):
        approve(at, mine)
    view = at.desks.resets.ask_approval(hall, view.id)
    given = approve(at, opened(at, view))
    at.desks.staff.refuse(given.row.approval_id, "Ada", "second thoughts")
    assert returned(at, hall, view, given.return_number, 2) is Outcome.APPROVAL_CLOSED
    expected = ["approval_refused", "approval_forbidden", "approval_given", "approval_refused", "return"]
    assert kinds(at) == expected


def test_an_approval_raced_with_a_refusal(at: Stage, hall: str) -> None:
    """Whoever comes first, a refusal stands at the end and no number works."""
    view = ask(at, hall)
    mine, theirs, together = opened(at, view), opened(at, view, "Bob"), Barrier(2)

    def approving() -> str:
        together.wait(60)
        try:
            return approve(at, mine).return_number
        except (ApprovalRefused, RequestClosed):
            return ""

    def refusing() -> str:
        together.wait(60)
        at.desks.staff.refuse(theirs.row.approval_id, "Bob", "not the person")
        return ""

    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(approving), threads.submit(refusing)]
        number = "".join(job.result(30) for job in jobs)
    assert at.desks.staff.look(mine.row.approval_id, "Ada").row.status is RequestStatus.REFUSED
    assert returned(at, hall, view, number or "123") is Outcome.APPROVAL_CLOSED
    assert "approval_refused" in kinds(at)


def test_two_colleagues_approving_at_once_give_one_number(at: Stage, hall: str) -> None:
    view, together = ask(at, hall), Barrier(2)
    requests = {staff: opened(at, view, staff) for staff in ("Ada", "Bob")}

    def approving(staff: str) -> str:
        together.wait(60)
        try:
            return approve(at, requests[staff], staff).return_number
        except ApprovalRefused:
            return ""

    with ThreadPoolExecutor(2) as threads:
        numbers = list(threads.map(approving, ("Ada", "Bob")))
    assert sorted(map(len, numbers)) == [0, 3]
    assert sorted(kinds(at)) == ["approval_forbidden", "approval_given"]


def test_an_approval_used_by_somebody_else_who_stands_at_the_station(at: Stage, hall: str) -> None:
    """The number was overheard: it fits neither another reset there nor one elsewhere."""
    at.directory.add(person("otherot2019"))
    view = ask(at, hall)
    number = approve(at, opened(at, view)).return_number
    library = at.enrol("Library")
    elsewhere = ask(at, library, OTHER)
    assert returned(at, library, elsewhere, number) is Outcome.APPROVAL_CLOSED
    with pytest.raises(ResetGone):
        returned(at, library, view, number)
    next_one = ask(at, hall, OTHER)
    assert returned(at, hall, next_one, number) is Outcome.APPROVAL_CLOSED
    with pytest.raises(ResetGone):
        returned(at, hall, view, number)
    assert next_one.allowed is Allowed.CHOOSE_METHOD
    assert outcomes(at, "return") == ["approval_closed", "approval_closed"]
    assert at.directory.writes == []


def test_a_station_asking_for_the_reset_of_another(at: Stage, hall: str) -> None:
    view, library = at.prove(hall), at.enrol("Library")
    desk, word = at.desks.resets, Secret("12345678")
    method = view.methods[0].id if view.methods else "none"
    calls: list[Callable[[], object]] = [
        lambda: desk.view(library, view.id),
        lambda: desk.revision(library, view.id),
        lambda: desk.send_challenge(library, view.id, method, word, resend=False),
        lambda: desk.answer(library, view.id, "none", word),
        lambda: desk.ask_approval(library, view.id),
        lambda: desk.return_number(library, view.id, 1, word),
        lambda: desk.offer_handoff(library, view.id),
        lambda: desk.decide_handoff(library, view.id, 1, Decision.CONFIRM),
        lambda: desk.set_password(library, view.id, "i", NEW, None),
        lambda: desk.unlock(library, view.id, "u"),
        lambda: desk.register_contact(library, view.id, Channel.SMS, word),
        lambda: desk.answer_contact(library, view.id, word),
    ]
    for call in calls:
        with pytest.raises(ResetGone):
            call()
    desk.leave(library, view.id)
    assert desk.view(hall, view.id).allowed is Allowed.NEW_PASSWORD
    assert at.directory.writes == []
    assert len(refused(at)) == len(calls)
    assert {why for _call, why in refused(at)} == {"another_station"}


def test_asking_for_ever_fills_no_disk(at: Stage, hall: str) -> None:
    for _ in range(MOST + 5):
        with pytest.raises(ResetGone):
            at.desks.resets.ask_approval(hall, "no-such-reset")
    assert refused(at) == [("approval", "unknown")] * MOST
    at.clock.advance(minutes=61)
    with pytest.raises(ResetGone):
        at.desks.resets.ask_approval(hall, "no-such-reset")
    assert len(refused(at)) == MOST + 1


def test_a_privileged_account_is_attached_by_nobody(at: Stage, hall: str) -> None:
    at.directory.add(person("dean", Standing.PRIVILEGED))
    request = opened(at, ask(at, hall))
    with pytest.raises(ApprovalRefused):
        at.desks.staff.attach(request.row.approval_id, "Ada", "dean")
    assert "approval_forbidden" in kinds(at)


def test_a_request_of_another_reset_is_opened_by_its_own_code_only(at: Stage, hall: str) -> None:
    view, other = ask(at, hall), ask(at, at.enrol("Library"), OTHER)
    mine, theirs = opened(at, view), opened(at, other, "Bob")
    with pytest.raises(RequestClosed):
        at.desks.staff.look(theirs.row.approval_id, "Ada")
    with pytest.raises(RequestClosed):
        at.desks.staff.attach(theirs.row.approval_id, "Ada", OTHER)
    with pytest.raises(RequestClosed):
        at.desks.staff.confirm(theirs.row.approval_id, "Ada", mine.account_mark)
    with pytest.raises(RequestClosed):
        at.desks.staff.refuse(theirs.row.approval_id, "Ada", "no reason of mine")
    assert closed(at) == [("Ada", call) for call in ("look", "attach", "confirm", "refuse")]
