"""The style sheet made of the tokens, and what a page's form may say to be dressed by it.

Forms set no font, colour or size; they set the dynamic property `role`:

* QLabel: `title` (page title), `lead` (introduction), none (text), `muted` (small print), `field` (the name
  above a field), `code` (a code to read: large, tabular, left to right).
* QLabel or QFrame: `problem`, `warning`, `notice`, `success`: a framed message; `kiosk.qt.banner.Banner`
  is such a frame with its icon.
* QPushButton: `primary` (the one way on), none (another way), `link` (underlined), `choice` (one of a list,
  checkable), `quiet` (flat).
* QFrame, QWidget: `card` (a raised surface).
* QLineEdit: none, or `code` (digits to type).

Any button or label may also have the property `glyph`: the name of a file of `resources/icons` without its
ending; it is tinted with the colour of the text. A form's outermost layout is a QVBoxLayout that holds
the widgets `reading` (title, text, messages) above `controls` (all that is touched); in portrait the
shell moves `controls` into the lower half of the screen.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.core.look import Theme
from kiosk.qt.brand import Brand, Mark
from kiosk.qt.tokens import (
    AIR,
    ARABIC_FAMILY,
    FONT_FAMILY,
    KEY_LETTERS,
    LETTERS,
    SIZES,
    Metrics,
    Palette,
    palette,
)

TEMPLATE = ":/styles/kiosk.qss"


class ResourceMissingError(Exception):
    """A compiled resource is not there: the assets were not built."""


@dataclass(frozen=True, slots=True)
class Dress:
    """The colours and sizes in force."""

    theme: Theme
    palette: Palette
    metrics: Metrics
    family: str
    """The fonts in order, as a style sheet lists them."""
    mark: Mark | None = None
    """The institution's own mark; None means the shipped one."""

    def is_dark(self) -> bool:
        return self.theme in {Theme.DARK, Theme.CONTRAST}


@runtime_checkable
class Wearer(Protocol):
    """A widget that paints by itself, and so has to be told the colours and sizes."""

    def wear(self, wearing: Dress) -> None: ...


def set_property(widget: QWidget, name: str, value: str | bool) -> None:
    """Change a property that the style sheet looks at, and let the widget be dressed anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget that is already shown."""
    set_property(widget, "role", role)


def dress(theme: Theme, metrics: Metrics, accent: str | None = None, brand: Brand | None = None) -> Dress:
    """Return what is worn; letters that the institution's font lacks come from ours."""
    worn = brand or Brand()
    families = (worn.family, FONT_FAMILY, ARABIC_FAMILY)
    family = ", ".join(f'"{name}"' for name in families if name)
    return Dress(theme, palette(theme, accent), metrics, family, worn.mark)


def style_sheet(wearing: Dress) -> str:
    """Return the style sheet of the window.

    Raises:
        ResourceMissingError: the resources were not compiled or not imported.
    """
    worn = wearing.metrics
    groups = (
        (LETTERS, worn.letters),
        (KEY_LETTERS, worn.key_letters),
        (SIZES, worn.px),
        (AIR, worn.air),
    )
    sizes = {name: f"{scale(size)}px" for group, scale in groups for name, size in group.items()}
    extra = {
        "family": wearing.family,
        "key_small": f"{worn.key_word}px",
        "key": f"{wearing.metrics.key}px",
        "target": f"{wearing.metrics.target}px",
    }
    return Template(read_resource(TEMPLATE)).substitute(asdict(wearing.palette) | sizes | extra)


def read_resource(path: str) -> str:
    file = QFile(path)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise ResourceMissingError(f"{path}: {file.errorString()}; run packaging/build_assets.py")
    return bytes(file.readAll().data()).decode("utf-8")


def colour(name: str) -> QColor:
    return QColor(name)


def prepare(app: QApplication) -> None:
    """Give every platform the same base style, so that our style sheet looks the same everywhere.

    No press is half of a double one: Qt's scrolling by touch drops the second of two quick touches otherwise
    (6.11), so that a hurried finger would miss every other field or button.
    """
    app.setStyle("Fusion")
    app.setDoubleClickInterval(0)


def base_palette(wearing: Dress) -> QPalette:
    """The palette for what the style sheet does not reach: selections and placeholders."""
    colours = wearing.palette
    result = QPalette(colour(colours.surface), colour(colours.page))
    roles = {
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Link: colours.accent,
    }
    for role, name in roles.items():
        result.setColor(role, colour(name))
    return result
