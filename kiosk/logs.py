"""The station's log: one JSON line an event, on standard error or in files, without anything about a person.

A line holds an event's name and the fields that its place in the code chose; never the text of an
exception or of another library, which may quote what was typed.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

import platformdirs

from kiosk.adapters.references import new_reference

OWN = "kiosk"
_LONGEST = 200
FILE_BYTES = 1 << 20
OLD_FILES = 4


class JsonLines(logging.Formatter):
    """Formats our records with their fields, and of any other logger only where it spoke."""

    def format(self, record: logging.LogRecord) -> str:
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name == OWN or record.name.startswith(OWN + "."):
            line["event"] = str(record.msg)
            line = _fields(record) | line
        else:
            line["event"] = "library"
            line["at"] = f"{record.module}:{record.lineno}"
        return json.dumps(line, ensure_ascii=False)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    fields = getattr(record, "fields", {})
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value)[:_LONGEST]


def set_up(stream: IO[str] | None = None, folder: Path | None = None) -> None:
    """Send the log to one place and nowhere else.

    Args:
        stream: where to; standard error unless given, which journald keeps.
        folder: keeps it in files instead, of which old ones go.
    """
    handler = logging.StreamHandler(stream or sys.stderr) if folder is None else _files(folder)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OWN).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a line that cannot be written is lost, and nothing else is printed


def _files(folder: Path) -> logging.Handler:
    """A station whose log cannot be written works all the same."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return RotatingFileHandler(
            folder / "station.log", maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()


def own_folder() -> Path:
    """Where this user's programs keep their logs on this system."""
    return platformdirs.user_log_path("repasse-station", appauthor=False)


def note(event: str, **fields: str | int | bool | list[str]) -> None:
    """Log `event` of the program itself; fields must say nothing of a person."""
    logging.getLogger(OWN).info(event, extra={"fields": fields})


def report(error: BaseException) -> str:
    """Log an unexpected exception under a new reference, and return that.

    Types and places only: neither messages nor local values, which may hold what was typed.
    """
    reference = new_reference()
    fields = {"reference": reference, "error": type(error).__name__, "trace": _places(error.__traceback__)}
    logging.getLogger(OWN).critical("crashed", extra={"fields": fields})
    return reference


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace, limit=-12)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
