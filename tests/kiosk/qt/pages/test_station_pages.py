"""Pages that speak of the station: out of service, enrolment, waiting, the idle warning, accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kiosk.core.effects import Call, SendChallenge, SetPassword, SignIn
from kiosk.core.events import ChangeWanted, Left, MoreTime, StartFaultKind
from kiosk.core.results import EnrolmentStatus, FaultKind
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Accepted,
    Enrolling,
    Faulted,
    IdleWarning,
    OutOfService,
    Pending,
    SignInPage,
    Starting,
    Waiting,
)
from kiosk.qt.pages.accepted import AcceptedView
from kiosk.qt.pages.enrol import EnrolView
from kiosk.qt.pages.idle_warning import IdleWarningView
from kiosk.qt.pages.out_of_service import OutOfServiceView
from kiosk.qt.pages.waiting import WaitingView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

REFERENCE = "RP-7K2M-94"


@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_fault_has_a_reason_a_remedy_and_a_reference(screen: Screen, kind: FaultKind) -> None:
    view = screen.show_as(OutOfServiceView, OutOfService(kind, REFERENCE, skew=-340))
    assert view.ui.lead.text()
    assert view.ui.message.text().startswith("Staff: ")
    assert REFERENCE in view.ui.reference.text()
    assert stands(view.ui.reference)
    assert "Bibliothèque" in view.ui.desk.text()


def test_a_wrong_clock_says_by_how_much(screen: Screen) -> None:
    view = screen.show_as(OutOfServiceView, OutOfService(FaultKind.CLOCK_SKEW, REFERENCE, skew=-340))
    assert "340 seconds" in view.ui.lead.text()


@pytest.mark.parametrize("kind", [FaultKind.CERTIFICATE_TIME, FaultKind.CLOCK_SKEW])
def test_a_fault_of_the_clock_shows_the_clock(screen: Screen, kind: FaultKind) -> None:
    view = screen.show_as(OutOfServiceView, OutOfService(kind, REFERENCE))
    assert "2026-11-23 10:42:00" in view.ui.detail.text()


def test_the_next_try_is_counted_down(screen: Screen) -> None:
    page = OutOfService(FaultKind.UNREACHABLE, REFERENCE, retry_in=1)
    view = screen.show_as(OutOfServiceView, page)
    assert "in 1 second." in view.ui.retry.text()
    screen.show(replace(page, retry_in=0))
    assert view.ui.retry.text() == "Trying again…"


@pytest.mark.parametrize("kind", list(StartFaultKind))
def test_every_start_fault_says_what_to_do_and_the_detail(screen: Screen, kind: StartFaultKind) -> None:
    view = screen.show_as(OutOfServiceView, Faulted(kind, "/etc/repasse/kiosk.toml: add backend.url"))
    assert view.ui.lead.text()
    assert view.ui.message.text()
    assert "tries again by itself in 5 seconds" in view.ui.retry.text()
    assert "/etc/repasse/kiosk.toml" in view.ui.detail.text()
    selectable = Qt.TextInteractionFlag.TextSelectableByMouse
    assert all(not label.textInteractionFlags() & selectable for label in view.findChildren(QLabel))


def test_starting_follows_a_fault_without_its_words(screen: Screen) -> None:
    view = screen.show_as(OutOfServiceView, OutOfService(FaultKind.TLS, REFERENCE))
    screen.show(Starting())
    assert not any(
        stands(each) for each in (view.ui.message, view.ui.reference, view.ui.retry, view.ui.where)
    )


def test_enrolment_shows_code_fingerprint_command_and_time(screen: Screen) -> None:
    offer = fakes.offer()
    view = screen.show_as(EnrolView, Enrolling(offer, age=60))
    assert offer.code in view.ui.code.text()
    groups = view.ui.fingerprint.text().strip("\u2066\u2069").split()
    assert "".join(groups) == offer.fingerprint
    assert {len(group) for group in groups} == {4}
    assert f"repasse-backend station approve {offer.code}" in view.ui.command.text()
    assert "14:00" in view.ui.expiry.text()


@pytest.mark.parametrize("status", list(EnrolmentStatus))
def test_every_enrolment_status_is_said_or_quiet(screen: Screen, status: EnrolmentStatus) -> None:
    view = screen.show_as(EnrolView, Enrolling(fakes.offer(), status))
    quiet = status in {EnrolmentStatus.PENDING, EnrolmentStatus.SLOW_DOWN}
    assert bool(view.ui.message.text()) is not quiet


def test_enrolment_without_an_offer_shows_no_code(screen: Screen) -> None:
    view = screen.show_as(EnrolView, Enrolling(None))
    assert not stands(view.ui.offer)
    assert view.ui.message.text()


@pytest.mark.parametrize(
    ("language", "seconds", "unit"),
    [("en", 24, "seconds"), ("en", 1, "second"), ("fr", 24, "secondes"), ("fr", 1, "seconde")],
)
def test_the_idle_warning_counts_down(screen: Screen, language: str, seconds: int, unit: str) -> None:
    view = screen.show_as(IdleWarningView, IdleWarning(SignInPage(), seconds), language)
    assert (view.ui.remaining.text(), view.ui.seconds.text()) == (str(seconds), unit)


def test_the_idle_warning_is_answered_either_way(screen: Screen) -> None:
    screen.show(IdleWarning(SignInPage(), 24))
    screen.window.bottom.primary.click()
    screen.window.bottom.back.click()
    assert screen.taken() == [MoreTime(), Left()]


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (SignIn("F", Secret("x"), "en"), "possible"),
        (SendChallenge("r-1", "m-sms", Secret("0470123423")), "message"),
        (SetPassword("r-1", Secret("x"), None), "Do not leave"),
    ],
)
def test_waiting_says_what_for(screen: Screen, call: Call, word: str) -> None:
    screen.kiosk = replace(screen.kiosk, pending=Pending(1, "i", call))
    view = screen.show_as(WaitingView, Waiting(SignInPage()))
    assert word in view.ui.lead.text()
    screen.window.bottom.back.click()
    assert screen.taken() == [Left()]


def test_a_call_that_is_held_back_says_for_how_long(screen: Screen) -> None:
    held = Pending(1, "i", SignIn("F", Secret("x"), "en"), tries=0, retry_in=4)
    screen.kiosk = replace(screen.kiosk, pending=held)
    view = screen.show_as(WaitingView, Waiting(SignInPage()))
    assert "in 4 seconds" in view.ui.longer.text()


def test_an_accepted_sign_in_offers_a_change_or_the_end(screen: Screen) -> None:
    view = screen.show_as(AcceptedView, Accepted(fakes.proved(), Secret("Abcdef1!")))
    assert fakes.IDENTIFIER in view.ui.lead.text()
    assert "Abcdef1!" not in view.ui.lead.text()
    view.ui.change.click()
    screen.window.bottom.primary.click()
    assert screen.taken() == [ChangeWanted(), Left()]
