"""The build of forms, resources and catalogues, and the check of the catalogues."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[4]
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>Sample</class><widget class="QWizardPage" name="Sample">
<layout class="QVBoxLayout" name="column"><item><widget class="QLabel" name="title">
<property name="text"><string>{text}</string></property></widget></item></layout></widget></ui>
"""
CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en"><context><name>Sample</name>{messages}</context></TS>
"""
MESSAGE = "<message><source>{source}</source><translation>{text}</translation></message>"
UNFINISHED = '<message><source>Hi</source><translation type="unfinished"></translation></message>'


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The build scripts can be imported, as they import each other when run."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield
    for name in ("build_assets", "translations"):
        sys.modules.pop(name, None)


@pytest.fixture
def build(tools: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """build_assets over a project of one form."""
    module = importlib.import_module("build_assets")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "OUT", tmp_path / "out")
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "sample.ui").write_text(FORM.format(text="Hi"), encoding="utf-8")
    return module


@pytest.fixture
def translations(
    build: ModuleType, tools: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """The catalogue check over the same project."""
    module = importlib.import_module("translations")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "kiosk").mkdir()
    return module


def write_catalogue(folder: Path, *messages: str) -> None:
    text = CATALOGUE.format(messages="".join(messages))
    (folder / "kiosk_fr.ts").write_text(text, encoding="utf-8")


def test_a_form_becomes_a_typed_module(build: ModuleType, tmp_path: Path) -> None:
    assert build.main() == 0
    module = (tmp_path / "out" / "ui_sample.py").read_text(encoding="utf-8")
    assert module.startswith("# mypy: ignore-errors")
    assert "def setupUi(self, Sample: QWizardPage) -> None:" in module
    assert "def retranslateUi(self, Sample: QWizardPage) -> None:" in module


def test_only_what_changed_is_built_anew(build: ModuleType, tmp_path: Path) -> None:
    build.main()
    target = tmp_path / "out" / "ui_sample.py"
    os.utime(target, ns=(10**18 * 3, 10**18 * 3))
    before = target.stat().st_mtime_ns
    build.main()
    assert target.stat().st_mtime_ns == before
    (tmp_path / "ui" / "sample.ui").write_text(FORM.format(text="Ho"), encoding="utf-8")
    os.utime(tmp_path / "ui" / "sample.ui", ns=(before + 1, before + 1))
    build.main()
    assert '"Ho"' in target.read_text(encoding="utf-8")


def test_the_module_of_a_form_that_is_gone_goes_too(build: ModuleType, tmp_path: Path) -> None:
    build.main()
    (tmp_path / "ui" / "sample.ui").unlink()
    build.main()
    assert not (tmp_path / "out" / "ui_sample.py").exists()


def test_a_broken_form_is_named(
    build: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ui" / "sample.ui").write_text("<ui><oops>", encoding="utf-8")
    assert build.main() == 1
    assert "sample.ui" in capsys.readouterr().err
    assert not (tmp_path / "out" / "ui_sample.py").exists()


def test_a_missing_resource_is_named(
    build: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "resources").mkdir()
    listing = "<RCC><qresource><file>icons/gone.svg</file></qresource></RCC>"
    (tmp_path / "resources" / "kiosk.qrc").write_text(listing, encoding="utf-8")
    assert build.main() == 1
    assert "gone.svg" in capsys.readouterr().err


def test_a_complete_catalogue_passes(translations: ModuleType, tmp_path: Path) -> None:
    write_catalogue(tmp_path, MESSAGE.format(source="Hi", text="Salut"))
    assert translations.faults("fr") == []


@pytest.mark.parametrize(
    ("messages", "fault"),
    [
        ((), "not in it"),
        ((UNFINISHED,), "not translated"),
        ((MESSAGE.format(source="Hi", text="Salut"), MESSAGE.format(source="Old", text="Vieux")), "not used"),
    ],
    ids=["missing", "unfinished", "stale"],
)
def test_a_catalogue_that_rots_is_refused(
    translations: ModuleType, tmp_path: Path, messages: tuple[str, ...], fault: str
) -> None:
    write_catalogue(tmp_path, *messages)
    assert [found for found in translations.faults("fr") if fault in found]


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        ("{n} left", "{n} restants", True),
        ("{n} left", "{m} restants", False),
        ("{n} left", "restants", False),
    ],
)
def test_placeholders_must_be_those_of_the_source(
    translations: ModuleType, source: str, text: str, right: object
) -> None:
    message = translations.Message("Sample", source, "", plural=False, finished=True, texts=(text,))
    assert (not list(translations.message_faults(message))) is right
