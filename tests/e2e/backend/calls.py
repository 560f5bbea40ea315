"""The calls of the protocol as a person at a station makes them; answers are read as they come."""

from __future__ import annotations

from typing import Any

import requests

from tests.e2e.backend.world import World, code_in
from tests.servers.station_client import Station, pad

# An answer of the API, as JSON gives it: the tests read it as a foreign client would.
View = dict[str, Any]
MOBILE, EMAIL = "0470 12 34 23", "francisco@gmail.com"


def opened(station: Station, identifier: str = "FerrerFr2017") -> requests.Response:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    return station.post("/v1/resets", {"identifier": identifier, "language": "fr", "challenge": captcha})


def start(station: Station, identifier: str = "FerrerFr2017") -> View:
    return read(opened(station, identifier))


def read(answer: requests.Response) -> View:
    assert answer.status_code == 200, answer.text
    view: View = answer.json()
    return view


def wish(view: View, channel: str, typed: str, *, resend: bool = False) -> View:
    method = next(one["id"] for one in view["methods"] if one["channel"] == channel)
    return {"method_id": method, "destination": typed, "resend": resend, "pad": pad()}


def send(
    station: Station, view: View, channel: str = "sms", typed: str = MOBILE, *, resend: bool = False
) -> View:
    path = f"/v1/resets/{view['id']}/challenges"
    return read(station.post(path, wish(view, channel, typed, resend=resend)))


def answered(station: Station, reset_id: str, challenge_id: str, code: str) -> requests.Response:
    body = {"challenge_id": challenge_id, "code": code, "pad": pad()}
    return station.post(f"/v1/resets/{reset_id}/answers", body)


def answer(station: Station, view: View, code: str) -> View:
    return read(answered(station, view["id"], view["challenge"]["id"], code))


def new_code(at: World, channel: str = "sms") -> str:
    """Deliver what is due; the code of the newest message that has one."""
    at.desks.postman.drain()
    messages = at.sms.messages if channel == "sms" else at.email.messages
    return code_in([one for one in messages if one.code][-1].body)


def put(station: Station, reset_id: str, password: str, current: str | None = None) -> requests.Response:
    body = {"password": password, "current": current, "pad": pad()}
    return station.put(f"/v1/resets/{reset_id}/password", body)


def sign_in(station: Station, identifier: str, password: str) -> requests.Response:
    body = {"identifier": identifier, "password": password, "language": "fr", "pad": pad()}
    return station.post("/v1/sign-ins", body)
