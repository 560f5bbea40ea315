"""Entra ID fulfils the directory's contract, as far as an application alone may."""

from __future__ import annotations

from tests.backend.contracts.limited import LimitedDirectoryContract


class TestEntra(LimitedDirectoryContract):
    pass
