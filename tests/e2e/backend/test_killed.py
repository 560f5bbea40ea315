"""The backend dies at each point of a write; started again, it tells the truth about what was done."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from backend.adapters.channels.local_phone import LocalPhone, MessageArrived
from backend.adapters.directories.sql import SqlDirectory
from backend.app import SystemClock
from backend.core.ports import Verified
from backend.core.secret import Secret
from tests.e2e.backend.calls import View, answer, read, send, start
from tests.e2e.backend.world import code_in
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.killing_backend import KILLED, Point
from tests.servers.station_client import new_intent, pad

OLD, NEW, OTHER = "Bonjour-2017", "Tram-Flagey-81!", "Canal-Bleu-402?"
WORKS = ("reset", "change", "unlock", "other")
HEAD = "identifier,given_name,family_name,mobile,contacts_since,password\n"
DONE_BY_THEN = {Point.AFTER_B, Point.BEFORE_C, Point.AFTER_C}


def number(work: str, point: Point) -> int:
    return 10 * WORKS.index(work) + list(Point).index(point)


def name(work: str, point: Point) -> str:
    return f"PersonPe{2000 + number(work, point)}"


def mobile(work: str, point: Point) -> str:
    return f"04701234{number(work, point):02d}"


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    folder = tmp_path_factory.mktemp("killed")
    people = "".join(
        f"{name(work, point)}@he-ferrer.eu,Given,Family,{mobile(work, point)},2026-01-01,{OLD}\n"
        for work in WORKS
        for point in Point
    )
    settings = {"times__write_lease": "1", "web__deadline_ms": "300"}
    with running_backend(folder, **settings) as made:
        made.stop()
        made.program = ("tests.servers.killing_backend", str(folder / "fuse"))
        made.start()
        made.cli("account", "import", "-", typed=HEAD + people)
        made.station()
        yield made


@pytest.fixture(scope="module")
def directory(backend: RunningBackend) -> Iterator[SqlDirectory]:
    """The directory itself, asked behind the backend's back."""
    made = SqlDirectory(f"sqlite:///{backend.data}/directory.sqlite", SystemClock())
    yield made
    made.close()


def key(directory: SqlDirectory, identifier: str) -> str:
    account = directory.find([f"{identifier}@he-ferrer.eu"])
    assert account is not None
    return account.key


def proved(backend: RunningBackend, work: str, point: Point) -> View:
    """A reset that may write, at a backend that will die at `point`."""
    station = backend.stations[0]
    if backend.process is None or backend.process.poll() is not None:
        backend.start()
    (backend.data.parent / "fuse").write_text(point.value, encoding="utf-8")
    if work == "change":
        body = {"identifier": name(work, point), "password": OLD, "language": "fr", "pad": pad()}
        view: View = read(station.post("/v1/sign-ins", body))["reset"]
        return view
    phone = LocalPhone(backend.data / "spool")
    phone.poll()
    view = send(station, start(station, name(work, point)), typed=mobile(work, point))
    return answer(station, view, code_in(next_message(phone)))


def next_message(phone: LocalPhone) -> Secret:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for event in phone.poll():
            if isinstance(event, MessageArrived):
                return event.body
        time.sleep(0.02)
    raise AssertionError("nothing came")


def dies(backend: RunningBackend, prepared: requests.PreparedRequest) -> None:
    """Send it: no answer comes, and the process is gone."""
    with pytest.raises(requests.ConnectionError):
        backend.stations[0].send(prepared)
    assert backend.process is not None
    assert backend.process.wait(20) == KILLED


def records(data: Path, reset_id: str) -> list[str]:
    with closing(sqlite3.connect(data / "repasse.sqlite")) as database:
        rows = database.execute("select kind from audit where reset = ?", (reset_id,)).fetchall()
    return [str(kind) for (kind,) in rows]


def passwords_set(data: Path, account: str) -> int:
    """How many passwords the directory ever took for the account, the first one included."""
    with closing(sqlite3.connect(data / "directory.sqlite")) as database:
        rows = database.execute("select count(*) from directory_passwords where account = ?", (account,))
        return int(rows.fetchone()[0])


def told_once(backend: RunningBackend, reset_id: str, done: View) -> None:
    """One record of the end, one notice, and the reference that the person was shown."""
    assert records(backend.data, reset_id).count("write_done") == 1
    reference, end = done["completed"]["reference"], time.monotonic() + 20
    assert re.fullmatch(r"\w{8}", reference)
    while time.monotonic() < end:
        bodies = [path.read_text(encoding="utf-8") for path in (backend.data / "spool/new").glob("message-*")]
        if (found := sum(reference in body for body in bodies)) > 0:
            assert found == 1
            return
        time.sleep(0.05)
    raise AssertionError("no notice came")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "point"),
    [*(("reset", point) for point in Point), ("change", Point.AFTER_A), ("change", Point.AFTER_B)],
)
def test_a_password_works_exactly_as_reported(
    backend: RunningBackend, directory: SqlDirectory, work: str, point: Point
) -> None:
    view, station, intent = proved(backend, work, point), backend.stations[0], new_intent()
    path, account = f"/v1/resets/{view['id']}/password", key(directory, name(work, point))
    body = {"password": NEW, "current": OLD if work == "change" else None, "pad": pad()}
    dies(backend, station.prepare("PUT", path, body, intent=intent))
    assert directory.holds(account, Secret(NEW)) is (point in DONE_BY_THEN)
    backend.start()
    done = read(station.put(path, body, intent=intent))
    assert done["outcome"] == "password_set"
    assert read(station.put(path, body, intent=intent)) == done
    assert passwords_set(backend.data, account) == 2
    assert directory.verify(account, Secret(NEW)) is Verified.ACCEPTED
    assert directory.verify(account, Secret(OLD)) is Verified.REFUSED
    told_once(backend, view["id"], done)


@pytest.mark.slow
@pytest.mark.parametrize("point", [Point.AFTER_A, Point.AFTER_B, Point.AFTER_C])
def test_an_unlock_leaves_the_account_open_and_the_password_as_it_was(
    backend: RunningBackend, directory: SqlDirectory, point: Point
) -> None:
    account = key(directory, name("unlock", point))
    for _ in range(directory.capabilities.lockout_threshold):
        directory.verify(account, Secret("wrong"))
    assert directory.locked(account)
    view, station, intent = proved(backend, "unlock", point), backend.stations[0], new_intent()
    assert view["unlock_offered"]
    path = f"/v1/resets/{view['id']}/unlocks"
    dies(backend, station.prepare("POST", path, {}, intent=intent))
    assert directory.locked(account) is (point not in DONE_BY_THEN)
    backend.start()
    done = read(station.post(path, {}, intent=intent))
    assert done["outcome"] == "unlocked"
    assert read(station.post(path, {}, intent=intent)) == done
    assert passwords_set(backend.data, account) == 1
    assert directory.verify(account, Secret(OLD)) is Verified.ACCEPTED
    told_once(backend, view["id"], done)


@pytest.mark.slow
@pytest.mark.parametrize("point", [Point.AFTER_B, Point.AFTER_C])
def test_another_password_after_the_crash_is_the_one_that_works_if_it_is_reported(
    backend: RunningBackend, directory: SqlDirectory, point: Point
) -> None:
    view, station, first = proved(backend, "other", point), backend.stations[0], new_intent()
    path, account = f"/v1/resets/{view['id']}/password", key(directory, name("other", point))
    body = {"password": NEW, "current": None, "pad": pad()}
    dies(backend, station.prepare("PUT", path, body, intent=first))
    backend.start()
    second = station.put(path, body | {"password": OTHER})
    if point is Point.AFTER_C:
        assert second.json()["code"] == "not_allowed"
        assert directory.verify(account, Secret(NEW)) is Verified.ACCEPTED
        return
    assert read(second)["outcome"] == "password_set"
    assert directory.verify(account, Secret(OTHER)) is Verified.ACCEPTED
    assert station.put(path, body, intent=first).json()["code"] == "not_allowed"
    assert directory.verify(account, Secret(OTHER)) is Verified.ACCEPTED
