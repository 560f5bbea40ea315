"""The networks a station is tied to, and where a request came from behind proxies we trust."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MOST = 8
ELSEWHERE_TOLD = timedelta(hours=1)
"""How often it goes on record that a station spoke from outside its networks."""


class NetworkUnreadable(ValueError):
    """No list of networks; the sentence says what is wrong and what is allowed."""


def networks(text: str) -> str:
    """The networks in `text` (CIDR, separated by commas or spaces) in one canonical form; empty ties to none.

    Raises:
        NetworkUnreadable: not CIDR, host bits set, or more than eight.
    """
    found = text.replace(",", " ").split()
    if len(found) > MOST:
        raise NetworkUnreadable(f"at most {MOST} networks")
    return " ".join(str(_network(one)) for one in found)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        raise NetworkUnreadable(f"{error}; a network is written like 10.20.0.0/16 or 2001:db8::/48") from None


def within(address: str, tied: str) -> bool:
    """Whether `address` lies in one of the networks of `tied`; an empty `tied` allows every address."""
    if not tied:
        return True
    known = _address(address)
    return known is not None and any(known in ipaddress.ip_network(one) for one in tied.split())


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


@dataclass(frozen=True, slots=True)
class Proxies:
    """`trusted` are the networks of our own proxies; only what they say of a client is believed."""

    trusted: str = ""

    def client(self, peer: str, forwarded: Sequence[str]) -> str:
        """The address of the client: the newest of `forwarded` (header lines in order) that is no proxy.

        Each proxy appends the address it saw (`X-Forwarded-For`), so whatever stands left of the first
        stranger, read from the right, may be the stranger's invention.
        """
        if not self.trusted or not within(peer, self.trusted):
            return peer
        seen = [one.strip() for line in forwarded for one in line.split(",")]
        return next((one for one in reversed(seen) if not within(one, self.trusted)), peer)


def checked(lines: Iterable[str]) -> Proxies:
    """Raises `NetworkUnreadable`."""
    return Proxies(networks(" ".join(lines)))
