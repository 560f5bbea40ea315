"""The two copies of the contract agree: views, outcomes, and how the identifier rule rewrites."""

from __future__ import annotations

import dataclasses
import enum
import re

import pytest

from backend.core import identifier as backend_identifier
from backend.core import views
from backend.core.settings import HE_FERRER
from kiosk.core import identifier as kiosk_identifier
from kiosk.core import results

SHARED = sorted(
    name
    for name in vars(results)
    if name[0].isupper() and isinstance(getattr(results, name), type) and hasattr(views, name)
)
# Fields of one side only: what the transport needs, and what the station does not show.
BACKEND_ONLY = {"StationInfo": {"server_time"}, "ResetView": {"pad"}}


def test_the_comparison_covers_the_contract() -> None:
    assert {"StationInfo", "ResetView", "Outcome", "Challenge", "Approval", "Rule", "PasswordRules"} <= set(
        SHARED
    )


@pytest.mark.parametrize("name", SHARED)
def test_both_sides_know_the_same(name: str) -> None:
    ours, theirs = getattr(results, name), getattr(views, name)
    if issubclass(ours, enum.Enum):
        assert {m.value for m in ours} == {m.value for m in theirs}
        return
    mine = {field.name: _plain(field.type) for field in dataclasses.fields(ours)}
    other = {field.name: _plain(field.type) for field in dataclasses.fields(theirs)}
    for extra in BACKEND_ONLY.get(name, set()):
        other.pop(extra)
    assert mine == other


def _plain(annotation: object) -> str:
    return re.sub(r"\s", "", str(annotation))


NAMES = (
    "Francisco.Ferrer.2017",
    "Francisco.Ferrer.2017@he-ferrer.eu",
    "francisco.ferrer.2017@HE-FERRER.EU",
    "Jean-Pierre.Dupont.2018",
    "Maria.Van Den Berghe.2019",
    "Élise.Lefèvre.2020@he-ferrer.eu",
    "FerrerFr2017",
    "FerrerFr2017@he-ferrer.eu",
    "someone@example.org",
    "",
    "..2017",
)


@pytest.mark.parametrize("typed", NAMES)
def test_both_sides_rewrite_alike(typed: str) -> None:
    rule = results.IdentifierRule(**dataclasses.asdict(HE_FERRER))
    here = kiosk_identifier.rewrite(typed, rule)
    there = backend_identifier.rewrite(typed, HE_FERRER)
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert there.casefold().startswith(here.casefold())


def test_the_shipped_rule_rewrites_the_documented_example() -> None:
    rule = results.IdentifierRule(**dataclasses.asdict(HE_FERRER))
    assert kiosk_identifier.rewrite("Francisco.Ferrer.2017@he-ferrer.eu", rule) == "FerrerFr2017@he-ferrer.eu"
