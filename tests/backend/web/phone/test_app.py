"""The code of an authenticator app, typed on the phone that goes on with a reset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backend.core.authenticator import Authenticator
from backend.core.decoy_settings import DecoySettings
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.fakes import FERRER, contact
from tests.backend.web.phone.hall import Hall, Phone, hall_of

APP = Authenticator(Secret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
WRONG = {"code": "000000"}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Where Ferrer has an app."""
    made = hall_of(tmp_path, decoys=DecoySettings(authenticator=100))
    key = contact(Channel.AUTHENTICATOR, APP.packed().reveal())
    made.at.directory.add(replace(FERRER, contacts=(*FERRER.contacts, key)))
    yield made
    made.at.desks.postman.close()
    made.at.engine.dispose()


def at_method(hall: Hall) -> Phone:
    _view, phone = hall.confirmed()
    return phone


def asked(phone: Phone) -> None:
    assert phone.submit(phone.here(), "/send", {}).headers["location"] == "/"


def test_the_code_of_the_app_leads_to_the_new_password(hall: Hall) -> None:
    phone = at_method(hall)
    page = phone.here()
    assert "Saisir le code de mon application d'authentification" in page.text.replace("&#39;", "'")
    asked(phone)
    page = phone.here()
    assert "Ouvrez votre application" in page.text
    assert 'action="/resend"' not in page.text
    code = APP.code(hall.at.clock.now()).reveal()
    assert phone.submit(page, "/answer", {"code": f"{code[:3]} {code[3:]}"}).headers["location"] == "/"
    assert 'autocomplete="new-password"' in phone.here().text


def test_a_wrong_one_says_what_to_do_and_the_last_one_leads_back_to_the_ways(hall: Hall) -> None:
    phone = at_method(hall)
    asked(phone)
    for _ in range(4):
        answer = phone.submit(phone.here(), "/answer", WRONG)
        assert answer.status_code == 422
        assert "Attendez le code suivant" in answer.text
    answer = phone.submit(phone.here(), "/answer", WRONG)
    assert "Choisissez à nouveau une méthode" in answer.text
    assert 'action="/send"' in answer.text


def test_a_second_press_awaits_the_same_code_and_no_address_is_typed(hall: Hall) -> None:
    phone = at_method(hall)
    page = phone.here()
    assert phone.submit(page, "/send", {}).headers["location"] == "/"
    first = _live(hall)
    assert phone.submit(page, "/send", {}).headers["location"] == "/"
    assert _live(hall) == first
    shown = phone.get(f"/methods/{first[1]}")
    assert 'name="destination"' not in shown.text


def _live(hall: Hall) -> tuple[str, str]:
    with hall.at.engine.connect() as connection:
        query = "select id, method_id from challenges where replaced_at is null"
        ((challenge, method),) = connection.exec_driver_sql(query).all()
    return str(challenge), str(method)
