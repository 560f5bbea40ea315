"""Hand-off links, phones and rows in the wrong hands: all refused, all on record."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import handoffs
from backend.core.api import NotAllowed, ResetGone
from backend.core.api_phone import HandoffOver
from backend.core.audit import AuditKind
from backend.core.ports import Account
from backend.core.secret import Secret
from backend.core.sides import Decision
from backend.core.views import HandoffStatus, Outcome
from tests.backend.core.handing import ADDRESS, confirmed, decide, kinds, offered, send, status
from tests.backend.core.stage import NEW, Stage


@pytest.fixture(autouse=True)
def _served(at: Stage) -> None:
    at.set(phone_url=ADDRESS)


def test_link_opened_twice(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    cookie = at.desks.phones.claim(token)
    with pytest.raises(HandoffOver):
        at.desks.phones.look(token)
    with pytest.raises(HandoffOver):
        at.desks.phones.claim(token)
    assert AuditKind.HANDOFF_CLAIM_REFUSED.value in kinds(at, view)
    assert at.desks.phones.visit(cookie).status is HandoffStatus.CLAIMED


def test_a_link_tapped_for_ever_fills_no_disk(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    at.desks.phones.claim(token)
    for _tap in range(40):
        with pytest.raises(HandoffOver):
            at.desks.phones.claim(token)
    assert kinds(at, view).count(AuditKind.HANDOFF_CLAIM_REFUSED.value) == 20


def test_two_phones_tap_at_the_same_moment(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    start, won = threading.Barrier(8), []

    def tap() -> None:
        start.wait()
        with contextlib.suppress(HandoffOver):
            won.append(at.desks.phones.claim(token))

    threads = [threading.Thread(target=tap) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert kinds(at, view).count(AuditKind.HANDOFF_CLAIM_REFUSED.value) == 7


def test_link_of_one_reset_leads_to_no_other(at: Stage, hall: str) -> None:
    library = at.enrol("Library")
    mine, cookie = confirmed(at, hall)
    theirs = at.start(library, "FerrerFr2017")
    assert at.desks.phones.visit(cookie).view.id == mine.id
    with pytest.raises(ResetGone):
        at.desks.resets.decide_handoff(library, mine.id, 1, Decision.CONFIRM)
    with pytest.raises(NotAllowed):
        at.desks.resets.decide_handoff(library, theirs.id, 1, Decision.CONFIRM)
    # Its phone writes on its own reset only: the code sent there answers nothing here.
    sent = send(at, cookie, mine)
    assert sent.id == mine.id
    assert at.desks.resets.view(library, theirs.id).challenge is None


def test_a_challenge_of_another_reset_is_no_answer(at: Stage, hall: str) -> None:
    library = at.enrol("Library")
    other = at.send(library, at.start(library))
    assert other.challenge is not None
    _view, cookie = confirmed(at, hall)
    with pytest.raises(NotAllowed):
        at.desks.phones.answer(cookie, other.challenge.id, at.code())


@pytest.mark.parametrize("token", ["", "0" * 64, "é" * 64, "\udcff"])
def test_an_invented_link(at: Stage, hall: str, token: str) -> None:
    offered(at, hall)
    with pytest.raises(HandoffOver):
        at.desks.phones.look(Secret(token))
    with pytest.raises(HandoffOver):
        at.desks.phones.claim(Secret(token))
    with pytest.raises(HandoffOver):
        at.desks.phones.visit(Secret(token))


def test_link_after_its_end(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    at.clock.advance(minutes=3)
    assert status(at, hall, view) is HandoffStatus.ENDED
    with pytest.raises(HandoffOver):
        at.desks.phones.claim(token)
    assert AuditKind.HANDOFF_CLAIM_REFUSED.value in kinds(at, view)


def test_link_and_cookie_after_the_person_left(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    at.desks.resets.leave(hall, view.id)
    with pytest.raises(HandoffOver):
        at.desks.phones.claim(token)
    assert kinds(at, view)[-1] == AuditKind.HANDOFF_CLAIM_REFUSED.value
    view, cookie = confirmed(at, hall)
    at.desks.resets.leave(hall, view.id)
    with pytest.raises(HandoffOver):
        at.desks.phones.set_password(cookie, "i", NEW, None)
    assert kinds(at, view)[-1] == AuditKind.HANDOFF_WRITE_REFUSED.value


def test_digits_not_compared_in_time(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    cookie = at.desks.phones.claim(token)
    at.clock.advance(minutes=3)
    assert decide(at, hall, view).outcome is Outcome.HANDOFF_ENDED
    with pytest.raises(HandoffOver):
        at.desks.phones.visit(cookie)


def test_claimed_by_a_bystander(at: Stage, hall: str) -> None:
    """Their digits are theirs: the person sees none or others, ends it, and takes a new link."""
    view, token = offered(at, hall)
    bystander = at.desks.phones.claim(token)
    ended = decide(at, hall, view, Decision.END)
    assert ended.outcome is Outcome.HANDOFF_ENDED
    with pytest.raises(HandoffOver):
        at.desks.phones.visit(bystander)
    with pytest.raises(HandoffOver):
        send(at, bystander, view)
    _view, cookie = confirmed(at, hall, view)
    with pytest.raises(HandoffOver):
        send(at, bystander, view)
    assert send(at, cookie, view).outcome is Outcome.SENT
    assert kinds(at, view).count(AuditKind.HANDOFF_WRITE_REFUSED.value) == 2


def test_attackers_own_phone_without_confirmation(at: Stage, hall: str) -> None:
    view, token = offered(at, hall, at.prove(hall))
    cookie = at.desks.phones.claim(token)
    with pytest.raises(NotAllowed):
        at.desks.phones.set_password(cookie, "i1", NEW, None)
    with pytest.raises(NotAllowed):
        at.desks.phones.unlock(cookie, "i2")
    with pytest.raises(NotAllowed):
        at.desks.phones.answer(cookie, "c1", Secret("12345678"))
    assert at.directory.writes == []
    assert kinds(at, view).count(AuditKind.HANDOFF_WRITE_REFUSED.value) == 3


def test_the_cookie_of_an_earlier_handoff(at: Stage, hall: str) -> None:
    view, token = offered(at, hall)
    earlier = at.desks.phones.claim(token)
    _view, later = confirmed(at, hall, view)
    with pytest.raises(HandoffOver):
        at.desks.phones.visit(earlier)
    with pytest.raises(HandoffOver):
        send(at, earlier, view)
    with pytest.raises(HandoffOver):
        at.desks.phones.give_back(earlier)
    assert at.desks.phones.visit(later).status is HandoffStatus.CONFIRMED


@pytest.mark.parametrize(
    "change",
    [
        {"status": HandoffStatus.CONFIRMED},
        {"cookie_hash": "0" * 64},
        {"expires_at": "later"},
        {"mac": b"made up"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_writes_to_the_database_confirms_nothing(at: Stage, hall: str, change: dict[str, object]) -> None:
    view, token = offered(at, hall)
    cookie = at.desks.phones.claim(token)
    if "expires_at" in change:
        change = {"expires_at": at.clock.now() + timedelta(minutes=50)}
    with writing(at.engine) as connection:
        connection.execute(update(handoffs).values(change))
    assert status(at, hall, view) is HandoffStatus.ENDED
    assert decide(at, hall, view).outcome is Outcome.HANDOFF_ENDED
    with pytest.raises(HandoffOver):
        send(at, cookie, view)
    assert at.send(hall, view).outcome is Outcome.SENT


@pytest.mark.parametrize("side", ["phone", "station"])
def test_whoever_lost_the_right_in_the_middle_of_a_write_writes_nothing(
    at: Stage, hall: str, side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look and the committed start, the other side becomes the writer."""
    view, token = offered(at, hall, at.prove(hall))
    cookie = at.desks.phones.claim(token)
    if side == "phone":
        decide(at, hall, view)
    find = at.directory.find

    def found(candidates: Sequence[str]) -> Account | None:
        monkeypatch.setattr(at.directory, "find", find)
        decide(at, hall, view, Decision.END if side == "phone" else Decision.CONFIRM)
        return find(candidates)

    monkeypatch.setattr(at.directory, "find", found)
    phones, resets = at.desks.phones, at.desks.resets
    writes: dict[str, Callable[[], object]] = {
        "phone": lambda: phones.set_password(cookie, "i1", NEW, None),
        "station": lambda: resets.set_password(hall, view.id, "i1", NEW, None),
    }
    with pytest.raises(NotAllowed):
        writes[side]()
    assert at.directory.writes == []
