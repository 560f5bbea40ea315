"""The catalogues of `resources/i18n/`: take in new texts, or check that nothing is missing or stale.

`translations.py update` runs lupdate over the forms and the station's code; texts no longer used are
dropped. `translations.py check` fails when a catalogue lacks a text, holds one that is gone, has a
translation that is unfinished, or one whose placeholders differ from those of its source.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_assets import BuildFailedError, tool

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
CATALOGUES = {"fr": (), "en": ("-pluralonly",)}
"""Language: further options of lupdate. English is the language of the code and needs its plurals only."""
PLACEHOLDER = re.compile(r"\{\w*\}|%n|%L?\d")


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a catalogue; `texts` has one entry, or one a plural form."""

    context: str
    source: str
    comment: str
    plural: bool
    finished: bool
    texts: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.context, self.source, self.comment)


def sources() -> list[str]:
    """The files texts come from: the forms and the station's code, not what is made of the forms."""
    code = (path for path in (ROOT / "kiosk").rglob("*.py") if "_generated" not in path.parts)
    found = [*(ROOT / "ui").glob("*.ui"), *code]
    return sorted(str(path.relative_to(ROOT)) for path in found)


def catalogue(language: str) -> Path:
    return FOLDER / f"kiosk_{language}.ts"


def lupdate(language: str, target: Path) -> None:
    """Bring the catalogue at `target` up to date.

    Raises:
        BuildFailedError: lupdate refused a file.
    """
    options = ("-silent", "-no-obsolete", "-locations", "none", "-source-language", "en")
    command = [tool("lupdate"), *options, "-target-language", language, *CATALOGUES[language]]
    done = subprocess.run(
        [*command, *sources(), "-ts", str(target)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildFailedError(f"lupdate: {(done.stderr or done.stdout).strip()}")


def messages(path: Path) -> Iterator[Message]:
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name") or ""
        for entry in context.iter("message"):
            yield _message(name, entry)


def _message(context: str, entry: ET.Element) -> Message:
    translation = entry.find("translation")
    forms = [] if translation is None else list(translation.iter("numerusform"))
    texts = [form.text or "" for form in forms] or [
        (translation.text or "") if translation is not None else ""
    ]
    finished = translation is not None and translation.get("type") is None and all(texts)
    plural = entry.get("numerus") == "yes"
    source = entry.findtext("source") or ""
    return Message(context, source, entry.findtext("comment") or "", plural, finished, tuple(texts))


def faults(language: str) -> list[str]:
    """Name everything that is wrong with the catalogue of `language`."""
    path = catalogue(language)
    if not path.exists():
        return [f"{path.name} is missing: run `make translations`"]
    kept = {message.key: message for message in messages(path)}
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / path.name
        shutil.copy(path, fresh)
        lupdate(language, fresh)
        wanted = {message.key for message in messages(fresh)}
    lacking = [f"not in it: {key}; run `make translations`" for key in sorted(wanted - kept.keys())]
    unused = [f"not used: {key}; run `make translations`" for key in sorted(kept.keys() - wanted)]
    wrong = [fault for message in kept.values() for fault in message_faults(message)]
    return [f"{path.name}: {fault}" for fault in (*lacking, *unused, *wrong)]


def message_faults(message: Message) -> Iterator[str]:
    """Name what is wrong with one translation."""
    if not message.finished:
        yield f"not translated: {message.key}"
        return
    wanted = Counter(PLACEHOLDER.findall(message.source))
    for text in message.texts:
        found = Counter(PLACEHOLDER.findall(text))
        if message.plural:
            found["%n"] = wanted["%n"]
        if found != wanted:
            yield f"other placeholders than its source: {message.key} -> {text!r}"


def update() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in CATALOGUES:
        lupdate(language, catalogue(language))
        found = list(messages(catalogue(language)))
        left = sum(not message.finished for message in found)
        print(f"{catalogue(language).name}: {len(found)} texts, {left} to translate")
    return 0


def check() -> int:
    found = [fault for language in CATALOGUES for fault in faults(language)]
    for fault in found:
        print(fault)
    return 1 if found else 0


def main() -> int:
    steps = {"update": update, "check": check}
    wanted = sys.argv[1:]
    if len(wanted) != 1 or wanted[0] not in steps:
        print(f"usage: translations.py {' | '.join(steps)}", file=sys.stderr)
        return 2
    try:
        return steps[wanted[0]]()
    except (BuildFailedError, ET.ParseError) as fault:
        print(f"translations: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
