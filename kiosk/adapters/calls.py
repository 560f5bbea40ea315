"""Each call of the station as method, path and body: the table of `docs/protocol.md`."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never
from urllib.parse import quote

from kiosk.adapters import wire
from kiosk.adapters.usage import Usage
from kiosk.core.effects import (
    AnswerCode,
    AskApproval,
    Call,
    ConfirmContact,
    DecideHandoff,
    FetchStation,
    Heartbeat,
    IssuePass,
    LeaveReset,
    LengthenReset,
    OfferEnrolment,
    OfferHandoff,
    OpenMaintenance,
    PollEnrolment,
    PollReset,
    RegisterContact,
    ReturnNumber,
    SendChallenge,
    SetPassword,
    SignIn,
    StartReset,
    Unlock,
)
from kiosk.core.results import Result

Field = str | int | bool | None | Mapping[str, str | int]
Body = Mapping[str, Field]
AboutReset = (
    SendChallenge
    | AnswerCode
    | AskApproval
    | ReturnNumber
    | SetPassword
    | Unlock
    | OfferHandoff
    | DecideHandoff
    | RegisterContact
    | ConfirmContact
    | IssuePass
    | LengthenReset
    | LeaveReset
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a call says of the machine itself. `clock` is Unix seconds, `public_key` 32 bytes."""

    version: str
    boot_counter: int
    clock: int
    public_key: bytes
    usage: Usage


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`path` is relative to the backend's address; `body` is None only for GET."""

    method: str
    path: str
    body: Body | None = field(repr=False)
    read: Callable[[object], Result]


def outgoing(call: Call, facts: Facts) -> Outgoing:
    """Return how `call` is sent and read."""
    match call:
        case FetchStation():
            return Outgoing("GET", "/v1/station", None, wire.read_station)
        case Heartbeat():
            return Outgoing("POST", "/v1/heartbeats", _heartbeat(call, facts), wire.read_heartbeat)
        case OfferEnrolment():
            offered = {"public_key": base64.b64encode(facts.public_key).decode("ascii")}
            return Outgoing("POST", "/v1/enrolments", offered, wire.read_offer)
        case PollEnrolment(enrolment_id):
            return Outgoing(
                "GET", f"/v1/enrolments/{quote(enrolment_id, safe='')}", None, wire.read_enrolment
            )
        case SignIn():
            return Outgoing("POST", "/v1/sign-ins", _sign_in(call), wire.read_sign_in)
        case StartReset():
            return Outgoing("POST", "/v1/resets", _start(call), wire.read_reset)
        case PollReset(reset_id, after):
            return Outgoing("GET", _reset(reset_id, f"?after={after}"), None, wire.read_reset)
        case OpenMaintenance(code):
            opening = {"code": code.reveal(), "pad": _pad()}
            return Outgoing("POST", "/v1/maintenance", opening, wire.read_maintenance)
        case about_reset:
            return _about_reset(about_reset)


def _about_reset(call: AboutReset) -> Outgoing:
    match call:
        case SendChallenge():
            return _post(call.reset_id, "/challenges", _challenge(call))
        case AnswerCode():
            return _post(call.reset_id, "/answers", _answer(call))
        case AskApproval(reset_id):
            return _post(reset_id, "/approvals", {})
        case ReturnNumber(reset_id, approval, number):
            return _post(
                reset_id, f"/approvals/{approval}/returns", {"number": number.reveal(), "pad": _pad()}
            )
        case SetPassword():
            return Outgoing("PUT", _reset(call.reset_id, "/password"), _password(call), wire.read_reset)
        case Unlock(reset_id):
            return _post(reset_id, "/unlocks", {})
        case OfferHandoff(reset_id):
            return _post(reset_id, "/handoffs", {})
        case DecideHandoff(reset_id, number, decision):
            return _post(reset_id, f"/handoffs/{number}/confirmations", {"decision": decision.value})
        case RegisterContact():
            return _post(call.reset_id, "/contacts", _contact(call))
        case ConfirmContact(reset_id, code):
            return _post(reset_id, "/contacts/answers", {"code": code.reveal(), "pad": _pad()})
        case IssuePass(reset_id):
            return Outgoing("POST", _reset(reset_id, "/passes"), {}, wire.read_pass)
        case LengthenReset(reset_id):
            return _post(reset_id, "/extensions", {})
        case LeaveReset(reset_id):
            return Outgoing("DELETE", _reset(reset_id), {}, wire.read_left)
        case _:
            assert_never(call)


def _post(reset_id: str, tail: str, body: Body) -> Outgoing:
    return Outgoing("POST", _reset(reset_id, tail), body, wire.read_reset)


def _reset(reset_id: str, tail: str = "") -> str:
    return f"/v1/resets/{quote(reset_id, safe='')}{tail}"


def _pad() -> str:
    """32 to 96 random characters, so that the length and digest of a body say nothing of a secret."""
    return secrets.token_hex(48)[: 32 + secrets.randbelow(65)]


def _heartbeat(call: Heartbeat, facts: Facts) -> Body:
    return {
        "version": facts.version,
        "page_kind": call.page_kind,
        "last_error": call.last_error,
        "boot_counter": facts.boot_counter,
        "clock": facts.clock,
        "memory": facts.usage.memory,
        "handles": facts.usage.handles,
        "threads": facts.usage.threads,
        "uptime": facts.usage.uptime,
    }


def _sign_in(call: SignIn) -> Body:
    return {
        "identifier": call.identifier,
        "password": call.password.reveal(),
        "language": call.language,
        "pace": call.pace.value,
        "pad": _pad(),
    }


def _start(call: StartReset) -> Body:
    challenge: Mapping[str, str | int] = {
        "kind": call.kind.value,
        "tries": call.tries,
        "seconds": call.seconds,
    }
    told: Body = {"language": call.language, "challenge": challenge, "pace": call.pace.value}
    if call.card is not None:
        return {**told, "card": call.card.reveal(), "pad": _pad()}
    return {**told, "identifier": call.identifier}


def _challenge(call: SendChallenge) -> Body:
    return {
        "method_id": call.method_id,
        "destination": "" if call.destination is None else call.destination.reveal(),
        "resend": call.resend,
        "pad": _pad(),
    }


def _answer(call: AnswerCode) -> Body:
    return {"challenge_id": call.challenge_id, "code": call.code.reveal(), "pad": _pad()}


def _contact(call: RegisterContact) -> Body:
    return {"channel": call.channel.value, "destination": call.destination.reveal(), "pad": _pad()}


def _password(call: SetPassword) -> Body:
    current = None if call.current is None else call.current.reveal()
    return {"password": call.password.reveal(), "current": current, "pad": _pad()}
