"""What tests of the LDAP transport share: somebody in the tree, settings, a clock that can leap."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from backend.adapters.directories.ldap.settings import LdapServers
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.ldap.values import Change, Operation, Query
from backend.core.secret import Secret
from tests.servers import slapd_tree as tree
from tests.servers.ds389 import Ds389
from tests.servers.slapd import Slapd

DN = f"uid=ferrer,{tree.PEOPLE}"
PASSWORD = Secret("Tramway7!vert")
WRONG = Secret("Nuage9?gris")
HIM = Query(tree.PEOPLE, "(uid=ferrer)", ("mobile",))
LIMIT = 120.0
"""Seconds that no hang may reach; what is waited for is a fraction of it."""


class Leap:
    """The monotonic clock, plus `ahead`."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def settings(slapd: Slapd | Ds389, *urls: str) -> LdapServers:
    return LdapServers(
        servers=urls or (slapd.url,),
        ca_file=slapd.ca_file,
        bind_dn=tree.SERVICE,
        bind_password_file=slapd.password_file,
    )


def quick(made: LdapServers) -> LdapServers:
    """Short waits, for servers that do not answer."""
    return replace(made, connect=2.0, operation=2.0, pool_wait=1.0, patience=6.0)


@contextmanager
def transport(made: LdapServers, clock: Callable[[], float] = time.monotonic) -> Iterator[Transport]:
    opened = Transport(made, clock)
    try:
        yield opened
    finally:
        opened.close()


def add_somebody(slapd: Slapd) -> None:
    person = {"uid": ["ferrer"], "cn": ["Francisco Ferrer"], "sn": ["Ferrer"], "mobile": ["1"]}
    slapd.add(DN, ["inetOrgPerson", "campusPerson"], person | {"userPassword": [PASSWORD.reveal()]})


def mobile(number: str) -> tuple[Change, ...]:
    return (Change(Operation.REPLACE, "mobile", (number.encode(),)),)


def sockets() -> int:
    """How many sockets this process has open."""
    found = 0
    for one in Path("/proc/self/fd").iterdir():
        try:
            found += str(one.readlink()).startswith("socket:")
        except OSError:
            continue
    return found


def eventually(condition: Callable[[], bool]) -> None:
    """Wait for what another thread or process is about to do."""
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
