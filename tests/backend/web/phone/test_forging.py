"""Forged forms, headers, cookies and names on the phone's pages: none of them counts."""

from __future__ import annotations

import re

import pytest

from backend.core.api import Unavailable
from backend.core.secret import Secret
from backend.core.views import Channel, HandoffStatus
from backend.web.metrics import Health
from backend.web.phone.parts import FORM, HELD
from tests.backend.core.handing import ADDRESS, kinds
from tests.backend.fakes import contact, person, telephone
from tests.backend.web.phone.hall import Hall, hidden

HOSTILE = {
    "Host": "evil.test",
    "X-Forwarded-Host": "evil.test",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-For": "203.0.113.9",
    "Forwarded": "host=evil.test;proto=http",
    "X-Original-URL": "/evil.test",
}


def test_a_scanner_that_only_looks_changes_nothing(hall: Hall) -> None:
    view, path = hall.offered()
    before, audited = hall.at.desks.resets.revision(hall.station, view.id), kinds(hall.at, view)
    for method in ("GET", "HEAD"):
        scanner = hall.phone()
        scanner.headers = {"User-Agent": "preview"}
        assert scanner._request(method, path, {}, b"").status_code == 200
        assert HELD not in scanner.cookies
    assert hall.at.desks.resets.revision(hall.station, view.id) == before
    assert kinds(hall.at, view) == audited
    assert hall.status(view) is HandoffStatus.OFFERED


def test_hostile_headers_never_reach_an_address(hall: Hall) -> None:
    view, path = hall.offered()
    assert view.handoff is not None
    assert view.handoff.url.startswith(f"{ADDRESS}/h/")
    phone = hall.phone()
    phone.headers = HOSTILE
    page = phone.get(path)
    answers = [page, phone.submit(page, path), phone.here(), phone.get("/.well-known/change-password")]
    answers += [phone.get("/stations/"), phone.get("//evil.test/"), phone.get(f"{path}/")]
    for answer in answers:
        assert "evil.test" not in answer.text
        assert answer.headers.get("location", "/").startswith("/")
        assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize("origin", [None, "null", "https://evil.test", "http://phone.test", f"{ADDRESS}:444"])
def test_csrf_from_another_origin(hall: Hall, origin: str | None) -> None:
    view, path = hall.offered()
    phone = hall.phone()
    fields = hidden(phone.get(path), path)
    assert phone.post(path, fields, origin).status_code == 403
    assert hall.status(view) is HandoffStatus.OFFERED
    assert phone.post(path, fields).status_code == 303
    leave = hidden(phone.here(), "/station")
    assert phone.post("/station", leave, origin).status_code == 403
    assert hall.status(view) is HandoffStatus.CLAIMED
    with hall.at.store.reading() as tx:
        refused = tx.audit.of_kinds(("form_refused",), hall.at.clock.now().replace(year=2000))
    assert [one.detail for one in refused] == ['{"surface": "phone"}'] * 2


def test_csrf_with_the_token_of_another_browser_or_form(hall: Hall) -> None:
    view, path = hall.offered()
    phone, other = hall.phone(), hall.phone()
    phone.get(path)
    assert phone.post(path, hidden(other.get(path), path)).status_code == 403
    assert phone.post(path, {}).status_code == 403
    assert phone.post(path, {"csrf": "é" * 64}).status_code == 403
    assert hall.status(view) is HandoffStatus.OFFERED


def test_fixation(hall: Hall) -> None:
    """Cookies that were there before the claim are not those after it."""
    _view, path = hall.offered()
    phone = hall.phone()
    phone.cookies = {HELD: "a" * 64, FORM: "b" * 32}
    page = phone.get(path)
    assert phone.submit(page, path).status_code == 303
    assert phone.cookies[HELD] != "a" * 64
    assert len(phone.cookies[HELD]) == 64
    assert FORM not in phone.cookies
    attacker = hall.phone()
    attacker.cookies = {HELD: "a" * 64}
    assert attacker.here().status_code == 410


def test_cookies_stay_with_this_host(hall: Hall) -> None:
    _view, phone = hall.claimed()
    phone.get("/?lang=en")
    assert len(phone.set_cookies) >= 3
    for line in phone.set_cookies:
        said = line.lower()
        assert line.startswith("__Host-")
        assert all(words in said for words in ("secure", "httponly", "samesite=strict", "path=/"))
        assert "domain" not in said


def test_xss_through_names_and_masks(hall: Hall) -> None:
    evil = '"><script>alert(1)</script>{{1234*1001}}'
    made = person(
        "evilev2020", contacts=(*telephone("+32470000001"), contact(Channel.EMAIL, f"{evil}@g.com"))
    )
    hall.at.directory.add(made)
    view = hall.at.start(hall.station, "EvilEv2020")
    _view, phone = hall.confirmed(view)
    pages = [phone.here()]
    for href in re.findall(r'href="(/methods/[^"]+)"', pages[0].text):
        pages.append(phone.get(href))
        pages.append(phone.submit(pages[-1], "/send", {"destination": evil}))
    pages.append(phone.get(f"/?lang={evil}"))
    pages.append(phone.get(f"/h/{evil}"))
    for page in pages:
        assert "<script>alert" not in page.text
        assert "1235234" not in page.text
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_no_store_and_nothing_of_the_link_in_the_log(hall: Hall, capsys: pytest.CaptureFixture[str]) -> None:
    _view, path = hall.offered()
    phone = hall.phone()
    page = phone.get(path)
    phone.submit(page, path)
    assert phone.here().headers["cache-control"] == "no-store"
    said = "".join(capsys.readouterr())
    assert path.rpartition("/")[2] not in said
    assert phone.cookies[HELD] not in said


@pytest.mark.logs_errors
def test_what_nobody_foresaw_becomes_a_page(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    _view, phone = hall.claimed()
    parts = hall.app.state.parts

    def broken(_cookie: Secret) -> None:
        raise ValueError("secret words")

    def silent(_cookie: Secret) -> None:
        raise Unavailable("down")

    monkeypatch.setattr(parts.desk, "visit", silent)
    assert phone.here().status_code == 503
    monkeypatch.setattr(parts.desk, "visit", broken)
    page = phone.here()
    assert page.status_code == 500
    assert "secret words" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert hall.condition.health is Health.DEGRADED
