"""How Active Directory writes times, intervals, flags and identities (MS-ADTS, MS-DTYP)."""

from __future__ import annotations

import re
import struct
import uuid
from datetime import UTC, datetime, timedelta
from enum import IntFlag

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
NEVER = 0x7FFF_FFFF_FFFF_FFFF
"""An accountExpires or interval that never comes (MS-ADTS 3.1.1.1.6)."""

_TICK = 10
"""Units of 100 ns in a microsecond."""
_GENERALIZED = re.compile(r"(\d{14})(?:\.\d+)?Z")


class AccountControl(IntFlag):
    """userAccountControl (MS-ADTS 2.2.16)."""

    DISABLED = 0x2
    LOCKED = 0x10
    INTERDOMAIN_TRUST = 0x800
    WORKSTATION_TRUST = 0x1000
    SERVER_TRUST = 0x2000
    PASSWORD_EXPIRED = 0x80_0000
    """Only in msDS-User-Account-Control-Computed, as LOCKED is."""


NOT_A_PERSON = (
    AccountControl.INTERDOMAIN_TRUST | AccountControl.WORKSTATION_TRUST | AccountControl.SERVER_TRUST
)


def moment(text: str) -> datetime | None:
    """A time in units of 100 ns since 1601; None for 0, for never, and for what is no such time."""
    try:
        ticks = int(text)
        return EPOCH + timedelta(microseconds=ticks // _TICK) if 0 < ticks < NEVER else None
    except (ValueError, OverflowError):
        return None


def ticks(at: datetime) -> int:
    """`at` in units of 100 ns since 1601."""
    return (at - EPOCH) // timedelta(microseconds=1) * _TICK


def interval(text: str) -> timedelta:
    """A duration, stored as a negative number of 100 ns; zero for none, for ever is `timedelta.max`."""
    try:
        length = -int(text)
    except ValueError:
        return timedelta(0)
    if length > NEVER - 1:
        return timedelta.max
    return timedelta(microseconds=max(0, length) // _TICK)


def generalized_time(text: str) -> datetime | None:
    """``20261123090000.0Z`` of whenChanged (RFC 4517 section 3.3.13)."""
    found = _GENERALIZED.fullmatch(text)
    try:
        return datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def flags(text: str) -> AccountControl:
    """The flags of a decimal userAccountControl, which is a signed number of 32 bits."""
    try:
        return AccountControl(int(text) & 0xFFFF_FFFF)
    except ValueError:
        return AccountControl(0)


def guid_text(octets: bytes) -> str:
    """An objectGUID as text: ``1a8394e6-3bd9-41d7-ab6e-b1ff3484295f``. Raises ValueError unless 16 octets."""
    return str(uuid.UUID(bytes_le=octets))


def guid_octets(text: str) -> bytes | None:
    """The objectGUID that `text` names; None for every other text, however alike it looks."""
    try:
        made = uuid.UUID(text)
    except ValueError:
        return None
    return made.bytes_le if str(made) == text else None


def new_guid() -> str:
    """An identity that no object has."""
    return str(uuid.uuid4())


def guid_dn(text: str) -> str:
    """The name under which an object is addressed wherever it is moved (MS-ADTS 3.1.1.3.1.2.4)."""
    return f"<GUID={text}>"


def sid(octets: bytes) -> tuple[int, ...] | None:
    """The numbers of a SID, its authority first: ``S-1-5-32-544`` is (5, 32, 544) (MS-DTYP 2.4.2)."""
    if len(octets) < 8 or octets[0] != 1 or len(octets) != 8 + 4 * octets[1]:
        return None
    return int.from_bytes(octets[2:8], "big"), *struct.unpack(f"<{octets[1]}I", octets[8:])


def sid_octets(numbers: tuple[int, ...]) -> bytes:
    """The reverse of `sid`."""
    authority, *parts = numbers
    return bytes((1, len(parts))) + authority.to_bytes(6, "big") + struct.pack(f"<{len(parts)}I", *parts)
