"""Figures that are read when they are asked for: the database's, and those of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from backend.core.failover import Resting
from backend.core.operation import Heard, Part, Readiness, State
from backend.core.views import Channel

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""The text format (prometheus.io/docs/instrumenting/exposition_formats), which every version reads."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Connections to the database of this process. `most` may be open at a time."""

    in_use: int
    idle: int
    most: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint of this process, signed `at` (Unix seconds); `sink`: where it brought it, or empty."""

    sink: str
    sequence: int
    at: float


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures come from. `state` is None while the database does not answer in time."""

    state: Callable[[], State | None]
    ready: Callable[[], Mapping[Part, Readiness]]
    failing: Callable[[], Mapping[str, bool]]
    channels: Sequence[Resting]
    pool: Callable[[], Pool]
    checkpoints: Callable[[], tuple[Checkpoint, ...]]


class OperationCollector(Collector):
    """Asks every source once a scrape."""

    def __init__(self, sources: Sources, version: str) -> None:
        self._sources, self._version = sources, version

    def describe(self) -> list[Metric]:
        """Nothing is asked while registering."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield _gauge("repasse_build_info", "1, with the version.", ("version",), [((self._version,), 1)])
        ready = self._sources.ready()
        yield _gauge(
            "repasse_ready",
            "1 when the part serves, 0 when it fails or does not answer in time.",
            ("part",),
            [((part.value,), float(how is Readiness.READY)) for part, how in ready.items()],
        )
        yield _gauge(
            "repasse_background_failing",
            "1 while a part of this process that failed has not worked again.",
            ("part",),
            [((part,), float(bad)) for part, bad in sorted(self._sources.failing().items())],
        )
        yield _resting(self._sources.channels)
        yield from _pool(self._sources.pool())
        yield from _checkpoints(self._sources.checkpoints())
        state = self._sources.state()
        readable = float(state is not None)
        yield _gauge(
            "repasse_state_readable", "1 when the figures of the database are here.", (), [((), readable)]
        )
        if state is not None:
            yield from _state(state)


class _Plain(Collector):
    """Without the `_created` series, which double the text and serve nobody here."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterator[Metric]:
        for family in self._registry.collect():
            family.samples = [one for one in family.samples if not one.name.endswith("_created")]
            yield family


def exposition(registry: CollectorRegistry) -> bytes:
    """All figures as text, in the format of `CONTENT_TYPE`."""
    return generate_latest(_Plain(registry))


Samples = list[tuple[tuple[str, ...], float]]


def _gauge(name: str, text: str, labels: tuple[str, ...], samples: Samples) -> Metric:
    family = GaugeMetricFamily(name, text, labels=labels)
    for values, figure in samples:
        family.add_metric(values, figure)
    return family


def _pool(pool: Pool) -> Iterator[Metric]:
    used: Samples = [(("in_use",), pool.in_use), (("idle",), pool.idle)]
    yield _gauge("repasse_database_connections", "Connections of this process.", ("state",), used)
    yield _gauge("repasse_database_connections_max", "As many may be open at a time.", (), [((), pool.most)])


def _resting(channels: Sequence[Resting]) -> Metric:
    resting = {(one.channel.value, name) for one in channels for name in one.resting()}
    places = [(one.channel.value, name) for one in channels for name in one.gateways]
    samples: Samples = [(place, float(place in resting)) for place in places]
    text = "1 while this process asks the gateway last, because it failed lately."
    return _gauge("repasse_gateway_resting", text, ("channel", "gateway"), samples)


def _checkpoints(made: tuple[Checkpoint, ...]) -> Iterator[Metric]:
    signed: Samples = [((), one.sequence) for one in made if not one.sink]
    kept = [one for one in made if one.sink]
    yield _gauge(
        "repasse_audit_signed_sequence", "The link of the newest checkpoint signed here.", (), signed
    )
    yield _gauge(
        "repasse_audit_kept_sequence",
        "The link of the newest checkpoint that this process brought to a sink.",
        ("sink",),
        [((one.sink,), one.sequence) for one in kept],
    )
    yield _gauge(
        "repasse_audit_kept_timestamp_seconds",
        "When the newest checkpoint that this process brought to a sink was signed.",
        ("sink",),
        [((one.sink,), one.at) for one in kept],
    )


def _state(state: State) -> Iterator[Metric]:
    now = state.at
    queues = {one.channel: (one.waiting, (now - one.oldest).total_seconds()) for one in state.queues}
    waiting = [
        (channel.value, *queues.get(channel, (0, 0.0)))
        for channel in Channel
        if channel is not Channel.AUTHENTICATOR
    ]
    letters: Samples = [((channel,), count) for channel, count, _ in waiting]
    yield _gauge("repasse_outbox_letters", "Letters that are not closed.", ("channel",), letters)
    ages: Samples = [((channel,), max(0.0, age)) for channel, _, age in waiting]
    yield _gauge("repasse_outbox_oldest_seconds", "Age of the oldest open letter.", ("channel",), ages)
    since = state.overdue_since
    late = 0.0 if since is None else max(0.0, (now - since).total_seconds())
    yield _gauge(
        "repasse_outbox_overdue_seconds", "How long a due letter has not been taken.", (), [((), late)]
    )
    links = CounterMetricFamily("repasse_audit_links", "Audit records that were linked into the chain.")
    links.add_metric((), state.unlinked.sequence)
    yield links
    yield _gauge(
        "repasse_audit_unlinked_records",
        "Audit records that wait for their link, counted up to ten thousand.",
        (),
        [((), state.unlinked.waiting)],
    )
    oldest = state.unlinked.oldest
    lag = 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())
    yield _gauge(
        "repasse_audit_lag_seconds", "Age of the oldest record that waits for its link.", (), [((), lag)]
    )
    yield _gauge(
        "repasse_station_seen_timestamp_seconds",
        "When a station in service last spoke.",
        ("station",),
        [((name,), at) for name, at in _seen(state.stations).items()],
    )
    yield from _used(state.stations)


def _used(stations: tuple[Heard, ...]) -> Iterator[Metric]:
    """What drifts over months; of two stations with the same name, the one that uses most."""
    told: tuple[tuple[str, str, Callable[[Heard], int]], ...] = (
        ("repasse_station_memory_bytes", "Memory of a station's process.", lambda one: one.memory),
        ("repasse_station_handles", "Open handles of a station's process.", lambda one: one.handles),
        ("repasse_station_uptime_seconds", "Seconds since its process started.", lambda one: one.uptime),
        ("repasse_station_starts", "How often its program was started.", lambda one: one.starts),
    )
    for name, text, of in told:
        most: dict[str, float] = {}
        for one in stations:
            most[one.station] = max(float(of(one)), most.get(one.station, 0.0))
        yield _gauge(name, text, ("station",), [((station,), value) for station, value in most.items()])


def _seen(stations: tuple[Heard, ...]) -> dict[str, float]:
    """By name; of two stations with the same name, the one that spoke first: the silent one matters."""
    found: dict[str, float] = {}
    for one in stations:
        if one.last_seen is not None:
            at = one.last_seen.timestamp()
            found[one.station] = min(at, found.get(one.station, at))
    return found
