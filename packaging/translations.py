"""The catalogues of `resources/i18n/`: take in new texts, or check that nothing is missing or stale.

`translations.py update` runs lupdate over the forms and the station's code; texts no longer used are
dropped. Named languages (`update it`) are begun. `translations.py check` fails when a catalogue lacks a text,
holds one that is gone, has a translation that is unfinished, one whose placeholders differ from those of its
source, or one that is not plain or not in the terms of docs/glossary.md; the words of the backend's
catalogues are checked with them (`backend_texts.py`). Which languages there are is what lies in the folder;
no list names them.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import backend_texts
import wording
from build_assets import BuildFailedError, tool

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
SOURCE = "en"
"""The language of the code, whose catalogue needs its plurals only."""
FULLEST = "fr"
"""A catalogue that holds every text, in the sheet's language."""
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


def languages() -> tuple[str, ...]:
    """Those with a catalogue, in the order of their codes."""
    return tuple(sorted(path.stem.removeprefix("kiosk_") for path in FOLDER.glob("kiosk_*.ts")))


def catalogue(language: str) -> Path:
    return FOLDER / f"kiosk_{language}.ts"


def lupdate(language: str, target: Path) -> None:
    """Bring the catalogue at `target` up to date.

    Raises:
        BuildFailedError: lupdate refused a file.
    """
    options = ("-silent", "-no-obsolete", "-locations", "none", "-source-language", "en")
    plurals = ("-pluralonly",) if language == SOURCE else ()
    command = [tool("lupdate"), *options, "-target-language", language, *plurals]
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
    worded = [fault for message in kept.values() for fault in said_badly(language, message)]
    return [f"{path.name}: {fault}" for fault in (*lacking, *unused, *wrong, *worded)]


def said_badly(language: str, message: Message) -> Iterator[str]:
    """Name what is wrong with the words of one translation."""
    for text in message.texts:
        yield from wording.faults(language, message.context, message.source, text)


def code_faults() -> Iterator[str]:
    """Name texts of the code that are worded badly, or that lupdate does not see (in an f-string, say)."""
    known = {message.source: message.context for message in messages(catalogue(FULLEST))}
    for source, context in known.items():
        for fault in wording.faults(SOURCE, context, source, source):
            yield f"code: {fault}"
    for path in sources():
        if path.endswith(".py"):
            for text in said_in((ROOT / path).read_text(encoding="utf-8")):
                if text not in known:
                    yield f"{path}: lupdate does not see {text!r}"


def said_in(code: str) -> Iterator[str]:
    """The texts that `code` gives to `tr` or `translate` as they stand."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            place = {"tr": 0, "translate": 1}.get(node.func.attr)
            given = node.args[place] if place is not None and len(node.args) > place else None
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value


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


def update(begun: Sequence[str] = ()) -> int:
    """Take new texts into every catalogue; `begun` are languages that may have none yet."""
    for language in sorted({*languages(), *begun}):
        lupdate(language, catalogue(language))
        found = list(messages(catalogue(language)))
        left = sum(not message.finished for message in found)
        print(f"{catalogue(language).name}: {len(found)} texts, {left} to translate")
    return 0


def check() -> int:
    own = (fault for language in languages() for fault in faults(language))
    found = [*code_faults(), *own, *backend_texts.faults()]
    for fault in found:
        print(fault)
    return 1 if found else 0


def main() -> int:
    step: Callable[[], int]
    match sys.argv[1:]:
        case ["update", *begun]:
            step = partial(update, begun)
        case ["check"]:
            step = check
        case _:
            print("usage: translations.py update [LANGUAGE …] | check", file=sys.stderr)
            return 2
    try:
        return step()
    except (BuildFailedError, ET.ParseError) as fault:
        print(f"translations: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
