"""A backend whose console stands at a name, and a person at a station who asks for staff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.servers.backend import RunningBackend, running_backend

ADD = ("account", "add", "BenaliAm2024@he-ferrer.eu", "--given-name=Amina", "--family-name=Benali")
CAPTCHA = {"kind": "image", "tries": 1, "seconds": 8}
REASON = "lost phone, card seen"
ALWAYS = {"staff__step_up_after": "0"}
"""Every approval asks for a fresh proof."""


@contextmanager
def named_backend(
    folder: Path, port: int, program: tuple[str, ...] = ("backend",), /, **settings: str
) -> Iterator[RunningBackend]:
    """A console at ``https://localhost:PORT``: passkeys need a name."""
    chosen = {"console__port": str(port), "console__url": f"https://localhost:{port}"} | settings
    with running_backend(folder, program, **chosen) as made:
        made.cli(*ADD, typed="Tram-81-Flagey\n")
        yield made


def ask(backend: RunningBackend) -> str:
    """Somebody asks for staff at a station; returns the request code it shows."""
    station = backend.station()
    body = {"identifier": "BenaliAm2024", "language": "fr", "challenge": CAPTCHA}
    reset = station.post("/v1/resets", body).json()["id"]
    return str(station.post(f"/v1/resets/{reset}/approvals", {}).json()["approval"]["request_code"])


def decide(page: Page, code: str) -> None:
    """Open the request, fill the form and press *Approve*."""
    page.fill("#code", code)
    page.click("form[action='/open'] button")
    page.click("label:has([value=student_card])")
    page.fill("#reason", REASON)
    page.click("[value=approve]")


def kinds(backend: RunningBackend) -> list[str]:
    """What the audit holds of staff who are known, oldest first."""
    lines = backend.cli("audit", "show").splitlines()
    told = [line.partition('"kind": "')[2].partition('"')[0] for line in lines if '"kind": "staff_' in line]
    return [kind for kind in told if kind != "staff_session_unknown"]
