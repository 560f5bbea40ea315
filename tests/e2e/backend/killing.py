"""What the tests of a killed write share: a person for each case, a backend that dies, a look behind it."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest
import requests

from backend.adapters.channels.local_phone import LocalPhone, MessageArrived
from backend.adapters.directories.sql import SqlDirectory
from backend.app import SystemClock
from backend.core.secret import Secret
from tests.e2e.backend.calls import View, answer, read, send, start
from tests.e2e.backend.world import code_in
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.killing_backend import KILLED, Point, Sight, sight_file
from tests.servers.station_client import Json, Station, pad

OLD, NEW, OTHER = "Bonjour-2017", "Tram-Flagey-81!", "Canal-Bleu-402?"
HEAD = "identifier,given_name,family_name,mobile,contacts_since,password\n"
DONE_BY_THEN = {Point.AFTER_B, Point.BEFORE_C, Point.AFTER_C}
SETTINGS = {"times__write_lease": "1"}


class Work(Enum):
    """What is written."""

    RESET = "reset"
    CHANGE = "change"
    UNLOCK = "unlock"


@dataclass(frozen=True)
class Case:
    """One death of the backend; every case has a person of its own."""

    work: Work
    point: Point
    sight: Sight = Sight.CLEAR
    other: bool = False

    def __str__(self) -> str:
        told = f"{self.work.value}-{self.point.value}-{self.sight.value}"
        return f"{told}-other" if self.other else told


@dataclass
class Scene:
    """The backend, its only station, its directory as asked from outside, and the number of each case."""

    backend: RunningBackend
    directory: SqlDirectory
    cases: tuple[Case, ...]

    @property
    def station(self) -> Station:
        return self.backend.stations[0]

    @property
    def _fuse(self) -> Path:
        return self.backend.data.parent / "fuse"

    def see(self, sight: Sight) -> None:
        """From now on the directory says so much."""
        sight_file(self._fuse).write_text(sight.value, encoding="utf-8")

    def key(self, case: Case) -> str:
        account = self.directory.find([f"{_name(self.cases, case)}@he-ferrer.eu"])
        assert account is not None
        return account.key

    def lock(self, case: Case) -> None:
        for _ in range(self.directory.capabilities.lockout_threshold):
            self.directory.verify(self.key(case), Secret("wrong"))
        assert self.directory.locked(self.key(case))

    def proved(self, case: Case) -> View:
        """A reset that may write, at a backend that will die at the point of `case`."""
        self.see(Sight.CLEAR)
        if self.backend.process is None or self.backend.process.poll() is not None:
            self.backend.start()
        self._fuse.write_text(case.point.value, encoding="utf-8")
        name = _name(self.cases, case)
        if case.work is Work.CHANGE:
            body = {"identifier": name, "password": OLD, "language": "fr", "pad": pad()}
            view: View = read(self.station.post("/v1/sign-ins", body))["reset"]
            return view
        phone = LocalPhone(self.backend.data / "spool")
        phone.poll()
        mobile = _mobile(self.cases, case)
        view = send(self.station, start(self.station, name), typed=mobile)
        return answer(self.station, view, code_in(_first_message(phone, mobile)))

    def dies(self, prepared: requests.PreparedRequest) -> None:
        """Send it: no answer comes, and the process is gone."""
        with pytest.raises(requests.ConnectionError):
            self.station.send(prepared)
        assert self.backend.process is not None
        assert self.backend.process.wait(60) == KILLED

    def records(self, reset_id: str) -> list[str]:
        with closing(sqlite3.connect(self.backend.data / "repasse.sqlite")) as database:
            rows = database.execute("select kind from audit where reset = ?", (reset_id,)).fetchall()
        return [str(kind) for (kind,) in rows]

    def passwords_set(self, case: Case) -> int:
        """How many passwords the directory ever took for the account, the first one included."""
        query = "select count(*) from directory_passwords where account = ?"
        with closing(sqlite3.connect(self.backend.data / "directory.sqlite")) as database:
            return int(database.execute(query, (self.key(case),)).fetchone()[0])

    def notices(self, reference: str) -> int:
        bodies = [one.read_text(encoding="utf-8") for one in self._new.glob("message-*")]
        return sum(reference in body for body in bodies)

    @property
    def _new(self) -> Path:
        return self.backend.data / "spool" / "new"

    def told_once(self, reset_id: str, done: View) -> None:
        """One record of the end, one notice, and the reference that the person was shown."""
        assert self.records(reset_id).count("write_done") == 1
        reference, end = done["completed"]["reference"], time.monotonic() + 60
        assert re.fullmatch(r"\w{8}", reference)
        while time.monotonic() < end:
            if (found := self.notices(reference)) > 0:
                assert found == 1
                return
            time.sleep(0.05)
        raise AssertionError("no notice came")


def order(case: Case, view: View) -> tuple[str, str, Json]:
    """The request that writes: method, path and body."""
    if case.work is Work.UNLOCK:
        return "POST", f"/v1/resets/{view['id']}/unlocks", {}
    current = OLD if case.work is Work.CHANGE else None
    return "PUT", f"/v1/resets/{view['id']}/password", {"password": NEW, "current": current, "pad": pad()}


@contextmanager
def scene(folder: Path, cases: tuple[Case, ...]) -> Iterator[Scene]:
    """A backend with one person for each of `cases`, and a station."""
    people = "".join(
        f"{_name(cases, case)}@he-ferrer.eu,Given,Family,{_mobile(cases, case)},2026-01-01,{OLD}\n"
        for case in cases
    )
    with running_backend(folder, **SETTINGS) as made:
        made.stop()
        made.program = ("tests.servers.killing_backend", str(folder / "fuse"))
        made.start()
        made.cli("account", "import", "-", typed=HEAD + people)
        made.station()
        directory = SqlDirectory(f"sqlite:///{made.data}/directory.sqlite", SystemClock())
        yield Scene(made, directory, cases)
        directory.close()


def _name(cases: tuple[Case, ...], case: Case) -> str:
    return f"PersonPe{2000 + cases.index(case)}"


def _mobile(cases: tuple[Case, ...], case: Case) -> str:
    return f"04701234{cases.index(case):02d}"


def _first_message(phone: LocalPhone, mobile: str) -> Secret:
    """The first one to this case's `mobile`; notices of earlier cases may come meanwhile."""
    wanted, end = Secret(f"+32{mobile[1:]}"), time.monotonic() + 60
    while time.monotonic() < end:
        for event in phone.poll():
            if isinstance(event, MessageArrived) and event.destination.matches(wanted):
                return event.body
        time.sleep(0.02)
    raise AssertionError("nothing came")
