"""Hand-off attacks over HTTP, by the names of the issue's list: all refused, and on record."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable

import pytest

from backend.core.api import NotAllowed
from backend.core.audit import AuditKind
from backend.core.secret import Secret
from backend.core.sides import Decision
from backend.core.views import HandoffStatus
from backend.web.phone.parts import HELD
from tests.backend.core.handing import kinds
from tests.backend.core.stage import NEW
from tests.backend.web.phone.hall import Hall, hidden


def test_link_opened_twice(hall: Hall) -> None:
    view, path = hall.offered()
    first, second = hall.phone(), hall.phone()
    page, other = first.get(path), second.get(path)
    assert first.submit(page, path).status_code == 303
    refused = second.submit(other, path)
    assert refused.status_code == 410
    assert HELD not in second.cookies
    assert second.get(path).status_code == 410
    assert first.submit(page, path).status_code in {403, 410}
    assert kinds(hall.at, view).count(AuditKind.HANDOFF_CLAIM_REFUSED.value) >= 1
    assert first.here().status_code == 200


def test_link_on_another_reset(hall: Hall) -> None:
    """A link claims its own reset only, whatever the phone already holds."""
    library = hall.at.enrol("Library")
    mine, phone = hall.confirmed()
    theirs = hall.at.start(library)
    assert phone.get(f"/?reset={theirs.id}").status_code == 200
    page = phone.get(next(iter(re.findall(r'href="(/methods/[^"]+)"', phone.here().text))))
    phone.submit(page, "/send", {"destination": "a@b.be", "reset": theirs.id, "station": library})
    assert hall.at.desks.resets.view(library, theirs.id).challenge is None
    assert AuditKind.CHALLENGE.value in kinds(hall.at, mine)
    assert AuditKind.CHALLENGE.value not in kinds(hall.at, theirs)


def test_link_after_the_end(hall: Hall) -> None:
    view, path = hall.offered()
    phone = hall.phone()
    page = phone.get(path)
    hall.at.desks.resets.leave(hall.station, view.id)
    assert phone.submit(page, path).status_code == 410
    assert phone.get(path).status_code == 410
    assert HELD not in phone.cookies


def test_link_after_a_new_reset_began_at_the_station(hall: Hall) -> None:
    _view, phone = hall.confirmed()
    page = phone.here()
    hall.at.start(hall.station, "OtherOt2019")
    assert phone.submit(page, "/station").status_code == 410
    assert HELD not in phone.cookies


def test_claimed_by_a_bystander(hall: Hall) -> None:
    view, bystander = hall.claimed()
    hall.decide(view, Decision.END)
    assert bystander.here().status_code == 410
    assert HELD not in bystander.cookies
    assert bystander.get("/state").text == "ended"
    _view, mine = hall.confirmed(view)
    assert 'action="/station"' in mine.here().text


def test_attackers_own_phone_without_confirmation(hall: Hall) -> None:
    view = hall.at.prove(hall.station)
    view, phone = hall.claimed(view)
    page = phone.here()
    token, intent = hidden(page, "/station")["csrf"], "0" * 32
    forms = {
        "/password": {"password": NEW.reveal(), "repeated": NEW.reveal(), "intent": intent},
        "/unlock": {"intent": intent},
        "/answer": {"code": "12345678"},
        "/send": {"method": "m1", "destination": "0470123423"},
    }
    for path, fields in forms.items():
        assert phone.post(path, fields | {"csrf": token}).status_code == 403  # a token of another form
    for path, fields in forms.items():
        answer = phone.post(path, fields | {"csrf": hidden_token(hall, phone.cookies[HELD], path)})
        assert answer.headers["location"] == "/"
    assert hall.at.directory.writes == []
    assert "FerrerFr2017" not in phone.here().text
    for path in ("/methods", "/methods/m1", "/code"):
        assert 'class="digits"' in phone.get(path).text
    assert AuditKind.HANDOFF_WRITE_REFUSED.value in kinds(hall.at, view)


def hidden_token(hall: Hall, cookie: str, path: str) -> str:
    """What the server itself would put into the form, had it shown it."""
    guard = hall.app.state.parts.guard
    made: str = guard.token(Secret(cookie), path)
    return made


def test_the_cookie_of_another_handoff(hall: Hall) -> None:
    view, first = hall.confirmed()
    kept = first.cookies[HELD]
    hall.decide(view, Decision.END)
    _view, second = hall.confirmed(view)
    page = second.here()
    second.cookies[HELD] = kept
    assert second.submit(page, "/station").status_code == 403  # its token is bound to the right cookie
    second.cookies[HELD] = kept
    assert second.here().status_code == 410
    assert hall.status(view) is HandoffStatus.CONFIRMED


def test_the_station_leaves_while_the_phone_types(hall: Hall) -> None:
    view, phone = hall.confirmed(hall.at.prove(hall.station))
    page = phone.here()
    hall.at.desks.resets.leave(hall.station, view.id)
    fields = {"password": NEW.reveal(), "repeated": NEW.reveal()}
    assert phone.submit(page, "/password", fields).status_code == 410
    assert hall.at.directory.writes == []
    assert HELD not in phone.cookies


def test_asking_staff_ends_it(hall: Hall) -> None:
    view, phone = hall.confirmed()
    hall.at.desks.resets.ask_approval(hall.station, view.id)
    assert hall.status(view) is HandoffStatus.ENDED
    assert phone.here().status_code == 410


def test_the_station_writes_nothing_while_the_phone_does(hall: Hall) -> None:
    view, _phone = hall.confirmed(hall.at.prove(hall.station))
    desk = hall.at.desks.resets
    writes: tuple[Callable[[], object], ...] = (
        lambda: desk.set_password(hall.station, view.id, "i1", NEW, None),
        lambda: desk.unlock(hall.station, view.id, "i2"),
        lambda: desk.answer(hall.station, view.id, "c1", Secret("12345678")),
        lambda: desk.offer_handoff(hall.station, view.id),
        lambda: desk.return_number(hall.station, view.id, 1, Secret("123")),
    )
    for write in writes:
        with pytest.raises(NotAllowed):
            write()
    assert hall.at.directory.writes == []


@pytest.mark.parametrize("pause", [0.0, 0.01, 0.03, 0.05, 0.1])
def test_two_sides_race_a_write(hall: Hall, pause: float) -> None:
    """The station ends the hand-off and writes itself, while the phone writes: exactly one is done."""
    view, phone = hall.confirmed(hall.at.prove(hall.station))
    page, begun = phone.here(), threading.Event()

    def on_the_phone() -> None:
        begun.set()
        phone.submit(page, "/password", {"password": "Zk!4-phone-ok", "repeated": "Zk!4-phone-ok"})

    thread = threading.Thread(target=on_the_phone)
    thread.start()
    assert begun.wait(60)
    threading.Event().wait(pause)
    with contextlib.suppress(NotAllowed):
        hall.decide(view, Decision.END)
        hall.at.desks.resets.set_password(hall.station, view.id, "s1", NEW, None)
    thread.join()
    assert len(hall.at.directory.writes) == 1
