"""The real program: two members of staff help somebody without an identifier, who then registers a number."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.web.test_staff_journey import ADD, NEW, Staff
from tests.servers.backend import RunningBackend, running_backend
from tests.servers.station_client import Station, pad

CSV = """identifier,given_name,family_name,student_number
DupontEl2020@he-ferrer.eu,Élodie,Dupont-Martin,S20-042
RootRo2001@he-ferrer.eu,Roger,Root,
"""
CHECKLIST = json.dumps(["Face compared with the photo"])
MAIL = "elodie@new.example"
DECISION = {
    "decision": "approve",
    "proof": "known_in_person",
    "reason": "tutor of the group",
    "tick-0": "yes",
}


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[RunningBackend]:
    settings = {
        "institution__approval_checklist": CHECKLIST,
        "institution__desk__hours": "[]",
        "institution__desk__email": "helpdesk@he-ferrer.eu",
        "institution__other_desks": json.dumps([{"name": "Library", "place": "Second floor"}]),
    }
    with running_backend(tmp_path, **settings) as made:
        made.cli(*ADD, typed="Tram-81-Flagey\n")
        made.cli("account", "import", "-", typed=CSV)
        yield made


def mails(backend: RunningBackend, to: str) -> list[str]:
    """What was sent to that address, oldest first."""
    files = sorted((backend.data / "spool").rglob("message-*.json"), key=lambda one: one.stat().st_mtime)
    read = [json.loads(one.read_text(encoding="utf-8")) for one in files]
    return [json.dumps(one, ensure_ascii=False) for one in read if to in json.dumps(one)]


def asked(station: Station) -> tuple[str, dict[str, object]]:
    captcha = {"kind": "image", "tries": 1, "seconds": 8}
    body = {"identifier": "nobody <b>here</b>", "language": "fr", "challenge": captcha}
    path = f"/v1/resets/{station.post('/v1/resets', body).json()['id']}"
    view: dict[str, object] = station.post(f"{path}/approvals", {}).json()
    return path, view


def approved_by_two(backend: RunningBackend, code: str) -> str:
    """Ada finds the person and approves, Bob confirms; the number stands on Ada's page."""
    ada, bob = Staff(backend, "SomeoneEl2001"), Staff(backend, "SomebodyEl2002", "bob")
    opened = ada.submit(ada.get("/"), "/open", {"code": code})
    where = opened.url.removeprefix(backend.console)
    assert "<b>here</b>" not in opened.text
    found = ada.submit(opened.text, f"{where}/people", {"text": "élod dup"}).text
    assert "Élodie Dupont-Martin" in html.unescape(found)
    attached = ada.submit(found, f"{where}/account", {"identifier": "DupontEl2020@he-ferrer.eu"}).text
    first = ada.submit(attached, f"{where}/decision", DECISION).text
    assert "A second person must confirm." in first
    assert 'class="number"' not in first
    seen = bob.submit(bob.get("/"), "/open", {"code": code}).text
    assert "tutor of the group" in seen
    confirmed = bob.submit(seen, f"{where}/confirmation", {}).text
    assert 'class="number"' not in confirmed
    shown = re.search(r'class="number">(.*?)</p>', ada.get(where))
    assert shown is not None
    for staff in (ada, bob):
        staff.close()
    return "".join(re.findall(r"\d", shown[1]))


def test_two_members_help_and_a_contact_is_registered(backend: RunningBackend) -> None:
    station = backend.station()
    info = station.get("/v1/station").json()
    assert [one["name"] for one in info["other_desks"]] == ["Library"]
    path, view = asked(station)
    assert len(str(view["ticket"])) == 8
    approval = view["approval"]
    assert isinstance(approval, dict)
    number = approved_by_two(backend, str(approval["request_code"]))
    back = station.post(f"{path}/approvals/1/returns", {"number": number, "pad": pad()}).json()
    assert back["outcome"] == "return_accepted"
    done = station.put(f"{path}/password", {"password": NEW, "current": None, "pad": pad()}).json()
    assert (done["outcome"], done["contact_offered"]) == ("password_set", True)
    body = {"channel": "email", "destination": MAIL, "pad": pad()}
    sent = station.post(f"{path}/contacts", body).json()
    assert (sent["outcome"], sent["contact"]["mask"]) == ("contact_sent", "e•••@n•••.example")
    while sent["contact"]["delivery"] == "queued":
        sent = station.get(f"{path}?after={sent['revision']}").json()
    found = re.search(r"(\d{4}) (\d{4})", mails(backend, MAIL)[-1])
    assert found is not None
    answer = {"code": f"{found[1]}{found[2]}", "pad": pad()}
    assert station.post(f"{path}/contacts/answers", answer).json()["outcome"] == "contact_registered"
    (ticket,) = mails(backend, "helpdesk@he-ferrer.eu")
    assert str(view["ticket"]) in ticket
    for secret in (MAIL, "nobody <b>", "Dupont", answer["code"]):
        assert secret not in backend.log
