"""Calls through a provider with Twilio's voice API: what is asked, said, believed and told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from backend.adapters.channels.twilio import LOOK, TwilioCalls
from backend.core.call_log import CallLog, History
from backend.core.ports import CallEnd, CallScript
from backend.core.secret import Secret
from backend.core.store import StoreUnavailable
from tests.backend.contracts.channels import SCRIPT, CallChannelContract, Dial
from tests.backend.leaf.calling import HOOKS, Exchange, dialled
from tests.servers.ports import closed_port
from tests.servers.silence import dripping_server, mute_server
from tests.servers.voice_provider import SENDER, VoiceProvider

Both = tuple[Exchange, VoiceProvider]
CODE = "1, 2, 3, 4."


@dataclass
class Away:
    """A call log, read by `history`."""

    inside: CallLog
    history: Callable[[str], History]

    def placed(self, call: str, name: str) -> None:
        self.inside.placed(call, name)

    def settle(self, call: str, end: CallEnd) -> CallEnd:
        return self.inside.settle(call, end)


class TestTwilioCalls(CallChannelContract):
    @pytest.fixture
    def dial(self, both: Both) -> Dial:
        def dial(script: CallScript, keys: str) -> CallEnd:
            assert script == SCRIPT
            return dialled(*both, keys)

        return dial


# --- what is asked and said ---------------------------------------------------------------------


def test_the_order(both: Both) -> None:
    dialled(*both, "4")
    order = both[1].line.order
    assert (order["To"], order["From"], order["MachineDetection"]) == (
        SCRIPT.destination.reveal(),
        SENDER,
        "Enable",
    )
    assert order["Url"] == f"{HOOKS}/twilio/c1/answer"
    assert int(order["Timeout"]) == 30
    assert int(order["TimeLimit"]) == 600
    assert "1, 2, 3" not in str(order)


def test_the_code_is_said_twice_in_halves_in_the_persons_language_after_a_key(both: Both) -> None:
    assert dialled(*both, "0h") is CallEnd.HEARD
    line = both[1].line
    assert line.said == ["Bonjour.", "Bonjour.", *["1, 2, 3, 4.", "5, 6, 7, 8."] * 2]
    assert line.tongues == {"fr-FR"}


def test_a_greeting_cannot_become_markup(both: Both) -> None:
    both[0].scripts["c1"] = replace(SCRIPT, greeting='<Dial>"A" & B</Dial>', language="xx")
    dialled(*both, "h")
    assert both[1].line.said[0] == '<Dial>"A" & B</Dial>'


@pytest.mark.parametrize("by", ["machine_start", "machine_end_beep", "fax"])
def test_nothing_is_said_to_a_voicemail(both: Both, by: str) -> None:
    both[1].taken_by = by
    assert dialled(*both, "0") is CallEnd.NO_ANSWER
    assert both[1].line.said == []


def test_a_voicemail_that_is_not_detected_hears_no_secret(both: Both) -> None:
    both[1].taken_by = "unknown"
    assert dialled(*both, "h") is CallEnd.NO_ANSWER
    assert set(both[1].line.said) == {"Bonjour."}


# --- what goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "end"),
    [("busy", CallEnd.NO_ANSWER), ("no-answer", CallEnd.NO_ANSWER), ("failed", CallEnd.FAILED)],
)
@pytest.mark.parametrize("reports", [True, False])
def test_how_a_call_that_nobody_took_ends(both: Both, by: str, end: CallEnd, reports: bool) -> None:
    both[1].taken_by, both[1].reports = by, reports
    assert dialled(*both, "") is end
    assert both[0].clock.now() < SCRIPT.expires_at - timedelta(minutes=5)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503, 200, 302])
def test_a_provider_that_refuses(both: Both, status: int, caplog: pytest.LogCaptureFixture) -> None:
    both[1].refusal = status, b'{"code": 21211, "message": "not valid: +32470123423"}'
    with caplog.at_level(logging.DEBUG):
        assert dialled(*both, "4") is CallEnd.FAILED
    assert "32470123423" not in caplog.text
    assert (status in {200, 302}) or f"answered {status}, error 21211" in caplog.text


def test_a_provider_that_is_not_there(both: Both) -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    calls = TwilioCalls(both[0].settings(url), both[0].log, both[0].clock, HOOKS)
    assert calls.call(SCRIPT) is CallEnd.FAILED


def test_a_provider_that_hangs_costs_its_patience(both: Both) -> None:
    at, second = both[0], timedelta(seconds=1)
    with mute_server() as mute, dripping_server() as dripping:
        for port in (mute, dripping):
            settings = at.settings(f"http://127.0.0.1:{port}", wait=second, patience=second)
            assert TwilioCalls(settings, at.log, at.clock, HOOKS).call(SCRIPT) is CallEnd.FAILED


def test_a_provider_that_dies_with_the_call_is_noticed(both: Both) -> None:
    at, provider = both
    provider.taken_by = "ringing"
    begun = at.clock.now()

    def sleep(seconds: float) -> None:
        at.clock.sleep(max(seconds, 1.0))
        provider.turn()
        provider.refusal = 503, b""

    calls = TwilioCalls(at.settings(provider.url), at.log, at.clock, HOOKS, sleep)
    assert calls.call(SCRIPT) is CallEnd.FAILED
    assert at.clock.now() - begun < 5 * LOOK


def test_a_call_that_never_ends_is_ended(both: Both) -> None:
    both[1].taken_by = "ringing"
    assert dialled(*both, "") is CallEnd.NO_ANSWER
    assert both[1].line.status == "completed"


def test_closing_ends_it_soon(both: Both) -> None:
    at, provider = both
    provider.taken_by = "ringing"
    calls = at.calls(provider)
    calls.close()
    assert calls.call(SCRIPT) is CallEnd.NO_ANSWER
    assert provider.line.status == "completed"


def test_a_second_caller_goes_on_with_the_call_of_one_that_died(both: Both) -> None:
    at, provider = both

    class Killed(BaseException):
        pass

    def die(_seconds: float) -> None:
        raise Killed

    with pytest.raises(Killed):
        TwilioCalls(at.settings(provider.url), at.log, at.clock, HOOKS, die).call(SCRIPT)
    assert dialled(at, provider, "4") is CallEnd.PROVED
    assert dialled(at, provider, "") is CallEnd.PROVED
    assert len(provider.lines) == 1


def test_a_call_that_cannot_be_kept_is_ended(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    at, provider = both

    def down(_call: str, _name: str) -> None:
        raise StoreUnavailable("down")

    monkeypatch.setattr(at.log, "placed", down)
    assert dialled(at, provider, "4") is CallEnd.FAILED
    assert provider.line.status == "completed"


def test_a_database_that_is_away_for_a_moment_ends_no_call(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, provider = both
    history, asked = at.log.history, iter([False, True, True, True])

    def now_and_then(call: str) -> History:
        if next(asked, False):
            raise StoreUnavailable("down")
        return history(call)

    calls = at.calls(provider)
    monkeypatch.setattr(calls, "_log", Away(at.log, now_and_then))
    provider.keys = ["4"]
    assert calls.call(SCRIPT) is CallEnd.PROVED


@pytest.mark.parametrize("number", ["+3247 0", "sip:x@y", "", "0470123423"])
def test_only_a_number_is_called(both: Both, number: str) -> None:
    script = replace(SCRIPT, destination=Secret(number))
    assert both[0].calls(both[1]).call(script) is CallEnd.FAILED
    assert both[1].asked == 0


def test_nothing_is_placed_in_the_last_seconds(both: Both) -> None:
    both[0].clock.sleep(590)
    assert dialled(*both, "4") is CallEnd.FAILED
    assert both[1].asked == 0


def test_no_log_holds_number_or_code(both: Both, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        dialled(*both, "04")
    assert not [text for text in ("32470123423", "1, 2, 3", "t0ken") if text in caplog.text]


def test_what_is_sent_is_a_form(both: Both) -> None:
    dialled(*both, "4")
    assert dict(parse_qsl(both[1].line.sent[0][1].decode()))["AnsweredBy"] == "human"
