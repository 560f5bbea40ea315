"""The person's own phone: the phone pages over HTTP, as a browser sends their forms."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urljoin

import requests

from tests.e2e.station import people

FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.S)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
DIGITS = re.compile(r'<p class="digits">(\d\d)</p>')
METHOD = re.compile(r'href="(/methods/[^"]+)"')
TIMEOUT = 30


class Mobile:
    """Keeps its cookies; `page` is what it shows."""

    def __init__(self, link: str, ca: Path) -> None:
        self._session = requests.Session()
        self._session.verify = str(ca)
        self._session.trust_env = False
        self._origin = urljoin(link, "/").rstrip("/")
        self.page = ""
        self.go(link.removeprefix(self._origin))

    def go(self, path: str) -> None:
        self._took(self._session.get(self._origin + path, timeout=TIMEOUT))

    def press(self, action: str = "", **fields: str) -> None:
        """Send the form to `action`, or to the page's own address, with what it hides."""
        found = next(inner for head, inner in FORM.findall(self.page) if _action(head) == action)
        known = {name: html.unescape(value) for name, value in HIDDEN.findall(found)}
        address = self._origin + action if action else self._address
        headers = {"Origin": self._origin}
        self._took(self._session.post(address, known | fields, headers=headers, timeout=TIMEOUT))

    def _took(self, answer: requests.Response) -> None:
        answer.raise_for_status()
        self.page, self._address = answer.text, answer.url

    def digits(self) -> str:
        found = DIGITS.search(self.page)
        assert found is not None
        return found.group(1)

    def choose(self, kind: str) -> None:
        """The first way to be reached that asks for a number of `kind`, such as ``tel``."""
        for path in METHOD.findall(self.page):
            self.go(html.unescape(path))
            if f'type="{kind}"' in self.page:
                return
        raise AssertionError(f"no way that asks for {kind}")

    def set_password(self, person: int) -> None:
        new = people.new_password(person)
        self.press("/password", password=new, repeated=new)


def _action(head: str) -> str:
    found = re.search(r'action="([^"]*)"', head)
    return found.group(1) if found else ""
