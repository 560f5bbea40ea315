"""Cut bold fonts down to the CAPTCHA's symbols: `subset_captcha_fonts.py FOLDER` with one TTF a font in it.

The results are committed in `resources/captcha_fonts/`; this runs again only when a font is added. A cut
font is renamed, as the Open Font License asks of a modified version with a reserved name. Needs fontTools.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SYMBOLS = "ACEHMPSTUXZ39"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "captcha_fonts"
NAMED = (1, 3, 4, 6, 16, 21)  # family, unique, full, PostScript, typographic family, WWS family
KEPT = (0, 13, 14)  # copyright and licence


def main() -> int:
    """Cut every font of the folder given."""
    sources = sorted(Path(sys.argv[1]).rglob("*.ttf"))
    for number, source in enumerate(sources, start=1):
        cut(source, number)
    print(f"{len(sources)} fonts in {TARGET}")
    return 0


def cut(source: Path, number: int) -> None:
    font = TTFont(source)
    options = Options()
    options.name_IDs = [*NAMED, *KEPT]
    options.layout_features = []
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=SYMBOLS)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMED:
            record.string = f"Repasse Captcha {number:02}"
    font.save(TARGET / f"captcha_{number:02}.ttf")


if __name__ == "__main__":
    sys.exit(main())
