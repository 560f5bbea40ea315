"""Page 5b: where staff are, the request code, and the number they hand over."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.core.events import BackPressed, Left, ReturnNumberSubmitted, StaffWanted
from kiosk.core.results import ApprovalStatus
from kiosk.core.secret import Secret
from kiosk.core.states import AskStaff, SignInPage, StaffProblem
from kiosk.qt.pages.ask_staff import AskStaffView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

WAITING = AskStaff(fakes.asked(), None)
APPROVED = AskStaff(fakes.asked(ApprovalStatus.APPROVED), None)
NOBODY = AskStaff(None, SignInPage(), StaffProblem.IDENTIFIER_NEEDED)


def test_the_request_is_shown_as_text_and_as_a_code_that_renews(screen: Screen) -> None:
    view = screen.show_as(AskStaffView, WAITING)
    assert "K7M 2QX" in view.ui.request_code.text()
    assert not view.ui.qr.is_empty()
    assert "1:00" in view.ui.renews.text()
    screen.show(WAITING, view_age=18)
    assert "0:42" in view.ui.renews.text()
    assert view.bar().primary == ""


def test_where_to_go_and_until_when(screen: Screen) -> None:
    view = screen.show_as(AskStaffView, WAITING)
    assert view.ui.desk.text() == "Bibliothèque"
    assert "entrée" in view.ui.desk_place.text()
    assert "18:00" in view.ui.desk_hours.text()


def test_nothing_of_the_person_stands_on_the_waiting_page(screen: Screen) -> None:
    known = fakes.asked(account=fakes.account())
    view = screen.show_as(AskStaffView, AskStaff(known, None))
    shown = " ".join(label.text() for label in view.findChildren(QLabel))
    assert "Ferrer" not in shown


def test_the_number_of_staff_is_typed_here(screen: Screen) -> None:
    view = screen.show_as(AskStaffView, APPROVED)
    assert not stands(view.ui.request)
    assert view.ui.qr.is_empty()
    assert view.ui.number.hasFocus()
    assert "3 attempts" in view.ui.tries.text()
    view.ui.number.setText("123")
    screen.window.bottom.primary.click()
    assert screen.taken() == [ReturnNumberSubmitted(Secret("123"))]


def test_a_wrong_number_is_cleared(screen: Screen) -> None:
    view = screen.show_as(AskStaffView, APPROVED)
    view.ui.number.setText("123")
    wrong = fakes.asked(approval=fakes.approval(ApprovalStatus.APPROVED, tries_left=2))
    screen.show(AskStaff(wrong, None, StaffProblem.NUMBER_WRONG))
    assert view.ui.number.text() == ""
    assert "2 attempts" in view.ui.tries.text()


def test_without_an_identifier_it_is_asked_for(screen: Screen) -> None:
    view = screen.show_as(AskStaffView, NOBODY)
    assert view.ui.identifier.hasFocus()
    assert not stands(view.ui.request)
    view.ui.identifier.setText(fakes.IDENTIFIER)
    screen.window.bottom.primary.click()
    assert screen.taken() == [StaffWanted(fakes.IDENTIFIER)]


@pytest.mark.parametrize("status", [ApprovalStatus.REFUSED, ApprovalStatus.EXPIRED])
def test_a_closed_request_can_be_made_again(screen: Screen, status: ApprovalStatus) -> None:
    closed = StaffProblem.REFUSED if status is ApprovalStatus.REFUSED else StaffProblem.EXPIRED
    view = screen.show_as(AskStaffView, AskStaff(fakes.asked(status), None, closed))
    assert view.ui.message.text()
    assert view.bar().primary == "Ask again"
    screen.window.bottom.primary.click()
    assert screen.taken() == [StaffWanted()]


def test_back_leads_to_the_page_before_or_cancels(screen: Screen) -> None:
    view = screen.show_as(AskStaffView, NOBODY)
    assert view.bar().back == "Back"
    screen.window.bottom.back.click()
    screen.show(WAITING)
    assert view.bar().back == "Cancel"
    screen.window.bottom.back.click()
    assert screen.taken() == [BackPressed(), Left()]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_problem_is_said(screen: Screen, language: str) -> None:
    view = screen.show_as(AskStaffView, WAITING, language)
    problems = set(StaffProblem) - {StaffProblem.IDENTIFIER_NEEDED}
    told = set()
    for problem in problems:
        screen.show(AskStaff(fakes.asked(), None, problem), language)
        assert stands(view.ui.message)
        told.add(view.ui.message.text())
    assert len(told) == len(problems)
