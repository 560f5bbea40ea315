"""Take out of an installed PySide6 what the station does not use: less to carry, and less to attack.

What stays is named here; libraries stay when something that stays needs them, as its own header says.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

MODULES = frozenset({"QtCore", "QtGui", "QtWidgets", "QtSvg"})
"""Those that `kiosk/` imports; a test compares."""
PLUGINS = frozenset(
    {
        "platforms/libqwayland.so",
        "platforms/libqxcb.so",  # the station in a window, and operators who look for faults
        "platforms/libqoffscreen.so",
        "wayland-shell-integration/libxdg-shell.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",  # dead keys
        "imageformats/libqsvg.so",
        "imageformats/libqjpeg.so",
        "iconengines/libqsvgicon.so",
    }
)
_NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[([^\]]+)\]")


def prune(library: Path) -> Iterator[str]:
    """Prune PySide6 below the folder `library`; yields what was done, for the log of the build."""
    home = library / "PySide6"
    before = _size(home)
    _keep(home, lambda path: path.name == "Qt" or _is_code(path))
    qt = home / "Qt"
    _keep(qt, lambda path: path.name in ("lib", "plugins", "translations"))
    for plugin in sorted((qt / "plugins").rglob("*.so")):
        if plugin.relative_to(qt / "plugins").as_posix() not in PLUGINS:
            plugin.unlink()
    _keep(qt / "plugins", lambda path: any(path.iterdir()))
    _keep(qt / "translations", lambda path: path.name.startswith("qtbase_"))
    needed = _closure([*home.glob("*.so*"), *(qt / "plugins").rglob("*.so")], (qt / "lib", home))
    _keep(qt / "lib", lambda path: path.name in needed)
    yield f"PySide6: {before >> 20} MiB before, {_size(home) >> 20} MiB after; {len(needed)} libraries"


def _is_code(path: Path) -> bool:
    name = path.name
    return (name.split(".")[0] in MODULES and name.endswith(".so")) or name.startswith(
        ("__init__", "_", "libpyside6.")
    )


def _keep(folder: Path, wanted: Callable[[Path], bool]) -> None:
    for path in sorted(folder.iterdir()):
        if wanted(path):
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _closure(roots: list[Path], places: tuple[Path, ...]) -> set[str]:
    """The names of all libraries in `places` that `roots` need, directly or not."""
    waiting, found = list(roots), set[str]()
    while waiting:
        for name in _needs(waiting.pop()) - found:
            there = next((place / name for place in places if (place / name).exists()), None)
            if there is not None:
                found.add(name)
                waiting.append(there)
    return found


def _needs(file: Path) -> set[str]:
    done = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True, check=True)
    return set(_NEEDED.findall(done.stdout))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
