"""The settings of scanning and strikes: what each means, and every complaint."""

from __future__ import annotations

import pytest

from kiosk.access_settings import ORDINARY, AccessSettings, read_access


def read(table: dict[str, object]) -> tuple[AccessSettings, list[str]]:
    complaints: list[str] = []

    def complain(key: str, allowed: str) -> None:
        complaints.append(f"{key}: {allowed}")

    return read_access(table, complain), complaints


def test_without_a_word_a_step_is_a_second_and_a_half() -> None:
    assert read({}) == (AccessSettings(1.5, "", 0.0), [])


def test_each_setting_means_what_it_says() -> None:
    table: dict[str, object] = {"scan_step": 2, "scan_key": "F9", "double_strike": 0.5}
    assert read(table) == (AccessSettings(2.0, "F9", 0.5), [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("scan_step", 0),
        ("scan_step", 11),
        ("scan_step", True),
        ("scan_step", "1"),
        ("scan_key", "F8"),
        ("scan_key", "F1"),
        ("scan_key", "F25"),
        ("scan_key", "A"),
        ("scan_key", 9),
        ("double_strike", -0.1),
        ("double_strike", 3),
    ],
)
def test_what_is_not_allowed_is_said(key: str, value: object) -> None:
    settings, complaints = read({key: value})
    assert settings == ORDINARY
    assert [complaint.partition(":")[0] for complaint in complaints] == [key]
