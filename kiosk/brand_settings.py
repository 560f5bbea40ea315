"""The institution's own mark and font: settings of the station, whose files are looked into at the start."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

KEYS = ("mark", "font", "font_bold")
MARK_LARGEST = 1_000_000
MARK_WIDEST = 4096
"""Bytes of a mark's file, and pixels of a side of a PNG."""
FONT_LARGEST = 32_000_000
PNG = b"\x89PNG\r\n\x1a\n"
SFNT = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
TABLES = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"}
OUTLINES = {b"glyf", b"CFF ", b"CFF2"}
"""What a font must have (OpenType 1.9, "Required tables"), and one of what it may draw with."""

Complain = Callable[[str, str], None]


class FileUnfitError(Exception):
    """What is wrong with a file, in words."""


@dataclass(frozen=True, slots=True)
class BrandSettings:
    """None means ours. `font_bold` alone is not allowed; without it Qt thickens `font`."""

    mark: Path | None = None
    font: Path | None = None
    font_bold: Path | None = None

    def fonts(self) -> tuple[Path, ...]:
        return tuple(path for path in (self.font, self.font_bold) if path is not None)


NO_BRAND = BrandSettings()


def read_brand(table: Mapping[str, object], complain: Complain) -> BrandSettings:
    """Return what `table` means.

    Args:
        complain: is told the key and what is allowed.
    """
    mark = _file(table, "mark", "an SVG or PNG file", check_mark, complain)
    font = _file(table, "font", "a TTF or OTF file", check_font, complain)
    bold = _file(table, "font_bold", "a TTF or OTF file", check_font, complain)
    if bold is not None and table.get("font") is None:
        complain("font_bold", "only together with font")
    return BrandSettings(mark, font, bold)


def _file(
    table: Mapping[str, object], key: str, kind: str, check: Callable[[Path], None], complain: Complain
) -> Path | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not Path(value).is_absolute():
        complain(key, f"must be the absolute path of {kind}")
        return None
    try:
        check(Path(value))
    except FileUnfitError as error:
        complain(key, f"must be the absolute path of {kind}; {value}: {error}")
        return None
    return Path(value)


def check_mark(path: Path) -> None:
    """Raises `FileUnfitError` unless `path` is an SVG drawing or a PNG picture of a sensible size."""
    match path.suffix.lower():
        case ".png":
            _check_png(read(path, MARK_LARGEST))
        case ".svg":
            _check_svg(read(path, MARK_LARGEST))
        case _:
            raise FileUnfitError("its name must end in .svg or .png")


def check_font(path: Path) -> None:
    """Raises `FileUnfitError` unless `path` is one OpenType font with every table that drawing needs."""
    if path.suffix.lower() not in {".ttf", ".otf"}:
        raise FileUnfitError("its name must end in .ttf or .otf")
    data = read(path, FONT_LARGEST)
    if data[:4] not in SFNT or len(data) < 12:
        raise FileUnfitError("not a TrueType or OpenType font")
    tables = dict(_tables(data))
    missing = TABLES - set(tables)
    if missing or not OUTLINES & set(tables):
        names = sorted(name.decode() for name in missing) or ["outlines"]
        raise FileUnfitError(f"the font lacks {', '.join(names)}")
    if any(end > len(data) for end in tables.values()):
        raise FileUnfitError("the font is cut short")


def _tables(data: bytes) -> list[tuple[bytes, int]]:
    """The font's tables and where each ends."""
    count = struct.unpack_from(">H", data, 4)[0]
    if len(data) < 12 + 16 * count:
        raise FileUnfitError("the font is cut short")
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * place) for place in range(count))
    return [(tag, offset + length) for tag, _sum, offset, length in entries]


def _check_png(data: bytes) -> None:
    if data[:8] != PNG or data[12:16] != b"IHDR" or len(data) < 24:
        raise FileUnfitError("not a PNG picture")
    width, height = struct.unpack_from(">II", data, 16)
    if not 0 < width <= MARK_WIDEST or not 0 < height <= MARK_WIDEST:
        raise FileUnfitError(f"{width}×{height} pixels; at most {MARK_WIDEST} a side")


def _check_svg(data: bytes) -> None:
    if b"<!ENTITY" in data:
        raise FileUnfitError("an SVG with entities is not read")
    try:
        root = ET.fromstring(data)  # noqa: S314 - the operator's own file, bounded, without entities
    except ET.ParseError as error:
        raise FileUnfitError(f"not SVG ({error})") from None
    if root.tag.rpartition("}")[2] != "svg":
        raise FileUnfitError("not SVG")


def read(path: Path, largest: int) -> bytes:
    """Return what is in `path`; raises `FileUnfitError` when that fails or is more than `largest` bytes."""
    try:
        if path.is_fifo():  # it would be waited for
            raise FileUnfitError("is no file")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise FileUnfitError(f"cannot be read ({error.strerror})") from None
    if len(data) > largest:
        raise FileUnfitError(f"more than {largest // 1_000_000} MB")
    return data


def stamp(brand: BrandSettings) -> tuple[object, ...]:
    """What differs once one of the files is another, or was written anew."""
    return tuple(_written(path) for path in (brand.mark, *brand.fonts()))


def _written(path: Path | None) -> tuple[object, ...]:
    try:
        return (path, path.stat().st_mtime_ns, path.stat().st_size) if path is not None else ()
    except OSError:
        return (path,)
