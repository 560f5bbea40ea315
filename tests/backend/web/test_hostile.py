"""Headers and connections of somebody who means harm."""

from __future__ import annotations

import contextlib
import socket
import ssl

import pytest

from tests.backend.web.stack import Stack
from tests.servers.station_client import Station

HOSTILE = {
    "Host": "evil.test",
    "X-Forwarded-Host": "evil.test",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/v1/heartbeats",
    "X-Rewrite-URL": "/v1/heartbeats",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": "host=evil.test;proto=http",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_target_comes_from_the_settings(station: Station, name: str) -> None:
    """A header changed on the way neither breaks a good signature nor bends what it covers."""
    request = station.prepare("GET", "/v1/station")
    request.headers[name] = HOSTILE[name]
    answer = station.send(request)
    assert answer.status_code == 200
    assert "evil" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "Forwarded"])
def test_a_signature_for_another_host_is_refused(stack: Stack, station: Station, name: str) -> None:
    """Signed for ``https://evil.test`` and sent here with the header to match."""
    elsewhere = Station("https://evil.test", stack.ca, station.key).prepare("GET", "/v1/station")
    elsewhere.url = f"{stack.address}/v1/station"
    elsewhere.headers[name] = HOSTILE[name]
    assert station.send(elsewhere).json()["code"] == "signature_invalid"


@pytest.mark.parametrize("host", ["a/v1/other?x", "a#b", "[::1", "a b", ""])
def test_a_host_that_is_no_host_changes_no_scope(stack: Stack, station: Station, host: str) -> None:
    request = station.prepare("POST", "/v1/resets/r1/approvals", {})
    request.headers["Host"] = host
    assert station.send(request).status_code in (200, 400)
    with stack.engine.connect() as connection:
        paths = connection.exec_driver_sql("SELECT path FROM web_intents").scalars().all()
    assert set(paths) <= {"/v1/resets/r1/approvals"}


def test_an_encoded_path_is_not_another_path(station: Station) -> None:
    """`%2F` in an id must not reach another route, and the signature covers the bytes as sent."""
    answer = station.get("/v1/resets/r1%2Fapprovals?after=0")
    assert answer.json()["code"] in ("not_found", "malformed", "reset_gone")


def test_a_second_signature_line_is_seen(stack: Stack, station: Station) -> None:
    """Two field lines of one name are one list (RFC 9110 section 5.3); the first alone would hide one."""
    request = station.prepare("GET", "/v1/station")
    other = station.signing(label="two").prepare("GET", "/v1/station")
    lines = [f"GET /v1/station HTTP/1.1\r\nHost: {stack.address[8:]}\r\nConnection: close"]
    for signed in (request, other):
        lines += [f"{name}: {signed.headers[name]}" for name in ("Signature-Input", "Signature")]
    assert b"signature_invalid" in raw(stack, ("\r\n".join(lines) + "\r\n\r\n").encode())


def raw(stack: Stack, sent: bytes) -> bytes:
    context = ssl.create_default_context(cafile=str(stack.ca))
    with (
        socket.create_connection(("127.0.0.1", stack.port), 20) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
    ):
        secure.sendall(sent)
        received = b""
        while chunk := secure.recv(65536):
            received += chunk
        return received


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"\x00\x01\x02\r\n\r\n",
    ],
)
def test_a_request_that_is_no_http_is_refused(stack: Stack, station: Station, sent: bytes) -> None:
    assert raw(stack, sent).startswith((b"HTTP/1.1 400", b"HTTP/1.1 404"))
    assert station.get("/v1/station").status_code == 200


def test_an_endless_head_is_cut_off(stack: Stack, station: Station) -> None:
    """The server may hang up before it has read everything, so that the answer is lost on the way."""
    with contextlib.suppress(ssl.SSLError, ConnectionError):
        assert raw(stack, b"GET /" + b"a" * 200_000).startswith(b"HTTP/1.1 400")
    assert station.get("/v1/station").status_code == 200


def test_plain_http_gets_nothing(stack: Stack, station: Station) -> None:
    with socket.create_connection(("127.0.0.1", stack.port), 20) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"HTTP" not in plain.recv(65536)
    assert station.get("/v1/station").status_code == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_refused(stack: Stack, version: ssl.TLSVersion) -> None:
    context = ssl.create_default_context(cafile=str(stack.ca))
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = version
    with pytest.raises(ssl.SSLError):
        connect(stack, context)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_new_tls_is_served(stack: Stack, version: ssl.TLSVersion) -> None:
    context = ssl.create_default_context(cafile=str(stack.ca))
    context.minimum_version = context.maximum_version = version
    assert connect(stack, context) == version.name.replace("_", ".")


@pytest.mark.parametrize("cipher", ["AES128-SHA", "aNULL", "DES-CBC3-SHA", "RC4-SHA"])
def test_weak_ciphers_are_refused(stack: Stack, cipher: str) -> None:
    context = ssl.create_default_context(cafile=str(stack.ca))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.set_ciphers(f"{cipher}:@SECLEVEL=0")
    except ssl.SSLError:
        return  # this build of OpenSSL does not even know it
    with pytest.raises(ssl.SSLError):
        connect(stack, context)


def test_a_certificate_of_another_ca_is_not_trusted(stack: Stack) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        connect(stack, ssl.create_default_context())


def test_a_name_the_certificate_does_not_bear_is_not_trusted(stack: Stack) -> None:
    context = ssl.create_default_context(cafile=str(stack.ca))
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        connect(stack, context, "repasse.example")


def connect(stack: Stack, context: ssl.SSLContext, name: str = "localhost") -> str | None:
    with (
        socket.create_connection(("127.0.0.1", stack.port), 20) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        return secure.version()
