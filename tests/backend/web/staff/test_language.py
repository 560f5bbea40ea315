"""The console speaks the language of who looks at it: chosen, else the browser's, else the institution's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC

import httpx
import pytest

from backend.core import person_search
from backend.core.languages import language, languages
from backend.web.staff.credentials import FEWEST_DIFFERENT, LONGEST, SHORTEST
from backend.web.staff.pages import Pages
from tests.backend.web.staff.browser import Browser, Office


def spoken(page: httpx.Response) -> str:
    found = re.search(r'<html lang="(\w+)" dir="(\w+)">', page.text)
    assert found is not None
    assert language(found[1]).direction.value == found[2]
    return found[1]


def asking(browser: Browser, wanted: str, path: str = "/sign-in") -> httpx.Response:
    return browser.request("GET", path, {"Accept-Language": wanted})


@pytest.mark.parametrize("code", languages())
def test_every_language_by_the_link_of_the_foot(office: Office, code: str) -> None:
    browser = office.browser()
    page = browser.get("/sign-in")
    if code != "en":
        link = re.search(rf'<a href="([^"]+)" lang="{code}" hreflang="{code}">', page.text)
        assert link is not None
        page = browser.get(link[1])
        assert browser.cookies["__Host-language"] == code
    tongue = language(code)
    assert f"<h1>{tongue.console.get('Sign in', 'Sign in')}</h1>" in page.text
    assert spoken(browser.get("/sign-in")) == code
    assert spoken(browser.get("/nowhere")) == code
    assert f'<span lang="{code}" aria-current="true">{tongue.name}</span>' in page.text


def test_the_cookie_is_lax_and_holds_the_code_alone(office: Office) -> None:
    answer = office.browser().get("/sign-in?lang=nl")
    (line,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-language")]
    assert line == "__Host-language=nl; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax; Secure"
    for strange in ("xx", "nl%0d%0ax:%20y", ""):
        answer = office.browser().get(f"/sign-in?lang={strange}")
        assert "__Host-language" not in str(answer.headers)


def test_a_browser_says_what_it_reads_and_a_choice_wins(office: Office) -> None:
    browser = office.browser()
    assert spoken(asking(browser, "de-AT, en;q=0.5")) == "de"
    assert spoken(asking(browser, "tlh")) == "en"
    browser.get("/sign-in?lang=ar")
    assert spoken(asking(browser, "de")) == "ar"


def test_the_institutions_first_language_is_the_last_resort(office: Office) -> None:
    parts = office.app.state.parts
    office.app.state.parts = replace(parts, pages=Pages("x", UTC, "nl"))
    assert spoken(office.browser().get("/sign-in")) == "nl"


def test_the_answer_to_a_form_links_to_the_page_it_came_from(office: Office) -> None:
    ada = office.signed_in()
    home = ada.get("/?code=ABC234&again=&lang=en")
    assert 'href="/?code=ABC234&amp;lang=fr"' in home.text
    assert 'href="/?lang=fr"' in ada.submit(ada.get("/"), "/trace", {"reference": "X"}).text
    wrong = ada.submit(ada.get("/sign-in"), "/sign-in", {"name": "ada", "password": "x", "code": "1"})
    assert 'href="/sign-in?lang=fr"' in wrong.text


@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example", "//evil.example:8443/a?b=c"])
def test_no_link_of_the_foot_leaves_the_console(office: Office, path: str) -> None:
    """A path that begins with two slashes is another host's address in a link."""
    page = office.browser().get(f"https://console.example.org{path}")
    links = re.findall(r'<a href="([^"]+)" lang=', page.text)
    assert len(links) == len(languages()) - 1
    assert [one for one in links if not re.match("/[^/]", one)] == []


def test_a_link_of_the_foot_names_the_page_as_it_was_asked_for(office: Office) -> None:
    page = office.browser().get("/nowhere%3Fcode%3DX%23y")
    assert 'href="/nowhere%3Fcode%3DX%23y?lang=fr"' in page.text


def test_what_went_wrong_is_said_in_the_language_too(office: Office) -> None:
    browser = office.browser()
    browser.get("/sign-in?lang=de")
    wrong = browser.submit(browser.get("/sign-in"), "/sign-in", {"name": "x", "password": "x", "code": "1"})
    assert "Name, Passwort und Code passen nicht zusammen" in wrong.text
    forged = browser.request("POST", "/sign-in")
    assert (forged.status_code, "Dieses Formular ist veraltet" in forged.text) == (403, True)


def test_numbers_in_a_sentence_are_those_in_force() -> None:
    assert (SHORTEST, LONGEST, FEWEST_DIFFERENT, person_search.SHORTEST) == (15, 128, 6, 3)
