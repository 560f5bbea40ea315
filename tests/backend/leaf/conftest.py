"""A provider of calls, and the backend's part that it speaks to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.leaf.calling import Exchange, exchange
from tests.servers.voice_provider import VoiceProvider


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Exchange, VoiceProvider]]:
    with exchange(tmp_path) as made:
        yield made
