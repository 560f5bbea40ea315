"""A load balancer for two processes: TCP only, so that TLS and signatures pass untouched."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

PIECE = 65_536
Ports = tuple[int, int]


class Manner(Enum):
    """Which process gets the next connection; the other one gets it when that cannot be reached."""

    ALTERNATE = "alternate"
    PREFER = "prefer"


@dataclass
class Balancer:
    """`addresses` are those that stations, staff and phones know, by the name of the section."""

    behind: Mapping[str, Ports]
    addresses: dict[str, str] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)
    """Which process (0 or 1) got each connection, oldest first."""
    _manner: Manner = Manner.PREFER
    _next: int = 0

    def alternate(self, first: int) -> None:
        """Every connection goes to the other process than the one before."""
        self._manner, self._next, self.taken = Manner.ALTERNATE, first, []

    def prefer(self, which: int) -> None:
        self._manner, self._next, self.taken = Manner.PREFER, which, []

    def _order(self) -> Ports:
        chosen = self._next
        if self._manner is Manner.ALTERNATE:
            self._next = 1 - chosen
        return chosen, 1 - chosen

    async def serve(self, sockets: Mapping[str, socket.socket], stopping: asyncio.Event) -> None:
        servers = []
        for name, listening in sockets.items():

            async def connected(
                reader: asyncio.StreamReader, writer: asyncio.StreamWriter, name: str = name
            ) -> None:
                await self._connected(name, reader, writer)

            servers.append(await asyncio.start_server(connected, sock=listening))
        await stopping.wait()
        for server in servers:
            server.close()

    async def _connected(self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for which in self._order():
            try:
                inner, outer = await asyncio.open_connection("127.0.0.1", self.behind[name][which])
            except OSError:
                continue
            self.taken.append(which)
            await asyncio.gather(_pump(reader, outer), _pump(inner, writer))
            return
        writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until one side ends; then the other ends too."""
    with contextlib.suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


@contextmanager
def balancing(behind: Mapping[str, Ports]) -> Iterator[Balancer]:
    """Serve on free ports of loopback until the context ends."""
    made, started = Balancer(behind), threading.Event()
    sockets = {name: _listening() for name in behind}
    made.addresses = {name: f"https://127.0.0.1:{one.getsockname()[1]}" for name, one in sockets.items()}
    loop, stopping = asyncio.new_event_loop(), asyncio.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.call_soon(started.set)
        loop.run_until_complete(made.serve(sockets, stopping))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run, name="balancer", daemon=True)
    thread.start()
    assert started.wait(30)
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(30)


def _listening() -> socket.socket:
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen(128)
    return made
