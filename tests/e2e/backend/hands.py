"""What the test of any order holds in its hands: a world, two stations, and all that was said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import requests
from hypothesis.stateful import RuleBasedStateMachine

from backend.core.settings import InstitutionSettings, Settings
from tests.backend.core.machine_parts import AtOnce
from tests.e2e.backend.model import Known, Sent
from tests.e2e.backend.world import Front, Hall, World
from tests.servers.station_client import new_intent

NAMES = ("FerrerFr2017", "OtherOt2019")
NUMBERS = ("0470123423", "0470000001")
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder in it; nothing here is about disks
Place = tuple[int, int, bool]
View = dict[str, object]


class Hands(RuleBasedStateMachine):
    def __init__(self, front: Front, gates: int) -> None:
        super().__init__()
        self.gates = gates
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        rules = Settings(institution=InstitutionSettings(gates=gates))
        self.at = World(front, Path(self.folder.name), rules)
        self.at.desks.postman._threads = AtOnce()
        self.keys = {
            name: self.at.account(name, f"+32{number[1:]}", f"{name}@gmail.com")
            for name, number in zip(NAMES, NUMBERS, strict=True)
        }
        self.at.account("ClosedCl2018", "+32470000002", disabled=True)
        self.halls: list[Hall] = [self.at.hall("Hall"), self.at.hall("Library")]
        self.resets: list[Known] = []
        self.sent: list[Sent] = []
        self.numbers = ["000"]
        self.views: dict[str, dict[str, object]] = {}
        self.requests: list[tuple[int, str, str, View, str, requests.Response]] = []
        self.accounted = 0
        self.passwords = 0

    def teardown(self) -> None:
        for hall in self.halls:
            hall.session.close()
        self.at.close()
        self.folder.cleanup()

    def call(self, hall: int, method: str, path: str, body: View) -> requests.Response:
        intent = new_intent()
        answer = self.halls[hall].send(self.halls[hall].prepare(method, path, body, intent=intent))
        assert answer.status_code in (200, 404, 409), answer.text
        self.requests.append((hall, method, path, body, intent, answer))
        return answer

    def seen(self, answer: requests.Response) -> View | None:
        """The view, kept; None for a refusal."""
        if answer.status_code != 200:
            return None
        view: View = answer.json()
        if "id" in view:
            self.views[str(view["id"])] = view
        return view

    def written(self, hall: int, reset: Known) -> list[tuple[str, str, str]]:
        """What reached the directory just now, each write held to the rules."""
        new = self.at.directory.writes[self.accounted :]
        self.accounted += len(new)
        for what, key, _ in new:
            assert reset.may(what, hall, key, self.at.clock.now()), (what, reset)
        return new

    def opened(self, hall: int, view: View, who: str) -> None:
        for one in self.resets:
            one.over = one.over or one.hall == hall
        self.resets.append(Known(str(view["id"]), hall, self.keys.get(who), self.gates))

    def reset(self, place: Place) -> tuple[int, Known]:
        """Where it is asked, and for which reset."""
        hall, back, astray = place
        mine = [one for one in self.resets if one.hall == hall]
        return (1 - hall if astray else hall), mine[-1 - back % len(mine)]
