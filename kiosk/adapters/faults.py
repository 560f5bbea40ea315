"""Every way in which a call can fail, mapped in this one place to a `FaultKind`.

what happened                                                   kind
no name, no route, refused, timed out, cut off, aborted         UNREACHABLE
certificate not valid yet, or no longer, by our clock           CERTIFICATE_TIME
certificate wrong in any other way; no TLS spoken               TLS
reply too large, not JSON, not of the schema, a redirect        MALFORMED
any status from 500 on                                          UNAVAILABLE
a problem document                                              by its code, see `_BY_CODE`
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import requests

from kiosk.adapters import wire
from kiosk.adapters.transport import Reply
from kiosk.core.results import Failed, FaultKind

PROBLEM = "application/problem+json"

_BY_CODE = {
    "key_unknown": FaultKind.KEY_UNKNOWN,
    "key_withdrawn": FaultKind.KEY_WITHDRAWN,
    "network_refused": FaultKind.NETWORK_REFUSED,
    "clock_skew": FaultKind.CLOCK_SKEW,
    "reset_gone": FaultKind.RESET_GONE,
    "not_allowed": FaultKind.NOT_ALLOWED,
    "unavailable": FaultKind.UNAVAILABLE,
    "too_large": FaultKind.REJECTED,
    "signature_invalid": FaultKind.REJECTED,
    "replayed": FaultKind.REJECTED,
    "idempotency_conflict": FaultKind.REJECTED,
    "malformed": FaultKind.REJECTED,
    "not_found": FaultKind.REJECTED,
}


_BY_TIME = {9, 10}
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED, as OpenSSL numbers them."""


def of_reply(reply: Reply, now: float, reference: str) -> Failed | None:
    """Return the fault in a reply, or None for one that may be read.

    Args:
        now: Unix seconds, for the skew of a `clock_skew`: positive when this machine is ahead.
        reference: used when the backend gave none.
    """
    if reply.media_type == PROBLEM and reply.status >= 400:
        return _of_problem(reply, now, reference)
    if reply.status >= 500:
        return Failed(FaultKind.UNAVAILABLE, reference)
    if reply.status != 200 or reply.media_type != "application/json":
        return Failed(FaultKind.MALFORMED, reference)
    return None


def _of_problem(reply: Reply, now: float, reference: str) -> Failed:
    try:
        problem = wire.read_problem(wire.parse(reply.content))
    except wire.MalformedReplyError:
        kind = FaultKind.UNAVAILABLE if reply.status >= 500 else FaultKind.MALFORMED
        return Failed(kind, reference)
    unknown = FaultKind.UNAVAILABLE if reply.status >= 500 else FaultKind.REJECTED
    skew = 0 if problem.server_time is None else round(now - problem.server_time)
    return Failed(_BY_CODE.get(problem.code, unknown), problem.reference, skew)


def of_exception(error: Exception) -> FaultKind:
    """Return the kind of an exception of `requests`, urllib3, ssl or the operating system."""
    for cause in _causes(error):
        if isinstance(cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)):
            return FaultKind.UNREACHABLE
        if isinstance(cause, ssl.SSLCertVerificationError) and cause.verify_code in _BY_TIME:
            return FaultKind.CERTIFICATE_TIME
        if isinstance(cause, ssl.SSLError):
            return FaultKind.TLS
    if isinstance(error, requests.exceptions.SSLError):
        return FaultKind.TLS
    if isinstance(error, (requests.exceptions.ContentDecodingError, requests.exceptions.InvalidHeader)):
        return FaultKind.MALFORMED
    return FaultKind.UNREACHABLE


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and what is wrapped in it: `requests` and urllib3 wrap in arguments and `reason`."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        wrapped = (*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__)
        waiting += [inner for inner in wrapped if isinstance(inner, BaseException)]
