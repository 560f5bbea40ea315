"""The sheet's warning: FerrerFr2017@he-ferrer.eu, not Francisco.Ferrer.2017@he-ferrer.eu."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.identifier import rewrite
from kiosk.core.results import IdentifierRule
from tests.kiosk.fakes import IDENTIFIER_RULE


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Francisco.Ferrer.2017@he-ferrer.eu", "FerrerFr2017@he-ferrer.eu"),
        ("Francisco.Ferrer.2017", "FerrerFr2017"),
        ("  francisco.ferrer.2017  ", "FerrerFr2017"),
        ("FRANCISCO.FERRER.2017@HE-FERRER.EU", "FerrerFr2017@he-ferrer.eu"),
        ("Élodie.Lefèvre.2019", "LefevreEl2019"),
        ("Zoë.Cœur.2019", "CoeurZo2019"),
        ("Jan.Van.Damme.2018", "VanDammeJa2018"),
        ("Jan.van den Bossche.2018", "VanDenBosscheJa2018"),
        ("Maria.de.la.Cruz.2018", "DeLaCruzMa2018"),
        ("Jean.Pierre.Dupont.2020", "DupontJe2020"),
        ("Jean-Pierre.Dupont.2020", "DupontJe2020"),
        ("Anne.Dupont-Durand.2020", "DupontDurandAn2020"),
        ("Liam.O'Brien.2021", "OBrienLi2021"),
        ("Ben.Dupont.2021", "DupontBe2021"),
    ],
)
def test_the_wrong_form_is_rewritten(typed: str, offered: str) -> None:
    assert rewrite(typed, IDENTIFIER_RULE) == offered


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "FerrerFr2017",
        "FerrerFr2017@he-ferrer.eu",
        "Francisco.Ferrer",
        "Francisco.Ferrer.2017@gmail.com",
        "Francisco.Ferrer.2017@",
        "..2017",
        "李.伟.2017",
        "a" * 500 + ".b.2017",
    ],
)
def test_nothing_is_offered_for_anything_else(typed: str) -> None:
    assert rewrite(typed, IDENTIFIER_RULE) is None


def test_an_institution_without_a_wrong_form_offers_nothing() -> None:
    rule = replace(IDENTIFIER_RULE, wrong_pattern="", rewrite="")
    assert rewrite("Francisco.Ferrer.2017", rule) is None


texts = st.text(max_size=40) | st.sampled_from(
    ["(", "[", "a{99999999999}", "{given:.99}", "{x}", "(?P<given>.)"]
)


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")  # of odd patterns
@given(typed=st.text() | st.from_regex(r"\w+\.\w+\.\d{4}"), patterns=st.tuples(texts, texts, texts))
def test_no_setting_and_no_typing_raises(typed: str, patterns: tuple[str, str, str]) -> None:
    right, wrong, template = patterns
    rule = IdentifierRule(right, "", "", "he-ferrer.eu", wrong, template)
    assert isinstance(rewrite(typed, rule), str | None)
    assert isinstance(rewrite(typed, IDENTIFIER_RULE), str | None)
