"""A person at a station of the real program who asks to be called."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.servers.backend import RunningBackend
from tests.servers.station_client import Station, pad

SECONDS = 45.0
OLD, NEW = "Bonjour-2017", "Tram-Flagey-81!"
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
HEAD = "identifier,password,given_name,family_name,mobile,email,contacts_since\n"
PEOPLE = 20
View = dict[str, object]


def people() -> str:
    """What `repasse-backend account import` reads."""
    rows = (
        f"FerrerFr{2000 + one}@he-ferrer.eu,{OLD},Francisco,Ferrer,{number(one)},,2026-01-01\n"
        for one in range(1, PEOPLE + 1)
    )
    return HEAD + "".join(rows)


def number(one: int) -> str:
    return f"+3247012{one:04d}"


@dataclass
class Caller:
    """One person; `one` is whom of `people`."""

    backend: RunningBackend
    station: Station
    one: int
    path: str = ""

    def ask(self) -> View:
        """Ask to be called; what the station then shows."""
        name = f"FerrerFr{2000 + self.one}"
        body = {"identifier": name, "language": "fr", "challenge": CAPTCHA}
        view: View = self.station.post("/v1/resets", body).json()
        self.path = f"/v1/resets/{view['id']}"
        methods = view["methods"]
        assert isinstance(methods, list)
        method = next(one["id"] for one in methods if one["channel"] == "voice")
        wish = {"method_id": method, "destination": number(self.one), "resend": False, "pad": pad()}
        sent: View = self.station.post(f"{self.path}/challenges", wish).json()
        assert sent["outcome"] == "sent", sent
        return sent

    def until(self, name: str, wanted: str) -> View:
        """Wait until that part of the challenge, or else of the view, is as `wanted`."""
        end = time.monotonic() + SECONDS
        while True:
            view: View = self.station.get(self.path).json()
            challenge = view["challenge"]
            found = view.get(name, challenge.get(name) if isinstance(challenge, dict) else None)
            if found == wanted:
                return view
            assert time.monotonic() < end, f"{view}\n{self.backend.log}"
            time.sleep(0.1)

    def code(self, view: View, code: str) -> str:
        challenge = view["challenge"]
        assert isinstance(challenge, dict)
        answer = {"challenge_id": challenge["id"], "code": code, "pad": pad()}
        return str(self.station.post(f"{self.path}/answers", answer).json()["outcome"])

    def set_password(self) -> None:
        """Set the password, and sign in with it."""
        change = {"password": NEW, "current": None, "pad": pad()}
        assert self.station.put(f"{self.path}/password", change).json()["outcome"] == "password_set"
        name = f"FerrerFr{2000 + self.one}"
        body = {"identifier": name, "password": NEW, "language": "fr", "pad": pad()}
        assert self.station.post("/v1/sign-ins", body).json()["outcome"] == "accepted"


def digit(view: View) -> str:
    """The digit that the station shows."""
    challenge = view["challenge"]
    assert isinstance(challenge, dict)
    return str(challenge["digit"])
