"""The bundled fonts of the CAPTCHA, from the compiled resources."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDir, QFile, QIODevice

FOLDER = ":/captcha_fonts"


class FacesMissing(Exception):
    """The resources were not compiled into the program."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file."""

    name: str
    data: bytes


def load_faces(folder: str = FOLDER) -> tuple[Typeface, ...]:
    """Read every font.

    Raises:
        FacesMissing: there is none; run packaging/build_assets.py.
    """
    names = QDir(folder).entryList(["*.ttf"])
    if not names:
        raise FacesMissing(f"{folder} is empty; run packaging/build_assets.py")
    return tuple(Typeface(name, _read(f"{folder}/{name}")) for name in names)


def _read(path: str) -> bytes:
    file = QFile(path)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FacesMissing(f"{path} cannot be read")
    content = bytes(file.readAll().data())
    file.close()
    return content
