"""The master key in a file outside the database (`Keys`), and sealing with a key of it (`Sealer`).

Whoever has the database but not this file can neither forge a proof nor read a destination.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.core.ports import Keys, SealBrokenError
from backend.core.secret import Secret

KEY_BYTES = 32

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


class KeyFileError(Exception):
    """The master key cannot be used; the sentence tells the operator which file and why."""


class FileKeys:
    """Keys derived from 32 random bytes in `path`, which is made, for its owner only, when missing.

    Raises `KeyFileError` for a file that is a link, that others may read, or of another size. Two
    processes that start at the same time end with the same key.
    """

    def __init__(self, path: Path) -> None:
        self._master = _load_or_create(path)

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose: HKDF-SHA256 (RFC 5869) with the purpose as ``info``."""
        info = b"repasse/v1/" + purpose.encode("utf-8", "surrogatepass")
        return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._master)


class AesSealer:
    """Encrypts short texts with AES-256-GCM (NIST SP 800-38D) under a key of its own.

    `context` names what is sealed and for which row; it is not stored, and opening with another fails.
    """

    def __init__(self, keys: Keys) -> None:
        self._cipher = AESGCM(keys.derive("seal"))

    def seal(self, plain: Secret, context: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        data = plain.reveal().encode("utf-8", "surrogatepass")
        return _FORMAT + nonce + self._cipher.encrypt(nonce, data, _bound(context))

    def open(self, sealed: bytes, context: str) -> Secret:
        """Raises `SealBrokenError`; the reason is not told."""
        head = len(_FORMAT) + _NONCE_BYTES
        if len(sealed) < head or not sealed.startswith(_FORMAT):
            raise SealBrokenError("the sealed value cannot be opened")
        try:
            plain = self._cipher.decrypt(sealed[len(_FORMAT) : head], sealed[head:], _bound(context))
        except InvalidTag:
            raise SealBrokenError("the sealed value cannot be opened") from None
        return Secret(plain.decode("utf-8", "surrogatepass"))


def _bound(context: str) -> bytes:
    return _FORMAT + context.encode("utf-8", "surrogatepass")


# --- the file -----------------------------------------------------------------------------------


def _load_or_create(path: Path) -> bytes:
    try:
        return _load(path)
    except FileNotFoundError:
        pass
    try:
        _create(path)
        return _load(path)
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be made: {error.strerror}.") from error


def _load(path: Path) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT)
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = "it is a link" if error.errno == errno.ELOOP else error.strerror
        raise KeyFileError(f"The key file {path} is refused: {reason}.") from error
    try:
        _refuse_unsafe(path, os.fstat(handle))
        return os.read(handle, KEY_BYTES)
    finally:
        os.close(handle)


def _refuse_unsafe(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise KeyFileError(f"The key file {path} is refused: it is not a file.")
    if os.name == "posix" and status.st_mode & 0o077:
        raise KeyFileError(f"The key file {path} is refused: others may read it. Run: chmod 600 '{path}'")
    if os.name == "posix" and status.st_uid not in (os.geteuid(), 0):
        raise KeyFileError(f"The key file {path} is refused: it belongs to another user.")
    if status.st_size != KEY_BYTES:
        raise KeyFileError(f"The key file {path} is refused: it must hold {KEY_BYTES} bytes. Restore it.")


def _create(path: Path) -> None:
    """Write beside, sync, link into place: the name never stands for half a key, nor replaces one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _link_unless_there(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _link_unless_there(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
