"""The log says where, when and what kind; never what was typed."""

from __future__ import annotations

import errno
import io
import json
import logging
from collections.abc import Iterator

import pytest

from kiosk import logs

SECRET = "Vélo-Bleu-77"  # in every test, what must not show


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    told, raising = io.StringIO(), logging.raiseExceptions
    logs.set_up(told)
    yield told
    logging.raiseExceptions = raising
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


class FullDisk(io.StringIO):
    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("stream")
def test_a_line_that_cannot_be_written_is_lost_and_nothing_else_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up(FullDisk())
    logs.note("started", version="1")
    assert capsys.readouterr() == ("", "")


def test_our_events_have_their_fields(stream: io.StringIO) -> None:
    logs.note("started", version="1.2.3", boot=7)
    (line,) = lines(stream)
    assert line["event"] == "started"
    assert (line["version"], line["boot"], line["level"]) == ("1.2.3", 7, "info")
    assert str(line["time"]).endswith("+00:00")


def test_a_library_is_named_and_not_quoted(stream: io.StringIO) -> None:
    logging.getLogger("library.pool").warning("Retrying %s", SECRET)
    (line,) = lines(stream)
    assert line["logger"] == "library.pool"
    assert SECRET not in stream.getvalue()


def test_a_warning_is_not_quoted(stream: io.StringIO) -> None:
    logging.getLogger("py.warnings").warning(SECRET)
    assert SECRET not in stream.getvalue()


def fail(typed: str) -> None:
    raise ValueError(typed)


@pytest.mark.logs_errors
def test_a_crash_has_types_and_places_only(stream: io.StringIO) -> None:
    try:
        fail(SECRET)
    except ValueError as error:
        reference = logs.report(error)
    (line,) = lines(stream)
    assert line["reference"] == reference
    assert line["error"] == "ValueError"
    assert "fail" in str(line["trace"])
    assert SECRET not in stream.getvalue()


@pytest.mark.logs_errors
def test_an_exception_handed_to_logging_is_not_written(stream: io.StringIO) -> None:
    try:
        fail(SECRET)
    except ValueError:
        logging.getLogger("kiosk.x").exception("went_wrong")
    assert SECRET not in stream.getvalue()


def test_a_line_is_a_line(stream: io.StringIO) -> None:
    logs.note("odd", text="two\nlines\x00" + "x" * 1000)
    (line,) = lines(stream)
    assert len(str(line["text"])) == 200


def test_a_field_cannot_replace_the_frame(stream: io.StringIO) -> None:
    logging.getLogger("kiosk").info("x", extra={"fields": {"time": "never", "level": "none"}})
    (line,) = lines(stream)
    assert line["time"] != "never"
    assert line["level"] == "info"
