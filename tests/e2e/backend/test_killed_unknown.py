"""The backend dies within a write, and the directory then cannot say what became of it: nobody claims to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.core.ports import Verified
from backend.core.secret import Secret
from tests.e2e.backend.calls import View, read
from tests.e2e.backend.killing import DONE_BY_THEN, NEW, OLD, Case, Scene, Work, order, scene
from tests.servers.killing_backend import Point, Sight
from tests.servers.station_client import new_intent

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]
LOST = (Point.AFTER_A, Point.BEFORE_B, Point.AFTER_B, Point.BEFORE_C)
"""Between the commits (a) and (c) only the directory knows."""
DOWN = tuple(Case(work, point, Sight.DOWN) for work in Work for point in LOST)
BLIND = tuple(Case(work, point, Sight.BLIND) for work in (Work.RESET, Work.CHANGE) for point in LOST)
NEVER_BEGUN = tuple(Case(work, Point.BEFORE_A, Sight.DOWN) for work in Work)
COMPLETED = tuple(Case(work, Point.AFTER_C, Sight.DOWN) for work in Work)
ANOTHER = tuple(Case(Work.RESET, point, Sight.DOWN, other=True) for point in (Point.AFTER_A, Point.AFTER_B))
SUCCESS = {Work.RESET: "password_set", Work.CHANGE: "password_set", Work.UNLOCK: "unlocked"}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    cases = (*DOWN, *BLIND, *NEVER_BEGUN, *COMPLETED, *ANOTHER)
    with scene(tmp_path_factory.mktemp("unknown"), cases) as made:
        yield made


def killed(at: Scene, case: Case, intent: str) -> View:
    """The backend dies while it writes; started again, it meets the directory as `case` says."""
    if case.work is Work.UNLOCK:
        at.lock(case)
    view = at.proved(case)
    method, path, body = order(case, view)
    at.dies(at.station.prepare(method, path, body, intent=intent))
    at.see(case.sight)
    at.backend.start()
    return view


def again(at: Scene, case: Case, view: View, intent: str) -> View:
    method, path, body = order(case, view)
    return read(at.station.send(at.station.prepare(method, path, body, intent=intent)))


def as_the_directory_has_it(at: Scene, case: Case, *, done: bool) -> None:
    """What works is what the directory did before the end, once; and nothing that came later."""
    account = at.key(case)
    assert at.passwords_set(case) == (2 if done and case.work is not Work.UNLOCK else 1)
    if case.work is Work.UNLOCK:
        assert at.directory.locked(account) is not done
        return
    works, works_not = (NEW, OLD) if done else (OLD, NEW)
    assert at.directory.verify(account, Secret(works)) is Verified.ACCEPTED
    assert at.directory.verify(account, Secret(works_not)) is Verified.REFUSED


@pytest.mark.parametrize("case", [*DOWN, *BLIND], ids=str)
def test_what_the_directory_cannot_tell_is_told_as_unknown(at: Scene, case: Case) -> None:
    intent = new_intent()
    view = killed(at, case, intent)
    unknown = again(at, case, view, intent)
    assert (unknown["outcome"], unknown["allowed"]) == ("write_unknown", "write_unknown")
    assert again(at, case, view, intent) == unknown
    assert read(at.station.get(f"/v1/resets/{view['id']}"))["allowed"] == "write_unknown"
    at.see(Sight.CLEAR)
    method, path, body = order(case, view)
    late = at.station.send(at.station.prepare(method, path, body, intent=new_intent()))
    assert late.json()["code"] == "not_allowed"
    assert "write_done" not in at.records(view["id"])
    assert at.records(view["id"]).count("write_not_done") == 1
    as_the_directory_has_it(at, case, done=case.point in DONE_BY_THEN)


@pytest.mark.parametrize("case", ANOTHER, ids=str)
def test_another_try_does_not_say_that_nothing_was_changed_either(at: Scene, case: Case) -> None:
    view = killed(at, case, new_intent())
    assert again(at, case, view, new_intent())["outcome"] == "write_unknown"
    as_the_directory_has_it(at, case, done=case.point in DONE_BY_THEN)


@pytest.mark.parametrize("case", NEVER_BEGUN, ids=str)
def test_a_write_that_never_began_is_known_not_to_have_been_done(at: Scene, case: Case) -> None:
    intent = new_intent()
    view = killed(at, case, intent)
    down = again(at, case, view, intent)
    assert (down["outcome"], down["allowed"]) == ("directory_down", "new_password")
    as_the_directory_has_it(at, case, done=False)
    at.see(Sight.CLEAR)
    assert again(at, case, view, new_intent())["outcome"] == SUCCESS[case.work]
    as_the_directory_has_it(at, case, done=True)


@pytest.mark.parametrize("case", COMPLETED, ids=str)
def test_a_completed_write_needs_no_directory_to_be_told(at: Scene, case: Case) -> None:
    intent = new_intent()
    view = killed(at, case, intent)
    done = again(at, case, view, intent)
    assert (done["outcome"], done["allowed"]) == (SUCCESS[case.work], "done")
    as_the_directory_has_it(at, case, done=True)
    at.told_once(view["id"], done)
