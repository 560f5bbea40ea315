"""The little BER (X.690, as restricted by RFC 4511 section 5.1) that ldap3 leaves to us."""

from __future__ import annotations

from collections.abc import Iterator

SEQUENCE = 0x30
LONG = 0x80


class NotBerError(ValueError):
    """The bytes are not the BER they should be."""


def element(tag: int, content: bytes) -> bytes:
    """One element with a definite length."""
    size = len(content)
    if size < LONG:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, LONG | len(length))) + length + content


def elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each element in `content`.

    Raises:
        NotBerError: it is cut short, or has an indefinite length.
    """
    at = 0
    while at < len(content):
        if at + 2 > len(content):
            raise NotBerError("cut short")
        tag, size = content[at], content[at + 1]
        at += 2
        if size >= LONG:
            octets = size - LONG
            if not 1 <= octets <= 4 or at + octets > len(content):
                raise NotBerError("a length that cannot be")
            size = int.from_bytes(content[at : at + octets], "big")
            at += octets
        if at + size > len(content):
            raise NotBerError("cut short")
        yield tag, content[at : at + size]
        at += size


def only(content: bytes, tag: int) -> bytes:
    """What is inside of the one element that `content` is. Raises `NotBerError`."""
    found = list(elements(content))
    if len(found) != 1 or found[0][0] != tag:
        raise NotBerError("another element than expected")
    return found[0][1]


def integer(content: bytes) -> int:
    """The value of an INTEGER or ENUMERATED. Raises `NotBerError`."""
    if not content:
        raise NotBerError("an integer without octets")
    return int.from_bytes(content, "big", signed=True)
