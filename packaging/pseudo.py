"""Pseudo-languages, which show what a page does with long words before a translator meets it; never shipped.

`pseudo.py FOLDER` writes two catalogues made of the English texts, named as CLDR names such locales: `en_XA`,
with accents and 60 % longer, and `ar_XB`, the same on pages that run from right to left.
"""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from build_assets import BuildFailedError, tool
from translations import PLACEHOLDER, catalogue

LONG, MIRRORED = "en_XA", "ar_XB"
MADE_OF = {LONG: "nl", MIRRORED: "ar"}
"""The catalogue with as many plural forms as the pseudo-language has."""
GROWTH = 0.6
ACCENTS = str.maketrans("aceinouyACEINOUY", "àçéîñöùýÀÇÉÎÑÖÙÝ")
FILLING = ("ôñé", "tŵô", "thŗéé", "fôûŕ")
KEPT = {"Date", "List"}
"""Contexts whose texts are formats, not words."""
PART = re.compile(f"({PLACEHOLDER.pattern})")


def pseudo(text: str) -> str:
    """`text` with accents and 60 % longer; its placeholders as they are."""
    parts = PART.split(text)
    said = "".join(part if number % 2 else part.translate(ACCENTS) for number, part in enumerate(parts))
    wanted = len(text) + max(1, round(len(text) * GROWTH))
    for word in itertools.cycle(FILLING):
        if len(said) >= wanted:
            break
        said += f" {word}" if " " in text else word
    return said


def write(language: str, folder: Path) -> Path:
    """Make the catalogue of the pseudo-language in `folder`; returns the compiled one.

    Raises:
        BuildFailedError: lrelease refused it.
    """
    tree = ET.parse(catalogue(MADE_OF[language]))  # noqa: S314 - our own file
    tree.getroot().set("language", language)
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            _say(message, kept=context.findtext("name") in KEPT)
    source = folder / f"kiosk_{language}.ts"
    tree.write(source, encoding="utf-8", xml_declaration=True)
    target = source.with_suffix(".qm")
    command = [tool("lrelease"), "-silent", str(source), "-qm", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildFailedError(f"lrelease: {done.stderr.strip()}")
    return target


def beside(shipped: Path, folder: Path) -> Path:
    """Put the pseudo-languages beside the catalogues of `shipped`, all in `folder`; returns it."""
    for catalogue_file in shipped.glob("kiosk_*.qm"):
        shutil.copy(catalogue_file, folder)
    for language in MADE_OF:
        write(language, folder)
    return folder


def _say(message: ET.Element, *, kept: bool) -> None:
    source = message.findtext("source") or ""
    said = source if kept else pseudo(source)
    translation = message.find("translation")
    if translation is None:
        return
    for form in list(translation.iter("numerusform")) or [translation]:
        form.text = said


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for language in MADE_OF:
        print(write(language, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
