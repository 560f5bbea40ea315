"""The settings of `[connections]`: what one connection may take, and how many there may be."""

from __future__ import annotations

from dataclasses import dataclass

_SECONDS = {"head": 120, "body": 120, "idle": 600, "unread": 600}
"""The most of each; the least is 1."""
MOST = 20_000


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """Bounds of each listening address; durations are whole seconds, numbers count connections.

    `head`: from the handshake, or the first byte after an answer, to the end of a request's head.
    `body`: from there to the end of its body. `idle`: between an answer and the next request.
    `unread`: how long an answer may wait for a client that does not read. A request that is being
    answered has no bound here, so long polls and event streams last as long as their routes want.
    """

    most: int = 250
    per_address: int = 200
    head: int = 10
    body: int = 15
    idle: int = 75
    unread: int = 30

    def __post_init__(self) -> None:
        for name, longest in _SECONDS.items():
            if not 1 <= getattr(self, name) <= longest:
                raise ValueError(f"{name} must be between 1 and {longest}")
        if not 1 <= self.most <= MOST:
            raise ValueError(f"most must be between 1 and {MOST}")
        if not 1 <= self.per_address <= self.most:
            raise ValueError("per_address must be between 1 and most")
