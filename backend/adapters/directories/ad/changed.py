"""When an attribute last changed, from replPropertyMetaData.

The directory keeps, for every attribute of every object, the time of its last originating write; no account
can write that. Layout: MS-DRSR, `PROPERTY_META_DATA_EXT` in a vector of version 1; the number of an attribute
comes from its msDS-IntId or from its OID by the prefix table that every forest starts with (MS-DRSR 5.16.4).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import datetime, timedelta

from backend.adapters.directories.ad.values import EPOCH

_HEAD = struct.Struct("<IIII")
_ONE = struct.Struct("<IIq16sqq")
_VERSION = 1
_PREFIXES = {
    "2.5.4": 0,
    "1.2.840.113556.1.2": 2,
    "1.2.840.113556.1.4": 9,
    "0.9.2342.19200300.100.1": 21,
    "2.16.840.1.113730.3.1": 22,
    "1.3.6.1.1.1.1": 37,
}
_ARC = 0x8000
"""Arcs from here on are encoded differently; no attribute of a new forest has one."""


def attribute_number(oid: str, int_id: str) -> int | None:
    """The ATTRTYP of an attribute; None when it is in no prefix table known here."""
    try:
        if int_id:
            return int(int_id) & 0xFFFF_FFFF
        prefix, _, arc = oid.rpartition(".")
        index, last = _PREFIXES.get(prefix), int(arc)
    except ValueError:
        return None
    return None if index is None or not 0 <= last < _ARC else index << 16 | last


def changes(blob: bytes) -> Mapping[int, datetime]:
    """The time of the last write of each attribute by number; empty when `blob` is no such vector."""
    if len(blob) < _HEAD.size:
        return {}
    version, _, count, _ = _HEAD.unpack_from(blob)
    if version != _VERSION or len(blob) < _HEAD.size + count * _ONE.size:
        return {}
    every = (_ONE.unpack_from(blob, _HEAD.size + at * _ONE.size) for at in range(count))
    return {one[0]: at for one in every if (at := _moment(one[2])) is not None}


def _moment(seconds: int) -> datetime | None:
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
