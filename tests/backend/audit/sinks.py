"""Fakes of `CheckpointSink`, and what every sink must do: a test module gives the fixtures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from backend.core.audit_ports import CheckpointNotKept, CheckpointSink
from backend.core.chain import Checkpoint, SignedCheckpoint, read_checkpoint

PASSWORD = "Quai-du-Mail-7"
Arrived = Callable[[], list[str]]
"""The lines that arrived, oldest first."""


def checkpoint(seq: int) -> SignedCheckpoint:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    return SignedCheckpoint(Checkpoint("école", seq, bytes([seq]) * 32, seq, at), b"s" * 64)


class FakeSink:
    """Keeps them in memory."""

    def __init__(self) -> None:
        self.kept: list[SignedCheckpoint] = []

    def keep(self, checkpoint: SignedCheckpoint) -> None:
        self.kept.append(checkpoint)


class FailingSink(FakeSink):
    """Fails so many times first; -1: always."""

    def __init__(self, failures: int = -1) -> None:
        super().__init__()
        self._failures = failures

    def keep(self, checkpoint: SignedCheckpoint) -> None:
        if self._failures:
            self._failures -= 1
            raise CheckpointNotKept("it does not answer")
        super().keep(checkpoint)


class CheckpointSinkContract:
    """Fixtures: `sink`, `arrived` of that sink, and `broken`, one that cannot keep anything."""

    def test_what_arrives_is_what_was_signed(self, sink: CheckpointSink, arrived: Arrived) -> None:
        sink.keep(checkpoint(1))
        sink.keep(checkpoint(2))
        assert [read_checkpoint(line) for line in arrived()] == [checkpoint(1), checkpoint(2)]

    def test_the_same_twice_is_harmless(self, sink: CheckpointSink, arrived: Arrived) -> None:
        sink.keep(checkpoint(3))
        sink.keep(checkpoint(3))
        assert {read_checkpoint(line) for line in arrived()} == {checkpoint(3)}

    def test_a_failure_is_told_without_a_secret(self, broken: CheckpointSink) -> None:
        with pytest.raises(CheckpointNotKept) as met:
            broken.keep(checkpoint(1))
        assert str(met.value)
        assert PASSWORD not in str(met.value)
        assert met.value.__cause__ is None or PASSWORD not in repr(met.value.__cause__)
