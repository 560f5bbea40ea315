"""Identifiers that nobody has look like the institution's own people, and the same each time."""

from __future__ import annotations

from collections import Counter

import pytest

from backend.core.decoy_settings import DecoySettings, MailHost
from backend.core.decoys import Pretence, decoys
from backend.core.marks import Marks
from backend.core.views import Channel
from tests.backend.core.stage import Stage
from tests.backend.fakes import FERRER, FakeKeys, contact, person, telephone

APP = frozenset({Channel.AUTHENTICATOR})
EVERY = frozenset(Channel) - APP
TELEPHONE = frozenset({Channel.SMS, Channel.VOICE})
MANY = 2000


@pytest.fixture
def marks() -> Marks:
    """Under a key that stays, as a share of two thousand would now and then round otherwise."""
    keys = FakeKeys()
    keys._master = bytes(32)
    return Marks(keys)


def mixes(like: Pretence, marks: Marks) -> Counter[frozenset[Channel]]:
    return Counter(
        frozenset(one.channel for one in decoys(f"nobody{person}", "reset", like, marks))
        for person in range(MANY)
    )


def test_the_mix_is_the_institutions(marks: Marks) -> None:
    seen = mixes(Pretence(EVERY, 1, DecoySettings(both=5, mobile=3, email=2)), marks)
    shares = [seen[one] / MANY for one in (EVERY, TELEPHONE, frozenset({Channel.EMAIL}))]
    assert sum(shares) == 1
    assert [round(one, 1) for one in shares] == [0.5, 0.3, 0.2]


def test_a_mix_of_one_kind_has_no_other(marks: Marks) -> None:
    assert set(mixes(Pretence(EVERY, 1, DecoySettings(0, 4, 0)), marks)) == {TELEPHONE}


def test_what_could_not_open_the_gates_is_not_shown(marks: Marks) -> None:
    assert set(mixes(Pretence(EVERY, 2, DecoySettings(0, 4, 0)), marks)) == {EVERY}


def test_apps_have_the_share_of_the_institution_alone_or_beside_others(marks: Marks) -> None:
    every = EVERY | APP
    mix = DecoySettings(both=4, mobile=0, email=0, authenticator_only=1, authenticator=50)
    seen = mixes(Pretence(every, 1, mix), marks)
    shares = {one: round(count / MANY, 1) for one, count in seen.items()}
    assert shares == {EVERY: 0.4, every: 0.4, APP: 0.2}


def test_no_app_is_shown_where_none_is_offered(marks: Marks) -> None:
    assert set(mixes(Pretence(EVERY, 1, DecoySettings(authenticator=100)), marks)) <= {
        EVERY,
        TELEPHONE,
        frozenset({Channel.EMAIL}),
    }


def test_an_app_counts_as_a_gate_of_its_own_and_is_no_way_out_of_a_mix(marks: Marks) -> None:
    mail = frozenset({Channel.EMAIL})
    like = Pretence(EVERY | APP, 2, DecoySettings(both=0, mobile=0, email=1, authenticator=50))
    assert set(mixes(like, marks)) == {mail | APP, EVERY}


def test_only_channels_that_the_backend_has(marks: Marks) -> None:
    seen = mixes(Pretence(frozenset({Channel.EMAIL}), 1, DecoySettings()), marks)
    assert set(seen) == {frozenset({Channel.EMAIL})}


def test_addresses_are_of_the_institutions_providers(marks: Marks) -> None:
    like = Pretence(EVERY, 1, DecoySettings(0, 0, 1, (MailHost("proton.me", 4), MailHost("ulb.be"))))
    shown = Counter(
        decoys(f"nobody{one}", "reset", like, marks)[0].mask.partition("@")[2] for one in range(MANY)
    )
    assert {one: round(count / MANY, 1) for one, count in shown.items()} == {"p•••.me": 0.8, "u•••.be": 0.2}


def test_the_same_identifier_looks_the_same_in_every_reset(marks: Marks) -> None:
    like = Pretence(EVERY, 1, DecoySettings())
    first, second = (decoys("nobody", reset, like, marks) for reset in ("one", "two"))
    assert [(one.channel, one.mask) for one in first] == [(one.channel, one.mask) for one in second]
    assert not {one.id for one in first} & {one.id for one in second}


def test_the_ways_of_an_account_stand_in_the_order_of_decoys(at: Stage, hall: str) -> None:
    """Whatever the directory's own order: numbers before addresses, say, or those of our table last."""
    backwards = person("backwardsba2019", contacts=tuple(reversed(FERRER.contacts)))
    two = (*telephone("+32470123423"), contact(Channel.EMAIL, "a@gmail.com"), *telephone("+32470123424"))
    at.directory.add(backwards)
    at.directory.add(person("twotw2019", contacts=two))
    at.set(decoys=DecoySettings(both=1, mobile=0, email=0))
    shown = {
        name: [one.channel for one in at.start(hall, name).methods]
        for name in ("nobodyno2019", "backwardsba2019", "twotw2019")
    }
    assert shown["nobodyno2019"] == shown["backwardsba2019"] == [Channel.EMAIL, Channel.SMS, Channel.VOICE]
    assert shown["twotw2019"] == [Channel.EMAIL, *2 * [Channel.SMS], *2 * [Channel.VOICE]]
