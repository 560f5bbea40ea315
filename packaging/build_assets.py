"""Compile forms, resources and catalogues into `kiosk/_generated/`; only what changed is built anew.

`ui/NAME.ui` becomes the module `ui_NAME`, `resources/kiosk.qrc` the module `kiosk_rc`, and
`resources/i18n/kiosk_LANG.ts` the catalogue `kiosk_LANG.qm`. Every output is replaced in one step, so
that two builds at once, or a build and a running station, never see half a file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "kiosk" / "_generated"
QT = Path(PySide6.__file__).resolve().parent
PACKAGE_DOC = '"""Made by packaging/build_assets.py; not edited by hand."""\n'
HEADER = "# mypy: ignore-errors\n"


class BuildFailedError(Exception):
    """A tool refused an input; the text names the file and repeats what the tool said."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One output, the files it is made of, and the command that writes it to the path put last."""

    target: Path
    sources: tuple[Path, ...]
    command: tuple[str, ...]


def tool(name: str) -> str:
    """Return the path of a Qt tool of the installed PySide6.

    Raises:
        BuildFailedError: PySide6 was installed without its tools.
    """
    places = (QT / "Qt" / "libexec" / name, QT / name, QT / f"{name}.exe")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise BuildFailedError(f"{name} is not in {QT}: install PySide6-Essentials")
    return str(found)


def forms() -> list[Asset]:
    uic = (tool("uic"), "-g", "python", "--from-imports")
    return [
        Asset(OUT / f"ui_{form.stem}.py", (form,), (*uic, str(form), "-o"))
        for form in sorted((ROOT / "ui").glob("*.ui"))
    ]


def resources() -> list[Asset]:
    qrc = ROOT / "resources" / "kiosk.qrc"
    if not qrc.exists():
        return []
    parts = (qrc.parent / (entry.text or "") for entry in ET.parse(qrc).iter("file"))  # noqa: S314 - our own file
    command = (tool("rcc"), "-g", "python", "--no-compress", str(qrc), "-o")
    return [Asset(OUT / "kiosk_rc.py", (qrc, *parts), command)]


def catalogues() -> list[Asset]:
    lrelease = (tool("lrelease"), "-silent")
    return [
        Asset(OUT / f"{ts.stem}.qm", (ts,), (*lrelease, str(ts), "-qm"))
        for ts in sorted((ROOT / "resources" / "i18n").glob("*.ts"))
    ]


def is_stale(asset: Asset) -> bool:
    """Tell whether `asset` is missing, or older than a source, this script or the installed Qt.

    Raises:
        BuildFailedError: a source is missing.
    """
    missing = [source for source in asset.sources if not source.is_file()]
    if missing:
        raise BuildFailedError(f"{asset.target.name} needs {missing[0]}, which does not exist")
    if not asset.target.exists():
        return True
    built = asset.target.stat().st_mtime_ns
    inputs = (*asset.sources, Path(__file__), QT / "__init__.py")
    return any(source.stat().st_mtime_ns >= built for source in inputs)


def build(asset: Asset) -> None:
    """Run the tool and put its output in place.

    Raises:
        BuildFailedError: the tool refused the input.
    """
    with tempfile.TemporaryDirectory(dir=OUT, prefix=".build-") as folder:
        fresh = Path(folder) / asset.target.name
        done = subprocess.run([*asset.command, str(fresh)], capture_output=True, text=True, check=False)
        if done.returncode != 0 or not fresh.exists():
            said = (done.stderr or done.stdout).strip()
            raise BuildFailedError(f"{asset.sources[0]}: {Path(asset.command[0]).name} says: {said}")
        if asset.target.suffix == ".py":
            text = fresh.read_text(encoding="utf-8")
            fresh.write_text(typed(text, asset.sources[0]), encoding="utf-8")
        os.replace(fresh, asset.target)  # noqa: PTH105 - the same call, kept beside its reason: atomic


def typed(source: str, made_of: Path) -> str:
    """Give the functions of a generated module their types, so that strict callers may call them."""
    if made_of.suffix == ".ui":
        signature = rf"\1: {root_class(made_of)}) -> None:"
        source = re.sub(r"(def (?:setupUi|retranslateUi)\(self, \w+)\):", signature, source)
    source = re.sub(r"(def q(?:Init|Cleanup)Resources\(\)):", r"\1 -> None:", source)
    return HEADER + source


def root_class(form: Path) -> str:
    """Name the class of the form's outermost widget."""
    widget = ET.parse(form).getroot().find("widget")  # noqa: S314 - our own file
    if widget is None:
        raise BuildFailedError(f"{form}: the form has no widget")
    return widget.attrib["class"]


def remove_orphans(wanted: set[Path]) -> list[Path]:
    """Delete outputs whose source is gone, so that a removed form cannot be imported."""
    kinds = ("ui_*.py", "*_rc.py", "*.qm")
    orphans = [path for kind in kinds for path in OUT.glob(kind) if path not in wanted]
    for orphan in orphans:
        orphan.unlink()
    return orphans


def main() -> int:
    """Build what is stale; return 1 with the tool's own words when one refused."""
    OUT.mkdir(parents=True, exist_ok=True)
    package = OUT / "__init__.py"
    if not package.exists():
        package.write_text(PACKAGE_DOC, encoding="utf-8")
    try:
        assets = [*forms(), *resources(), *catalogues()]
        stale = [asset for asset in assets if is_stale(asset)]
        for asset in stale:
            build(asset)
    except (BuildFailedError, ET.ParseError) as fault:
        print(f"build_assets: {fault}", file=sys.stderr)
        return 1
    remove_orphans({asset.target for asset in assets})
    print(f"assets: {len(stale)} of {len(assets)} built")
    return 0


if __name__ == "__main__":
    sys.exit(main())
