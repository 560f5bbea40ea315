"""Counts the connections of one listening address, in all and from each peer, and tells of those refused."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

import structlog

from backend.core import networks
from backend.web.bounds import ConnectionSettings

TELL_EVERY = 10.0
_SITE = 64
_log = structlog.stdlib.get_logger("repasse.web")

Later = Callable[[float, Callable[[], None]], object]
"""Calls something after so many seconds: `loop.call_later`."""


class Cause(StrEnum):
    """Why a connection was closed by us."""

    TOO_MANY = "too_many"
    TOO_MANY_FROM_ONE = "too_many_from_one"
    SLOW_HEAD = "slow_head"
    SLOW_BODY = "slow_body"
    UNREAD = "unread"


class Tally:
    """One log line of each cause and peer at once, then one every ten seconds with the number since."""

    def __init__(self, port: int, later: Later) -> None:
        self._port = port
        self._later = later
        self._since: Counter[tuple[Cause, str]] = Counter()
        self._quiet: set[tuple[Cause, str]] = set()

    def note(self, cause: Cause, peer: str = "") -> None:
        """Count one closing; `peer` is empty where the cause is not one peer's."""
        self._since[cause, peer] += 1
        if (cause, peer) not in self._quiet:
            self._tell(cause, peer)

    def _tell(self, cause: Cause, peer: str) -> None:
        count = self._since.pop((cause, peer), 0)
        if not count:
            self._quiet.discard((cause, peer))
            return
        self._quiet.add((cause, peer))
        _log.warning(
            "connections_closed", cause=cause.value, count=count, port=self._port, address=peer or None
        )

        def again() -> None:
            self._tell(cause, peer)

        self._later(TELL_EVERY, again)


class Place:
    """One admitted connection; `leave` may be called twice."""

    def __init__(self, inside: Counter[str], peer: str) -> None:
        self._inside = inside
        self._peer = peer
        self._left = False
        inside[peer] += 1

    def leave(self) -> None:
        if self._left:
            return
        self._left = True
        self._inside[self._peer] -= 1
        if not self._inside[self._peer]:
            del self._inside[self._peer]


class Door:
    """Admits connections up to the bounds. Who is inside stays, whoever knocks.

    Peers in `proxies` (networks) speak for many, so they are bounded in all only.
    """

    def __init__(self, bounds: ConnectionSettings, proxies: networks.Proxies, tally: Tally) -> None:
        self._bounds = bounds
        self._proxies = proxies.trusted
        self._tally = tally
        self._inside: Counter[str] = Counter()

    def admit(self, peer: str) -> Place | None:
        """A place for a connection from the IP address `peer`, or none: then close it."""
        if self._inside.total() >= self._bounds.most:
            self._tally.note(Cause.TOO_MANY)
            return None
        one = one_peer(peer)
        if self._inside[one] >= self._bounds.per_address and not self._is_proxy(peer):
            self._tally.note(Cause.TOO_MANY_FROM_ONE, one)
            return None
        return Place(self._inside, one)

    def _is_proxy(self, peer: str) -> bool:
        return bool(self._proxies) and networks.within(peer, self._proxies)


def one_peer(peer: str) -> str:
    """What counts as one peer: an IPv4 address, or the /64 of an IPv6 one (no site has less: RFC 6177)."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return peer
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), _SITE), strict=False))
