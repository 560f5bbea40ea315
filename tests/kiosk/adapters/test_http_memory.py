"""After a call nothing in the program reaches the secret it sent."""

from __future__ import annotations

import gc

import pytest

from kiosk.core.effects import SetPassword
from kiosk.core.secret import Secret
from tests.kiosk import fakes
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.conftest import PATIENT, QUICK, MakeBackend
from tests.kiosk.adapters.jsonify import encoded

HALVES = ("Quartz-Lampe", "-Zanzibar-8812")


def reachable() -> int:
    """Count the texts and buffers that hold the secret, among all that tracked objects refer to."""
    text = "".join(HALVES)
    content = text.encode()
    gc.collect()
    found = 0
    for holder in gc.get_objects():
        for one in gc.get_referents(holder):
            if isinstance(one, str):
                found += text in one
            elif isinstance(one, (bytes, bytearray)):
                found += content in one
    return found


def call() -> SetPassword:
    return SetPassword("r-1", Secret("".join(HALVES)), None)


def test_the_search_finds_what_is_held() -> None:
    held = [call().password.reveal()]
    assert reachable() == 1
    held.clear()
    assert reachable() == 0


@pytest.mark.parametrize(
    "handler",
    [
        pytest.param(zoo.answering(zoo.reply(200, encoded(fakes.view()))), id="answered"),
        pytest.param(zoo.hanging_up, id="cut off"),
        pytest.param(zoo.mute_after_request, id="timed out"),
        pytest.param(zoo.answering(zoo.reply(200, b"{")), id="malformed"),
    ],
)
def test_a_call_leaves_nothing_behind(
    handler: zoo.Behaviour, authority: Authority, client: MakeBackend
) -> None:
    with zoo.serving(handler, authority.server()) as server:
        quick = handler is zoo.mute_after_request
        backend = client(server.address, timeouts=QUICK if quick else PATIENT)
        backend.perform(call(), "0" * 32)
        backend.forget()
    assert reachable() == 0
