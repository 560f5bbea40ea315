"""The whole way on the phone, page by page, and every way a form comes back."""

from __future__ import annotations

import re

import httpx
import pytest

from backend.core.languages import languages
from backend.core.secret import Secret
from backend.core.views import Allowed, CharacterClass, HandoffStatus, Rule
from backend.web.phone.words import CLASSES, REFUSED
from tests.backend.core.stage import NEW
from tests.backend.fakes import FERRER, OLD
from tests.backend.web.phone.hall import Hall, Phone

MOBILE = {"destination": "0470 12 34 23"}
PASSWORDS = {"password": NEW.reveal(), "repeated": NEW.reveal()}


def link_to(page: httpx.Response, words: str) -> str:
    ways = re.findall(r'<a class="button method" href="([^"]*)">(.*?)</a>', page.text)
    return next(str(href) for href, text in ways if words in text)


def typing(phone: Phone, way: str = "SMS") -> httpx.Response:
    """The page where the destination is typed."""
    return phone.get(link_to(phone.here(), way))


def proved(hall: Hall, phone: Phone) -> httpx.Response:
    """Send and answer a code; the page for the new password."""
    assert phone.submit(typing(phone), "/send", MOBILE).headers["location"] == "/"
    page = phone.here()
    assert 'autocomplete="one-time-code"' in page.text
    assert 'inputmode="numeric"' in page.text
    assert phone.submit(page, "/answer", {"code": hall.code()}).headers["location"] == "/"
    return phone.here()


def test_the_whole_way_to_a_new_password(hall: Hall) -> None:
    view, path = hall.offered()
    phone = hall.phone()
    asked = phone.get(path)
    assert "Continuer sur ce téléphone\N{NO-BREAK SPACE}?" in asked.text
    assert phone.submit(asked, path).headers["location"] == "/"
    compare, seen = phone.here(), hall.at.desks.resets.view(hall.station, view.id).handoff
    assert seen is not None
    assert f'<p class="digits">{seen.digits}</p>' in compare.text
    hall.decide(view)
    page = proved(hall, phone)
    assert f'autocomplete="username" value="{FERRER.identifier}"' in page.text
    assert page.text.count('autocomplete="new-password"') == 2
    assert "au moins 8 caractères" in page.text
    assert phone.submit(page, "/password", PASSWORDS).headers["location"] == "/"
    done = phone.here()
    after = hall.at.desks.resets.view(hall.station, view.id)
    assert after.allowed is Allowed.DONE
    assert after.completed is not None
    for words in (after.completed.reference, "portal.office.com", "Dans 15 min", "Wi-Fi"):
        assert words in done.text
    assert hall.at.directory.passwords["key-ferrerfr2017"] == NEW.reveal()


def test_what_to_do_next_needs_no_hand_off_and_knows_nobody(hall: Hall) -> None:
    page = hall.phone().get("/next?lang=fr")
    assert page.status_code == 200
    for words in ("Trois choses à faire ensuite", "Dans 15 min", 'href="https://login.example/"'):
        assert words in page.text
    assert "Three things to do next" in hall.phone().get("/next?lang=en").text
    assert FERRER.identifier not in page.text


def test_every_page_says_how_to_go_back(hall: Hall) -> None:
    view, path = hall.offered()
    phone = hall.phone()
    pages = [phone.get(path)]
    phone.submit(pages[0], path)
    pages.append(phone.here())
    hall.decide(view)
    pages += [phone.here(), typing(phone)]
    phone.submit(pages[-1], "/send", MOBILE)
    pages.append(phone.here())
    assert all("borne" in page.text.partition("<footer>")[2] for page in pages)
    assert phone.submit(pages[-1], "/station").headers["location"] == "/"
    assert hall.status(view) is HandoffStatus.ENDED
    assert "Rien à continuer ici" in phone.here().text or "Nothing goes on here" in phone.here().text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0470 99 99 99", "Rien n&#39;a été envoyé."),
        ("not a number", "pas lisible"),
        ("", "pas lisible"),
        ("4" * 255, "pas lisible"),
    ],
)
def test_a_destination_that_does_not_match_is_kept(hall: Hall, typed: str, words: str) -> None:
    _view, phone = hall.confirmed()
    again = phone.submit(typing(phone), "/send", {"destination": typed})
    assert again.status_code == 422
    assert words in again.text
    assert f'value="{typed[:254]}"' in again.text
    assert phone.submit(again, "/send", MOBILE).headers["location"] == "/"


def test_a_wrong_code_says_how_many_are_left(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    phone.submit(typing(phone), "/send", MOBILE)
    for code in ("", "x" * 33):
        assert "Tapez le code" in phone.submit(phone.here(), "/answer", {"code": code}).text
    wrong = "0" * 8 if hall.code() != "0" * 8 else "1" * 8
    again = phone.submit(phone.here(), "/answer", {"code": wrong})
    assert again.status_code == 422
    assert "Essais restants\N{NO-BREAK SPACE}: 4" in again.text
    early = phone.submit(again, "/resend")
    assert early.status_code == 422
    assert "secondes" in early.text
    hall.at.clock.advance(seconds=31)
    assert phone.submit(again, "/resend").headers["location"] == "/"


def test_a_refused_password_keeps_the_proof(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    page = proved(hall, phone)
    for fields, words in (
        ({"password": "xyz", "repeated": "xyz"}, "il est trop court"),
        ({"password": "", "repeated": ""}, "il est trop court"),
        ({"password": "A" * 257, "repeated": "A" * 257}, "il est trop long"),
        ({"password": "xyz", "repeated": "xyw"}, "diffèrent"),
        ({"password": "Password1!", "repeated": "Password1!"}, "on le devine"),
    ):
        page = phone.submit(page, "/password", fields)
        assert page.status_code == 422
        assert words in page.text
        assert fields["password"] == "" or fields["password"] not in page.text
    assert hall.at.directory.writes == []
    assert phone.submit(page, "/password", PASSWORDS).headers["location"] == "/"


def test_a_change_asks_for_the_current_password(hall: Hall) -> None:
    view = hall.at.desks.resets.sign_in(hall.station, "FerrerFr2017", Secret(OLD), "fr").reset
    _view, phone = hall.confirmed(view)
    page = phone.here()
    assert 'autocomplete="current-password"' in page.text
    wrong = phone.submit(page, "/password", PASSWORDS | {"current": "x"})
    assert "actuel" in wrong.text
    assert phone.submit(wrong, "/password", PASSWORDS | {"current": OLD}).headers["location"] == "/"


def test_a_call_shows_its_digit_and_takes_the_spoken_code(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    phone.submit(typing(phone, "Appeler"), "/send", MOBILE)
    page = phone.here()
    assert "Répondez à l&#39;appel" in page.text
    assert re.search(r'<p class="digits">[1-8]</p>', page.text)
    assert 'action="/answer"' in phone.get("/code").text
    assert "Choisissez comment prouver" in phone.get("/methods").text


def test_the_page_follows_the_station(hall: Hall) -> None:
    view, phone = hall.claimed()
    assert phone.get("/state").text == "compare"
    hall.decide(view)
    assert phone.get("/state").text == "choose"
    hall.at.desks.resets.leave(hall.station, view.id)
    assert phone.get("/state").text == "ended"
    over = phone.here()
    assert over.status_code == 410
    assert "__Host-phone" not in phone.cookies


def test_the_same_press_twice_writes_once(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    page = proved(hall, phone)
    for _press in range(2):
        assert phone.submit(page, "/password", PASSWORDS).headers["location"] == "/"
    assert len(hall.at.directory.writes) == 1


def test_the_same_press_twice_sends_once(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    page = typing(phone)
    for _press in range(2):
        assert phone.submit(page, "/send", MOBILE).headers["location"] == "/"
    hall.code()
    assert len(hall.at.sms.messages) == 1


def test_a_password_manager_is_told_where_a_station_is(hall: Hall) -> None:
    phone = hall.phone()
    answer = phone.get("/.well-known/change-password")
    assert (answer.status_code, answer.headers["location"]) == (302, "/stations")
    page = phone.get("/stations")
    assert "Hall, ground floor" in page.text
    assert "A.104" in page.text


def test_every_language_and_the_switch(hall: Hall) -> None:
    _view, path = hall.offered()
    phone = hall.phone()
    for code, tongue in languages().items():
        asked = tongue.phone.get("Continue on this phone?", "Continue on this phone?")
        for page in (phone.get(f"{path}?lang={code}"), phone.get(path)):
            assert f"<h1>{asked}</h1>" in page.text
            assert f'<html lang="{code}" dir="{tongue.direction.value}">' in page.text
            assert f'<span lang="{code}" aria-current="true">{tongue.name}</span>' in page.text
            assert len(re.findall(r"<a [^>]*hreflang=", page.text)) == len(languages()) - 1
    assert "Nichts" not in phone.get("/?lang=xx").text
    assert "لا شيء للمتابعة هنا" in phone.get("/?lang=xx").text


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("nl-BE,nl;q=0.9,en;q=0.5", "nl"), ("tlh, en;q=0.3, de;q=0.7", "de"), ("", "fr"), ("*;q=x,,;", "fr")],
)
def test_a_browser_says_what_it_reads(hall: Hall, asked: str, spoken: str) -> None:
    phone = hall.phone()
    phone.headers["accept-language"] = asked
    assert f'<html lang="{spoken}"' in phone.get("/").text


def test_what_reads_from_left_to_right_stays_so(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    phone.get("/?lang=ar")
    page = typing(phone, "رسالة نصية")
    assert re.search("\u2066[^\u2066]*23\u2069", page.text)
    assert 'id="destination" name="destination" dir="ltr"' in page.text


def test_answers_about_a_person_leave_at_the_deadline(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    phone.submit(typing(phone), "/send", {"destination": "0470999999"})
    phone.submit(typing(phone), "/send", MOBILE)
    assert hall.waits == [0.7, 0.7]


def test_a_stranger_sees_the_same_pages(hall: Hall) -> None:
    known, _phone = hall.confirmed()
    hall.at.desks.resets.leave(hall.station, known.id)
    _view, other = hall.confirmed(hall.at.start(hall.station, "NobodyNo2020"))
    mail = "Envoyer un e-mail" in other.here().text  # which ways a stranger is shown is drawn from the key
    way, typed = ("e-mail", "a@b.be") if mail else ("SMS", "0470 99 99 99")
    again = other.submit(typing(other, way), "/send", {"destination": typed})
    assert again.status_code == 422
    assert "Rien n&#39;a été envoyé." in again.text


def test_every_rule_has_a_word() -> None:
    assert set(REFUSED) == set(Rule)
    assert set(CLASSES) == set(CharacterClass)
