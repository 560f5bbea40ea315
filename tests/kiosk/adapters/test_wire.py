"""Replies are read exactly, or are malformed."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Iterator
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters import wire
from kiosk.adapters.wire import MalformedReplyError
from kiosk.core.results import (
    BrokenRule,
    Completed,
    EnrolmentPolled,
    EnrolmentStatus,
    ResetAnswered,
    Rule,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
    Work,
)
from tests.kiosk import fakes
from tests.kiosk.adapters.jsonify import encoded, plain

Json = dict[str, object]
FULL_VIEW = fakes.view(
    challenge=fakes.challenge(),
    approval=fakes.approval(),
    account=fakes.account(),
    completed=Completed(Work.PASSWORD, "2026-10-01T09:41", "ABCD3467"),
    broken=(BrokenRule(Rule.COMMON, "soleil"), BrokenRule(Rule.HISTORY)),
)

OFFER = fakes.offer()


def body(value: object) -> Json:
    return cast("Json", plain(value))


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every member of every object in `value`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from paths(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


def holder(value: object, path: tuple[str | int, ...]) -> Json:
    for part in path[:-1]:
        value = value[part]  # type: ignore[index]
    return cast("Json", value)


def test_settings_come_through_unchanged() -> None:
    info = fakes.info()
    assert wire.read_station(wire.parse(encoded(info))) == StationFetched(info)


def test_a_whole_view_comes_through_unchanged() -> None:
    assert wire.read_reset(wire.parse(encoded(FULL_VIEW))) == ResetAnswered(FULL_VIEW)


def test_sign_ins_with_and_without_a_reset() -> None:
    view = fakes.view()
    accepted = {"outcome": "accepted", "reset": plain(view), "pad": "x"}
    assert wire.read_sign_in(accepted) == SignInAnswered(SignInOutcome.ACCEPTED, view)
    refused = {"outcome": "refused", "reset": None, "pad": "x"}
    assert wire.read_sign_in(refused) == SignInAnswered(SignInOutcome.REFUSED, None)


def test_enrolment() -> None:
    assert wire.read_enrolment({"status": "pending"}) == EnrolmentPolled(EnrolmentStatus.PENDING)
    assert wire.read_offer(body(OFFER)).offer == OFFER


@pytest.mark.parametrize("path", list(paths(plain(FULL_VIEW))))
def test_a_view_without_any_one_field_is_malformed(path: tuple[str | int, ...]) -> None:
    broken = body(FULL_VIEW)
    del holder(broken, path)[cast("str", path[-1])]
    with pytest.raises(MalformedReplyError):
        wire.read_reset(broken)


@pytest.mark.parametrize("path", list(paths(plain(FULL_VIEW))))
@pytest.mark.parametrize("wrong", [1.5, {"x": 1}, b""])
def test_a_view_with_any_one_field_of_another_type_is_malformed(
    path: tuple[str | int, ...], wrong: object
) -> None:
    broken = body(FULL_VIEW)
    holder(broken, path)[cast("str", path[-1])] = copy.copy(wrong)
    with pytest.raises(MalformedReplyError):
        wire.read_reset(broken)


def test_a_truth_value_is_no_number_and_the_other_way_round() -> None:
    with pytest.raises(MalformedReplyError):
        wire.read_reset(body(FULL_VIEW) | {"revision": True})
    with pytest.raises(MalformedReplyError):
        wire.read_reset(body(FULL_VIEW) | {"unlock_offered": 1})


def test_fields_of_a_newer_backend_are_ignored() -> None:
    assert wire.read_reset(body(FULL_VIEW) | {"pad": "x", "newer": 1}) == ResetAnswered(FULL_VIEW)


@pytest.mark.parametrize("identifier", ["", "../station", "a/b", "a b", "é", "x" * 129, "."])
def test_an_id_that_could_change_the_path_is_malformed(identifier: str) -> None:
    with pytest.raises(MalformedReplyError):
        wire.read_reset(body(FULL_VIEW) | {"id": identifier})


@pytest.mark.parametrize(
    "change",
    [
        {"pattern": "("},
        {"wrong_pattern": "("},
        {"wrong_pattern": "(?P<given>a)"},
    ],
)
def test_a_rule_that_cannot_be_applied_is_malformed(change: dict[str, str]) -> None:
    rule = dataclasses.replace(fakes.IDENTIFIER_RULE, **change)
    with pytest.raises(MalformedReplyError):
        wire.read_station(body(fakes.info(identifier_rule=rule)))


@pytest.mark.parametrize("change", [{"accent": "red; }"}, {"languages": []}, {"name": "x" * 5000}])
def test_settings_that_cannot_be_shown_are_malformed(change: Json) -> None:
    with pytest.raises(MalformedReplyError):
        wire.read_station(body(fakes.info()) | change)


def test_the_reason_names_the_field_and_never_its_value() -> None:
    with pytest.raises(MalformedReplyError, match="expires_in") as caught:
        wire.read_reset(body(FULL_VIEW) | {"expires_in": "secret-value"})
    assert "secret-value" not in str(caught.value)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    for read in (wire.read_station, wire.read_reset, wire.read_sign_in, wire.read_problem, wire.read_left):
        try:
            read(wire.parse(content))
        except MalformedReplyError:
            continue


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "outcome", "x"]), inner)
    ),
    max_leaves=8,
)


@given(json_values)
def test_no_json_raises_anything_else(value: object) -> None:
    for read in (wire.read_station, wire.read_reset, wire.read_sign_in, wire.read_problem, wire.read_offer):
        with pytest.raises(MalformedReplyError):
            read(value)


@pytest.mark.parametrize("content", [b"NaN", b"[Infinity]", b"{", b"", b'"\xff"'])
def test_what_is_not_json(content: bytes) -> None:
    with pytest.raises(MalformedReplyError):
        wire.parse(content)


def test_a_reference_that_cannot_be_read_aloud_is_malformed() -> None:
    with pytest.raises(MalformedReplyError):
        wire.read_problem(json.loads('{"code": "unavailable", "reference": "<b>x</b>"}'))
