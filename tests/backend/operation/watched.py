"""What the tests of health and figures share: a meter that remembers, and figures read back as text."""

from __future__ import annotations

import re
from collections import Counter

from prometheus_client import CollectorRegistry

from backend.adapters.metrics.collectors import exposition
from backend.core.meter import Answered, Step
from backend.core.ports import CallEnd, Sent
from backend.core.views import Channel

_LINE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$")


class RecordingMeter:
    """A `Meter` that remembers everything."""

    def __init__(self) -> None:
        self.steps: Counter[Step] = Counter()
        self.limits: Counter[str] = Counter()
        self.events: Counter[str] = Counter()
        self.requests: list[Answered] = []
        self.deliveries: list[tuple[Channel, str, Sent | CallEnd, float]] = []
        self.gateways: list[tuple[Channel, str]] = []

    def step(self, step: Step) -> None:
        self.steps[step] += 1

    def throttled(self, limit: str) -> None:
        self.limits[limit] += 1

    def counted(self, what: str) -> None:
        self.events[what] += 1

    def answered(self, request: Answered) -> None:
        self.requests.append(request)

    def expects(self, channel: Channel, gateway: str) -> None:
        self.gateways.append((channel, gateway))

    def delivered(self, channel: Channel, gateway: str, result: Sent | CallEnd, seconds: float) -> None:
        self.deliveries.append((channel, gateway, result, seconds))


def figures(text: str) -> dict[str, float]:
    """Every sample by its name and labels, as ``name{label="value"}``."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            match = _LINE.match(line)
            assert match is not None, line
            name, labels, figure = match.groups()
            found[f"{name}{{{labels}}}" if labels else name] = float(figure)
    return found


def shown(registry: CollectorRegistry) -> dict[str, float]:
    return figures(exposition(registry).decode())
