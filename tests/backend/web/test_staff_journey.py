"""The lost phone: the station asks, staff join, sign in and approve, the person goes on."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
import requests

from tests.servers.authenticator import earlier_code
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station, pad

PASSWORD = "a calm sentence about boats"
NEW = "Tram-Flagey-81!"
ADD = ("account", "add", "BenaliAm2024@he-ferrer.eu", "--given-name=Amina", "--family-name=Benali")


class Staff:
    """A member of staff at the real console."""

    def __init__(self, backend: RunningBackend, account: str, name: str = "ada") -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(backend.ca)
        self._session.headers["Accept-Language"] = "en"
        self._console = backend.console
        link = backend.cli("staff", "invite", name, "--account", account).strip()
        page = self._session.get(link).text
        key = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))
        fields = {"password": PASSWORD, "repeated": PASSWORD, "code": earlier_code(key)}
        assert self.submit(page, link.removeprefix(self._console), fields).status_code == 200
        signed = self.submit(
            self.get("/sign-in"),
            "/sign-in",
            {"name": name, "password": PASSWORD, "code": pyotp.TOTP(key).now()},
        )
        assert signed.url == f"{self._console}/"

    def get(self, path: str) -> str:
        return self._session.get(self._console + path, timeout=30).text

    def submit(self, page: str, path: str, fields: dict[str, str]) -> requests.Response:
        forms = re.findall(r"<form([^>]*)>(.*?)</form>", page, re.S)
        form = next(form for tag, form in forms if f'action="{path}"' in tag or "action=" not in tag)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))
        headers = {"Origin": self._console}
        return self._session.post(self._console + path, hidden | fields, headers=headers, timeout=30)

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
    assert "No mobile phone number or personal address is registered." in page
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
    for secret in (NEW, PASSWORD, "BenaliAm2024", "Amina"):
        assert secret not in backend.log
    # Its three digits may stand within a port, a time or an id, and as figures.
    told = [one for line in backend.log.splitlines() for one in json.loads(line).values()]
    texts = [one for one in told if isinstance(one, str)]
    assert not [one for one in texts if re.search(rf"(?<![\w.]){number}(?![\w.])", one)]


def test_nobody_approves_their_own_account(backend: RunningBackend) -> None:
    station, staff = backend.station(), Staff(backend, "BenaliAm2024@he-ferrer.eu")
    _path, approval = asking(station)
    opened = staff.submit(staff.get("/"), "/open", {"code": str(approval["request_code"])})
    assert "This request cannot be approved" in html.unescape(opened.text)
    assert 'value="approve"' not in opened.text
    staff.close()


def test_an_approval_ends_with_the_member_who_gave_it(backend: RunningBackend) -> None:
    station, staff = backend.station(), Staff(backend, "SomeoneEl2001")
    path, approval = asking(station)
    opened = staff.submit(staff.get("/"), "/open", {"code": str(approval["request_code"])})
    where = opened.url.removeprefix(backend.console)
    decision = {"decision": "approve", "proof": "student_card", "reason": "lost phone, card seen"}
    approved = staff.submit(opened.text, f"{where}/decision", decision).text
    number = "".join(re.findall(r"\d", re.search(r'class="number">(.*?)</p>', approved)[1]))  # type: ignore[index]
    assert backend.cli("staff", "list") == "ada  desk  SomeoneEl2001  by own link\n"
    backend.cli("staff", "roles", "ada", "operator")
    assert "This page is not for you" in staff.get(where)
    backend.cli("staff", "remove", "ada")
    assert "<h1>Sign in</h1>" in staff.get("/")
    back = station.post(f"{path}/approvals/{approval['number']}/returns", {"number": number, "pad": pad()})
    assert back.json()["outcome"] == "approval_closed"
    refused = station.put(f"{path}/password", {"password": NEW, "current": None, "pad": pad()})
    assert refused.status_code == 409
    staff.close()


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Original-URL"])
def test_a_hostile_header_leads_nowhere(backend: RunningBackend, header: str) -> None:
    link = backend.cli("staff", "invite", "eve").strip()
    said = {header: "host=evil.test" if header == "Forwarded" else "evil.test"}
    for url in (link, f"{backend.console}/", f"{backend.console}/sign-in"):
        answer = requests.get(url, headers=said, verify=str(backend.ca), allow_redirects=False, timeout=30)
        assert "evil.test" not in answer.text + str(answer.headers)
