"""Debian's Chromium, headless, under Playwright."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright

PATIENCE_MS = 60_000
TITLE = re.compile(" – Repasse$")
expect.set_options(timeout=PATIENCE_MS)
FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=en-GB",
)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class BrowserMissingError(Exception):
    """No Chromium is installed. `make test-servers` fails then; it never skips."""


@dataclass
class Window:
    """One page with cookies of its own, everything it asked for, and what it complained about."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requested.append(request.url))

    def session_cookie(self) -> str:
        """The console's session, as the browser would send it."""
        return next((c["value"] for c in self.context.cookies() if c["name"] == "__Host-staff"), "")

    def cookie_kinds(self) -> dict[str, str]:
        return {cookie["name"]: cookie["sameSite"] for cookie in self.context.cookies()}

    def authenticator(self) -> tuple[CDPSession, str]:
        """A virtual authenticator with a fingerprint that always fits (CDP domain WebAuthn)."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable", {"enableUI": False})
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return session, str(made["authenticatorId"])


def new_window(
    browser: Browser, width: int = 1280, height: int = 800, locale: str = "en-GB", *, script: bool = True
) -> Window:
    """Another window of `browser`, with an empty profile; close its context."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=locale, java_script_enabled=script
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return Window(context, page)


def whole(page: Page) -> None:
    """Wait until the page that a click led to is all there: a new one has no title and no text at first."""
    expect(page).to_have_title(TITLE)
    page.wait_for_load_state()


def until(page: Page, expression: str) -> None:
    """Wait until a expression is true. Playwright's own wait needs `eval`, which our pages forbid."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"{expression} is not true"
        page.wait_for_timeout(50)


@contextmanager
def running_chromium(certificates: Sequence[Path]) -> Iterator[Browser]:
    """Of all certificates nobody vouches for, the browser accepts only these.

    Raises:
        BrowserMissingError: it is not installed.
    """
    program = shutil.which("chromium")
    if program is None:
        raise BrowserMissingError("Chromium is not installed: apt-get install chromium")
    trust = ",".join(_key_digest(one) for one in certificates)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[*FLAGS, f"--ignore-certificate-errors-spki-list={trust}"],
            timeout=2 * PATIENCE_MS,
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(certificates: Sequence[Path]) -> Iterator[Window]:
    """A browser with one window."""
    with running_chromium(certificates) as browser:
        yield new_window(browser)


def _key_digest(certificate: Path) -> str:
    """SHA-256 of the public key, as Chromium's flag takes it."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    said = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(said).digest()).decode()
