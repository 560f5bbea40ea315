"""Each way a server can fail ends in the documented kind of fault, within the deadline."""

from __future__ import annotations

import json
import ssl
import time
from pathlib import Path

import pytest

from kiosk.adapters.faults import _BY_CODE
from kiosk.adapters.http_backend import HttpBackend, Machine
from kiosk.adapters.transport import trust
from kiosk.core.effects import FetchStation, PollReset
from kiosk.core.results import Failed, FaultKind, Result
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.conftest import PATIENT, QUICK, FixedClock, MakeBackend, MemoryKey
from tests.servers.ports import closed_port

INTENT = "0" * 32
SLOW = (zoo.mute_after_request, zoo.dripping_body, zoo.dripping_headers)
"""They would go on for ever."""
SLACK = 30.0


def kind_of(result: Result) -> FaultKind:
    assert isinstance(result, Failed)
    assert len(result.reference) == 8
    return result.kind


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        pytest.param(zoo.mute_after_request, FaultKind.UNREACHABLE, id="accepts and says nothing"),
        pytest.param(zoo.hanging_up, FaultKind.UNREACHABLE, id="hangs up"),
        pytest.param(zoo.cut_short, FaultKind.UNREACHABLE, id="cut short"),
        pytest.param(zoo.dripping_body, FaultKind.UNREACHABLE, id="slow body"),
        pytest.param(zoo.dripping_headers, FaultKind.UNREACHABLE, id="slow headers"),
        pytest.param(zoo.huge, FaultKind.MALFORMED, id="endless body"),
        pytest.param(zoo.answering(zoo.reply(200, b"{nonsense")), FaultKind.MALFORMED, id="garbage"),
        pytest.param(zoo.answering(zoo.reply(200, b"\xff\xfe")), FaultKind.MALFORMED, id="not text"),
        pytest.param(zoo.answering(zoo.reply(200, b"[" * 100_000)), FaultKind.MALFORMED, id="deep"),
        pytest.param(zoo.answering(zoo.reply(200, b"{}")), FaultKind.MALFORMED, id="empty object"),
        pytest.param(zoo.answering(zoo.reply(204, b"")), FaultKind.MALFORMED, id="no content"),
        pytest.param(zoo.answering(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), FaultKind.UNREACHABLE, id="not HTTP"),
        pytest.param(
            zoo.answering(zoo.reply(200, b"<html>", "text/html")), FaultKind.MALFORMED, id="a log-in page"
        ),
        pytest.param(
            zoo.answering(zoo.reply(502, b"<html>", "text/html")), FaultKind.UNAVAILABLE, id="a proxy's page"
        ),
        pytest.param(
            zoo.answering(zoo.reply(500, b"{", "application/problem+json")),
            FaultKind.UNAVAILABLE,
            id="a broken problem",
        ),
    ],
)
def test_misbehaviour(
    handler: zoo.Behaviour, kind: FaultKind, authority: Authority, client: MakeBackend
) -> None:
    with zoo.serving(handler, authority.server()) as server:
        backend = client(server.address, timeouts=QUICK if handler in SLOW else PATIENT)
        begun = time.monotonic()
        result = backend.perform(FetchStation(), INTENT)
        took = time.monotonic() - begun
    assert kind_of(result) is kind
    assert took < SLACK


def test_no_handshake_ends_within_the_connect_timeout(client: MakeBackend) -> None:
    with zoo.serving(zoo.silent, None) as server:
        backend = client(server.address, timeouts=QUICK)
        assert kind_of(backend.perform(FetchStation(), INTENT)) is FaultKind.UNREACHABLE


def test_closed_port(client: MakeBackend) -> None:
    result = client(f"https://127.0.0.1:{closed_port()}").perform(FetchStation(), INTENT)
    assert kind_of(result) is FaultKind.UNREACHABLE


def test_unknown_name(client: MakeBackend) -> None:
    result = client("https://no-such-host.invalid").perform(FetchStation(), INTENT)
    assert kind_of(result) is FaultKind.UNREACHABLE


def test_a_redirect_is_not_followed(authority: Authority, client: MakeBackend) -> None:
    with zoo.serving(zoo.answering(zoo.reply(200, b"{}")), authority.server()) as target:
        moved = zoo.reply(302, b"", "text/html", f"Location: {target.address}/v1/station")
        with zoo.serving(zoo.answering(moved), authority.server()) as server:
            result = client(server.address).perform(FetchStation(), INTENT)
        assert target.connections == 0
    assert kind_of(result) is FaultKind.MALFORMED


# --- TLS ----------------------------------------------------------------------------------------


def outcome_with(tls: ssl.SSLContext, client: MakeBackend, ca_file: Path | None = None) -> FaultKind:
    with zoo.serving(zoo.answering(zoo.problem(503, "unavailable")), tls) as server:
        return kind_of(client(server.address, ca_file).perform(FetchStation(), INTENT))


def test_the_pinned_authority_is_accepted(authority: Authority, client: MakeBackend) -> None:
    assert outcome_with(authority.server(), client) is FaultKind.UNAVAILABLE


def test_another_authority(tmp_path: Path, client: MakeBackend) -> None:
    other = Authority.make(tmp_path, "Other CA")
    assert outcome_with(other.server(), client) is FaultKind.TLS


def test_an_authority_of_the_same_name(tmp_path: Path, client: MakeBackend) -> None:
    folder = tmp_path / "twin"
    folder.mkdir()
    assert outcome_with(Authority.make(folder).server(), client) is FaultKind.TLS


def test_an_expired_certificate(authority: Authority, client: MakeBackend) -> None:
    assert outcome_with(authority.server(expired=True), client) is FaultKind.CERTIFICATE_TIME


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "other.example"])
def test_a_certificate_for_another_host(host: str, authority: Authority, client: MakeBackend) -> None:
    assert outcome_with(authority.server(host), client) is FaultKind.TLS


def test_a_server_without_tls(client: MakeBackend) -> None:
    with zoo.serving(zoo.speaking_plainly, None) as server:
        assert kind_of(client(server.address).perform(FetchStation(), INTENT)) is FaultKind.TLS


def test_less_than_tls_1_2_is_refused() -> None:
    assert trust(None).minimum_version is ssl.TLSVersion.TLSv1_2


def test_session_keys_are_never_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert trust(None).keylog_filename is None


# --- problem documents --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (413, "too_large", FaultKind.REJECTED),
        (401, "key_unknown", FaultKind.KEY_UNKNOWN),
        (403, "key_withdrawn", FaultKind.KEY_WITHDRAWN),
        (403, "network_refused", FaultKind.NETWORK_REFUSED),
        (401, "signature_invalid", FaultKind.REJECTED),
        (401, "replayed", FaultKind.REJECTED),
        (409, "idempotency_conflict", FaultKind.REJECTED),
        (422, "malformed", FaultKind.REJECTED),
        (404, "reset_gone", FaultKind.RESET_GONE),
        (409, "not_allowed", FaultKind.NOT_ALLOWED),
        (503, "unavailable", FaultKind.UNAVAILABLE),
        (404, "not_found", FaultKind.REJECTED),
        (418, "something_new", FaultKind.REJECTED),
        (599, "something_new", FaultKind.UNAVAILABLE),
    ],
)
def test_a_problem_keeps_the_backends_reference(
    status: int, code: str, kind: FaultKind, authority: Authority, client: MakeBackend
) -> None:
    with zoo.serving(zoo.answering(zoo.problem(status, code)), authority.server()) as server:
        result = client(server.address).perform(FetchStation(), INTENT)
    assert result == Failed(kind, "ABCD3467")


def test_every_code_of_the_protocol_page_is_mapped() -> None:
    page = Path("docs/protocol.md").read_text(encoding="utf-8")
    table = page.partition("## Errors")[2].partition("## Calls")[0]
    rows = (line for line in table.splitlines() if line.startswith(("| 4", "| 5")))
    codes = {row.split("`")[1] for row in rows}
    assert codes == set(_BY_CODE)


def test_clock_skew_is_positive_when_the_station_is_ahead(
    authority: Authority, client: MakeBackend, clock: FixedClock
) -> None:
    skewed = zoo.problem(401, "clock_skew", server_time=int(clock.now) - 90)
    with zoo.serving(zoo.answering(skewed), authority.server()) as server:
        result = client(server.address).perform(FetchStation(), INTENT)
    assert result == Failed(FaultKind.CLOCK_SKEW, "ABCD3467", 90)


# --- aborting -----------------------------------------------------------------------------------


def test_a_fault_is_logged_without_address_or_body(
    authority: Authority, client: MakeBackend, caplog: pytest.LogCaptureFixture
) -> None:
    with zoo.serving(zoo.hanging_up, authority.server()) as server:
        result = client(server.address).perform(PollReset("very-secret-reset", 4), INTENT)
    assert isinstance(result, Failed)
    (record,) = (one for one in caplog.records if one.name.startswith("kiosk"))
    told = json.dumps({name: repr(value) for name, value in vars(record).items()})
    assert result.reference in told
    assert "very-secret-reset" not in told
    assert "127.0.0.1" not in told


def test_no_other_authority_joins_the_pinned_one(
    authority: Authority, key: MemoryKey, clock: FixedClock
) -> None:
    """`requests` would load its own bundle into the context it was given."""
    context = trust(authority.file)
    with zoo.serving(zoo.answering(zoo.problem(503, "unavailable")), authority.server()) as server:
        backend = HttpBackend(server.address, context, key, clock, Machine("1", 1), timeouts=PATIENT)
        backend.perform(FetchStation(), INTENT)
        backend.close()
    assert len(context.get_ca_certs()) == 1
