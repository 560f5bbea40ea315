"""What goes into the one folder of the station: parts of Qt, and the licences of all that is in it.

The spec file asks these functions; they are here so that they are typed, checked and tested.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's own: the path in the folder, the file it comes from, and its kind."""
Needs = Callable[[str], Iterable[str]]
"""Names the libraries that a binary file asks for."""

PLUGINS = {
    "platforms": ("windows", "cocoa", "xcb", "wayland", "offscreen"),
    "wayland-shell-integration": ("xdg-shell",),
    "platforminputcontexts": ("composeplatforminputcontextplugin",),
    "imageformats": ("svg", "jpeg"),
    "iconengines": ("svgicon",),
}
"""Qt's plug-ins that stay, by their bare names: q… .dll, libq… .dylib and .so. Compare `prune_qt.PLUGINS`."""
EXCLUDED = (
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "_sqlite3",
    "distutils",
    "ensurepip",
    "lib2to3",
    "pip",
    "pydoc",
    "setuptools",
    "sqlite3",
    "tkinter",
    "unittest",
)
"""Modules that something imports and the station never reaches."""
LINUX_ONLY = ("jeepney", "secretstorage")
NOT_IN_THE_FOLDER = frozenset({"pip", "setuptools", "altgraph", "macholib", "pefile", "packaging"})
"""Distributions that only build; the bootloader of PyInstaller is in the folder."""


def excluded(platform: str) -> list[str]:
    """Modules to leave out; `platform` as `sys.platform`."""
    return [*EXCLUDED, *(() if platform.startswith("linux") else LINUX_ONLY)]


def wanted(path: str) -> bool:
    """Whether the file at `path` in the folder stays, judged by its name alone."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if "PySide6" not in parts:
        return True
    if "plugins" in parts:
        kind, name = parts[parts.index("plugins") + 1], bare(parts[-1])
        return name in PLUGINS.get(kind, ())
    if "translations" in parts:
        return parts[-1].startswith("qtbase_")
    return bare(parts[-1]) != "opengl32sw"  # Mesa for Windows: pages are drawn without OpenGL


def bare(file: str) -> str:
    """The name of a plug-in without what its system puts around it."""
    return file.split(".")[0].removeprefix("lib").removeprefix("q")


def pruned(binaries: list[Entry], needs: Needs) -> list[Entry]:
    """The binary files that stay: what is wanted, and of Qt's libraries those that it asks for.

    On Linux the same for libraries of the system, which come along with plug-ins that do not stay.
    """
    kept = [entry for entry in binaries if wanted(entry[0]) and entry[2] != "SYMLINK"]
    libraries = {key(entry[0]): entry for entry in kept if prunable(entry)}
    waiting, found = [entry for entry in kept if not prunable(entry)], set[str]()
    while waiting:
        for name in {key(one) for one in needs(waiting.pop()[1])} - found:
            if name in libraries:
                found.add(name)
                waiting.append(libraries[name])
    stay = [entry for entry in kept if not prunable(entry) or key(entry[0]) in found]
    return [*stay, *settled([entry for entry in binaries if entry[2] == "SYMLINK"], stay)]


def settled(entries: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """Of `entries` those that do not belong to a library that was taken out: its links, its framework."""
    there = {path.replace("\\", "/") for path, _, kind in binaries if kind != "SYMLINK"}
    frameworks = {name for path in there if (name := framework(path)) is not None}
    return [entry for entry in entries if _belongs(entry, there, frameworks)]


def _belongs(entry: Entry, there: set[str], frameworks: set[str]) -> bool:
    path, target, kind = entry
    name = framework(path) or (framework(target) if kind == "SYMLINK" else None)
    if name is not None:
        return name in frameworks
    return kind != "SYMLINK" or target.replace("\\", "/") in there


def framework(path: str) -> str | None:
    """The framework of macOS that `path` lies in, if any."""
    return next((part for part in PurePosixPath(path).parts if part.endswith(".framework")), None)


def prunable(entry: Entry) -> bool:
    """Whether the file is a library that stays only when something asks for it."""
    path, _, kind = entry
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if kind != "BINARY" or "plugins" in parts or parts[-1].lower().startswith(("python", "libpython")):
        return False
    return "PySide6" in parts or sys.platform.startswith("linux")


def key(path: str) -> str:
    """How libraries ask for one another: by name, in any case on Windows."""
    return PurePosixPath(path.replace("\\", "/")).name.lower()


def licences() -> Iterator[tuple[str, str]]:
    """Pairs of a licence file and the folder it goes to; from every distribution that is installed.

    The station's environment has nothing in it but what its lock file names.
    """
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name in NOT_IN_THE_FOLDER:
            continue
        target = f"licences/{name}-{distribution.version}"
        for file in distribution.files or ():
            if is_licence(file):
                yield str(distribution.locate_file(file)), target
    python = next((place for place in _python_licences() if place.is_file()), None)
    if python is not None:
        yield str(python), f"licences/Python-{sys.version_info.major}.{sys.version_info.minor}"


def is_licence(file: PurePosixPath) -> bool:
    """Metadata name the licence; the files beside them have its text."""
    folder = next((part for part in file.parts if part.endswith(".dist-info")), None)
    plain = file.name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))
    return folder is not None and (plain or "licenses" in file.parts or file.name == "METADATA")


def _python_licences() -> tuple[Path, ...]:
    library = Path(sysconfig.get_path("stdlib"))
    return (
        library / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc/python3.11/copyright"),
    )
