"""What Graph says when it does not do what was asked, as data. Nothing of its texts is kept or logged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from backend.adapters.directories.entra.reading import Json, branch, parsed, rows, text

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,79}")
_ID = re.compile(r"[0-9a-fA-F-]{1,64}")
DEEPEST = 8


class FaultKind(Enum):
    NOT_FOUND = "not_found"
    REFUSED_PASSWORD = "refused_password"
    SYNCED = "synced"
    """The account is mastered on the premises: nothing of it is written here."""
    BAD_REQUEST = "bad_request"
    FORBIDDEN = "forbidden"
    """The application lacks a permission or a role, or the account is protected."""
    TOKEN = "token"
    """No token: certificate, tenant or application are not as configured, or the token was refused."""
    THROTTLED = "throttled"
    BUSY = "busy"
    """It said that it did not do it: 503, or a failure of a question."""
    LOST = "lost"
    """A write left and no trustworthy answer came: it may have been done."""
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """`codes` are Graph's own, from the outer error inwards; `request_id` is what its support asks for."""

    kind: FaultKind
    status: int = 0
    codes: tuple[str, ...] = ()
    request_id: str = ""
    cause: str = ""

    def told(self) -> str:
        """For the log and the operator."""
        parts = [self.kind.value, str(self.status or ""), *self.codes, self.cause]
        return " ".join(part for part in parts if part)


class GraphFailed(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.told())
        self.fault = fault


def fault_of(status: int, content: bytes) -> Fault:
    """The fault of an answer that is none of success, throttling or outage."""
    return fault_from(status, parsed(content))


def fault_from(status: int, body: Json) -> Fault:
    """The same from a body that is read already: an answer within a batch."""
    error = branch(body, "error")
    inner = branch(error, "innerError")
    found = text(inner, "request-id")
    return Fault(
        _kind(status, text(error, "message")),
        status,
        tuple(_codes(error)),
        found if _ID.fullmatch(found) else "",
    )


def _codes(error: Json) -> Iterator[str]:
    """The codes of the error, of its details and of the errors inside it."""
    for _ in range(DEEPEST):
        if not error:
            return
        told = [text(error, "code"), *(text(one, "code") for one in rows(error, "details"))]
        yield from (code for code in told if _CODE.fullmatch(code))
        error = branch(error, "innerError") or branch(error, "innererror")


def _kind(status: int, message: str) -> FaultKind:
    """Graph gives one code for several things: only the text tells a refused password from the rest."""
    said = message.casefold()
    match status:
        case 400 if "on-premises" in said or "directory sync" in said:
            return FaultKind.SYNCED
        case 400 if "password" in said:
            return FaultKind.REFUSED_PASSWORD
        case 401:
            return FaultKind.TOKEN
        case 403:
            return FaultKind.FORBIDDEN
        case 404:
            return FaultKind.NOT_FOUND
        case 429:
            return FaultKind.THROTTLED
        case _ if status >= 500:
            return FaultKind.BUSY
        case _ if 400 <= status < 500:
            return FaultKind.BAD_REQUEST
        case _:
            return FaultKind.UNREADABLE
