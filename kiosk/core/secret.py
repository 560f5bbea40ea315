"""The one type that carries something a person must keep secret."""

from __future__ import annotations

import hmac
from typing import NoReturn


class Secret:
    """A password or code on its way from a field to the backend.

    Its text shows in no ``repr``, ``str``, format or pickle; :meth:`reveal` is the only way out.
    Python cannot erase a string, so what is claimed is that a wiped session cannot *reach* it.
    """

    __slots__ = ("__weakref__", "_text")

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text; only an adapter that must send or compare it calls this."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __len__(self) -> int:
        return len(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_encoded(self._text), _encoded(other._text))

    __hash__ = None  # type: ignore[assignment]  # a hash of a secret is a fingerprint of it

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never serialised")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
