"""The layers, sizes and bans of ARCHITECTURE.md, read from the syntax trees."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kiosk", "backend", "demo")
STDLIB = sys.stdlib_module_names

# Which of our own packages a layer may import, besides itself.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "kiosk.core": (),
    "kiosk.adapters": ("kiosk.core",),
    "kiosk.captcha": ("kiosk.core",),
    "kiosk.qt": ("kiosk.core", "kiosk._generated"),
    "backend.core": (),
    "backend.adapters": ("backend.core",),
    "backend.web": ("backend.core", "backend.adapters.store.web_store"),
}
ADAPTERS = ("kiosk.adapters", "backend.adapters")
# Libraries that are of one piece count as one.
ONE_PIECE: tuple[frozenset[str], ...] = (
    frozenset({"requests", "urllib3", "requests_http_signature"}),
    frozenset({"keyring", "cryptography"}),
    frozenset({"authlib", "joserfc", "requests"}),
    frozenset({"sqlalchemy", "alembic"}),
    frozenset({"msal", "requests"}),
)
QT_ALLOWED = ("kiosk.qt", "kiosk.captcha", "kiosk.app", "demo")
LINES_A_FILE = 300
LINES_A_FUNCTION = 45


@cache
def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "_generated" not in path.parts:
                parts = path.relative_to(ROOT).with_suffix("").parts
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _type_checking_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(module: str) -> Iterator[str]:
    """Every absolute name that `module` imports, `a.b` for ``from a import b`` where that is a module."""
    for node in ast.walk(tree(modules()[module])):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield from (
                f"{node.module}.{name.name}"
                if f"{node.module}.{name.name}" in modules()
                else str(node.module)
                for name in node.names
            )


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def layer_of(module: str) -> str | None:
    return next((layer for layer in MAY_IMPORT if within(module, layer)), None)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_go_downward_only(layer: str) -> None:
    allowed = (layer, *MAY_IMPORT[layer])
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        if within(module, layer)
        for name in imports(module)
        if name.split(".")[0] in PACKAGES and not any(within(name, package) for package in allowed)
    ]
    assert not wrong


@pytest.mark.parametrize("core", ["kiosk.core", "backend.core"])
def test_cores_import_only_the_standard_library(core: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        if within(module, core)
        for name in imports(module)
        if name.split(".")[0] not in STDLIB and not within(name, core)
    ]
    assert not wrong


def test_the_two_programs_do_not_import_each_other() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        for name in imports(module)
        if (within(module, "kiosk") and within(name, "backend"))
        or (within(module, "backend") and within(name, "kiosk"))
        or (not within(module, "demo") and within(name, "demo"))
        or within(name, "tests")
    ]
    assert not wrong


def test_qt_stays_in_its_layers() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        for name in imports(module)
        if within(name, "PySide6") and not any(within(module, place) for place in QT_ALLOWED)
    ]
    assert not wrong


def libraries(module: str) -> set[str]:
    names = {name.split(".")[0] for name in imports(module)}
    return names - set(STDLIB) - set(PACKAGES)


def test_an_adapter_has_one_library() -> None:
    wrong = [
        f"{module} imports {', '.join(sorted(used))}"
        for module in modules()
        if any(within(module, layer) for layer in ADAPTERS)
        if len(used := libraries(module)) > 1 and not any(used <= piece for piece in ONE_PIECE)
    ]
    assert not wrong


def test_the_captcha_draws_images_only() -> None:
    drawn = {
        name
        for module in modules()
        if within(module, "kiosk.captcha")
        for name in imports(module)
        if within(name, "PySide6")
    }
    assert drawn <= {"PySide6.QtCore", "PySide6.QtGui"}


def test_what_the_station_says_of_the_captcha_goes_to_the_audit_only() -> None:
    """`CaptchaTelemetry` is read where the start of a reset is put on record, and passed on elsewhere."""
    reads = {
        (module, ast.unparse(node))
        for module in modules()
        if within(module, "backend")
        for node in ast.walk(tree(modules()[module]))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        if isinstance(node.value, ast.Name) and node.value.id in {"captcha", "telemetry"}
    }
    assert {module for module, _ in reads} == {"backend.core.openings"}
    assert {what for _, what in reads} == {"captcha.kind", "captcha.tries", "captcha.seconds"}


def test_no_import_cycle() -> None:
    graph = {module: {name for name in imports(module) if name in modules()} for module in modules()}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module not in done:
            for name in graph[module] - {module}:
                visit(name, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def source_files() -> list[Path]:
    folders = (*PACKAGES, "tests", "packaging")
    return [p for f in folders for p in sorted((ROOT / f).rglob("*.py")) if "_generated" not in p.parts]


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in source_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_A_FILE
    }
    assert not long


def test_no_function_is_longer_than_45_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in source_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LINES_A_FUNCTION
    ]
    assert not long


def calls(module: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(modules()[module])) if isinstance(node, ast.Call))


def test_no_nested_event_loop() -> None:
    banned = {"processEvents", "exec_"}
    wrong = [
        f"{module}:{call.lineno} {call.func.attr}"
        for module in modules()
        for call in calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr in banned
    ]
    assert not wrong


def test_no_lambda_over_self_is_connected() -> None:
    wrong = [
        f"{module}:{call.lineno}"
        for module in modules()
        for call in calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
        for argument in call.args
        if isinstance(argument, ast.Lambda) and "self" in ast.unparse(argument)
    ]
    assert not wrong


def test_only_secrets_make_randomness() -> None:
    wrong = [f"{module} imports random" for module in modules() if "random" in set(imports(module))]
    assert not wrong
