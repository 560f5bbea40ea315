"""Signing in and reading on a domain in memory: equal work, and what holds while nothing answers."""

from __future__ import annotations

import pytest

from backend.adapters.directories.ldap.values import Answer
from backend.core.ports import (
    DirectoryUnavailable,
    Verified,
)
from backend.core.secret import Secret
from tests.backend.active_directory.fake_wire import (
    KEY,
    NEW,
    RIGHT,
    SETTINGS,
    FakeWire,
    opened,
    person,
)

BIND = "80090308: LdapErr: DSID-0, comment: AcceptSecurityContext error, data {}, v4563"
NAME = "ferrerfr2017@he-ferrer.eu"


# --- signing in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "verified", "held"),
    [
        ("530", Verified.ACCEPTED, True),
        ("531", Verified.ACCEPTED, True),
        ("532", Verified.MUST_CHANGE, True),
        ("773", Verified.MUST_CHANGE, True),
        ("533", Verified.REFUSED, None),
        ("701", Verified.REFUSED, None),
        ("775", Verified.REFUSED, None),
        ("52f", Verified.REFUSED, None),
        ("52e", Verified.REFUSED, False),
    ],
)
def test_what_a_refused_sign_in_says_of_the_password(
    data: str, verified: Verified, held: bool | None
) -> None:
    directory = opened(FakeWire(bound=Answer(49, BIND.format(data))))
    assert directory.verify(KEY, RIGHT) is verified
    assert directory.holds(KEY, RIGHT) is held


def test_asking_what_is_set_takes_the_counted_failure_back() -> None:
    wire = FakeWire()
    directory = opened(wire)
    assert directory.holds(KEY, RIGHT) is True
    assert wire.writes == []
    assert directory.holds(KEY, NEW) is False
    ((dn, (change,), _),) = wire.writes
    assert (dn, change.attribute, change.values) == (f"<GUID={KEY}>", "lockoutTime", (b"0",))


def test_what_nobody_holds_cannot_be_told() -> None:
    wire = FakeWire()
    for key in ("no-such-key", "2b8394e6-3bd9-41d7-ab6e-b1ff3484295f"):
        assert opened(wire).holds(key, RIGHT) is None
    assert wire.writes == []


def test_a_sign_in_does_the_same_for_everybody() -> None:
    wire = FakeWire()
    directory = opened(wire)
    for key in (KEY, None, "no-such-key", "2b8394e6-3bd9-41d7-ab6e-b1ff3484295f"):
        for password in (RIGHT, NEW, Secret(""), Secret("\ud800"), Secret("a\0b")):
            wire.log.clear()
            directory.verify(key, password)
            assert wire.log == ["search base", "bind"]
    assert all(password for _, password in wire.tried)
    assert all(dn for dn, _ in wire.tried)


def test_a_search_does_the_same_for_everybody() -> None:
    wire = FakeWire()
    directory = opened(wire)
    directory.rules()
    logs = []
    for people in ([person()], [], [person(), person("2b8394e6-3bd9-41d7-ab6e-b1ff3484295f")]):
        wire.people = people
        wire.log.clear()
        assert (directory.find([NAME]) is not None) == (len(people) == 1)
        logs.append(list(wire.log))
    assert logs == [["search subtree", "search subtree"]] * 3


def test_an_answer_that_says_nothing_of_the_password_is_no_refusal() -> None:
    with pytest.raises(DirectoryUnavailable):
        opened(FakeWire(bound=Answer(8, "00002028: LdapErr"))).verify(KEY, RIGHT)


# --- while nothing answers ----------------------------------------------------------------------


def test_what_was_known_holds_while_no_server_answers() -> None:
    wire = FakeWire(policy={"minPwdLength": "12", "lockoutThreshold": "6"})
    directory = opened(wire)
    before = directory.capabilities, directory.rules()
    wire.down = True
    assert (directory.capabilities, directory.rules()) == before
    assert before[1].min_length == 12


def test_nobody_signs_in_while_the_lockout_is_not_known() -> None:
    directory = opened(FakeWire(down=True))
    assert directory.capabilities.lockout_threshold == 1
    assert directory.rules() == SETTINGS.rules
    for call in (lambda: directory.find([NAME]), lambda: directory.reset(KEY, NEW)):
        with pytest.raises(DirectoryUnavailable):
            call()


def test_a_photo_is_a_picture() -> None:
    jpeg = b"\xff\xd8\xff\xe0"
    assert opened(FakeWire(people=[person(thumbnailPhoto=jpeg)])).photo(KEY) == jpeg
    assert opened(FakeWire(people=[person(thumbnailPhoto=b"<svg/>")])).photo(KEY) is None
    assert opened(FakeWire()).photo("no-such-key") is None
