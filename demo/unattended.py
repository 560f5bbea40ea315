"""Plays the sheet through the real window without anybody there, and writes down what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from demo import desk_journey, journey
from demo.actor import Actor
from demo.desk_journey import STAFF_PASSWORD, lost_phone
from demo.inbox import Inbox
from demo.journey import Stagehands, sheet
from demo.people import PEOPLE
from demo.player import Player, Script, Until
from demo.rehearsal import ToldChance
from demo.report import Report
from demo.search import SearchResult, search
from demo.staff import StaffBrowser
from demo.stage import STATION_NAME, Stage, say, stage
from kiosk import app, logs
from kiosk.adapters.player import Player as SoundPlayer
from kiosk.adapters.speech import EspeakSpeaker
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import load_faces
from kiosk.core.states import Attract, Enrolling

SIZE = (1280, 800)


def play(folder: Path) -> int:
    """Play everything; returns 0, or 1 when the station did something else than the sheet says."""
    report = Report()
    application = app.make_application(sys.argv[:1])
    with stage(folder / "run", report) as set_stage, (folder / "run" / "station.log").open("a") as log:
        logs.set_up(log)
        player = _perform(application, set_stage, report, folder)
        report.failure = player.failure
        report.audit = set_stage.audit()
        inbox_codes = player.codes
    report.found = look_for_secrets(folder / "run", inbox_codes)
    page = report.write(folder)
    return _tell(report, page)


class _Played:
    """What the performance left."""

    def __init__(self, failure: str, codes: list[str]) -> None:
        self.failure, self.codes = failure, codes


def _perform(application: QApplication, set_stage: Stage, report: Report, folder: Path) -> _Played:
    chance = ToldChance()
    outside = replace(
        app.real_outside(set_stage.settings),
        captcha=Captcha(load_faces(), chance, EspeakSpeaker(SoundPlayer())),
    )
    inbox = Inbox(set_stage.backend.spool, report)
    with (
        ThreadPoolExecutor(1) as pool,
        app.Station(application, set_stage.settings, app.footing(set_stage.settings), outside) as station,
    ):
        station.window.resize(*SIZE)
        actor = Actor(station.window, station.driver, report, folder)
        hands = Stagehands(actor, inbox, chance)
        player = Player(_whole(hands, set_stage, pool))
        player.finished.connect(application.quit)
        player.start()
        application.exec()
        report.seconds = actor.seconds()
        if player.failure:
            actor.last_picture()
        inbox.look()
    return _Played(player.failure, inbox.codes)


def _whole(hands: Stagehands, set_stage: Stage, pool: ThreadPoolExecutor) -> Script:
    staff = StaffBrowser(set_stage.staff_link, set_stage.backend.ca, STAFF_PASSWORD)
    joined = pool.submit(staff.join)
    yield from _enrol(hands, set_stage, pool)
    yield from sheet(hands)
    joined.result()
    yield from lost_phone(hands, staff, pool)


def _enrol(hands: Stagehands, set_stage: Stage, pool: ThreadPoolExecutor) -> Iterator[Until]:
    actor = hands.actor
    yield Until(lambda: _offered(actor) != "", "the station's enrolment code")
    yield from actor.settle()
    yield from actor.picture("A new station", "It shows a code; an operator compares the key and approves.")
    approved = pool.submit(set_stage.approve, _offered(actor))
    yield Until(approved.done, "the operator's approval")
    approved.result()
    yield from actor.on(Attract)
    hands.check("an unknown station", "works only after an operator approved its key")


def _offered(actor: Actor) -> str:
    page = actor.kiosk.page
    return page.offer.code if isinstance(page, Enrolling) and page.offer is not None else ""


def look_for_secrets(folder: Path, codes: list[str]) -> SearchResult:
    """Search the backend's files and log for everything that must not be there."""
    secrets: dict[str, str | bytes] = {f"code {n}": code for n, code in enumerate(codes, start=1)}
    secrets["the backend's master key"] = (folder / "data" / "keys" / "master.key").read_bytes()
    for person in PEOPLE:
        secrets[f"password of {person.identifier}"] = person.password
        if person.mobile:
            secrets[f"number of {person.identifier}"] = person.mobile.removeprefix("+32")
    typed = (journey.WRONG_PASSWORD, journey.WEAK_PASSWORD, journey.NEW_PASSWORD, desk_journey.NEW_PASSWORD)
    secrets |= {f"password typed {number}": text for number, text in enumerate(typed, start=1)}
    secrets["password of staff"] = STAFF_PASSWORD
    belongs = ("spool", "keys", "directory.sqlite", "directory.sqlite-wal")
    return search([folder], secrets, STATION_NAME.encode(), belongs)


def _tell(report: Report, page: Path) -> int:
    for what, came in report.checks:
        say(f"{what}: {came}")
    found = report.found
    if found is not None:
        say(f"secrets looked for: {found.secrets} in {found.files} files; found: {len(found.findings)}")
    if report.failure:
        say(f"it stopped: {report.failure}")
    say(f"pictures, messages, audit and timings: {page}")
    clean = found is not None and found.control and not found.findings
    return 0 if clean and not report.failure else 1
