"""A folder of small JSON records with Maildir's manners: written in ``tmp``, synced, linked into place.

A reader never sees half a record; a name is used once, so that a repeated delivery is no second one. The
folder is for its owner only: the records hold codes and numbers.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from hashlib import sha256
from pathlib import Path

Record = dict[str, str]

_PLAIN = re.compile(r"[A-Za-z0-9_]{1,64}")


class Spool:
    """One spool folder; `place` is a sub-folder of it, and names are made of `safe` ids."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, place: str, name: str, record: Record) -> bool:
        """Store `record`; False when that name is taken, which stays as it is. Raises `OSError`."""
        draft = self._open("tmp") / secrets.token_hex(16)
        target = self._open(place) / f"{name}.json"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                json.dump(record, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, target)
        except FileExistsError:
            return False
        finally:
            draft.unlink(missing_ok=True)
        _sync(target.parent)
        return True

    def names(self, place: str, prefix: str = "") -> list[str]:
        """The names in `place` that begin with `prefix`, in order. Raises `OSError`."""
        folder = self._folder / place
        found = (path.stem for path in folder.glob("*.json")) if folder.is_dir() else ()
        return sorted(name for name in found if name.startswith(prefix))

    def get(self, place: str, name: str) -> Record | None:
        """The record of that name; None when there is none, or it is not one."""
        try:
            read: object = json.loads((self._folder / place / f"{name}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else None

    def remove(self, place: str, name: str) -> None:
        (self._folder / place / f"{name}.json").unlink(missing_ok=True)

    def _open(self, place: str) -> Path:
        folder = self._folder / place
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
        return folder


def safe(given: str) -> str:
    """`given` itself if it is a plain word, else a digest of it: no path trick, no hyphen, one length."""
    return given if _PLAIN.fullmatch(given) else sha256(given.encode("utf-8", "surrogatepass")).hexdigest()


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
