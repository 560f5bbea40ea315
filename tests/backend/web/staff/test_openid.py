"""Signing in at an OpenID provider, as the console sees it; the provider is scripted here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import httpx
import pytest

from backend.core.openid import Arrival, Departure, OpenIdAway, OpenIdRefused, Return
from backend.core.roles import Role
from backend.core.secret import Secret
from tests.backend.web.staff.browser import NOW, Browser, Office

BACK = "/sign-in/openid/back"
TYPED = {"decision": "approve", "proof": "student_card", "reason": "card seen"}
GRACE = Arrival("i s1", "grace", "g@x", frozenset({Role.DESK}), NOW, Secret("an ID token"))


@dataclass
class ScriptedProvider:
    """Says that `arrival` has come, or raises `error`; remembers what it was shown."""

    arrival: Arrival = GRACE
    error: Exception | None = None
    departures: list[bool] = field(default_factory=list)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    label: str = "the provider"

    def depart(self, *, again: bool) -> Departure:
        self.departures.append(again)
        if isinstance(self.error, OpenIdAway):
            raise self.error
        number = len(self.departures)
        state, verifier = Secret(f"state{number}"), Secret(f"verifier{number}")
        return Departure(f"https://op.test/auth?state=state{number}", state, f"nonce{number}", verifier)

    def arrive(self, departure: Departure, back: Return) -> Arrival:
        self.shown.append((back.code.reveal(), departure.nonce, departure.verifier.reveal()))
        if self.error is not None:
            raise self.error
        return self.arrival

    def goodbye(self, id_token: Secret) -> str:
        return f"https://op.test/end?hint={len(id_token.reveal())}"


@pytest.fixture
def provider(office: Office) -> ScriptedProvider:
    made = ScriptedProvider()
    office.offer(replace(office.ways, openid=made))
    return made


def leave(browser: Browser, path: str = "/sign-in/openid") -> str:
    """Go to the provider; returns the state."""
    answer = browser.get(path)
    assert answer.status_code == 303
    return answer.headers["location"].partition("state=")[2]


def come_back(browser: Browser, state: str) -> httpx.Response:
    """As another site leads back: strict cookies stay at home."""
    kept = {name: browser.cookies.pop(name) for name in ("__Host-staff",) if name in browser.cookies}
    answer = browser.get(f"{BACK}?code=c0de&state={state}")
    browser.cookies = kept | browser.cookies
    return answer


def sign_in(office: Office) -> Browser:
    browser = office.browser()
    assert come_back(browser, leave(browser)).status_code == 200
    return browser


def test_signing_in_opens_the_list(office: Office, provider: ScriptedProvider) -> None:
    browser = office.browser()
    page = come_back(browser, leave(browser))
    assert provider.shown == [("c0de", "nonce1", "verifier1")]
    assert '<meta http-equiv="refresh" content="0;url=/">' in page.text
    cookies = [line.lower() for line in page.headers.get_list("set-cookie")]
    assert any(line.startswith("__host-staff=") and "samesite=strict" in line for line in cookies)
    assert "__Host-staff-openid" not in browser.cookies
    assert "Library, ground floor" in browser.get("/").text
    assert office.kinds() == ["staff_joined", "staff_signed_in"]


def test_the_cookie_for_the_way_back_is_lax_and_says_nothing(
    office: Office, provider: ScriptedProvider
) -> None:
    cookie = office.browser().get("/sign-in/openid").headers["set-cookie"].lower()
    for attribute in ("__host-staff-openid=", "samesite=lax", "httponly", "secure", "path=/"):
        assert attribute in cookie
    assert "state1" not in cookie


def test_the_answer_for_one_browser_is_nothing_in_another(office: Office, provider: ScriptedProvider) -> None:
    mine, theirs = office.browser(), office.browser()
    state = leave(mine)
    assert come_back(theirs, state).status_code == 403
    leave(theirs)
    assert come_back(theirs, state).status_code == 403
    assert provider.shown == []
    assert "__Host-staff" not in theirs.cookies
    assert office.details()[-1] == ("", '{"by": "openid", "why": "state"}')


def test_an_answer_works_once_and_not_late(office: Office, provider: ScriptedProvider) -> None:
    browser = office.browser()
    state, cookies = leave(browser), dict(browser.cookies)
    assert come_back(browser, state).status_code == 200
    browser.cookies = cookies
    assert come_back(browser, state).status_code == 403
    state = leave(browser)
    office.clock.shift = timedelta(minutes=10, seconds=1)
    assert come_back(browser, state).status_code == 403
    assert len(provider.shown) == 1


@pytest.mark.parametrize(
    "query", ["", "?state=state1", "?error=access_denied&state=state1", "?code=c&state="]
)
def test_an_answer_that_lacks_something_is_refused(
    office: Office, provider: ScriptedProvider, query: str
) -> None:
    browser = office.browser()
    leave(browser)
    assert browser.get(BACK + query).status_code == 403
    assert provider.shown == []


def test_a_planted_session_is_not_taken_over(office: Office, provider: ScriptedProvider) -> None:
    browser = office.browser()
    browser.cookies["__Host-staff"] = "planted"
    come_back(browser, leave(browser))
    assert browser.cookies["__Host-staff"] != "planted"


def test_the_session_from_before_ends(office: Office, provider: ScriptedProvider) -> None:
    browser = office.signed_in()
    before = browser.cookies["__Host-staff"]
    come_back(browser, leave(browser))
    assert office.auth.who(Secret(before), touched=False) is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda said: replace(said, roles=frozenset()), "role"),
        (lambda said: replace(said, name="ada"), "member"),
    ],
)
def test_who_may_not_come_in_stays_out(
    office: Office, provider: ScriptedProvider, change: Callable[[Arrival], Arrival], why: str
) -> None:
    office.member("ada")
    provider.arrival = change(GRACE)
    browser = office.browser()
    assert come_back(browser, leave(browser)).status_code == 403
    assert office.details()[-1] == ("", f'{{"by": "openid", "why": "{why}"}}')


def test_a_role_taken_away_at_the_provider_ends_here_too(office: Office, provider: ScriptedProvider) -> None:
    older, newer = sign_in(office), office.browser()
    provider.arrival = replace(GRACE, roles=frozenset())
    assert come_back(newer, leave(newer)).status_code == 403
    assert older.get("/waiting").status_code == 403
    assert not office.store.approves("grace")


def test_a_removed_member_is_not_brought_back(office: Office, provider: ScriptedProvider) -> None:
    browser = sign_in(office)
    office.store.remove("grace", NOW, "cli:root")
    assert browser.get("/").status_code == 303
    assert come_back(browser, leave(browser)).status_code == 403


@pytest.mark.parametrize(("error", "status"), [(OpenIdAway("x"), 503), (OpenIdRefused("expired"), 403)])
def test_what_fails_at_the_provider_is_said(
    office: Office, provider: ScriptedProvider, error: Exception, status: int
) -> None:
    browser = office.browser()
    state = leave(browser)
    provider.error = error
    page = come_back(browser, state)
    assert page.status_code == status
    assert "Back to sign in" in page.text


def test_a_provider_that_is_away_is_said_before_leaving(office: Office, provider: ScriptedProvider) -> None:
    provider.error = OpenIdAway("x")
    assert office.browser().get("/sign-in/openid").status_code == 503


def test_signing_out_leads_on_to_the_provider(office: Office, provider: ScriptedProvider) -> None:
    browser = sign_in(office)
    page = browser.submit(browser.get("/"), "/sign-out", {})
    assert 'content="0;url=https://op.test/end?hint=11"' in page.text
    assert "__Host-staff" not in browser.cookies


def ask(browser: Browser) -> httpx.Response:
    browser.submit(browser.get("/"), "/open", {"code": "k7q 2md"})
    return browser.submit(browser.get("/requests/a1"), "/requests/a1/decision", TYPED)


def test_a_fresh_proof_at_the_provider_keeps_what_was_typed(
    office: Office, provider: ScriptedProvider
) -> None:
    office.offer(replace(office.ways, fresh_for=timedelta(0)))
    browser = sign_in(office)
    office.clock.shift = timedelta(minutes=1)
    assert "Prove it is you" in ask(browser).text
    before, state = browser.cookies["__Host-staff"], leave(browser, "/sign-in/openid?again")
    assert provider.departures == [False, True]
    provider.arrival = replace(GRACE, authenticated_at=office.clock.now())
    page = come_back(browser, state)
    assert 'content="0;url=/requests/a1"' in page.text
    assert browser.cookies["__Host-staff"] != before
    assert office.auth.who(Secret(before), touched=False) is None
    form = browser.get("/requests/a1")
    assert "card seen</textarea>" in form.text
    assert 'value="student_card" checked' in form.text
    assert browser.submit(form, "/requests/a1/decision", TYPED).status_code == 303
    assert office.desk.decisions == [("grace", "student_card", "card seen")]


@pytest.mark.parametrize(
    "change",
    [
        lambda said: replace(said, authenticated_at=NOW - timedelta(minutes=5)),
        lambda said: replace(said, authenticated_at=None),
        lambda said: replace(said, subject="i s2", name="linus"),
    ],
)
def test_an_old_proof_or_another_person_is_no_fresh_proof(
    office: Office, provider: ScriptedProvider, change: Callable[[Arrival], Arrival]
) -> None:
    browser = sign_in(office)
    office.clock.shift = timedelta(minutes=11)
    ask(browser)
    before, state = browser.cookies["__Host-staff"], leave(browser, "/sign-in/openid?again")
    provider.arrival = change(replace(GRACE, authenticated_at=office.clock.now()))
    assert come_back(browser, state).status_code == 403
    assert browser.cookies["__Host-staff"] == before
    assert "staff_stepped_up" not in office.kinds()
    assert "staff_step_up_refused" in office.kinds()
    assert "Prove it is you" in ask(browser).text


def test_a_sign_in_of_unknown_age_is_asked_again(office: Office, provider: ScriptedProvider) -> None:
    provider.arrival = replace(GRACE, authenticated_at=None)
    assert "Prove it is you" in ask(sign_in(office)).text


def test_a_step_up_leads_nowhere_else(office: Office, provider: ScriptedProvider) -> None:
    browser = sign_in(office)
    state = leave(browser, "/sign-in/openid?again&back=https://evil.test")
    provider.arrival = replace(GRACE, authenticated_at=office.clock.now())
    assert 'content="0;url=/"' in come_back(browser, state).text


@pytest.mark.parametrize("path", ["/sign-in/openid", BACK])
def test_what_is_not_offered_is_not_served(office: Office, path: str) -> None:
    assert office.browser().get(path).status_code == 404
    assert "organisation" not in office.browser().get("/sign-in").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.test"},
        {"X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "http", "Forwarded": "host=evil.test"},
    ],
)
def test_no_address_of_ours_comes_from_a_header(
    office: Office, provider: ScriptedProvider, headers: dict[str, str]
) -> None:
    browser = office.browser()
    for path in (
        "/sign-in",
        f"/join/{office.auth.invite('bob', 'b@x').reveal()}",
        "/sign-in/openid",
        BACK,
        "/",
    ):
        answer = browser.request("GET", path, headers)
        assert "evil.test" not in answer.text
        assert "evil.test" not in str(answer.headers)
