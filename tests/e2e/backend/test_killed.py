"""The backend dies at each point of a write; started again, it tells the truth about what was done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.core.ports import Verified
from backend.core.secret import Secret
from tests.e2e.backend.calls import read
from tests.e2e.backend.killing import DONE_BY_THEN, NEW, OLD, OTHER, Case, Scene, Work, order, scene
from tests.servers.killing_backend import Point
from tests.servers.station_client import new_intent

pytestmark = pytest.mark.slow
PASSWORDS = tuple(Case(work, point) for work in (Work.RESET, Work.CHANGE) for point in Point)
UNLOCKS = tuple(Case(Work.UNLOCK, point) for point in Point)
OTHERS = tuple(Case(Work.RESET, point, other=True) for point in Point)


def sampled(cases: tuple[Case, ...], work: Work) -> list[object]:
    """Each point for one kind of write in every run; the others where there is time for all."""
    exhaustive = pytest.mark.exhaustive
    return [case if case.work is work else pytest.param(case, marks=exhaustive) for case in cases]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene(tmp_path_factory.mktemp("killed"), (*PASSWORDS, *UNLOCKS, *OTHERS)) as made:
        yield made


@pytest.mark.parametrize("case", sampled(PASSWORDS, Work.RESET), ids=str)
def test_a_password_works_exactly_as_reported(at: Scene, case: Case) -> None:
    view, intent, account = at.proved(case), new_intent(), at.key(case)
    method, path, body = order(case, view)
    at.dies(at.station.prepare(method, path, body, intent=intent))
    assert at.directory.holds(account, Secret(NEW)) is (case.point in DONE_BY_THEN)
    at.backend.start()
    done = read(at.station.put(path, body, intent=intent))
    assert done["outcome"] == "password_set"
    assert read(at.station.put(path, body, intent=intent)) == done
    assert at.passwords_set(case) == 2
    assert at.directory.verify(account, Secret(NEW)) is Verified.ACCEPTED
    assert at.directory.verify(account, Secret(OLD)) is Verified.REFUSED
    at.told_once(view["id"], done)


@pytest.mark.parametrize("case", sampled(UNLOCKS, Work.RESET), ids=str)
def test_an_unlock_leaves_the_account_open_and_the_password_as_it_was(at: Scene, case: Case) -> None:
    at.lock(case)
    view, intent, account = at.proved(case), new_intent(), at.key(case)
    assert view["unlock_offered"]
    method, path, body = order(case, view)
    at.dies(at.station.prepare(method, path, body, intent=intent))
    assert at.directory.locked(account) is (case.point not in DONE_BY_THEN)
    at.backend.start()
    done = read(at.station.post(path, body, intent=intent))
    assert done["outcome"] == "unlocked"
    assert read(at.station.post(path, body, intent=intent)) == done
    assert at.passwords_set(case) == 1
    assert at.directory.verify(account, Secret(OLD)) is Verified.ACCEPTED
    at.told_once(view["id"], done)


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", OTHERS, ids=str)
def test_another_password_after_the_crash_is_the_one_that_works_if_it_is_reported(
    at: Scene, case: Case
) -> None:
    view, first, account = at.proved(case), new_intent(), at.key(case)
    method, path, body = order(case, view)
    at.dies(at.station.prepare(method, path, body, intent=first))
    at.backend.start()
    second = at.station.put(path, {**body, "password": OTHER})
    if case.point is Point.AFTER_C:
        assert second.json()["code"] == "not_allowed"
        assert at.directory.verify(account, Secret(NEW)) is Verified.ACCEPTED
        return
    assert read(second)["outcome"] == "password_set"
    assert at.directory.verify(account, Secret(OTHER)) is Verified.ACCEPTED
    assert at.station.put(path, body, intent=first).json()["code"] == "not_allowed"
    assert at.directory.verify(account, Secret(OTHER)) is Verified.ACCEPTED
