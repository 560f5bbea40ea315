"""The small adapters: strength, QR codes, boot counter, references, clock."""

from __future__ import annotations

import gc
import stat
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from zxcvbn.matching import RANKED_DICTIONARIES  # type: ignore[import-untyped]

from kiosk.adapters.boot import count_start, would_count
from kiosk.adapters.clock import SystemClock
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.references import ALPHABET, new_reference
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.ports import PasswordAdvice

# --- strength -----------------------------------------------------------------------------------


def test_scores_rise_with_strength() -> None:
    meter = ZxcvbnMeter()
    scores = [meter.rate(text, ()).score for text in ("password", "Soleil2017", "xk7-Quartz-lamp-42")]
    assert scores == sorted(scores)
    assert scores[0] == 0
    assert scores[-1] == 4


def test_the_weak_word_is_named_as_typed() -> None:
    assert ZxcvbnMeter().rate("Password1!", ()).weak_word == "Password1"


def test_a_strong_password_has_no_weak_word() -> None:
    assert ZxcvbnMeter().rate("xk7-Quartz-lamp-42", ()).weak_word == ""


def test_the_persons_own_words_count_against_it() -> None:
    meter = ZxcvbnMeter()
    alone = meter.rate("Franciscoferrer", ())
    known = meter.rate("Franciscoferrer", ("Francisco", "Ferrer", "FranciscoFerrer"))
    assert known.score < alone.score


def test_the_empty_password() -> None:
    assert ZxcvbnMeter().rate("", ("x",)) == PasswordAdvice(0, "")


@pytest.mark.parametrize(
    "text", ["a" * 5000, "\ud800", "\x00", "é" * 100, "correct horse battery staple " * 9]
)
def test_any_text_can_be_rated(text: str) -> None:
    assert 0 <= ZxcvbnMeter().rate(text, ()).score <= 4


def test_own_words_and_password_are_not_kept() -> None:
    ZxcvbnMeter().rate("Zanzibar-Quux-8812", ("Wilhelmina-Unique",))
    assert "user_inputs" not in RANKED_DICTIONARIES
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, dict) and "wilhelmina-unique" in one]
    assert held == []


# --- QR codes -----------------------------------------------------------------------------------

URL = "https://console.example/r/ABC234?station=library-1&from=qr-code-of-the-station"


@pytest.mark.parametrize("text", ["A", URL, "é ç 漢"])
def test_a_phone_reads_what_was_written(text: str) -> None:
    modules = QrCodes().modules(text)
    quiet, scale = 4, 4
    side = len(modules) + 2 * quiet
    pixels = bytearray(b"\xff" * (side * scale) ** 2)
    for y in range(side * scale):
        for x in range(side * scale):
            row, column = y // scale - quiet, x // scale - quiet
            inside = 0 <= row < len(modules) and 0 <= column < len(modules)
            if inside and modules[row][column]:
                pixels[y * side * scale + x] = 0
    picture: Any = bytes(pixels)  # the stub wants numpy, the library any buffer that lives on
    view = zxingcpp.ImageView(picture, side * scale, side * scale, zxingcpp.ImageFormat.Lum)
    (found,) = zxingcpp.read_barcodes(view)
    assert found.text == text


def test_a_code_is_square_without_quiet_zone() -> None:
    modules = QrCodes().modules("A")
    assert {len(row) for row in modules} == {len(modules)} == {21}
    assert modules[0][:8] == (True,) * 7 + (False,)


# --- boot counter -------------------------------------------------------------------------------


def test_starts_are_counted_from_one(tmp_path: Path) -> None:
    file = tmp_path / "state" / "starts"
    assert [count_start(file) for _ in range(3)] == [1, 2, 3]
    assert [path.name for path in file.parent.iterdir()] == ["starts"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_start_that_is_only_tried_is_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "starts"
    assert [count_start(file), would_count(file), would_count(file), count_start(file)] == [1, 2, 2, 2]
    assert [path.name for path in tmp_path.iterdir()] == ["starts"]


@pytest.mark.parametrize("content", ["", "-1", "abc", "1 2", "٣"])
def test_a_damaged_counter_is_not_started_anew(content: str, tmp_path: Path) -> None:
    file = tmp_path / "starts"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="starts"):
        count_start(file)
    assert file.read_text(encoding="utf-8") == content


# --- references and clocks ----------------------------------------------------------------------


def test_references_are_speakable_and_differ() -> None:
    made = {new_reference() for _ in range(200)}
    assert len(made) == 200
    assert all(len(one) == 8 and set(one) <= set(ALPHABET) for one in made)
    assert not set("01258BGIOSZ") & set(ALPHABET)


def test_elapsed_time_never_goes_back() -> None:
    clock = SystemClock()
    seen = [clock.elapsed() for _ in range(100)]
    assert seen == sorted(seen)
    assert clock.wall() > 1_700_000_000
