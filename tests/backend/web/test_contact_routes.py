"""The two calls about a contact, over signed HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.core.api import NotAllowed, Unavailable
from tests.backend.web.stack import Stack, running
from tests.servers.station_client import Station, new_intent, pad

CONTACTS = "/v1/resets/r1/contacts"
ANSWERS = f"{CONTACTS}/answers"
NUMBER = {"channel": "sms", "destination": "0470 12 34 23"}


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path) as made:
        yield made


@pytest.fixture
def station(stack: Stack) -> Station:
    return stack.station()


def test_a_contact_is_sent_a_code_and_registered(stack: Stack, station: Station) -> None:
    for channel, destination in (("sms", "0470 12 34 23"), ("email", "a@b.be")):
        body = {"channel": channel, "destination": destination, "pad": pad()}
        assert station.post(CONTACTS, body).json()["outcome"] == "contact_sent"
    told = station.post(ANSWERS, {"code": "1234 5678", "pad": pad()}).json()
    assert told["outcome"] == "contact_registered"
    assert [(one.call, one.secret) for one in stack.desk.asked] == [
        ("contact sms", "0470 12 34 23"),
        ("contact email", "a@b.be"),
        ("contact answer", "1234 5678"),
    ]


def test_a_retry_is_not_sent_twice(stack: Stack, station: Station) -> None:
    body, intent = NUMBER | {"pad": pad()}, new_intent()
    first = station.post(CONTACTS, body, intent=intent)
    assert station.post(CONTACTS, body, intent=intent).json() == first.json()
    assert stack.desk.calls("contact sms") == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CONTACTS, {"channel": "voice", "destination": "0470123423"}),
        (CONTACTS, {"channel": "sms", "destination": ""}),
        (CONTACTS, {"channel": "sms", "destination": "1" * 255}),
        (CONTACTS, {"destination": "0470123423"}),
        (CONTACTS, NUMBER | {"account": "somebody"}),
        (ANSWERS, {"code": ""}),
        (ANSWERS, {"code": "1" * 33}),
        (ANSWERS, {}),
    ],
)
def test_other_bodies_are_malformed(stack: Stack, station: Station, path: str, body: dict[str, str]) -> None:
    answer = station.post(path, body | {"pad": pad()})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert stack.desk.asked == []


@pytest.mark.parametrize(
    ("error", "code"), [(NotAllowed(), "not_allowed"), (Unavailable("x"), "unavailable")]
)
def test_what_is_not_allowed_or_does_not_answer(
    stack: Stack, station: Station, error: Exception, code: str
) -> None:
    stack.desk.error = error
    assert station.post(CONTACTS, NUMBER | {"pad": pad()}).json()["code"] == code
    assert station.post(ANSWERS, {"code": "12345678", "pad": pad()}).json()["code"] == code
