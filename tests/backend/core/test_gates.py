"""Two gates, and contacts that were changed only recently."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.core.api import NotAllowed, TrueReason
from backend.core.secret import Secret
from backend.core.settings import InstitutionSettings
from backend.core.views import Allowed, Channel, Outcome
from tests.backend.core.stage import NEW, Stage
from tests.backend.fakes import EPOCH, FERRER, contact, person, telephone

FRESH = EPOCH - timedelta(days=7) + timedelta(seconds=1)


def test_two_gates_take_two_channels(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings(gates=2))
    view = at.prove(hall)
    assert (view.outcome, view.allowed, view.gates_left) == (Outcome.PROVED, Allowed.CHOOSE_METHOD, 1)
    assert [one.channel for one in view.methods] == [Channel.EMAIL]
    assert view.account is None
    with pytest.raises(NotAllowed):
        at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    at.sms.messages.clear()
    view = at.send(hall, view, Channel.EMAIL, Secret("francisco@gmail.com"))
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    assert (view.allowed, view.gates_left) == (Allowed.NEW_PASSWORD, 0)


def test_a_recent_contact_is_not_offered_as_the_only_gate(at: Stage, hall: str) -> None:
    recent = contact(Channel.EMAIL, "evil@gmail.com", FRESH)
    at.directory.add(replace(FERRER, contacts=(recent, *telephone("+32470123423"))))
    assert {one.channel for one in at.start(hall).methods} == {Channel.SMS, Channel.VOICE}
    at.clock.advance(seconds=1)
    assert len(at.start(hall).methods) == 3


def test_only_recent_contacts_lead_to_staff_who_see_why(at: Stage, hall: str) -> None:
    at.directory.add(person("recentre2018", contacts=telephone("+32470123423", FRESH)))
    view = at.desks.resets.ask_approval(hall, at.start(hall, "RecentRe2018").id)
    assert view.approval is not None
    request = at.desks.staff.open(view.approval.request_code, "Ada")
    assert request.reasons == (TrueReason.CONTACT_TOO_NEW,)
    assert request.approvable


def test_addresses_of_the_institution_are_never_offered(at: Stage, hall: str) -> None:
    own = [contact(Channel.EMAIL, f"x@{domain}") for domain in ("HE-Ferrer.eu", "student.he-ferrer.eu")]
    at.directory.add(replace(FERRER, contacts=(*own, *telephone("+32470123423"))))
    assert Channel.EMAIL not in {one.channel for one in at.start(hall).methods}
