"""Who signed a request: RFC 9421 signatures and RFC 9530 digests, by the rules of `docs/protocol.md`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

import http_sf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver, VerifyResult
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from backend.web.problems import Code, ProblemError

TAG = "repasse-v1"
COVERED = ("@method", "@target-uri")
COVERED_WITH_BODY = (*COVERED, "content-digest", "content-type", "idempotency-key")
OLDEST = timedelta(seconds=60)
NEWEST = timedelta(seconds=10)
# Only a bound for the library: the exact window is checked after the digest, against our own clock.
LIBRARY_AGE = timedelta(days=36500)

KeyId = NewType("KeyId", str)


class HeaderLines:
    """All header field lines in order; a mapping would hide a second `Signature` line."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self._lines = lines

    def items(self) -> list[tuple[str, str]]:
        return self._lines


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """What the verifier reads. `url` is rebuilt from the configured address, never from `Host`."""

    method: str
    url: str
    headers: HeaderLines
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """The parameters of the one signature, as claimed; true only after `verify`."""

    key_id: KeyId
    nonce: str
    created: int
    expires: int


class _OneKey(HTTPSignatureKeyResolver):
    def __init__(self, public_key: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(public_key)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:  # noqa: ARG002 - resolved by the gate before
        return self._key


class _Verifier(HTTPMessageVerifier):
    """Leaves the time to `check_time`: a stale but valid signature has its own answer."""

    def validate_created_and_expires(self, sig_input: object, max_age: timedelta | None = None) -> None:
        """Nothing here; the presence of both times was checked by `read_claim`."""


def read_claim(message: SignedMessage) -> Claim:
    """Read the only signature's parameters.

    Raises:
        ProblemError: `signature_invalid` unless there is exactly one with every parameter.
    """
    parameters = _only_parameters(message.headers)
    key_id, nonce = parameters.get("keyid"), parameters.get("nonce")
    created, expires = parameters.get("created"), parameters.get("expires")
    if parameters.get("tag") != TAG or parameters.get("alg") != "ed25519":
        raise ProblemError(Code.SIGNATURE_INVALID)
    if not (isinstance(key_id, str) and isinstance(nonce, str)):
        raise ProblemError(Code.SIGNATURE_INVALID)
    if type(created) is not int or type(expires) is not int:
        raise ProblemError(Code.SIGNATURE_INVALID)
    return Claim(KeyId(key_id), nonce, created, expires)


def _only_parameters(headers: HeaderLines) -> Mapping[str, object]:
    lines = [value for name, value in headers.items() if name == "signature-input"]
    try:
        parsed = http_sf.parse(", ".join(lines).encode(), tltype="dictionary", on_duplicate_key=_refuse)
    except ValueError as error:
        raise ProblemError(Code.SIGNATURE_INVALID) from error
    if not isinstance(parsed, dict) or len(parsed) != 1:
        raise ProblemError(Code.SIGNATURE_INVALID)
    (member,) = parsed.values()
    if not isinstance(member, tuple) or not isinstance(member[1], dict):
        raise ProblemError(Code.SIGNATURE_INVALID)
    return member[1]


def _refuse(key: str, context: str) -> None:
    raise ValueError(f"{context}: {key} twice")


def verify(message: SignedMessage, public_key: bytes) -> None:
    """Check signature, coverage and digest, in this order.

    Raises:
        ProblemError: `signature_invalid`.
    """
    with_body = bool(message.body) or message.method != "GET"
    try:
        verifier = _Verifier(signature_algorithm=ED25519, key_resolver=_OneKey(public_key))
        results: list[VerifyResult] = verifier.verify(
            message,
            max_age=LIBRARY_AGE,
            expect_tag=TAG,
            require_components=COVERED_WITH_BODY if with_body else COVERED,
        )
        if len(results) != 1:
            raise ProblemError(Code.SIGNATURE_INVALID)
        verifier.verify_body(message, results, message.body)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise ProblemError(Code.SIGNATURE_INVALID) from error


def check_time(claim: Claim, now: datetime) -> None:
    """Created within −60/+10 s and not expired (`docs/protocol.md`).

    Raises:
        ProblemError: `clock_skew` with the server's time, so that the station can say so.
    """
    seconds = now.timestamp()
    early = claim.created > seconds + NEWEST.total_seconds()
    late = claim.created < seconds - OLDEST.total_seconds() or claim.expires < seconds
    if early or late:
        raise ProblemError(Code.CLOCK_SKEW, server_time=int(seconds))
