"""JSON replies into the values of `kiosk.core.results`; the only place where a reply can be malformed.

The dataclasses are the schema: each field must be there with exactly its type. Fields that the station
does not know are ignored, so that a newer backend can speak to an older station.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
from collections.abc import Mapping
from enum import Enum
from typing import NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kiosk.core.results import (
    EnrolmentOffer,
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    HeartbeatAnswered,
    LeaveAnswered,
    MaintenanceAnswered,
    MaintenanceOutcome,
    PassAnswered,
    PassOutcome,
    ResetAnswered,
    ResetView,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
    StationInfo,
)
from kiosk.core.secret import Secret

T = TypeVar("T")

MAX_TEXT = 4096
_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class MalformedReplyError(Exception):
    """The reply is not what `docs/protocol.md` says; the text names the field, never its value."""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457 problem details, as far as the station uses them."""

    code: str
    reference: str
    server_time: int | None


# --- one reader a kind of reply -----------------------------------------------------------------


def read_station(body: object) -> StationFetched:
    info = decode(StationInfo, body)
    _check_rule(info)
    if info.accent is not None and not _COLOUR.fullmatch(info.accent):
        raise MalformedReplyError("accent: not a colour")
    if not info.languages:
        raise MalformedReplyError("languages: empty")
    return StationFetched(info)


def read_reset(body: object) -> ResetAnswered:
    return ResetAnswered(_view(body))


def read_sign_in(body: object) -> SignInAnswered:
    fields = _mapping(body, "")
    outcome = decode(SignInOutcome, fields.get("outcome"), "outcome")
    reset = fields.get("reset")
    return SignInAnswered(outcome, None if reset is None else _view(reset))


def read_left(body: object) -> LeaveAnswered:
    _flag(body, "left")
    return LeaveAnswered()


def read_heartbeat(body: object) -> HeartbeatAnswered:
    _flag(body, "accepted")
    return HeartbeatAnswered()


def read_maintenance(body: object) -> MaintenanceAnswered:
    return MaintenanceAnswered(decode(MaintenanceOutcome, _mapping(body, "").get("outcome"), "outcome"))


def read_pass(body: object) -> PassAnswered:
    fields = _mapping(body, "")
    outcome = decode(PassOutcome, fields.get("outcome"), "outcome")
    value = decode(str, fields.get("value"), "value")
    if (outcome is PassOutcome.ISSUED) != bool(value):
        raise MalformedReplyError("value: a pass, or none")
    return PassAnswered(outcome, Secret(value), decode(int, fields.get("expires_in"), "expires_in"))


def read_offer(body: object) -> EnrolmentOffered:
    offer = decode(EnrolmentOffer, body)
    _check_id(offer.id)
    return EnrolmentOffered(offer)


def read_enrolment(body: object) -> EnrolmentPolled:
    return EnrolmentPolled(decode(EnrolmentStatus, _mapping(body, "").get("status"), "status"))


def read_problem(body: object) -> Problem:
    fields = _mapping(body, "")
    moment = fields.get("server_time")
    return Problem(
        code=decode(str, fields.get("code"), "code"),
        reference=_reference(fields.get("reference")),
        server_time=None if moment is None else decode(int, moment, "server_time"),
    )


def parse(content: bytes) -> object:
    """Return the JSON value of `content`.

    Raises:
        MalformedReplyError: not UTF-8, not JSON (RFC 8259: no NaN), or nested too deeply.
    """
    try:
        return cast("object", json.loads(content.decode("utf-8"), parse_constant=_no_constant))
    except (ValueError, RecursionError):
        raise MalformedReplyError("not JSON") from None


# --- the schema in the types --------------------------------------------------------------------


def decode(kind: type[T], value: object, path: str = "") -> T:
    """Return `value` as `kind`: text, whole number, truth value, enum, tuple, optional or dataclass.

    Raises:
        MalformedReplyError: it is something else.
    """
    return cast("T", _decode(kind, value, path))


def _decode(kind: object, value: object, path: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind, value, path)
    if origin is tuple:
        return _tuple(get_args(kind), value, path)
    if not isinstance(kind, type):
        raise TypeError(f"{kind} is not in the schema")
    if issubclass(kind, Enum):
        return _enum(kind, value, path)
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, value, path)
    return _plain(kind, value, path)


def _plain(kind: type, value: object, path: str) -> object:
    if type(value) is not kind:
        raise MalformedReplyError(f"{path}: not {kind.__name__}")
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise MalformedReplyError(f"{path}: too long")
    return value


def _enum(kind: type[Enum], value: object, path: str) -> Enum:
    if isinstance(value, str):
        for member in kind:
            if member.value == value:
                return member
    raise MalformedReplyError(f"{path}: not a {kind.__name__}")


def _optional(kind: object, value: object, path: str) -> object:
    if value is None:
        return None
    (inner,) = (part for part in get_args(kind) if part is not type(None))
    return _decode(inner, value, path)


def _tuple(kinds: tuple[object, ...], value: object, path: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise MalformedReplyError(f"{path}: not a list")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(value) != len(kinds):
        raise MalformedReplyError(f"{path}: not {len(kinds)} items")
    return tuple(
        _decode(kind, item, f"{path}[{i}]") for i, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _dataclass(kind: type, value: object, path: str) -> object:
    fields = _mapping(value, path)
    values = {
        name: _decode(hint, _field(fields, name, path), f"{path}.{name}")
        for name, hint in _hints(kind).items()
    }
    return kind(**values)


@functools.cache
def _hints(kind: type) -> Mapping[str, object]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _field(fields: Mapping[str, object], name: str, path: str) -> object:
    if name not in fields:
        raise MalformedReplyError(f"{path}.{name}: missing")
    return fields[name]


def _mapping(value: object, path: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise MalformedReplyError(f"{path}: not an object")
    return cast("Mapping[str, object]", value)


# --- what the types cannot say ------------------------------------------------------------------


def _view(body: object) -> ResetView:
    view = decode(ResetView, body)
    _check_id(view.id)
    return view


def _check_id(text: str) -> None:
    if not _ID.fullmatch(text):
        raise MalformedReplyError("id: not an identifier")


def _check_rule(info: StationInfo) -> None:
    try:
        re.compile(info.identifier_rule.pattern)
        groups = re.compile(info.identifier_rule.wrong_pattern).groupindex
    except (re.error, RecursionError, OverflowError):
        raise MalformedReplyError("identifier_rule: not a regular expression") from None
    if info.identifier_rule.wrong_pattern and not {"given", "family", "year"} <= set(groups):
        raise MalformedReplyError("identifier_rule: a group is missing")


def _flag(body: object, name: str) -> None:
    if _mapping(body, "").get(name) is not True:
        raise MalformedReplyError(f"{name}: not true")


def _reference(value: object) -> str:
    text = decode(str, value, "reference")
    if not re.fullmatch(r"[A-Za-z0-9-]{1,16}", text):
        raise MalformedReplyError("reference: not speakable")
    return text


def _no_constant(_name: str) -> NoReturn:
    raise ValueError
