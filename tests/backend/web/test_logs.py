"""The redaction: what somebody typed never reaches the log, whoever logs it."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
import structlog

from backend import logs
from backend.core.secret import Secret
from tests.backend.web.stack import Stack
from tests.servers.station_client import Station, pad

TYPED = "hunter2-Bateau-77"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    text = io.StringIO()
    logs.configure("debug", text)
    yield text
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_json_line(stream: io.StringIO) -> None:
    structlog.stdlib.get_logger("repasse.test").info("ready", address="https://127.0.0.1:1")
    (line,) = lines(stream)
    assert line["event"] == "ready"
    assert line["address"] == "https://127.0.0.1:1"
    assert {"timestamp", "level", "logger"} <= set(line)


@pytest.mark.parametrize("key", ["password", "body", "destination", "identifier", "anything", "token", "url"])
def test_a_field_nobody_declared_is_redacted(stream: io.StringIO, key: str) -> None:
    structlog.stdlib.get_logger("repasse.test").info("ready", **{key: TYPED})
    assert TYPED not in stream.getvalue()
    assert lines(stream)[0][key] == logs.REDACTED


def test_a_secret_shows_nothing_even_where_fields_are_free(stream: io.StringIO) -> None:
    structlog.stdlib.get_logger("repasse.test").info("ready", place=Secret(TYPED))
    assert TYPED not in stream.getvalue()


@pytest.mark.parametrize(
    "leak",
    [
        "sent to +32 470 12 34 23",
        "code 12345678",
        "from francisco@example.org",
        "sig MEUCIQDx0vJ3hQkz7Qyq8w9Zl1cB5n4=",
        "key 9f86d081884c7d659a2feaa0c55ad015",
        "GET /join?token=abc",
    ],
)
def test_a_library_that_says_too_much_is_masked(stream: io.StringIO, leak: str) -> None:
    logging.getLogger("somelib").warning("oops: %s", leak)
    (line,) = lines(stream)
    assert line["event"] == "library"
    assert logs.REDACTED in str(line["text"])
    assert leak.partition(" ")[2] not in stream.getvalue()


@pytest.mark.logs_errors
def test_an_exception_keeps_its_text_to_itself(stream: io.StringIO) -> None:
    try:
        int(TYPED)
    except ValueError:
        logging.getLogger("somelib").exception("failed")
        structlog.stdlib.get_logger("repasse.test").exception("background_failed", part="postman")
    assert TYPED not in stream.getvalue()
    for line in lines(stream):
        assert line["error"] == "ValueError"
        assert "test_logs.py" in str(line["stack"])


def wait_for(stream: io.StringIO, text: str) -> None:
    """The access log is written after the answer has left."""
    end = time.monotonic() + 60
    while text not in stream.getvalue():
        assert time.monotonic() < end, stream.getvalue()
        time.sleep(0.02)


@pytest.mark.logs_errors
def test_a_whole_request_leaves_no_trace_of_what_was_typed(
    stream: io.StringIO, stack: Stack, station: Station
) -> None:
    body = {"identifier": "knownperson", "password": TYPED, "language": "fr", "pad": pad()}
    assert station.post("/v1/sign-ins", body).status_code == 200
    stack.desk.error = ZeroDivisionError(TYPED)
    request = station.prepare("POST", "/v1/sign-ins", body)
    reference = station.send(request).json()["reference"]
    wait_for(stream, '"status": 503')
    text = stream.getvalue()
    for secret in (TYPED, "knownperson", str(request.headers["Signature"]), str(body["pad"])):
        assert secret not in text
    told = [line for line in lines(stream) if line.get("reference") == reference]
    assert {line["event"] for line in told} == {"request", "unknown_error"}
    (access,) = (line for line in told if line["event"] == "request")
    assert access["route"] == "/v1/sign-ins"
    assert access["station"] == "s1"
    assert access["status"] == 503


def test_ids_and_queries_stay_out_of_the_access_log(stream: io.StringIO, station: Station) -> None:
    station.get("/v1/resets/r1?after=0")
    wait_for(stream, "/v1/resets/{reset_id}")
    assert "after" not in stream.getvalue()
