"""The mark and font of an institution: what is taken, and every complaint."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from kiosk.brand_settings import FONT_LARGEST, MARK_LARGEST, NO_BRAND, BrandSettings
from kiosk.config import SettingsError, load
from tests.kiosk import brands


def settings(folder: Path, **keys: object) -> BrandSettings:
    """What a file with these keys in its table `brand` means."""
    file = folder / "station.toml"
    lines = [f"{key} = {str(value)!r}" for key, value in keys.items()]
    file.write_text("\n".join(["[brand]", *lines]), encoding="utf-8")
    return load(file).brand


def complaint(folder: Path, **keys: object) -> str:
    with pytest.raises(SettingsError) as caught:
        settings(folder, **keys)
    return str(caught.value)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def with_tables(font: bytes, kept: int) -> bytes:
    """The font with only the first so many entries in its directory."""
    return font[:4] + struct.pack(">H", kept) + font[6:]


def test_without_the_table_it_is_ours() -> None:
    assert load(None).brand == NO_BRAND
    assert NO_BRAND.fonts() == ()


def test_every_key(tmp_path: Path) -> None:
    mark = brands.svg(tmp_path)
    brand = settings(tmp_path, mark=mark, font=brands.FONT, font_bold=brands.FONT)
    assert brand == BrandSettings(mark, brands.FONT, brands.FONT)
    assert brand.fonts() == (brands.FONT, brands.FONT)


def test_a_png_is_a_mark_too(tmp_path: Path) -> None:
    mark = brands.png(tmp_path)
    assert settings(tmp_path, mark=mark).mark == mark


@pytest.mark.parametrize("key", ["mark", "font", "font_bold"])
def test_a_path_is_absolute_and_its_file_is_there(tmp_path: Path, key: str) -> None:
    relative = complaint(tmp_path, **{key: "there.svg"})
    assert f"station.toml: [brand] {key}: must be the absolute path of" in relative
    absent = tmp_path / ("none.svg" if key == "mark" else "none.ttf")
    assert "No such file" in complaint(tmp_path, **{key: absent})


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("mark.jpg", b"\xff\xd8", "must end in .svg or .png"),
        ("mark.png", b"GIF89a" + bytes(40), "not a PNG picture"),
        ("mark.png", b"\x89PNG\r\n\x1a\n", "not a PNG picture"),
        ("mark.png", b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + struct.pack(">II", 9000, 10), "9000×10"),
        ("mark.svg", b"<svg", "not SVG"),
        ("mark.svg", b"<html/>", "not SVG"),
        ("mark.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "entities"),
        ("mark.svg", b" " * (MARK_LARGEST + 1), "more than 1 MB"),
    ],
)
def test_a_mark_is_looked_into(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    told = complaint(tmp_path, mark=written(tmp_path, name, data))
    assert "[brand] mark" in told
    assert said in told


def test_a_font_is_looked_into(tmp_path: Path) -> None:
    font = brands.FONT.read_bytes()
    cases = {
        "must end in .ttf or .otf": written(tmp_path, "font.woff2", font),
        "not a TrueType or OpenType font": written(tmp_path, "web.ttf", b"wOF2" + font[4:]),
        "the font is cut short": written(tmp_path, "cut.ttf", font[:-2000]),
        "the font lacks": written(tmp_path, "poor.ttf", with_tables(font, 3)),
        "more than 32 MB": written(tmp_path, "huge.ttf", font + bytes(FONT_LARGEST)),
    }
    for said, path in cases.items():
        assert said in complaint(tmp_path, font=path)
    assert "cut short" in complaint(tmp_path, font=written(tmp_path, "stub.ttf", font[:40]))


def test_a_bold_font_needs_its_regular_one(tmp_path: Path) -> None:
    assert "[brand] font_bold: only together with font" in complaint(tmp_path, font_bold=brands.FONT)


def test_every_complaint_is_made_at_once(tmp_path: Path) -> None:
    told = complaint(tmp_path, mark="x", font="y")
    assert "[brand] mark" in told
    assert "[brand] font" in told
