"""Problem documents (RFC 9457) of the station API: the closed list of `docs/protocol.md`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import Enum

from fastapi.responses import JSONResponse
from pydantic import BaseModel

MEDIA_TYPE = "application/problem+json"
# Letters and digits that are not taken for one another when read aloud.
SPEAKABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Code(Enum):
    """Every code a station may meet, with its status and title."""

    TOO_LARGE = ("too_large", 413, "The request is too large")
    KEY_UNKNOWN = ("key_unknown", 401, "No station has this key")
    KEY_WITHDRAWN = ("key_withdrawn", 403, "The key of this station is withdrawn")
    NETWORK_REFUSED = ("network_refused", 403, "The station is tied to another network")
    SIGNATURE_INVALID = ("signature_invalid", 401, "The signature does not hold")
    CLOCK_SKEW = ("clock_skew", 401, "The clock of the station is wrong")
    REPLAYED = ("replayed", 401, "This request was seen before")
    IDEMPOTENCY_CONFLICT = ("idempotency_conflict", 409, "The same key came with another body")
    MALFORMED = ("malformed", 422, "The request is not of the documented form")
    RESET_GONE = ("reset_gone", 404, "No live reset of that id at this station")
    NOT_ALLOWED = ("not_allowed", 409, "The facts do not allow this step")
    UNAVAILABLE = ("unavailable", 503, "Something behind the backend does not answer")
    NOT_FOUND = ("not_found", 404, "No such route")

    def __init__(self, code: str, status: int, title: str) -> None:
        self.code = code
        self.status = status
        self.title = title


class ProblemDocument(BaseModel):
    """The body of every error, for the OpenAPI document."""

    type: str
    title: str
    status: int
    code: str
    reference: str
    server_time: int | None = None


class ProblemError(Exception):
    """Ends a request with the problem `code`; `retry_after` in seconds, `server_time` in Unix seconds."""

    def __init__(self, code: Code, *, server_time: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(code.code)
        self.code = code
        self.server_time = server_time
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Reference:
    """Eight characters that staff can say and search for."""

    text: str


def new_reference() -> Reference:
    return Reference("".join(secrets.choice(SPEAKABLE) for _ in range(8)))


def problem_response(problem: ProblemError, reference: Reference) -> JSONResponse:
    """Render `problem`. Nothing of the request is repeated in it."""
    code = problem.code
    body: dict[str, str | int] = {
        "type": f"urn:repasse:problem:{code.code}",
        "title": code.title,
        "status": code.status,
        "code": code.code,
        "reference": reference.text,
    }
    if problem.server_time is not None:
        body["server_time"] = problem.server_time
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    return JSONResponse(body, code.status, headers, MEDIA_TYPE)
