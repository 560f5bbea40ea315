"""Domain controllers that hang, die and lose answers: bounded waits, fail-over, and never a guess."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable, Verified, Written
from tests.backend.contracts.known import FRANCISCO, NEW, OLD, found
from tests.servers.fault_proxy import Clean, Mute, fault_proxy
from tests.servers.samba_ad import FIRST
from tests.servers.samba_people import SambaPeople
from tests.servers_suite.samba import ProvisionedAd, opened, quick, settings

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1200)]
LIMIT = 120.0
"""Seconds that no hang may reach; what is waited for is a fraction of it."""


@pytest.fixture
def pair(samba: SambaPeople) -> Iterator[SambaPeople]:
    """Both controllers run; whatever a test does to the first is undone."""
    samba.empty()
    samba.domain.second.start()
    yield samba
    samba.domain.second.kill()
    samba.domain.first.kill()
    samba.close()
    samba.domain.first.start()


@contextmanager
def bounded() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < LIMIT


@contextmanager
def directory(people: SambaPeople, folder: Path, *urls: str) -> Iterator[ProvisionedAd]:
    made = opened(people, quick(settings(people, folder, *urls)))
    try:
        yield made
    finally:
        made.close()


def test_a_frozen_controller_costs_the_timeout_and_no_more(pair: SambaPeople, tmp_path: Path) -> None:
    first = pair.domain.first
    with directory(pair, tmp_path, first.url) as alone:
        key = alone.add_account(FRANCISCO)
        assert alone.verify(key, OLD) is Verified.ACCEPTED
        before = alone.capabilities, alone.rules()
        first.freeze()
        with bounded():
            for call in (lambda: found(alone), lambda: alone.verify(key, OLD), lambda: alone.reset(key, NEW)):
                with pytest.raises(DirectoryUnavailable):
                    call()
            assert (alone.capabilities, alone.rules()) == before
        first.thaw()
        _eventually(alone)
        assert alone.reset(key, NEW) == Written()


def test_the_next_controller_takes_over_from_a_frozen_one(pair: SambaPeople, tmp_path: Path) -> None:
    first, second = pair.domain.first, pair.domain.second
    with directory(pair, tmp_path, first.url, second.url) as both:
        key = both.add_account(FRANCISCO)
        first.freeze()
        with bounded():
            assert found(both).key == key
            assert both.reset(key, NEW) == Written()
            assert both.verify(key, NEW) is Verified.ACCEPTED
        first.thaw()


def test_the_next_controller_takes_over_from_a_dead_one_and_gives_back(
    pair: SambaPeople, tmp_path: Path
) -> None:
    first, second = pair.domain.first, pair.domain.second
    with directory(pair, tmp_path, first.url, second.url) as both:
        key = both.add_account(FRANCISCO)
        assert both.reset(key, NEW) == Written()
        first.kill()
        with bounded():
            assert found(both).key == key
            assert both.reset(key, OLD) == Written()
        pair.close()
        first.start()
        second.kill()
        _eventually(both)
        assert both.verify(key, OLD) is Verified.ACCEPTED


def test_a_lost_answer_is_unknown_and_is_settled_by_asking(pair: SambaPeople, tmp_path: Path) -> None:
    """The server does it, the answer never comes: no success is told, and none is lost."""
    with (
        fault_proxy((FIRST, 636)) as proxy,
        directory(pair, tmp_path, f"ldaps://127.0.0.1:{proxy.port}") as lossy,
    ):
        key = lossy.add_account(FRANCISCO)
        assert lossy.verify(key, OLD) is Verified.ACCEPTED
        subject = lossy._subject(key)
        assert subject is not None
        proxy.fault = Mute()
        with bounded(), pytest.raises(DirectoryOutcomeUnknown):
            lossy._writer.reset(subject, NEW)
        proxy.fault = Clean()
        _eventually(lossy)
        assert lossy.holds(key, NEW) is True
        assert lossy.holds(key, OLD) is False


def test_a_service_account_that_is_refused_is_an_outage_and_no_answer(
    pair: SambaPeople, tmp_path: Path
) -> None:
    chosen = quick(settings(pair, tmp_path))
    Path(chosen.connection.bind_password_file).write_text("wrong", encoding="utf-8")
    made = opened(pair, chosen)
    key = made.add_account(FRANCISCO)
    for call in (lambda: found(made), lambda: made.verify(key, OLD), lambda: made.reset(key, NEW)):
        with pytest.raises(DirectoryUnavailable):
            call()
    made.close()


def test_a_certificate_of_somebody_else_is_no_directory(pair: SambaPeople, tmp_path: Path) -> None:
    chosen = quick(settings(pair, tmp_path))
    made = opened(pair, replace(chosen, connection=replace(chosen.connection, ca_file="")))
    with pytest.raises(DirectoryUnavailable, match="certificate is not trusted"):
        found(made)
    made.close()


def _eventually(made: ProvisionedAd) -> None:
    """Wait until it works again."""
    end = time.monotonic() + LIMIT
    while True:
        try:
            found(made)
        except DirectoryUnavailable:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            return
