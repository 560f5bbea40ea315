"""How the way on the phone ends: codes used up, rest until tomorrow, a lost answer, an unlock, going back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable, Standing
from backend.core.views import Allowed, HandoffStatus
from tests.backend.core.stage import NEW
from tests.backend.fakes import FERRER
from tests.backend.web.phone.hall import Hall, Phone
from tests.backend.web.phone.test_pages import MOBILE, PASSWORDS, proved, typing


def wrong(hall: Hall) -> str:
    return "0" * 8 if hall.code() != "0" * 8 else "1" * 8


def sent(hall: Hall) -> Phone:
    _view, phone = hall.confirmed()
    phone.submit(typing(phone), "/send", MOBILE)
    return phone


def test_a_code_that_is_used_up_leads_back_to_the_ways(hall: Hall) -> None:
    phone = sent(hall)
    page, code = phone.here(), wrong(hall)
    for _miss in range(4):
        page = phone.submit(page, "/answer", {"code": code})
        assert 'id="code"' in page.text
    page = phone.submit(page, "/answer", {"code": code})
    assert 'class="problem"' in page.text
    assert 'class="button method"' in page.text


def test_a_code_that_is_too_old(hall: Hall) -> None:
    phone = sent(hall)
    page, code = phone.here(), hall.code()
    hall.at.clock.advance(minutes=10)
    again = phone.submit(page, "/answer", {"code": code})
    assert "trop ancien" in again.text
    assert 'class="button method"' in again.text


def test_rest_until_tomorrow_names_staff(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    page = typing(phone)
    for _miss in range(9):
        page = phone.submit(page, "/send", {"destination": "0470999999"})
    assert phone.submit(page, "/send", {"destination": "0470999999"}).headers["location"] == "/"
    assert "Demandez au personnel" in phone.here().text
    assert phone.get("/state").text == "staff"


def test_a_lost_answer_of_the_directory_has_its_own_page(hall: Hall) -> None:
    view, phone = hall.confirmed()
    page = proved(hall, phone)
    hall.at.directory.losing["reset"] = DirectoryOutcomeUnknown("lost")
    hall.at.directory.blind = True
    assert phone.submit(page, "/password", PASSWORDS).headers["location"] == "/"
    assert hall.at.desks.resets.view(hall.station, view.id).allowed is Allowed.WRITE_UNKNOWN
    assert "certain" in phone.here().text


def test_a_silent_directory_changes_nothing(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    page = proved(hall, phone)
    hall.at.directory.failing["reset"] = DirectoryUnavailable("down")
    again = phone.submit(page, "/password", PASSWORDS)
    assert "annuaire ne répond pas" in again.text
    hall.at.directory.failing.clear()
    assert phone.submit(again, "/password", PASSWORDS).headers["location"] == "/"


def test_only_unlocking(hall: Hall) -> None:
    hall.at.directory.add(replace(FERRER, standing=Standing.LOCKED))
    view, phone = hall.confirmed()
    page = proved(hall, phone)
    assert "déverrouiller" in page.text
    assert phone.submit(page, "/unlock").headers["location"] == "/"
    assert hall.at.desks.resets.view(hall.station, view.id).allowed is Allowed.DONE
    assert "Votre compte est déverrouillé" in phone.here().text
    assert NEW.reveal() not in hall.at.directory.passwords.values()


@pytest.mark.parametrize("intent", ["", "short", "Z" * 32])
def test_an_intent_that_no_page_made(hall: Hall, intent: str) -> None:
    _view, phone = hall.confirmed()
    page = proved(hall, phone)
    assert phone.submit(page, "/password", PASSWORDS | {"intent": intent}).status_code == 403
    assert hall.at.directory.writes == []


def test_back_at_the_station_the_station_writes(hall: Hall) -> None:
    view, phone = hall.confirmed()
    assert phone.submit(phone.here(), "/station").headers["location"] == "/"
    assert hall.status(view) is HandoffStatus.ENDED
    assert phone.cookies.keys() == {"__Host-phone-language"}
    assert hall.at.send(hall.station, view).challenge is not None
