"""Whoever is meant, the same calls go to the directory and the same statements to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from backend.core.cards import Card
from backend.core.ports import Standing
from backend.core.secret import Secret
from backend.core.views import Channel, Outcome, SignInOutcome
from tests.backend.core.stage import CAPTCHA, Stage
from tests.backend.fakes import EPOCH, FERRER, contact, person, telephone

FRESH = EPOCH - timedelta(days=2)
OWN = contact(Channel.EMAIL, "x@student.he-ferrer.eu")
KINDS = ("unknown", "locked", "disabled", "expired", "privileged", "nocontact", "fresh", "mailbox", "limited")


def arrange(at: Stage, hall: str, kind: str) -> None:
    for standing in (Standing.LOCKED, Standing.DISABLED, Standing.EXPIRED, Standing.PRIVILEGED):
        at.directory.add(person(standing.value, standing, FERRER.contacts))
    at.directory.add(person("nocontact"))
    at.directory.add(person("fresh", contacts=telephone("+32470123423", FRESH)))
    at.directory.add(person("mailbox", contacts=(OWN,)))
    at.directory.add(person("limited", contacts=FERRER.contacts))
    for _ in range(10 if kind == "limited" else 0):
        at.send(hall, at.start(hall, "limited"), typed=Secret("0470000000"))
        at.desks.resets.sign_in(hall, "limited", Secret("wrong"), "fr")


@contextmanager
def recorded(at: Stage) -> Iterator[list[str]]:
    """Everything asked of the directory and of the database, in order."""
    log: list[str] = []

    def statement(_connection: object, _cursor: object, text: str, *_more: object) -> None:
        log.append(text)

    before = len(at.directory.log)
    event.listen(at.engine, "before_cursor_execute", statement)
    yield log
    event.remove(at.engine, "before_cursor_execute", statement)
    log += at.directory.log[before:]


@pytest.mark.parametrize("kind", KINDS)
def test_starting(at: Stage, hall: str, kind: str) -> None:
    arrange(at, hall, kind)
    at.start(hall)  # so that either start ends another, whose end is on record
    with recorded(at) as known:
        at.desks.resets.start(hall, "FerrerFr2017", "fr", CAPTCHA)
    with recorded(at) as other:
        at.desks.resets.start(hall, kind, "fr", CAPTCHA)
    assert other == known


@pytest.mark.parametrize("kind", KINDS)
def test_signing_in(at: Stage, hall: str, kind: str) -> None:
    arrange(at, hall, kind)
    with recorded(at) as known:
        at.desks.resets.sign_in(hall, "FerrerFr2017", Secret("wrong"), "fr")
    with recorded(at) as other:
        assert at.desks.resets.sign_in(hall, kind, Secret("wrong"), "fr").outcome is SignInOutcome.REFUSED
    assert other == known


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["0470123423", "0470999999", "12"])
def test_sending(at: Stage, hall: str, kind: str, typed: str) -> None:
    arrange(at, hall, kind)
    view = at.start(hall)
    with recorded(at) as known:
        at.send(hall, view, typed=Secret(typed))
    view = at.start(hall, kind)
    method = next((one.id for one in view.methods if one.channel is not Channel.EMAIL), None)
    method = method or (view.methods[0].id if view.methods else _hidden(at, hall, view.id))
    with recorded(at) as other:
        at.desks.resets.send_challenge(hall, view.id, method, Secret(typed), resend=False)
    assert other == known


def _hidden(at: Stage, hall: str, reset_id: str) -> str:
    """A method of a limited account, which shows none."""
    with at.store.reading() as tx:
        reset = tx.resets.at(hall, reset_id)
    assert reset is not None
    return reset.methods[0].id


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("locked", "limited")])
def test_a_decoy_matches_nothing_and_looks_like_any_account(at: Stage, hall: str, kind: str) -> None:
    arrange(at, hall, kind)
    view, real = at.start(hall, kind), at.start(hall)
    assert asdict(view).keys() == asdict(real).keys()
    assert (view.allowed, view.outcome, view.gates_left) == (real.allowed, real.outcome, real.gates_left)
    view = at.start(hall, kind)
    for method in view.methods:
        typed = Secret("francisco@gmail.com" if method.channel is Channel.EMAIL else "0470123423")
        sent = at.desks.resets.send_challenge(hall, view.id, method.id, typed, resend=False)
        assert sent.outcome is Outcome.DESTINATION_MISMATCH
    at.desks.postman.drain()
    assert at.sms.messages == at.email.messages == []


def test_every_alias_of_a_stranger_shows_the_same_masks(at: Stage, hall: str) -> None:
    spellings = ("Jean.Dupont.2019", "dupontje2019", "DupontJe2019@HE-FERRER.eu", " dupontje2019 ")
    shown = {tuple((one.channel, one.mask) for one in at.start(hall, name).methods) for name in spellings}
    assert len(shown) == 1


def test_two_accounts_under_one_alias_are_nobody(at: Stage, hall: str) -> None:
    at.directory.add(replace(FERRER, key="twin", identifier="francisco.ferrer.2017@he-ferrer.eu"))
    view = at.start(hall, "Francisco.Ferrer.2017")
    sms = [one for one in view.methods if one.channel is Channel.SMS]
    for method in sms:
        sent = at.desks.resets.send_challenge(hall, view.id, method.id, Secret("0470123423"), resend=False)
        assert sent.outcome is Outcome.DESTINATION_MISMATCH


def test_a_card_of_nobody_is_as_much_work_as_one_of_somebody(at: Stage, hall: str) -> None:
    at.directory.cards["HEF-0012345"] = FERRER.identifier
    at.start(hall)
    for step in ("start", "send"):
        with recorded(at) as known:
            begun(at, hall, "HEF-0012345", step)
        with recorded(at) as other:
            begun(at, hall, "HEF-9999999", step)
        assert other == known
        assert known.count("find_card") == 1


def begun(at: Stage, hall: str, number: str, step: str) -> None:
    view = at.desks.resets.start(hall, card(number), "fr", CAPTCHA)
    if step == "send":
        typed = Secret("francisco@gmail.com" if view.methods[0].channel is Channel.EMAIL else "0470999999")
        at.desks.resets.send_challenge(hall, view.id, view.methods[0].id, typed, resend=False)


def card(number: str) -> Card:
    return Card(Secret(number))
