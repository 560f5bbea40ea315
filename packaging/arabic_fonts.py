"""Give Noto Sans Arabic the line of the Latin font: `arabic_fonts.py FOLDER` with the package's files in it.

As published a line of it is 2.1 times as high as its letters are large (room for every vowel mark), so that a
button with an Arabic word would be taller than its neighbour. What the letters of the catalogue need is left
here. The results are committed in `resources/fonts/`. They are renamed,
so that an unchanged one on the machine is never taken for them. Needs fontTools.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FILES = ("NotoSansArabic_400Regular.ttf", "NotoSansArabic_700Bold.ttf")
FAMILY = "Repasse Arabic"
ASCENT = 984
"""That of the Latin font; the highest letter of the bold one, alef with hamza, reaches 976."""
DESCENT = 463
"""How far the final yeh of the bold one reaches down."""
STYLED = {1: FAMILY, 3: FAMILY + " {style}", 4: FAMILY + " {style}", 6: "RepasseArabic-{style}"}
"""Names by number in the OpenType table: family, unique, full, PostScript."""
DROPPED = (16, 17, 21, 22, 25)


def main() -> int:
    """Change both files of the folder given."""
    for name in FILES:
        source = next(Path(sys.argv[1]).rglob(name))
        change(source, "Bold" if "Bold" in name else "Regular")
    print(f"{len(FILES)} fonts in {TARGET}")
    return 0


def change(source: Path, style: str) -> None:
    font = TTFont(source)
    lines, windows = font["hhea"], font["OS/2"]
    lines.ascent, lines.descent = ASCENT, -DESCENT
    windows.sTypoAscender, windows.sTypoDescender = ASCENT, -DESCENT
    names = font["name"]
    names.names = [record for record in names.names if record.nameID not in DROPPED]
    for record in names.names:
        if record.nameID in STYLED:
            record.string = STYLED[record.nameID].format(style=style)
        elif record.nameID == 2:
            record.string = style
    font.save(TARGET / f"repasse_arabic_{style.lower()}.ttf")


if __name__ == "__main__":
    sys.exit(main())
