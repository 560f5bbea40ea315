"""A member of staff with a browser: joins by the one-time link, signs in, and decides a request."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pyotp
import requests

FORM = re.compile(r'<form([^>]*)>\s*<input type="hidden" name="csrf" value="([^"]+)"')
ACTION = re.compile(r'action="([^"]*)"')
KEY = re.compile(r"<span>([A-Z2-7]{1,4})</span>")
RETURN_NUMBER = re.compile(r'<p class="number">((?:<span>\d</span>)+)')
ACCOUNT = re.compile(r'name="account" value="(\w+)"')
CODE_AGAIN = 'name="code_again"'
SIGNED_OUT = re.compile(r'action="/sign-in"')
STEP_SECONDS = 30
HURRY_SECONDS = 10
TIMEOUT = 60


class StaffPageError(Exception):
    """The staff page did not answer as a browser would need."""


def _wait_out_the_step() -> None:
    """At the very end of a step its code may be out of date on arrival."""
    left = STEP_SECONDS - time.time() % STEP_SECONDS
    if left < HURRY_SECONDS:
        time.sleep(left)


@dataclass
class StaffBrowser:
    """One browser session. `ca` verifies the console's certificate."""

    link: str
    ca: Path
    password: str
    _totp_key: str = ""
    _name: str = ""

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.verify = str(self.ca)
        self._session.trust_env = False
        self._console = urljoin(self.link, "/")

    def join(self) -> None:
        """Use the one-time link: authenticator and password. A code of the step before is still good."""
        page = self.get(self.link)
        self._totp_key = "".join(KEY.findall(page))
        _wait_out_the_step()
        earlier = int(time.time()) - STEP_SECONDS
        code = pyotp.TOTP(self._totp_key).at(earlier)
        fields = {"password": self.password, "repeated": self.password, "code": code}
        self.post(self.link, page, fields)

    def sign_in(self, name: str) -> None:
        self._name = name
        address = urljoin(self._console, "/sign-in")
        fields = {"name": name, "password": self.password, "code": self._code()}
        self.post(address, self.get(address), fields)

    def open(self, request_code: str) -> str:
        """Open the request whose code the station shows; returns its address."""
        home = self.get(self._console)
        if SIGNED_OUT.search(home):  # nothing was asked of staff for a quarter of an hour
            self.sign_in(self._name)
            home = self.get(self._console)
        answer = self.post(urljoin(self._console, "/open"), home, {"code": request_code})
        return answer.url

    def approve(self, address: str, proof: str, reason: str) -> str:
        """Approve, and return the number that the person must type."""
        decision = address + "/decision"
        page = self.get(address)
        account = ACCOUNT.search(page)
        if account is None:
            raise StaffPageError("this request cannot be approved")
        fields = {"decision": "approve", "proof": proof, "reason": reason, "account": account.group(1)}
        answer = self.post(decision, page, fields)
        if CODE_AGAIN in answer.text:
            # It is a while since the sign-in. The code of that time was used; this one is new.
            fields["code_again"] = self._code()
            answer = self.post(decision, answer.text, fields)
        found = RETURN_NUMBER.search(answer.text)
        if found is None:
            raise StaffPageError("no return number after the approval")
        return "".join(re.findall(r"\d", found.group(1)))

    def _code(self) -> str:
        return pyotp.TOTP(self._totp_key).now()

    def get(self, address: str) -> str:
        """The page at `address`, which may be a path of the console."""
        answer = self._session.get(urljoin(self._console, address), timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.text

    def post(self, address: str, page: str, fields: dict[str, str]) -> requests.Response:
        """Send the form of `page` to `address`, which may be a path too."""
        address = urljoin(self._console, address)
        path = "/" + address.removeprefix(self._console)
        tokens = {_action(attributes) or path: token for attributes, token in FORM.findall(page)}
        if path not in tokens:
            raise StaffPageError(f"no form for {path}")
        answer = self._session.post(
            address,
            data=fields | {"csrf": tokens[path]},
            headers={"Origin": self._console.rstrip("/")},
            timeout=TIMEOUT,
        )
        answer.raise_for_status()
        return answer


def _action(attributes: str) -> str:
    found = ACTION.search(attributes)
    return found.group(1) if found else ""
