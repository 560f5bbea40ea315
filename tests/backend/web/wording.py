"""Every text of the pages, read from templates and modules, and what stands in a template bare."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[3]
SPOKEN = {"alt", "aria-label", "title", "placeholder"}
NAMES = {"Repasse", 'class="wide"'}
LETTER = re.compile(r"[^\W\d_]")


def of_templates(folder: Path) -> set[str]:
    """What a template gives to `t`: a text, or one of several in a table or a choice."""
    found = set[str]()
    for path in sorted(folder.glob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                found |= {one.value for one in _constants(call) if isinstance(one.value, str)}
    return found


def _constants(call: nodes.Call) -> Iterator[nodes.Const]:
    for argument in call.args:
        yield from [argument] if isinstance(argument, nodes.Const) else argument.find_all(nodes.Const)


def of_modules(*paths: Path) -> set[str]:
    """What modules mark by `en`."""
    found = set[str]()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "en":
                found.add(str(ast.literal_eval(node.args[0])))
    return found


def unmarked(path: Path) -> set[str]:
    """Sentences in a module that are no documentation, no log and not marked by `en`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marked = set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "en":
            marked |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            marked.add(id(node.value))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in marked
        and re.match(r"[A-Z][a-z’']* [a-z]|[A-Z][a-z]+$|.*[a-z]\.$", node.value)
    }


class _Bare(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += [word for word in data.split() if LETTER.search(word) and word not in NAMES]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"{tag} {name}" for name, text in attrs if name in SPOKEN and LETTER.search(text or "")
        ]


def bare(template: Path) -> list[str]:
    """Words in a template that no catalogue translates."""
    text = template.read_text(encoding="utf-8")
    reader = _Bare()
    reader.feed(re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.S))
    reader.close()
    return reader.found
