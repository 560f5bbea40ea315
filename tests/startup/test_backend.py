"""A backend that cannot start says in one line why, and ends with a status."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.servers.nursery import Order, nursery

FAILED, BAD_SETTINGS = 1, 2


def ended(data: Path, more: Mapping[str, str], module: str = "backend") -> tuple[int, str]:
    """The status and what was written on standard error."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPASSE_")}
    ports = {
        f"REPASSE_{name}__PORT": "0" for name in ("STATION_API", "CONSOLE", "PHONE", "REPORTS", "METRICS")
    }
    order = Order(module, ["serve", "--data", str(data)], kept | ports | {"STARTED": "backend"} | dict(more))
    reading, writing = os.pipe()
    with Path(os.devnull).open("r+b") as nothing, os.fdopen(writing, "wb") as error:
        process = nursery().start(order, nothing, nothing, error)
    with os.fdopen(reading, encoding="utf-8") as told:
        text = told.read()
    return process.wait(60), text


def one_line(text: str, *parts: str) -> None:
    assert text.count("\n") == 1, text
    assert text.startswith("repasse-backend: "), text
    assert all(part in text for part in parts), text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[web", "TOML"),
        ("[web]\ndeadlin_ms = 3\n", "deadlin_ms"),
        ('[web]\ndeadline_ms = "x"\n', "deadline_ms"),
        (None, ""),
    ],
    ids=["not TOML", "unknown key", "wrong type", "missing"],
)
def test_settings_that_cannot_be_used_are_named(text: str | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "backend.toml"
    if text is not None:
        file.write_text(text)
    status, told = ended(tmp_path / "data", {"REPASSE_CONFIG": str(file)})
    assert status == BAD_SETTINGS
    one_line(told, said)


def test_a_port_that_another_has_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        status, told = ended(tmp_path / "data", {"REPASSE_CONSOLE__PORT": port})
    assert status == FAILED
    one_line(told, f"port {port} cannot be bound")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    status, told = ended(tmp_path / "data", {}, "tests.startup.full_disk")
    assert status == FAILED
    one_line(told, str(tmp_path / "data"))


def test_a_data_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o500)
    (tmp_path).chmod(0o500)
    try:
        status, told = ended(tmp_path / "data" / "below", {}, "tests.startup.unprivileged")
    finally:
        tmp_path.chmod(0o700)
    assert status == FAILED
    one_line(told, str(tmp_path / "data"))


def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2"
    status, told = ended(tmp_path / "data", {"REPASSE_DATABASE__URL": away})
    assert status == FAILED
    one_line(told, "the database none at 127.0.0.1:1 cannot be used", "refused")
    assert "nobody" not in told


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no address of a database"),
        ("postgresql+pg8000://u:s3cret@x/y", "the driver pg8000 is not installed"),
    ],
)
def test_an_address_of_no_database_is_said_without_its_password(url: str, said: str, tmp_path: Path) -> None:
    status, told = ended(tmp_path / "data", {"REPASSE_DATABASE__URL": url})
    assert status == FAILED
    one_line(told, "database.url", said)
    assert "s3cret" not in told


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "repasse.sqlite").write_bytes(b"no database at all" * 100)
    status, told = ended(tmp_path / "data", {})
    assert status == FAILED
    one_line(told, "repasse.sqlite cannot be used: file is not a database")
