"""What an identifier without usable contacts shows, so that it looks like any other.

Derived from a keyed hash of the canonical identifier, hence always the same for it and all its aliases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from backend.core.decoy_settings import DecoySettings
from backend.core.marks import Marks
from backend.core.masks import ORDER, mask
from backend.core.proofs import Fact, Settling, fact_of, gates_left, path_of
from backend.core.secret import Secret
from backend.core.views import Channel, Method

Drawn = TypeVar("Drawn")

_LETTERS = "aabcdeeefgghijjklmmnnopqrsstuvwz"
_EVERY = frozenset({Channel.EMAIL, Channel.SMS, Channel.VOICE})
_TELEPHONE = frozenset({Channel.SMS, Channel.VOICE})
_MAIL = frozenset({Channel.EMAIL})
_APP = frozenset({Channel.AUTHENTICATOR})


@dataclass(frozen=True, slots=True)
class Pretence:
    """What decoys are made to: the ways this backend has, the gates they must seem to open, and the mix."""

    channels: frozenset[Channel]
    gates: int
    mix: DecoySettings


def decoys(canonical: str, reset_id: str, like: Pretence, marks: Marks) -> tuple[Method, ...]:
    """Ways that reach nobody, in the proportions in which `like` says that people are reached."""
    seed = marks.decoy(canonical)
    chosen = _mix(like.mix, seed) & like.channels
    if not _opens(chosen, like.gates):
        chosen = like.channels - (_APP - chosen)
    if not _opens(chosen, like.gates):
        chosen = like.channels
    seen = [(one, _nowhere(one, like.mix, seed)) for one in ORDER if one in chosen]
    return tuple(Method(marks.method(reset_id, one.value, to), one, mask(one, to)) for one, to in seen)


def _opens(channels: frozenset[Channel], gates: int) -> bool:
    possible = [Fact(fact_of(one), path_of(one), Settling.SETTLED) for one in channels]
    return gates_left(possible, gates) == 0


def _mix(mix: DecoySettings, seed: bytes) -> frozenset[Channel]:
    shares = (
        (_EVERY, mix.both),
        (_TELEPHONE, mix.mobile),
        (_MAIL, mix.email),
        (_APP, mix.authenticator_only),
    )
    chosen = _drawn(shares, int.from_bytes(seed[10:14]))
    return chosen | _APP if int.from_bytes(seed[18:22]) % 100 < mix.authenticator else chosen


def _nowhere(channel: Channel, mix: DecoySettings, seed: bytes) -> Secret:
    if channel is Channel.AUTHENTICATOR:
        return Secret(seed[22:].hex())
    if channel is Channel.EMAIL:
        host = _drawn([(one.name, one.share) for one in mix.hosts], int.from_bytes(seed[14:18]))
        return Secret(f"{_LETTERS[seed[1] % len(_LETTERS)]}@{host}")
    return Secret(f"+32{seed[3:8].hex()}{seed[8] % 10}{seed[9] % 10}")


def _drawn(shares: Sequence[tuple[Drawn, int]], number: int) -> Drawn:
    """The one that `number` falls to, when each has its share of all numbers."""
    left = number % sum(share for _, share in shares)
    for one, share in shares:
        left -= share
        if left < 0:
            return one
    raise AssertionError("a share is missing")
