"""The desk's opening time speaks the language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from kiosk.qt.wall_time import spoken


@pytest.fixture(autouse=True)
def same_locale_afterwards() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(("language", "expected"), [("fr", "lundi 08:00"), ("en", "Monday 08:00")])
def test_the_day_is_in_the_language(language: str, expected: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert spoken("Mon 08:00") == expected


@pytest.mark.parametrize("time", ["18:00", "", "sometime soon", "Mon"])
def test_anything_else_stays(time: str) -> None:
    assert spoken(time) == time
