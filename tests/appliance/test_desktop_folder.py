"""What the one folder of Windows and macOS keeps and leaves out, without building it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

from tests.kiosk.packaging_program import program

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "packaging" / "pyinstaller"


@pytest.fixture(scope="module")
def folder() -> Iterator[ModuleType]:
    """`packaging/pyinstaller/folder.py`, which is in no package."""
    spec = importlib.util.spec_from_file_location("desktop_folder", HERE / "folder.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop("desktop_folder", None)


def test_the_plug_ins_of_the_debian_package_stay_and_so_do_their_fellows(folder: ModuleType) -> None:
    for path in program("prune_qt").PLUGINS:
        assert folder.wanted(f"PySide6/Qt/plugins/{path}"), path
    for path in (
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\imageformats\qsvg.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.dylib",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt6Core.dll",
        "cryptography/hazmat/bindings/_rust.pyd",
    ):
        assert folder.wanted(path), path


@pytest.mark.parametrize(
    "path",
    [
        r"PySide6\plugins\platforms\qdirect2d.dll",
        r"PySide6\plugins\tls\qschannelbackend.dll",
        r"PySide6\opengl32sw.dll",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/translations/qtdeclarative_fr.qm",
    ],
)
def test_what_the_station_never_draws_with_is_left_out(folder: ModuleType, path: str) -> None:
    assert not folder.wanted(path)


NEEDS = {
    "/w/QtGui.pyd": ["KERNEL32.dll"],
    "/w/qwindows.dll": ["QT6GUI.DLL"],
    "/w/Qt6Gui.dll": ["Qt6Core.dll"],
}
WINDOWS = [
    (r"PySide6\QtGui.pyd", "/w/QtGui.pyd", "EXTENSION"),
    (r"PySide6\plugins\platforms\qwindows.dll", "/w/qwindows.dll", "BINARY"),
    (r"PySide6\plugins\tls\qopensslbackend.dll", "/w/qopensslbackend.dll", "BINARY"),
    (r"PySide6\Qt6Gui.dll", "/w/Qt6Gui.dll", "BINARY"),
    (r"PySide6\Qt6Core.dll", "/w/Qt6Core.dll", "BINARY"),
    (r"PySide6\Qt6Network.dll", "/w/Qt6Network.dll", "BINARY"),
    (r"python313.dll", "/w/python313.dll", "BINARY"),
    (r"libcrypto-3.dll", "/w/libcrypto-3.dll", "BINARY"),
]


def needs(file: str) -> list[str]:
    return NEEDS.get(file, [])


def names(entries: list[tuple[str, str, str]]) -> set[str]:
    return {PurePosixPath(path.replace("\\", "/")).name for path, _, _ in entries}


def test_a_library_of_qt_stays_while_something_that_stays_asks_for_it(
    folder: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    kept = names(folder.pruned(WINDOWS, needs))
    assert kept == names(WINDOWS) - {"qopensslbackend.dll", "Qt6Network.dll"}


def test_on_linux_a_library_of_the_system_goes_with_what_asked_for_it(
    folder: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    entries = [
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/l/libqgtk3.so", "BINARY"),
        ("libgtk-3.so.0", "/l/libgtk-3.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "/l/libpython3.11.so.1.0", "BINARY"),
    ]
    assert names(folder.pruned(entries, needs)) == {"libpython3.11.so.1.0"}


def test_links_and_frameworks_go_with_what_they_belong_to(folder: ModuleType) -> None:
    """Half a framework cannot be signed, and a link to nothing neither."""
    place = "PySide6/Qt/lib/{0}.framework/Versions/A/{0}"
    binaries = [(place.format("QtCore"), "/m/QtCore", "BINARY")]
    rest = [
        ("PySide6/Qt/lib/QtCore.framework/Versions/Current", "A", "SYMLINK"),
        ("PySide6/Qt/lib/QtCore.framework/Resources/Info.plist", "/m/Info.plist", "DATA"),
        ("QtCore", place.format("QtCore"), "SYMLINK"),
        ("kiosk/_generated/kiosk_fr.qm", "/m/kiosk_fr.qm", "DATA"),
    ]
    gone = [
        ("PySide6/Qt/lib/QtQml.framework/Versions/Current", "A", "SYMLINK"),
        ("PySide6/Qt/lib/QtQml.framework/Resources/Info.plist", "/m/Info.plist", "DATA"),
        ("QtQml", place.format("QtQml"), "SYMLINK"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
    ]
    assert folder.settled([*rest, *gone], binaries) == rest


def test_only_linux_takes_its_keyring_libraries_along(folder: ModuleType) -> None:
    assert not set(folder.LINUX_ONLY) & set(folder.excluded("linux"))
    assert all(set(folder.LINUX_ONLY) <= set(folder.excluded(one)) for one in ("win32", "darwin"))


def test_the_licence_of_every_part_goes_along(folder: ModuleType) -> None:
    found = list(folder.licences())
    parts = {target.partition("/")[2].rpartition("-")[0].lower() for _, target in found}
    assert {
        "pyside6_essentials",
        "cryptography",
        "keyring",
        "qrcode",
        "requests",
        "zxcvbn",
        "python",
    } <= parts
    assert all(Path(source).is_file() for source, _ in found)
    assert (HERE / "LGPL-3.0.txt").is_file(), "Qt's wheels name their licence and do not bring it"
    assert not parts & folder.NOT_IN_THE_FOLDER
