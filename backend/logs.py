"""Structured logs: one JSON line an event on stderr, with a redaction that lets only known fields through."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import TextIO

import structlog

# A field that is not named here is replaced. Values of the first set are made by us and hold nothing typed.
OWN_FIELDS = frozenset(
    {
        "address", "attempt", "audit", "boot", "cause", "channel", "code", "command", "console", "count",
        "delivery", "directory", "error", "event", "fingerprint", "health", "institution", "kind", "late_ms",
        "level", "logger", "method", "ms", "operator", "outcome", "part", "place", "port", "reference",
        "request_id", "route", "setting", "signal", "stack", "staff", "station", "status", "step",
        "timestamp", "version", "work",
    }
)  # fmt: skip
# Values of these are shown after masking whatever looks like a number, code, address, hash or token.
MASKED_FIELDS = frozenset({"text"})
REDACTED = "[redacted]"
_SUSPICIOUS = re.compile(
    r"[^\s@'\"<>]+@[^\s@'\"<>]+"  # an address or identifier
    r"|\+?\d[\d\s().-]{4,}\d"  # a number or code
    r"|\b[0-9A-Fa-f]{16,}\b"  # a digest, nonce or key
    r"|[A-Za-z0-9+/_=-]{24,}"  # base64
    r"|\?\S+"  # a query string
)

Event = MutableMapping[str, object]


def configure(level: str, stream: TextIO = sys.stderr) -> None:
    """Send our events and those of every library through the same redaction, as JSON lines on `stream`."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        short_stack,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, library_text],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                drop_empty,
                redact,
                structlog.processors.JSONRenderer(sort_keys=True, ensure_ascii=True),
            ],
        )
    )
    logging.raiseExceptions = False  # a line that cannot be written is lost, and nothing else is printed
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("uvicorn", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # what matters of the rest we say ourselves
    for telling in ("urllib3", "apprise", "smpp"):
        # Their lines hold addresses with keys in them, numbers and texts.
        logging.getLogger(telling).setLevel(logging.CRITICAL)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)  # statements carry their parameters


def library_text(_logger: object, _method: str, event: Event) -> Event:
    """A library's sentence goes to `text`, where it is masked; the event is a name of ours."""
    event["text"] = str(event.get("event"))
    event["event"] = "library"
    return event


def short_stack(_logger: object, _method: str, event: Event) -> Event:
    """An exception becomes its type and places in the code; its text may hold what somebody typed."""
    told = event.pop("exc_info", None)
    error = sys.exc_info()[1] if told is True else told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__qualname__
        event["stack"] = [f"{frame.name} {frame.filename}:{frame.lineno}" for frame in frames]
        cause = error.__cause__ or error.__context__
        event["cause"] = type(cause).__qualname__ if cause is not None else None
    return event


def drop_empty(_logger: object, _method: str, event: Event) -> Event:
    return {key: value for key, value in event.items() if value is not None}


def redact(_logger: object, _method: str, event: Event) -> Event:
    """The second line behind `Secret`: unknown fields are replaced, free text is masked."""
    return {key: _shown(key, value) for key, value in event.items()}


def _shown(key: str, value: object) -> object:
    if key in MASKED_FIELDS:
        return _SUSPICIOUS.sub(REDACTED, str(value))
    if key not in OWN_FIELDS:
        return REDACTED
    if isinstance(value, list):
        return [str(item) for item in value]
    return value if isinstance(value, int | float | bool | str) else str(value)
