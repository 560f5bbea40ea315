"""The call for a temporary pass, over signed HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.core.api import NotAllowed, Unavailable
from tests.backend.web.stack import Stack, running
from tests.servers.station_client import new_intent

PASSES = "/v1/resets/r1/passes"


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path) as made:
        yield made


def test_a_pass_is_told_and_a_retry_gets_the_same(stack: Stack) -> None:
    station, intent = stack.station(), new_intent()
    first = station.post(PASSES, {}, intent=intent)
    assert first.json() == {"outcome": "issued", "value": "PASS1!", "expires_in": 3600}
    assert first.headers["cache-control"] == "no-store"
    assert station.post(PASSES, {}, intent=intent).json() == first.json()
    assert stack.desk.calls("issue_pass") == 1


@pytest.mark.parametrize(
    ("error", "code"), [(NotAllowed(), "not_allowed"), (Unavailable("x"), "unavailable")]
)
def test_what_is_not_allowed_or_does_not_answer(stack: Stack, error: Exception, code: str) -> None:
    stack.desk.error = error
    assert stack.station().post(PASSES, {}).json()["code"] == code


def test_another_body_is_malformed(stack: Stack) -> None:
    assert stack.station().post(PASSES, {"account": "somebody"}).status_code == 422
    assert stack.desk.asked == []
