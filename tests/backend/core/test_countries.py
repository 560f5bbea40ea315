"""Numbers of countries that are not served: never offered, and staff see why."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from backend.core.api import NotAllowed, TrueReason
from backend.core.secret import Secret
from backend.core.settings import CountryCap, LimitSettings
from backend.core.views import Channel, Outcome
from tests.backend.core.stage import NEW, Stage
from tests.backend.core.test_same_work import recorded
from tests.backend.fakes import FERRER, contact, person, telephone

FRANCE, DEAR = "+33612345678", "+3290012345"
MAIL = contact(Channel.EMAIL, "francisco@gmail.com")
BELGIUM_ONLY = LimitSettings(
    countries=(CountryCap("+32", 100), CountryCap("+3290", 0)), other_countries_a_day=0
)


@pytest.fixture
def at(at: Stage) -> Stage:
    at.set(limits=BELGIUM_ONLY)
    at.directory.add(person("abroadab2019", contacts=telephone(FRANCE)))
    at.directory.add(person("dearde2019", contacts=telephone(DEAR)))
    at.directory.add(person("bothbo2019", contacts=(MAIL, *telephone(FRANCE))))
    return at


def channels(at: Stage, hall: str, who: str) -> set[Channel]:
    return {one.channel for one in at.start(hall, who).methods}


def reasons(at: Stage, hall: str, who: str) -> tuple[TrueReason, ...]:
    view = at.desks.resets.ask_approval(hall, at.start(hall, who).id)
    assert view.approval is not None
    return at.desks.staff.open(view.approval.request_code, "Ada").reasons


def test_only_what_is_served_is_offered(at: Stage, hall: str) -> None:
    assert channels(at, hall, "bothbo2019") == {Channel.EMAIL}
    assert channels(at, hall, "FerrerFr2017") == {Channel.EMAIL, Channel.SMS, Channel.VOICE}
    at.set(limits=replace(BELGIUM_ONLY, other_countries_a_day=1))
    assert channels(at, hall, "bothbo2019") == {Channel.EMAIL, Channel.SMS, Channel.VOICE}


@pytest.mark.parametrize("who", ["abroadab2019", "dearde2019"])
def test_who_has_nothing_else_looks_like_a_stranger(at: Stage, hall: str, who: str) -> None:
    """The same picture as before the account was there, and its real number is as wrong as any."""
    shown = [(one.channel, one.mask) for one in at.start(hall, who).methods]
    account = at.directory.accounts.pop(person(who).identifier)
    assert [(one.channel, one.mask) for one in at.start(hall, who).methods] == shown
    at.directory.add(account)
    view = at.start(hall, who)
    method = next((one for one in view.methods if one.channel is Channel.SMS), None)
    if method is not None:
        number = account.contacts[0].destination
        sent = at.desks.resets.send_challenge(hall, view.id, method.id, number, resend=False)
        assert sent.outcome in {Outcome.DESTINATION_MISMATCH, Outcome.DESTINATION_UNREADABLE}


def test_staff_see_why(at: Stage, hall: str) -> None:
    assert reasons(at, hall, "abroadab2019") == (TrueReason.COUNTRY_NOT_SERVED,)
    assert reasons(at, hall, "bothbo2019") == (TrueReason.ACTIVE, TrueReason.COUNTRY_NOT_SERVED)
    assert reasons(at, hall, "FerrerFr2017") == (TrueReason.ACTIVE,)


def test_a_method_that_was_offered_before_the_country_was_closed_reaches_nobody(at: Stage, hall: str) -> None:
    at.set(limits=replace(BELGIUM_ONLY, other_countries_a_day=1))
    view = at.start(hall, "abroadab2019")
    at.set(limits=BELGIUM_ONLY)
    number = Secret(FRANCE)
    method = next(one for one in view.methods if one.channel is Channel.SMS)
    sent = at.desks.resets.send_challenge(hall, view.id, method.id, number, resend=False)
    assert sent.outcome is not Outcome.SENT
    at.desks.postman.drain()
    assert at.sms.messages == []


def test_no_notice_goes_where_no_code_would(at: Stage, hall: str) -> None:
    own = telephone("+32470123423")
    at.directory.add(replace(FERRER, contacts=(MAIL, *own, contact(Channel.SMS, FRANCE))))
    view = at.prove(hall)
    at.sms.messages.clear()
    assert at.desks.resets.set_password(hall, view.id, "i", NEW, None).outcome is Outcome.PASSWORD_SET
    at.desks.postman.drain()
    told = [one.destination.reveal() for channel in (at.email, at.sms) for one in channel.messages]
    assert sorted(told) == ["+32470123423", "francisco@gmail.com"]


def test_the_same_is_asked_of_directory_and_database(at: Stage, hall: str) -> None:
    asked = []
    at.start(hall)  # each of the others replaces one
    for who in ("unknown", "abroadab2019", "bothbo2019", "FerrerFr2017"):
        with recorded(at) as log:
            at.start(hall, who)
        asked.append(log)
    assert all(one == asked[0] for one in asked)


def test_where_no_country_is_served_decoys_show_no_telephone_either(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(countries=(CountryCap("+32", 0),), other_countries_a_day=0))
    seen = Counter(one for who in range(20) for one in channels(at, hall, f"stranger{who}"))
    assert set(seen) == {Channel.EMAIL}
    assert channels(at, hall, "FerrerFr2017") == {Channel.EMAIL}


def test_ferrer_is_still_served(at: Stage, hall: str) -> None:
    assert at.send(hall, at.start(hall, FERRER.identifier)).outcome is Outcome.SENT


def test_resending_needs_a_way_that_is_still_there(at: Stage, hall: str) -> None:
    at.set(limits=replace(BELGIUM_ONLY, other_countries_a_day=1))
    view = at.start(hall, "abroadab2019")
    number = Secret(FRANCE)
    method = next(one for one in view.methods if one.channel is Channel.SMS)
    at.desks.resets.send_challenge(hall, view.id, method.id, number, resend=False)
    at.set(limits=BELGIUM_ONLY)
    with pytest.raises(NotAllowed):
        at.desks.resets.send_challenge(hall, view.id, method.id, None, resend=True)
