"""Page 7 and its doubtful twin: what was done, what works when, what to do next."""

from __future__ import annotations

import pytest

from kiosk.core.events import Left, TryPassword
from kiosk.core.results import Allowed, Propagation, Work
from kiosk.core.states import Done, WriteUnknown
from kiosk.qt.pages.done import DoneView
from kiosk.qt.pages.write_unknown import WriteUnknownView
from tests.kiosk import fakes
from tests.kiosk.qt.pages.conftest import Screen, stands

DONE = Done(fakes.finished(), 60)


def test_which_account_and_when(screen: Screen) -> None:
    view = screen.show_as(DoneView, DONE, "fr")
    assert fakes.IDENTIFIER in view.ui.lead.text()
    assert "14 septembre 2017" in view.ui.lead.text()
    assert "10:42" in view.ui.lead.text()
    assert "RP-7K2M-94" in view.ui.reference.text()


@pytest.mark.parametrize("work", Work)
def test_the_title_says_what_was_done(screen: Screen, work: Work) -> None:
    view = screen.show_as(DoneView, Done(fakes.finished(work), 60))
    assert ("unlocked" in view.ui.title.text()) is (work is Work.UNLOCK)
    assert view.ui.next_text.text().count("\n") == 2


def test_what_works_now_and_what_takes_minutes(screen: Screen) -> None:
    view = screen.show_as(DoneView, DONE)
    assert "Works now: \u2068Office 365\u2069" in view.ui.works_text.text()
    assert "Works in 15 minutes: \u2068Wi-Fi\u2069" in view.ui.works_text.text()
    screen.know(fakes.info(propagation=(Propagation("Wi-Fi", 1),)))
    screen.show(DONE)
    assert view.ui.works_text.text() == "Works in 1 minute: \u2068Wi-Fi\u2069"
    screen.know(fakes.info(propagation=()))
    screen.show(DONE)
    assert not stands(view.ui.works)


def test_the_code_leads_to_the_sign_in_page(screen: Screen) -> None:
    view = screen.show_as(DoneView, DONE)
    assert stands(view.ui.qr)
    assert not view.ui.qr.is_empty()
    assert view.ui.qr_text.text() == "Sign-in page, for your phone"


def test_the_code_leads_to_the_same_list_where_phones_are_served(screen: Screen) -> None:
    view = screen.show_as(DoneView, DONE)
    before = view.tools.qr.modules(fakes.info().sign_in_url)
    screen.know(fakes.info(next_steps_url="https://phone.he-ferrer.eu/next"))
    screen.show(DONE)
    assert view.ui.qr_text.text() == "This list, for your phone"
    assert view.ui.qr._modules == view.tools.qr.modules("https://phone.he-ferrer.eu/next?lang=en") != before


def test_try_it_now_or_finish(screen: Screen) -> None:
    view = screen.show_as(DoneView, DONE)
    view.ui.try_now.click()
    screen.window.bottom.primary.click()
    assert screen.taken() == [TryPassword(), Left()]


def test_an_unknown_outcome_says_what_to_do(screen: Screen) -> None:
    view = screen.show_as(WriteUnknownView, WriteUnknown(fakes.proved(allowed=Allowed.WRITE_UNKNOWN)))
    assert "sign in" in view.ui.text.text()
    screen.show(view.kiosk.page, link_reference="RP-7K2M-94")
    assert "RP-7K2M-94" in view.ui.reference.text()
    screen.window.bottom.primary.click()
    screen.window.bottom.back.click()
    assert screen.taken() == [TryPassword(), Left()]
