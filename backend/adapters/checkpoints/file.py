"""Checkpoints in a file that only grows: on another file system, or fetched from here by another machine."""

from __future__ import annotations

import os
from pathlib import Path

from backend.core.audit_ports import CheckpointNotKept
from backend.core.chain import SignedCheckpoint

_ELSEWHERE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)  # POSIX has one, Windows the other
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | _ELSEWHERE


class FileSink:
    """Implements `CheckpointSink`: a line of JSON each, synced to the disk before it counts as kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, checkpoint: SignedCheckpoint) -> None:
        try:
            self._append(checkpoint.line().encode("ascii") + b"\n")
        except OSError as error:
            raise CheckpointNotKept(f"{self._path}: {error.strerror or type(error).__name__}") from error

    def _append(self, line: bytes) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._path, _FLAGS, 0o600)
        with os.fdopen(handle, "rb+", buffering=0) as file:
            begun = _ends_amid_a_line(file.fileno())
            data = b"\n" + line if begun else line
            if file.write(data) != len(data):
                raise OSError(0, "the disk is full")
            os.fsync(file.fileno())
        _sync_folder(self._path.parent)


def _ends_amid_a_line(handle: int) -> bool:
    """As a power cut leaves it."""
    size = os.lseek(handle, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
