"""The call that lengthens a reset, over signed HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.core.api import NotAllowed
from tests.backend.web.stack import Stack, running

EXTENSIONS = "/v1/resets/r1/extensions"


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path) as made:
        yield made


def test_it_answers_with_the_whole_view(stack: Stack) -> None:
    answer = stack.station().post(EXTENSIONS, {}).json()
    assert (answer["id"], answer["outcome"]) == (stack.desk.answer_view.id, "started")
    assert stack.desk.calls("lengthen") == 1


def test_what_the_facts_do_not_allow_and_another_body(stack: Stack) -> None:
    assert stack.station().post(EXTENSIONS, {"pace": "longer"}).status_code == 422
    stack.desk.error = NotAllowed()
    assert stack.station().post(EXTENSIONS, {}).json()["code"] == "not_allowed"
