"""What every channel must do. A test module subclasses a contract and gives its fixtures."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Protocol

import pytest

from backend.core.ports import CallEnd, CallScript, Message, MessageChannel, Sent
from backend.core.secret import Secret
from tests.backend.contracts.fakes import START

MESSAGE = Message("m1", Secret("+32470123423"), "fr", "", Secret("Votre code est 1234 5678"))
SCRIPT = CallScript(
    id="c1",
    destination=Secret("+32470123423"),
    language="fr",
    greeting="Bonjour.",
    digit="4",
    code_text=Secret("1, 2, 3, 4. 5, 6, 7, 8."),
    expires_at=START + timedelta(minutes=10),
)


class Inbox(Protocol):
    """What has been delivered: (destination, body) pairs, oldest first."""

    def __call__(self) -> list[tuple[str, str]]: ...


def assert_silent(log: str, message: Message) -> None:
    """Neither where it went nor what it said."""
    told = (message.destination.reveal().removeprefix("+32"), "1234 5678", "12345678")
    assert not [text for text in told if text in log]


class MessageChannelContract:
    """Fixtures: `channel`, `inbox` of that channel, and `broken`, a channel that cannot deliver.

    `message` is what is sent; a channel that sends elsewhere than to a number has its own.
    """

    message: Message = MESSAGE

    def test_delivers_what_was_given(self, channel: MessageChannel, inbox: Inbox) -> None:
        assert channel.send(self.message) in (Sent.ACCEPTED, Sent.DELIVERED)
        assert inbox() == [(self.message.destination.reveal(), self.message.body.reveal())]

    def test_the_same_id_is_delivered_once(self, channel: MessageChannel, inbox: Inbox) -> None:
        assert {channel.send(self.message) for _ in range(3)} <= {Sent.ACCEPTED, Sent.DELIVERED}
        assert len(inbox()) == 1

    def test_a_failure_is_told_and_shows_nothing(
        self, broken: MessageChannel, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            assert broken.send(self.message) in (Sent.DEFERRED, Sent.FAILED)
        assert_silent(caplog.text, self.message)

    def test_a_success_shows_nothing_either(
        self, channel: MessageChannel, inbox: Inbox, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            channel.send(self.message)
            inbox()
        assert_silent(caplog.text, self.message)


class Dial(Protocol):
    """Calls with `script` while somebody presses `keys`, one after the other (``h`` hangs up)."""

    def __call__(self, script: CallScript, keys: str) -> CallEnd: ...


class CallChannelContract:
    """Fixtures: `dial`."""

    @pytest.mark.parametrize(
        ("keys", "end"),
        [
            ("4", CallEnd.PROVED),
            ("04", CallEnd.PROVED),
            ("514", CallEnd.PROVED),
            ("*#4", CallEnd.PROVED),
            ("9", CallEnd.NOT_ME),
            ("59", CallEnd.NOT_ME),
            ("5554", CallEnd.WRONG),
            ("h", CallEnd.NO_ANSWER),
            ("0h", CallEnd.HEARD),
            ("05h", CallEnd.HEARD),
            ("", CallEnd.NO_ANSWER),
            ("00", CallEnd.HEARD),
        ],
    )
    def test_keys_decide_how_it_ends(self, dial: Dial, keys: str, end: CallEnd) -> None:
        assert dial(SCRIPT, keys) is end
