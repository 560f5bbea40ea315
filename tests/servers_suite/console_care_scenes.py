"""Every page of the console in every state that looks different: supervisors and operators."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.servers.station_client import Station
from tests.servers_suite.console_scenes import CONSOLE as CONSOLE
from tests.servers_suite.office import AT, Office, beat

scene = CONSOLE.scene


@scene("now", "board")
def now(office: Office) -> Page:
    """A station in every state; nobody hears of the silent one."""
    for name, page_kind in AT.items():
        beat(office.stations[name], page_kind)
    page = office.visit("/now")
    for words in ("Needs help", "Out of service", "Suspended", "Blocked", "In maintenance", "Slowed down"):
        expect(page.locator("#board")).to_contain_text(words)
    return page


@scene("now", "board")
def now_interrupted(office: Office) -> Page:
    page = office.visit("/now")
    page.evaluate("document.getElementById('lost').hidden = false")
    return page


@scene("stations")
def stations(office: Office) -> Page:
    Station(office.backend.station_api, office.backend.ca).offer()
    page = office.visit("/stations")
    expect(page.locator("main")).to_contain_text("to be enrolled")
    return page


NOTICES = (
    {"fr": "La bibliothèque ferme à 16 h le vendredi.", "nl": "Op vrijdag sluit de bibliotheek om 16 uur."},
    {"en": "Closed until Monday.", "ar": "مغلق حتى يوم الاثنين."},
)


@scene("notices")
def notices(office: Office) -> Page:
    page = office.visit("/notices")
    if page.locator("li.card").count() == 0:
        for texts in NOTICES:
            for code, text in texts.items():
                page.fill(f"#text-{code}", text)
            page.click("form:has(#until) button")
    expect(page.locator("li.card")).to_have_count(len(NOTICES))
    return page


@scene("notices")
def notices_refused_form(office: Office) -> Page:
    page = office.visit("/notices")
    page.fill("#text-fr", "Fermé")
    page.fill("#until", "2001-01-01T08:00")
    page.click("form:has(#until) button")
    expect(page.get_by_role("alert")).to_contain_text("That end has passed")
    return page


@scene("station")
def station(office: Office) -> Page:
    return office.station_page("Library 1")


@scene("station")
def station_refused_form(office: Office) -> Page:
    page = office.station_page("Library 1")
    page.fill("#network", "not a network")
    page.click("form:has(#network) button")
    expect(page.get_by_role("alert")).to_contain_text("not readable")
    page.click("summary")
    return page


@scene("station")
def station_attended(office: Office) -> Page:
    page = office.station_page("Atrium")
    expect(page.locator("dl")).to_contain_text("not asked: a member of staff")
    return page


@scene("station")
def station_attended_under_pressure(office: Office) -> Page:
    page = office.station_page("Reading room")
    expect(page.locator("dl")).to_contain_text("asked again: the station is under pressure")
    return page


@scene("station")
def station_blocked(office: Office) -> Page:
    return office.station_page("Workshop")


@scene("station")
def station_suspended(office: Office) -> Page:
    return office.station_page("Annex")


@scene("station")
def station_withdrawn(office: Office) -> Page:
    return office.station_page("Lobby")


@scene("enrolment")
def enrolment(office: Office) -> Page:
    offer = Station(office.backend.station_api, office.backend.ca).offer().json()
    page = office.visit(f"/stations?code={offer['code']}")
    page.click("text=Go on")
    page.fill("#station-name", "Library 2")
    page.fill("#place", "Library, second floor")
    return page


@scene("enrolment")
def enrolment_refused_form(office: Office) -> Page:
    page = enrolment(office)
    page.click("[value=approve]")
    expect(page.get_by_role("alert")).to_contain_text("Compare the fingerprint")
    return page


@scene("maintenance")
def maintenance(office: Office) -> Page:
    page = office.station_page("Library 1")
    page.click("text=Make a one-time code")
    page.click("text=Use my passkey")
    page.wait_for_selector(".number")
    return page


@scene("audit")
def audit(office: Office) -> Page:
    page = office.visit("/audit")
    page.click("main .primary")
    page.wait_for_selector(".record")
    return page


@scene("audit")
def audit_of_nothing(office: Office) -> Page:
    page = office.visit("/audit")
    page.fill("#reference", "ZZZZ9999")
    page.click("main .primary")
    expect(page.locator("main")).to_contain_text("Nothing on record fits.")
    return page


@scene("audit")
def audit_refused_form(office: Office) -> Page:
    page = office.visit("/audit")
    page.fill("#since", "9999-01-01")
    page.click("main .primary")
    expect(page.get_by_role("alert")).to_be_visible()
    return page


@scene("figures", "bars")
def figures(office: Office) -> Page:
    return office.visit("/figures")


@scene("figures", "bars")
def figures_as_a_table(office: Office) -> Page:
    page = office.visit("/figures")
    page.click("summary")
    return page


@scene("unblock")
def unblock(office: Office) -> Page:
    return office.visit("/unblock")


@scene("rest")
def rest(office: Office) -> Page:
    return _rest(office, "BenoitLu2023", "Self-service rests")


@scene("rest")
def rest_open(office: Office) -> Page:
    return _rest(office, "BenMoussaIn2022", "Self-service is open")


@scene("rest")
def rest_lifted(office: Office) -> Page:
    page = _rest(office, "BenMoussaIn2022", "Self-service is open")
    page.fill("#reason", "mistyped all morning, card seen")
    page.click("form[action='/unblock/lift'] button")
    page.click("text=Use my passkey")
    expect(page.locator("main")).to_contain_text("Done.")
    return page


def _rest(office: Office, identifier: str, words: str) -> Page:
    page = office.visit("/unblock")
    page.fill("#identifier", identifier)
    page.click("button:text('Look')")
    expect(page.locator("main")).to_contain_text(words)
    return page


@scene("settings")
def settings(office: Office) -> Page:
    return office.visit("/settings")
