"""Every page of the phone in every state that looks different."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.servers.backend import ROOT
from tests.servers.telling_backend import Switch
from tests.servers_suite.gallery import Gallery
from tests.servers_suite.hallway import OLD, Hallway, wrong

PHONE: Gallery[Hallway] = Gallery(ROOT / "backend" / "web" / "phone" / "templates")
scene = PHONE.scene


@scene("link")
def link(hallway: Hallway) -> Page:
    hallway.begin()
    page = hallway.phone()
    page.goto(hallway.link())
    return page


@scene("compare")
def compare(hallway: Hallway) -> Page:
    hallway.begin()
    return hallway.claimed()


@scene("choose")
def choose(hallway: Hallway) -> Page:
    return hallway.choosing()


@scene("destination")
def destination(hallway: Hallway) -> Page:
    return hallway.typing()


@scene("destination")
def destination_by_email(hallway: Hallway) -> Page:
    return hallway.typing("email")


@scene("destination")
def destination_refused(hallway: Hallway) -> Page:
    page = hallway.typing()
    page.fill("#destination", "0470 99 99 99")
    page.click("main button.primary")
    expect(page.get_by_role("alert")).to_be_visible()
    return page


@scene("code")
def code(hallway: Hallway) -> Page:
    return hallway.sent()


@scene("code")
def code_refused(hallway: Hallway) -> Page:
    page = hallway.sent()
    wrong(page, hallway.code())
    return page


@scene("call")
def call(hallway: Hallway) -> Page:
    page = hallway.typing("voice")
    page.click("main button.primary")
    page.wait_for_selector("[data-state=call]")
    return page


@scene("code")
def code_spoken(hallway: Hallway) -> Page:
    page = call(hallway)
    page.click("a[href='/code']")
    page.wait_for_selector("#code")
    return page


@scene("password")
def password(hallway: Hallway) -> Page:
    return hallway.proved()


@scene("password")
def password_refused(hallway: Hallway) -> Page:
    page = hallway.proved()
    for name in ("#password", "#repeated"):
        page.fill(name, "abc")
    page.click("button.primary")
    expect(page.get_by_role("alert")).to_be_visible()
    return page


@scene("password")
def password_to_unlock(hallway: Hallway) -> Page:
    """The account is locked: keep the password, or choose a new one."""
    hallway.next_is_locked = True
    page = hallway.sent()
    page.fill("#code", hallway.code())
    page.click("main button.primary")
    page.wait_for_selector("form[action='/unlock']")
    return page


@scene("password")
def password_to_change(hallway: Hallway) -> Page:
    """The password works; the directory's own change takes it too."""
    hallway.sign_in()
    page = hallway.confirmed()
    page.fill("#current", OLD)
    return page


@scene("done", "steps")
def done(hallway: Hallway) -> Page:
    return hallway.done()


@scene("done")
def done_unlocked(hallway: Hallway) -> Page:
    page = password_to_unlock(hallway)
    page.click("form[action='/unlock'] button")
    page.wait_for_selector("[data-state=done]")
    return page


@scene("unknown")
def unknown(hallway: Hallway) -> Page:
    """The directory took the password, and nobody can say what became of it."""
    page = hallway.proved()
    hallway.switches.turn(Switch.DOUBT)
    try:
        return hallway.press_set(page, "[data-state=unknown]")
    finally:
        hallway.switches.turn_off(Switch.DOUBT)


@scene("staff")
def staff(hallway: Hallway) -> Page:
    """Too many wrong codes today."""
    page = hallway.sent()
    told = hallway.code()
    while page.get_attribute("body", "data-state") == "code":
        wrong(page, told)
    page.wait_for_selector("[data-state=staff]")
    return page


@scene("unavailable")
def unavailable(hallway: Hallway) -> Page:
    page = hallway.proved()
    hallway.switches.turn(Switch.DOWN)
    try:
        page.reload()
    finally:
        hallway.switches.turn_off(Switch.DOWN)
    return page


@scene("ended")
def ended(hallway: Hallway) -> Page:
    hallway.begin()
    page = hallway.claimed()
    hallway.decide("end")
    page.wait_for_selector("body[data-state='']")  # by itself
    return page


@scene("used")
def used(hallway: Hallway) -> Page:
    hallway.begin()
    taken = hallway.link()
    first, second = hallway.phone(), hallway.phone()
    first.goto(taken)
    first.click("main button")
    first.wait_for_selector(".digits")
    second.goto(taken)
    return second


@scene("stale")
def stale(hallway: Hallway) -> Page:
    """A form of a browser that has forgotten its cookie."""
    page = link(hallway)
    page.context.clear_cookies()
    page.click("main button")
    page.wait_for_selector("main a[href='/']")
    return page


@scene("nowhere")
def nowhere(hallway: Hallway) -> Page:
    return hallway.visit("/")


@scene("stations")
def stations(hallway: Hallway) -> Page:
    page = hallway.visit("/.well-known/change-password")
    expect(page.locator("main")).to_contain_text("Cafeteria")
    return page


@scene("next", "steps", name="next")
def next_steps(hallway: Hallway) -> Page:
    return hallway.visit("/next")
