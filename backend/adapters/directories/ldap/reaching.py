"""Whether the servers of a directory can be reached and sign the service account in, said one by one."""

from __future__ import annotations

import time
from collections.abc import Iterator

from backend.adapters.directories.ldap.connecting import Connector, NotConnected
from backend.adapters.directories.ldap.settings import LdapServers
from backend.core.directory_check import Finding, fails, works


def servers_reached(servers: LdapServers) -> Iterator[Finding]:
    """Connects to each of `servers` once."""
    connector = Connector(servers, time.monotonic)
    for address in servers.addresses:
        try:
            connector.service(address, time.monotonic() + servers.connect).close()
        except NotConnected as error:
            yield fails(f"{address}: cannot {error.step.value}: {error}")
        else:
            yield works(f"{address}: reached, its certificate is good, the service account is signed in")
