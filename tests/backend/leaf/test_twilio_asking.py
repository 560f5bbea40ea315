"""Who may ask on a provider's behalf, with Twilio's signatures: forged, replayed and malformed requests."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from backend.core.ports import CallEnd
from backend.core.secret import Secret
from backend.web.reports.twilio import signature
from tests.backend.contracts.channels import SCRIPT
from tests.backend.leaf.calling import HOOKS, Exchange, dialled
from tests.servers.voice_provider import ACCOUNT, VoiceProvider, signed

Both = tuple[Exchange, VoiceProvider]
CODE = "1, 2, 3, 4."


def test_the_signature_is_that_of_the_documentation() -> None:
    told = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234"}
    told |= {"From": "+14158675309", "To": "+18005551212"}
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature(url, told, Secret("12345")) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def _ask(at: Exchange, what: str, told: dict[str, str], shown: str | None = None, **more: str) -> int:
    url = f"{HOOKS}/twilio/c1/{what}"
    headers = {"X-Twilio-Signature": signed(url, told) if shown is None else shown}
    return at.ask(url, urlencode(told).encode(), headers | more).status_code


OVER = {"AccountSid": ACCOUNT, "CallStatus": "failed", "CallSid": "CA1"}


def test_only_the_account_may_report(both: Both) -> None:
    at, _ = both
    for shown in ("", "x", signed(f"{HOOKS}/twilio/c1/status", OVER, "another token")):
        assert _ask(at, "status", OVER, shown) == 403
    assert _ask(at, "status", OVER | {"AccountSid": "ACother"}) == 403
    assert at.log.history("c1").steps == ()
    assert _ask(at, "status", OVER) == 204
    assert at.log.history("c1").end is CallEnd.FAILED


@pytest.mark.parametrize("host", ["repasse.example.org", "repasse.example.org:8446"])
def test_the_address_comes_from_the_settings_with_or_without_its_port(both: Both, host: str) -> None:
    shown = signed(f"https://{host}/twilio/c1/status", OVER)
    assert _ask(both[0], "status", OVER, shown) == 204


def test_the_address_is_never_taken_from_a_header(both: Both) -> None:
    elsewhere = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    shown = signed("https://evil.example/twilio/c1/status", OVER)
    assert _ask(both[0], "status", OVER, shown, **elsewhere) == 403


@pytest.mark.parametrize(
    "body", [b"", b"=", b"\xff", b"AccountSid=%ff", b"A=1&A=2", b"A=" + b"x" * 20_000, b"A=1&" * 200]
)
def test_what_is_no_form_is_refused(both: Both, body: bytes) -> None:
    assert both[0].ask(f"{HOOKS}/twilio/c1/answer", body, {}).status_code == 403


def test_a_signed_query_is_refused(both: Both) -> None:
    assert _ask(both[0], "status?x=1", OVER) == 403


@pytest.mark.parametrize(("number", "key"), [("0", "4"), ("x", "4"), ("1", "44"), ("1", "")])
def test_what_is_no_key_is_refused(both: Both, number: str, key: str) -> None:
    assert _ask(both[0], f"key/{number}", {"AccountSid": ACCOUNT, "Digits": key}) == 404


def test_replays_are_harmless(both: Both) -> None:
    """Everything that was sent, sent again in every state of the call: no code, and nothing changes."""
    at, provider = both
    assert dialled(at, provider, "0514") is CallEnd.PROVED
    steps = at.log.history("c1").steps
    for url, body, headers in provider.line.sent:
        assert CODE not in at.ask(url, body, headers).text
    assert at.log.history("c1").steps == steps


def test_a_key_that_is_told_twice_counts_once_and_hears_no_code_twice(both: Both) -> None:
    at = both[0]
    at.log.placed("c1", "CA" + "0" * 30)
    told = {"AccountSid": ACCOUNT, "Digits": "0"}
    url = f"{HOOKS}/twilio/c1/key/1"
    first, second = (
        at.ask(url, urlencode(told).encode(), {"X-Twilio-Signature": signed(url, told)}) for _ in "12"
    )
    assert CODE in first.text
    assert CODE not in second.text
    assert "/key/2" in second.text
    assert at.log.history("c1").keys == ("0",)


def test_a_call_that_is_worth_nothing_any_more_says_nothing(both: Both) -> None:
    both[0].scripts.clear()
    assert dialled(*both, "0") is CallEnd.NO_ANSWER
    assert both[1].line.said == []


def test_what_the_database_says_without_the_key_is_not_believed(both: Both) -> None:
    at, _ = both
    at.log.settle("c1", CallEnd.PROVED)
    with at.store.writing() as tx:
        (proved,) = tx.call_steps.of("c1")
        assert tx.call_steps.add(replace(proved, number=2))
    assert _ask(at, "answer", {"AccountSid": ACCOUNT, "CallSid": "CA1"}) == 200
    assert at.calls(both[1]).call(SCRIPT) is CallEnd.FAILED
