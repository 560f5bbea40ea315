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
STEP_SECONDS = 30
TIMEOUT = 10


class StaffPageError(Exception):
    """The staff page did not answer as a browser would need."""


@dataclass
class StaffBrowser:
    """One browser session. `ca` verifies the console's certificate."""

    link: str
    ca: Path
    password: str
    _totp_key: str = ""

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.verify = str(self.ca)
        self._session.trust_env = False
        self._console = urljoin(self.link, "/")

    def join(self) -> None:
        """Use the one-time link: authenticator and password. A code of the step before is still good."""
        page = self._get(self.link)
        self._totp_key = "".join(KEY.findall(page))
        earlier = int(time.time()) - STEP_SECONDS
        code = pyotp.TOTP(self._totp_key).at(earlier)
        fields = {"password": self.password, "repeated": self.password, "code": code}
        self._post(self.link, page, fields)

    def sign_in(self, name: str) -> None:
        address = urljoin(self._console, "/sign-in")
        code = pyotp.TOTP(self._totp_key).now()
        self._post(address, self._get(address), {"name": name, "password": self.password, "code": code})

    def open(self, request_code: str) -> str:
        """Open the request whose code the station shows; returns its address."""
        answer = self._post(urljoin(self._console, "/open"), self._get(self._console), {"code": request_code})
        return answer.url

    def approve(self, address: str, proof: str, reason: str) -> str:
        """Approve, and return the number that the person must type."""
        decision = address + "/decision"
        fields = {"decision": "approve", "proof": proof, "reason": reason}
        answer = self._post(decision, self._get(address), fields)
        found = RETURN_NUMBER.search(answer.text)
        if found is None:
            raise StaffPageError("no return number after the approval")
        return "".join(re.findall(r"\d", found.group(1)))

    def _get(self, address: str) -> str:
        answer = self._session.get(address, timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.text

    def _post(self, address: str, page: str, fields: dict[str, str]) -> requests.Response:
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
