"""A real Secret Service for tests, in a D-Bus session of its own; the product's part is in `demo`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from unittest.mock import patch

from demo.private_keyring import PrivateSession


@contextmanager
def entered(session: AbstractContextManager[PrivateSession]) -> Iterator[None]:
    """Make this process meet the keyring of `session`."""
    with session as running, patch.dict(os.environ, dict(running.environment)):
        yield
