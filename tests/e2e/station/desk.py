"""The member of staff of a backend, at the console's pages as a browser sends them."""

from __future__ import annotations

import secrets
from functools import cached_property

from demo.staff import StaffBrowser
from tests.servers.backend import RunningBackend

NAME = "ada"
REASON = "phone lost, card seen"


class Desk:
    """Joins when first needed; every request is decided in that one browser session."""

    def __init__(self, backend: RunningBackend) -> None:
        self._backend = backend

    @cached_property
    def _browser(self) -> StaffBrowser:
        link = self._backend.cli("staff", "invite", NAME, "--account", f"{NAME}@desk.invalid").strip()
        browser = StaffBrowser(link, self._backend.ca, secrets.token_urlsafe(18))
        browser.join()
        browser.sign_in(NAME)
        return browser

    def approve(self, request_code: str) -> str:
        """Open the request that the station shows, and approve it; returns the return number."""
        return self._browser.approve(self._browser.open(request_code), "student_card", REASON)
