"""What an identifier without usable contacts shows, so that it looks like any other.

Derived from a keyed hash of the canonical identifier, hence always the same for it and all its aliases.
"""

from __future__ import annotations

from backend.core.marks import Marks
from backend.core.masks import mask
from backend.core.proofs import Fact, FactKind, Settling, gates_left, path_of
from backend.core.secret import Secret
from backend.core.views import Channel, Method

_LETTERS = "aabcdeeefgghijjklmmnnopqrsstuvwz"
_HOSTS = (
    ("gmail.com",) * 8 + ("hotmail.com",) * 3 + ("outlook.com",) * 2 + ("yahoo.fr", "skynet.be", "live.be")
)
_ORDER = (Channel.EMAIL, Channel.SMS, Channel.VOICE)
_EVERY = frozenset(_ORDER)
_TELEPHONE = frozenset({Channel.SMS, Channel.VOICE})
_MIXES = (_EVERY,) * 11 + (_TELEPHONE,) * 3 + (frozenset({Channel.EMAIL}),) * 2
"""Sixteenths: most people have registered both a mobile and an address."""


def decoys(
    canonical: str, reset_id: str, channels: frozenset[Channel], gates: int, marks: Marks
) -> tuple[Method, ...]:
    """Ways that reach nobody, of the channels this backend has."""
    seed = marks.decoy(canonical)
    mix = _MIXES[seed[0] % len(_MIXES)] & channels
    possible = [Fact(FactKind.CODE, path_of(one), Settling.SETTLED) for one in mix]
    if gates_left(possible, gates):
        mix = channels
    return tuple(
        Method(marks.method(reset_id, one.value, _nowhere(one, seed)), one, mask(one, _nowhere(one, seed)))
        for one in _ORDER
        if one in mix
    )


def _nowhere(channel: Channel, seed: bytes) -> Secret:
    if channel is Channel.EMAIL:
        return Secret(f"{_LETTERS[seed[1] % len(_LETTERS)]}@{_HOSTS[seed[2] % len(_HOSTS)]}")
    return Secret(f"+32{seed[3:8].hex()}{seed[8] % 10}{seed[9] % 10}")
