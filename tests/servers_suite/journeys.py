"""What people do on their way to a new password, each asking again as real ones do when no answer comes."""

from __future__ import annotations

import contextlib
import html
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import requests

from tests.servers.station_client import Json, new_intent, pad
from tests.servers_suite.twins import NEW, SECONDS, Twins, identifier, mobile

# An answer of the API, as JSON gives it: the tests read it as a foreign client would.
View = dict[str, Any]
T = TypeVar("T")
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
DECISION = {"decision": "approve", "proof": "student_card", "reason": "lost phone, card seen"}
NO_ANSWER = (requests.ConnectionError, requests.Timeout)
AGAIN = frozenset({502, 503})


@dataclass
class Hands:
    """One person at the station, with a telephone, and the member of staff at the desk."""

    twins: Twins
    person: int

    # --- at the station -------------------------------------------------------------------------

    def call(self, method: str, path: str, body: Json | None = None) -> View:
        """One intent, signed anew for every try, until it is answered."""
        intent = new_intent()

        def ask() -> requests.Response:
            station = self.twins.station
            return station.send(station.prepare(method, path, body, intent=intent if body else None))

        answer = self.patiently(ask)
        assert answer.status_code == 200, (method, path, answer.text, self.twins.logs())
        view: View = answer.json()
        return view

    def patiently(self, ask: Callable[[], requests.Response]) -> requests.Response:
        """Ask again while no answer comes, or the answer is that it cannot be had now."""
        end = time.monotonic() + SECONDS
        while True:
            answer: requests.Response | None = None
            with contextlib.suppress(*NO_ANSWER):
                answer = ask()
            if answer is not None and answer.status_code not in AGAIN:
                return answer
            assert time.monotonic() < end, (answer and answer.text, self.twins.logs())
            time.sleep(0.2)

    def start(self) -> View:
        self.call("GET", "/v1/station")
        body = {"identifier": identifier(self.person), "language": "fr", "challenge": CAPTCHA}
        return self.call("POST", "/v1/resets", body)

    def look(self, view: View) -> View:
        return self.call("GET", _path(view))

    def until(self, view: View, true: Callable[[View], bool]) -> View:
        """Follow the reset by long polls, as the station does."""
        end = time.monotonic() + SECONDS
        while not true(view):
            assert time.monotonic() < end, (view, self.twins.logs())
            view = self.call("GET", f"{_path(view)}?after={view['revision']}")
        return view

    def prove(self, view: View) -> View:
        method = next(one["id"] for one in view["methods"] if one["channel"] == "sms")
        wish = {"method_id": method, "destination": mobile(self.person), "resend": False, "pad": pad()}
        sent = self.call("POST", f"{_path(view)}/challenges", wish)
        assert sent["outcome"] == "sent", sent
        sent = self.until(sent, lambda one: one["challenge"]["delivery"] != "queued")
        challenge, code = sent["challenge"]["id"], self.twins.code(self.person)
        answer = {"challenge_id": challenge, "code": code, "pad": pad()}
        proved = self.call("POST", f"{_path(view)}/answers", answer)
        assert proved["allowed"] == "new_password", proved
        return proved

    def write(self, view: View) -> View:
        body = {"password": NEW, "current": None, "pad": pad()}
        done = self.call("PUT", f"{_path(view)}/password", body)
        assert done["outcome"] == "password_set", done
        return done

    # --- at the desk ----------------------------------------------------------------------------

    def approved(self, view: View) -> View:
        """Staff approve what the station asks for; the person types the number they say."""
        asked = self.call("POST", f"{_path(view)}/approvals", {})
        approval = asked["approval"]
        number = self._decision(view, approval)
        path = f"{_path(view)}/approvals/{approval['number']}/returns"
        back = self.call("POST", path, {"number": number, "pad": pad()})
        assert back["allowed"] == "new_password", back
        return back

    def _decision(self, view: View, approval: View) -> str:
        staff, where = self.twins.staff, ""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            code = self.look(view)["approval"]["request_code"] or approval["request_code"]
            try:
                if not where:
                    opened = staff.submit(staff.get("/"), "/open", {"code": code})
                    found = re.search(r"/requests/[^/?]+$", opened.url)
                    where = found[0] if found else ""
                page = staff.get(where) if where else ""
                if (shown := re.search(r'class="number">(.*?)</p>', page)) is not None:
                    return "".join(re.findall(r"\d", shown[1]))
                if 'value="approve"' in page:
                    staff.submit(page, f"{where}/decision", DECISION)
            except NO_ANSWER:
                time.sleep(0.2)  # as somebody reloads a page that did not come
        raise AssertionError(self.twins.logs())

    # --- on the telephone -----------------------------------------------------------------------

    def handed_over(self, view: View) -> View:
        """The phone takes the reset, proves and writes; the station follows to the end."""
        phone = self._confirmed(view)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            seen = self.look(view)
            if seen["allowed"] in {"done", "write_unknown"}:
                return seen
            try:
                self._step(phone, seen)
            except NO_ANSWER:
                time.sleep(0.2)
        raise AssertionError(self.twins.logs())

    def _confirmed(self, view: View) -> Phone:
        """A link is used once: when its answer is lost, the station shows another one."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            offered = self.call("POST", f"{_path(view)}/handoffs", {})
            phone = Phone(self.twins.balancer.addresses["phone"], self.twins.station.ca)
            try:
                claimed = phone.claim(offered["handoff"]["url"])
            except NO_ANSWER:
                claimed = False
            if claimed:
                seen = self.until(offered, lambda one: one["handoff"]["status"] != "offered")
                path = f"{_path(view)}/handoffs/{seen['handoff']['number']}/confirmations"
                told = self.call("POST", path, {"decision": "confirm"})
                if told["handoff"]["status"] == "confirmed":
                    return phone
        raise AssertionError(self.twins.logs())

    def _step(self, phone: Phone, seen: View) -> None:
        page = phone.get("/")
        match seen["allowed"]:
            case "choose_method":
                sms = next(one["id"] for one in seen["methods"] if one["channel"] == "sms")
                page = phone.get(f"/methods/{sms}")
                phone.submit(page, "/send", {"destination": mobile(self.person)})
            case "answer_code" if seen["challenge"]["delivery"] == "queued":
                time.sleep(0.1)
            case "answer_code":
                phone.submit(page, "/answer", {"code": self.twins.code(self.person)})
            case "new_password":
                phone.submit(page, "/password", {"password": NEW, "repeated": NEW})


class Phone:
    """A browser that keeps its cookies and fills in the forms it is shown."""

    def __init__(self, address: str, ca: object) -> None:
        self._address = address
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(ca)
        self._session.headers["Connection"] = "close"

    def get(self, path: str) -> str:
        return self._session.get(self._address + path, timeout=30).text

    def claim(self, url: str) -> bool:
        path = url.removeprefix(self._address)
        answer = self._post(path, self._hidden(self.get(path), path))
        return answer.status_code == 200

    def submit(self, page: str, action: str, fields: dict[str, str]) -> None:
        """Nothing is sent when the page has no such form: it has come further."""
        if f'action="{action}"' in page:
            self._post(action, self._hidden(page, action) | fields)

    def _post(self, path: str, fields: dict[str, str]) -> requests.Response:
        headers = {"Origin": self._address}
        return self._session.post(self._address + path, fields, headers=headers, timeout=30)

    def _hidden(self, page: str, action: str) -> dict[str, str]:
        forms = re.findall(r"<form[^>]*>.*?</form>", page, re.S)
        chosen = next((form for form in forms if f'action="{action}"' in form), None)
        chosen = chosen or next((form for form in forms if "action=" not in form), "")
        found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', chosen)
        return {name: html.unescape(value) for name, value in found}


def by_code(hands: Hands) -> View:
    view = hands.start()
    return hands.write(hands.prove(view))


def by_staff(hands: Hands) -> View:
    view = hands.start()
    return hands.write(hands.approved(view))


def by_phone(hands: Hands) -> View:
    return hands.handed_over(hands.start())


JOURNEYS: tuple[Callable[[Hands], View], ...] = (by_code, by_staff, by_phone)


def _path(view: View) -> str:
    return f"/v1/resets/{view['id']}"
