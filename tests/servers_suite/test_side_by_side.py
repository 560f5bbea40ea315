"""The browser and the real station window together: staff, people at stations, and their phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from backend.core.roles import Role
from backend.directory_choice import embedded
from tests.servers.backend import RunningBackend
from tests.servers.chromium import Window, new_window, running_chromium
from tests.servers.openid_provider import OpenIdServer, running_provider
from tests.servers.operator import Operator, operator_of
from tests.servers.ports import free_port
from tests.servers.station_window import StationWindow, station_window
from tests.servers_suite.beside import enrolled, member, number_on, opened, restarted, works
from tests.servers_suite.desk import ALWAYS, REASON, named_backend
from tests.servers_suite.hallway import Person, code_for
from tests.servers_suite.office import approved

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]
NEW = "Quai+Gravier~Xu81"
CALM = {"idle__form": "900", "idle__waiting": "900", "idle__done": "900"}
"""Nobody leaves because the machine is slow."""
PEOPLE = [Person(number) for number in range(10)]
PLACES = ("Library", "Cafeteria", "Reading room")
NewStation = Callable[[], StationWindow]


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[OpenIdServer]:
    with running_provider(tmp_path_factory.mktemp("provider"), f"https://localhost:{port}") as made:
        yield made


@pytest.fixture(scope="module")
def backend(
    tmp_path_factory: pytest.TempPathFactory, port: int, provider: OpenIdServer
) -> Iterator[RunningBackend]:
    folder = tmp_path_factory.mktemp("backend")
    with named_backend(folder, port, **ALWAYS, **CALM, **provider.settings(folder)) as made:
        yield made


@pytest.fixture(scope="module")
def operator(backend: RunningBackend) -> Iterator[Operator]:
    with operator_of(backend) as made:
        for person in PEOPLE:
            embedded(made.parts.directory, "sql").add_account(person.account())
        yield made


@pytest.fixture(scope="module")
def browser(backend: RunningBackend, provider: OpenIdServer) -> Iterator[Browser]:
    with running_chromium([backend.data / "tls" / "server.pem", provider.certificate]) as made:
        yield made


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Windows with cookies of their own, closed at the end."""
    made: list[Window] = []

    def another(width: int = 1280, height: int = 800) -> Window:
        made.append(new_window(browser, width, height))
        return made[-1]

    yield another
    for one in made:
        one.context.close()


@pytest.fixture
def new_station(backend: RunningBackend, tmp_path: Path) -> Iterator[NewStation]:
    """Stations that have just been started for the first time."""
    with ExitStack() as all_of_them:
        started: list[StationWindow] = []

        def another() -> StationWindow:
            folder = tmp_path / f"station-{len(started)}"
            started.append(all_of_them.enter_context(station_window(backend, folder)))
            return started[-1]

        yield another


@pytest.fixture
def hurried(backend: RunningBackend) -> Iterator[RunningBackend]:
    """The same backend, where a request waits for half a minute only."""
    restarted(backend, "30")
    yield backend
    restarted(backend, "600")


def test_a_station_is_enrolled_from_its_own_page(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    station, window = new_station(), windows()
    station.do("wait", "Enrolling")
    scanned = station.do("scan", "/stations?code=")
    assert scanned == f"{backend.console}/stations?code={station.do('read', 'code')}"
    page = member(window, operator, "olga", Role.OPERATOR)
    page.click("text=Sign out")
    page.goto(scanned)
    page.click("text=Use my passkey")
    page.wait_for_selector("#code")  # the scanned code has waited for the sign-in
    page.click("button:text('Go on')")
    shown = "".join(page.inner_text(".print").split())
    assert shown == station.do("read", "fingerprint").replace(" ", "")
    page.check("[name=same]")
    page.fill("#station-name", "Library 1")
    page.fill("#place", "Ground floor")
    page.click("[value=approve]")
    page.click("text=Use my passkey")
    expect(page.locator("h1")).to_have_text("Library 1")
    station.do("wait", "Attract")
    page.goto(f"{backend.console}/now")
    row = page.locator("#board > li", has_text="Library 1")
    expect(row).to_contain_text("Free")
    station.do("press", "window")
    expect(row).to_contain_text("signing in")  # live, at the next heartbeat


def test_three_stations_are_helped_at_once(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    stations = [new_station() for _ in PLACES]
    for station, place in zip(stations, PLACES, strict=True):
        enrolled(station, operator, place)
    people = PEOPLE[:3]
    pairs = list(zip(stations, people, strict=True))
    for station, person in pairs:
        station.ask_staff(person.identifier)
    page = member(windows(), operator, "carol", Role.DESK)
    for place in PLACES:
        expect(page.locator("#live")).to_contain_text(f"{place}, ground floor")
    numbers = []
    for station, _person in pairs:
        numbers.append(number_on(approved(opened(page, backend, station.request_code()))))
    for (station, person), number in reversed(list(zip(pairs, numbers, strict=True))):
        station.type_number(number)
        station.set_password(f"{NEW}{person.number}")
    assert all(works(operator, person, f"{NEW}{person.number}") for person in people)


def test_approved_with_a_passkey_to_a_new_password(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    station, person = enrolled(new_station(), operator), PEOPLE[3]
    page = member(windows(), operator, "ada", Role.DESK)
    station.ask_staff(person.identifier)
    page.goto(station.do("scan", "?code="))  # with the console's own address and the code of this minute
    page.click("form[action='/open'] button")
    approved(page)
    number = number_on(page)
    station.type_number("000" if number != "000" else "111")
    station.do("said", "ce n'est pas celui-là")
    station.type_number(number)
    station.do("wait", "NewPassword")
    expect(page.locator("main")).to_contain_text("Has the person lost their phone?")  # by itself
    station.set_password(NEW)
    assert works(operator, person, NEW)
    station.do("press", "primary")
    station.do("wait", "Attract")


def test_approved_by_staff_of_the_openid_provider(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    station, person = enrolled(new_station(), operator), PEOPLE[4]
    page = windows().page
    page.goto(f"{backend.console}/sign-in")
    page.click("text=Sign in with the test provider")
    page.fill("#login", "ada")
    page.click("button")
    page.wait_for_selector("nav")
    opened(page, backend, station.ask_staff(person.identifier))
    page.check("[value=student_card]")
    page.fill("#reason", REASON)
    page.click("[value=approve]")
    page.click("text=Go on")
    page.fill("#login", "ada")
    page.click("button")
    expect(page.locator("#reason")).to_have_value(REASON)
    page.click("[value=approve]")
    station.type_number(number_on(page))
    station.set_password(NEW)
    assert works(operator, person, NEW)


def test_a_refusal_is_explained_at_the_station(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    station, person = enrolled(new_station(), operator), PEOPLE[5]
    page = member(windows(), operator, "rita", Role.DESK)
    opened(page, backend, station.ask_staff(person.identifier))
    page.fill("#reason", "the card is of somebody else")
    page.click("[value=refuse]")
    expect(page.locator("main")).to_contain_text("You refused this request.")
    assert "somebody else" not in station.do("said", "n'a pas approuvé")
    assert not works(operator, person, NEW)
    station.do("press", "primary")  # asks again
    assert station.request_code()


def test_a_second_person_confirms(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    station, person = enrolled(new_station(), operator), PEOPLE[6]
    first = member(windows(), operator, "fay", Role.DESK)
    second = member(windows(), operator, "sam", Role.DESK)
    approved(opened(first, backend, station.ask_staff(person.identifier)), "known_in_person")
    expect(first.locator("main")).to_contain_text("A second person must confirm.")
    opened(second, backend, station.request_code())  # which goes on waiting
    second.click("button:text('Confirm')")
    second.click("text=Use my passkey")
    expect(second.locator("main")).to_contain_text("page of the colleague who approved first")
    station.type_number(number_on(first))  # appears by itself
    station.set_password(NEW)
    assert works(operator, person, NEW)


def test_the_phone_takes_over_and_the_station_follows(
    new_station: NewStation, windows: Callable[..., Window], operator: Operator, backend: RunningBackend
) -> None:
    station, person = enrolled(new_station(), operator), PEOPLE[7]
    page = windows(390, 844).page
    station.to_methods(person.identifier)
    station.do("press", "on_phone")
    station.do("wait", "OnPhone")
    page.goto(station.do("scan", f"{backend.phone}/h/"))
    page.click("main button")
    page.wait_for_selector(".digits")
    assert page.inner_text(".digits") == station.do("read", "digits").replace(" ", "")
    station.do("press", "confirmed")
    page.click(".method:has-text('SMS')")
    assert station.do("read", "progress") == "Votre téléphone choisit le moyen de contact."
    page.fill("#destination", person.mobile)
    page.click("main button.primary")
    page.fill("#code", code_for(backend, person))
    page.click("main button.primary")
    for name in ("#password", "#repeated"):
        page.fill(name, NEW)
    page.click("button.primary")
    page.wait_for_selector("[data-state=done]")
    station.do("wait", "Done")
    assert station.do("read", "reference").endswith(page.inner_text(".reference"))
    assert works(operator, person, NEW)


def test_a_request_that_nobody_answers_expires(
    hurried: RunningBackend, new_station: NewStation, windows: Callable[..., Window], operator: Operator
) -> None:
    station, person = enrolled(new_station(), operator, "Chapel"), PEOPLE[8]
    page = member(windows(), operator, "pat", Role.DESK)
    code = station.ask_staff(person.identifier)
    expect(page.locator("#live")).to_contain_text("Chapel")
    station.do("said", "la demande a expiré")
    expect(page.locator("#live")).not_to_contain_text("Chapel")
    page.fill("#code", code)
    page.click("form[action='/open'] button")
    expect(page.locator("h1")).to_have_text("No open request has that code")
    assert not works(operator, person, NEW)
