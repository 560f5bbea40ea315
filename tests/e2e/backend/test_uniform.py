"""Whoever the person is, the answers of the first pages have one status, one shape and one size."""

from __future__ import annotations

from datetime import timedelta

import pytest
import requests

from backend.adapters.directories.sql_settings import NewAccount
from backend.core.secret import Secret
from tests.backend.fakes import EPOCH, LONG_AGO
from tests.e2e.backend.calls import View, opened, sign_in
from tests.e2e.backend.world import OLD, Hall, World
from tests.servers.station_client import pad

KINDS = ("known", "unknown", "disabled", "privileged", "expired", "contactless", "new contact", "locked")
LIMITED = ("limited", "limited unknown")
NAMES = {kind: f"PersonPe{2001 + place}" for place, kind in enumerate(KINDS + LIMITED)}
WITHOUT_ACCOUNT = ("unknown", "limited unknown")


def enter(at: World, kind: str) -> str:
    reached = kind != "contactless"
    new = NewAccount(
        identifier=f"{NAMES[kind]}@he-ferrer.eu",
        password=Secret(OLD),
        given_name="A" * len(kind),
        family_name="Family",
        mobile=Secret("+32470123423" if reached else ""),
        email=Secret("somebody@gmail.com" if reached else ""),
        contacts_since=EPOCH if kind == "new contact" else LONG_AGO,
        disabled=kind == "disabled",
        privileged=kind == "privileged",
        expires_at=EPOCH - timedelta(days=1) if kind == "expired" else None,
    )
    return at.directory.add_account(new)


@pytest.fixture
def people(at: World, hall: Hall) -> Hall:
    for kind in KINDS + LIMITED:
        key = "" if kind in WITHOUT_ACCOUNT else enter(at, kind)
        for _ in range(10 if kind == "locked" else 0):
            at.directory.verify(key, Secret("wrong"))
    return hall


@pytest.fixture
def limited(people: Hall) -> Hall:
    """The same, two of them at the end of their tries."""
    for kind in LIMITED:
        for _ in range(10):
            missed(people, opened(people, NAMES[kind]).json())
    return people


def missed(hall: Hall, view: View, method: int = 0) -> requests.Response:
    """Type a destination that is nobody's."""
    way = view["methods"][method % len(view["methods"])]
    typed = "nobody@example.org" if way["channel"] == "email" else "0470999999"
    body = {"method_id": way["id"], "destination": typed, "resend": False, "pad": pad()}
    return hall.post(f"/v1/resets/{view['id']}/challenges", body)


def shape(answer: requests.Response) -> tuple[object, ...]:
    """All that a stranger could compare, short of the texts."""
    body = answer.json()
    headers = sorted(name.lower() for name in answer.headers)
    told = {name: kind_of(value) for name, value in body.items()}
    return answer.status_code, headers, len(answer.content), list(told.items())


def kind_of(value: object) -> object:
    match value:
        case dict():
            return [(name, kind_of(one)) for name, one in value.items()]
        case list():
            return "list"
        case _:
            return type(value).__name__


def test_refused_sign_ins_are_equal_to_the_byte(limited: Hall) -> None:
    answers = {kind: sign_in(limited, NAMES[kind], "Not-The-0ne") for kind in NAMES}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({answer.content for answer in answers.values()}) == 1
    assert len({str(shape(answer)) for answer in answers.values()}) == 1


@pytest.mark.parametrize("kind", ["unknown", "disabled", "expired", "locked"])
def test_the_right_password_of_a_closed_account_is_as_wrong_as_any(people: Hall, kind: str) -> None:
    right, wrong = sign_in(people, NAMES[kind], OLD), sign_in(people, NAMES["known"], "Not-The-0ne")
    assert right.content == wrong.content


def test_resets_look_alike(people: Hall) -> None:
    answers = {kind: opened(people, NAMES[kind]) for kind in KINDS}
    assert len({str(shape(answer)) for answer in answers.values()}) == 1
    for kind, answer in answers.items():
        told = answer.json()
        assert (told["outcome"], told["allowed"]) == ("started", "choose_method"), kind
        assert told["account"] is None, kind
        assert {tuple(way) for way in told["methods"]} == {("id", "channel", "mask")}, kind
        assert {len(way["id"]) for way in told["methods"]} == {16}, kind


def test_a_limited_account_looks_like_a_limited_stranger(limited: Hall) -> None:
    known, unknown = (opened(limited, NAMES[kind]) for kind in LIMITED)
    assert shape(known) == shape(unknown)
    changes = {"id": "", "pad": ""}
    assert known.json() | changes == unknown.json() | changes
    assert known.json()["outcome"] == "rests"


@pytest.mark.parametrize("method", [0, 1])
def test_missed_challenges_look_alike(people: Hall, method: int) -> None:
    answers = {kind: missed(people, opened(people, NAMES[kind]).json(), method) for kind in KINDS}
    assert len({str(shape(answer)) for answer in answers.values()}) == 1
    for kind, answer in answers.items():
        told = answer.json()
        assert (told["outcome"], told["challenge"]) == ("destination_mismatch", None), kind


def test_the_tenth_miss_looks_alike(people: Hall) -> None:
    answers = []
    for kind in ("known", "unknown"):
        for _ in range(9):
            assert missed(people, opened(people, NAMES[kind]).json()).json()["outcome"] == (
                "destination_mismatch"
            )
        answers.append(missed(people, opened(people, NAMES[kind]).json()))
    assert shape(answers[0]) == shape(answers[1])
    assert [answer.json()["outcome"] for answer in answers] == ["rests", "rests"]


def test_a_resend_of_nothing_looks_alike(people: Hall) -> None:
    answers = []
    for kind in KINDS:
        view = opened(people, NAMES[kind]).json()
        body = {"method_id": view["methods"][0]["id"], "destination": "", "resend": True, "pad": pad()}
        answers.append(people.post(f"/v1/resets/{view['id']}/challenges", body))
    assert len({str(shape(answer)) for answer in answers}) == 1
    assert {answer.json()["code"] for answer in answers} == {"not_allowed"}
