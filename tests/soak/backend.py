"""For the soak only: the real backend, whose answers about a person leave as soon as they are ready.

``python -m tests.soak.backend serve …`` serves as ``python -m backend serve …`` does. How long an answer is
held back says nothing of what the station keeps, and would be hours of the long run.
"""

from __future__ import annotations

import sys
from unittest import mock

from backend import cli
from backend.web.deadline import Deadline


async def at_once(_self: Deadline, _arrived: float, _route: str) -> None:
    """Instead of `Deadline.wait`."""


def main() -> int:
    with mock.patch.object(Deadline, "wait", at_once):
        return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
