"""The lost phone: the station asks, staff join, sign in and approve, the person goes on."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
import requests

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station, pad

PASSWORD = "a calm sentence about boats"
NEW = "Tram-Flagey-81!"
ADD = ("account", "add", "BenaliAm2024@he-ferrer.eu", "--given-name=Amina", "--family-name=Benali")


class Staff:
    """A member of staff at the real console."""

    def __init__(self, backend: RunningBackend, account: str) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(backend.ca)
        self._console = backend.console
        link = backend.cli("staff", "invite", "ada", "--account", account).strip()
        page = self._session.get(link).text
        totp = pyotp.TOTP("".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page)))
        fields = {"password": PASSWORD, "repeated": PASSWORD, "code": totp.at(int(time.time()) - 30)}
        assert self.submit(page, link.removeprefix(self._console), fields).status_code == 200
        signed = self.submit(
            self.get("/sign-in"), "/sign-in", {"name": "ada", "password": PASSWORD, "code": totp.now()}
        )
        assert signed.url == f"{self._console}/"

    def get(self, path: str) -> str:
        return self._session.get(self._console + path, timeout=30).text

    def submit(self, page: str, path: str, fields: dict[str, str]) -> requests.Response:
        forms = re.findall(r'<form([^>]*)>\s*<input type="hidden" name="csrf" value="(\w+)"', page)
        token = next(token for tag, token in forms if f'action="{path}"' in tag or "action=" not in tag)
        headers = {"Origin": self._console}
        return self._session.post(self._console + path, fields | {"csrf": token}, headers=headers, timeout=30)

    def close(self) -> None:
        self._session.close()


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[RunningBackend]:
    with running_backend(tmp_path) as made:
        made.cli(*ADD, typed="Tram-81-Flagey\n")
        yield made


def asking(station: Station) -> tuple[str, dict[str, object]]:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    body = {"identifier": "BenaliAm2024", "language": "fr", "challenge": captcha}
    path = f"/v1/resets/{station.post('/v1/resets', body).json()['id']}"
    approval: dict[str, object] = station.post(f"{path}/approvals", {}).json()["approval"]
    return path, approval


def test_staff_bring_a_person_back_in(backend: RunningBackend) -> None:
    station, staff = backend.station(), Staff(backend, "SomeoneEl2001")
    path, approval = asking(station)
    listed = staff.get("/")
    assert "Ground floor" in listed
    assert "Benali" not in listed
    opened = staff.submit(listed, "/open", {"code": str(approval["request_code"])})
    page, where = opened.text, opened.url.removeprefix(backend.console)
    assert "Amina Benali" in page
    assert "No mobile number or personal address is registered." in page
    decision = {"decision": "approve", "proof": "student_card", "reason": "lost phone, card seen"}
    approved = staff.submit(page, f"{where}/decision", decision).text
    number = "".join(re.findall(r"\d", re.search(r'class="number">(.*?)</p>', approved)[1]))  # type: ignore[index]
    back = station.post(f"{path}/approvals/{approval['number']}/returns", {"number": number, "pad": pad()})
    assert back.json()["outcome"] == "return_accepted"
    done = station.put(f"{path}/password", {"password": NEW, "current": None, "pad": pad()}).json()
    assert done["outcome"] == "password_set"
    traced = staff.submit(staff.get("/"), "/trace", {"reference": done["completed"]["reference"]})
    assert "Write done" in traced.text
    assert "Changed behind our back" not in traced.text
    staff.close()
    for secret in (NEW, PASSWORD, "BenaliAm2024", "Amina", number + '"'):
        assert secret not in backend.log


def test_nobody_approves_their_own_account(backend: RunningBackend) -> None:
    station, staff = backend.station(), Staff(backend, "BenaliAm2024@he-ferrer.eu")
    _path, approval = asking(station)
    opened = staff.submit(staff.get("/"), "/open", {"code": str(approval["request_code"])})
    assert "This request cannot be approved" in html.unescape(opened.text)
    assert 'value="approve"' not in opened.text
    staff.close()
