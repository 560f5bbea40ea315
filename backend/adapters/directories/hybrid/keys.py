"""Keys that carry their side, and whether two accounts are one."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from backend.adapters.directories.entra.users import User

_CLOUD, _PREMISES = "entra", "premises"


@dataclass(frozen=True, slots=True)
class Cloud:
    """Kept in Entra, under its object id."""

    id: str


@dataclass(frozen=True, slots=True)
class Premises:
    """Kept on the premises under `key`; `id` is its copy in Entra."""

    id: str
    key: str


Side = Cloud | Premises


def joined(side: Side) -> str:
    match side:
        case Cloud(key):
            return f"{_CLOUD}:{key}"
        case Premises(known_as, key):
            return f"{_PREMISES}:{known_as}:{key}"


def side_of(key: str) -> Side | None:
    """None for what `joined` did not make."""
    kind, _, rest = key.partition(":")
    if kind == _CLOUD and rest:
        return Cloud(rest)
    known_as, _, there = rest.partition(":")
    if kind == _PREMISES and known_as and there:
        return Premises(known_as, there)
    return None


def anchored(user: User, key: str) -> bool:
    """Whether Entra's anchor of `user`, the bytes of a GUID in base64, is the GUID that `key` spells."""
    try:
        anchor = UUID(bytes_le=base64.b64decode(user.immutable_id, validate=True))
        return anchor == UUID(key)
    except (ValueError, binascii.Error):
        return False


def premises_names(user: User) -> tuple[str, ...]:
    """What the account is called on the premises, the more telling name first."""
    return tuple(name for name in (user.premises_upn, user.sam) if name)
