"""Every page of the console in every state that looks different: the way in, and the desk."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from backend.core.roles import Role
from tests.servers.backend import ROOT
from tests.servers.telling_backend import Switch
from tests.servers_suite.gallery import Gallery
from tests.servers_suite.office import Office, approved, filled

CONSOLE: Gallery[Office] = Gallery(ROOT / "backend" / "web" / "staff" / "templates")
scene = CONSOLE.scene
AFTER = b"601"
"""Seconds after which a request has expired."""


# --- the way in ---------------------------------------------------------------------------------


@scene("join", "passkey")
def join(office: Office) -> Page:
    return office.invited("newcomer", Role.DESK).page


@scene("join")
def join_refused(office: Office) -> Page:
    page = office.invited("newcomer", Role.DESK).page
    page.fill("#code", "000000")
    page.fill("#password", "short")
    page.fill("#repeated", "other")
    page.click("form:has(#repeated) .primary")
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    page.click("summary")
    return page


@scene("sign_in", "passkey")
def sign_in(office: Office) -> Page:
    page = office.stranger().page
    page.goto(f"{office.backend.console}/sign-in")
    return page


@scene("sign_in")
def sign_in_refused(office: Office) -> Page:
    page = sign_in(office)
    for field, text in (("#name", "ada"), ("#password", "nothing"), ("#code", "000000")):
        page.fill(field, text)
    page.click("form:has(#password) .primary")
    expect(page.get_by_role("alert").first).to_contain_text("do not fit together")
    return page


@scene("sign_in", "passkey")
def sign_in_without_passkey(office: Office) -> Page:
    """The passkey was not used."""
    made = office.stranger()
    made.page.goto(f"{office.backend.console}/sign-in")
    session, authenticator = made.authenticator()
    options = {"authenticatorId": authenticator, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", options)
    made.page.click("text=Use my passkey")
    made.page.wait_for_selector("text=The passkey was not used")
    return made.page


@scene("home")
def home(office: Office) -> Page:
    return office.member("olga", Role.OPERATOR).page


@scene("message")
def message(office: Office) -> Page:
    page = office.visit("/")
    page.fill("#code", "XXXXXX")
    page.click("form[action='/open'] button")
    expect(page.locator("h1")).to_have_text("No open request has that code")
    return page


@scene("message")
def message_joined(office: Office) -> Page:
    made = office.invited("newcomer", Role.DESK)
    made.authenticator()
    made.page.click("text=Make a passkey")
    expect(made.page.locator("h1")).to_have_text("You are ready")
    return made.page


@scene("message")
def message_forbidden(office: Office) -> Page:
    page = office.member("olga", Role.OPERATOR).page
    page.goto(f"{office.backend.console}/audit")
    expect(page.locator("h1")).to_have_text("This page is not for you")
    return page


# --- the requests -------------------------------------------------------------------------------


@scene("requests", "waiting")
def requests(office: Office) -> Page:
    office.asks("BenMoussaIn2022")
    page = office.visit("/")
    expect(page.locator("#live")).to_contain_text("Library 1")
    page.click("summary")
    return page


@scene("request")
def request(office: Office) -> Page:
    return filled(office.opened())


@scene("request")
def request_refused_form(office: Office) -> Page:
    page = filled(office.opened())
    page.fill("#reason", "ok")
    page.click("[value=approve]")
    expect(page.get_by_role("alert")).to_contain_text("Write the reason")
    return page


@scene("request")
def request_found(office: Office) -> Page:
    return _search(office, "Ben")


@scene("request")
def request_nobody_found(office: Office) -> Page:
    return _search(office, "Zwettler")


def _search(office: Office, text: str) -> Page:
    page = office.opened()
    page.click("summary")
    page.fill("#text", text)
    page.click("button:text('Find')")
    page.wait_for_selector(".found")
    return page


@scene("request")
def request_of_nobody(office: Office) -> Page:
    page = office.opened("NobodyNo2020")
    expect(page.locator("h1")).to_have_text("Unknown account")
    return page


@scene("request")
def request_not_approvable(office: Office) -> Page:
    page = office.opened("RootRo2001")
    expect(page.locator("main")).to_contain_text("cannot be approved")
    return page


@scene("request")
def request_without_photo(office: Office) -> Page:
    photo = office.switches.content(Switch.PHOTO)
    office.switches.turn_off(Switch.PHOTO)
    try:
        page = office.opened()
        page.wait_for_load_state("networkidle")
    finally:
        office.switches.turn(Switch.PHOTO, photo)
    return page


@scene("request")
def request_approved(office: Office) -> Page:
    page = approved(office.opened())
    page.wait_for_selector(".number")
    return page


@scene("request")
def request_second_person(office: Office) -> Page:
    """The first waits for the second."""
    page = approved(office.opened(), "known_in_person")
    expect(page.locator("main")).to_contain_text("A second person must confirm.")
    return page


@scene("request")
def request_to_confirm(office: Office) -> Page:
    """What the second person sees."""
    code = office.asks()
    approved(office.look_at(code, office.member("bob", Role.DESK)), "known_in_person")
    page = office.look_at(code)
    expect(page.locator("main")).to_contain_text("You are the second person")
    return page


@scene("request")
def request_confirmed(office: Office) -> Page:
    """Approved by two; the number stands on the page of the first."""
    page = request_to_confirm(office)
    page.click("button:text('Confirm')")
    page.click("text=Use my passkey")
    expect(page.locator("main")).to_contain_text("page of the colleague who approved first")
    return page


@scene("request")
def request_refused(office: Office) -> Page:
    page = office.opened()
    page.fill("#reason", "the card is of somebody else")
    page.click("[value=refuse]")
    expect(page.locator("main")).to_contain_text("You refused this request.")
    return page


@scene("request")
def request_returned(office: Office) -> Page:
    page = request_approved(office)
    office.returned()
    expect(page.locator("main")).to_contain_text("Has the person lost their phone?")  # by itself
    return page


@scene("request")
def request_expired(office: Office) -> Page:
    page = office.opened()
    office.switches.turn(Switch.LATER, AFTER)
    try:
        page.reload()
        expect(page.locator("main")).to_contain_text("This request has expired.")
    finally:
        office.switches.turn_off(Switch.LATER)
    return page


@scene("step_up", "passkey")
def step_up(office: Office) -> Page:
    return _step_up(filled(office.opened()))


@scene("step_up")
def step_up_by_code(office: Office) -> Page:
    made = office.typist("grace", Role.DESK)
    return _step_up(filled(office.opened(by=made)))


@scene("step_up")
def step_up_code_refused(office: Office) -> Page:
    page = step_up_by_code(office)
    page.fill("#code_again", "000000")
    page.click("main .primary")
    expect(page.get_by_role("alert")).to_contain_text("That did not fit")
    return page


@scene("step_up")
def step_up_by_openid(office: Office) -> Page:
    made = office.stranger()
    made.page.goto(f"{office.backend.console}/sign-in")
    made.page.click("text=Sign in with your campus account")
    made.page.fill("#login", "ada")
    made.page.click("button")
    made.page.wait_for_selector("nav")
    return _step_up(filled(office.opened(by=made)))


def _step_up(page: Page) -> Page:
    page.click("[value=approve]")
    expect(page.locator("h1")).to_have_text("Prove it is you")
    return page


@scene("trace")
def trace(office: Office) -> Page:
    approved(office.opened()).wait_for_selector(".number")
    return _trace(office, office.returned())


@scene("trace")
def trace_of_nothing(office: Office) -> Page:
    return _trace(office, "AAAA2222")


def _trace(office: Office, reference: str) -> Page:
    page = office.visit("/")
    page.click("summary")
    page.fill("#reference", reference)
    page.click("form[action='/trace'] button")
    expect(page.locator("h1")).to_contain_text("Reference")
    return page
