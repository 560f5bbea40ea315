"""Password hashes of the embedded directory: argon2id (RFC 9106)."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.adapters.directories.sql_settings import Argon2Costs
from backend.core.secret import Secret


class Hashes:
    """Makes and checks hashes; `dummy` is a hash of nothing anybody knows, for equal work."""

    def __init__(self, costs: Argon2Costs) -> None:
        self._hasher = PasswordHasher(costs.passes, costs.memory_kib, costs.lanes)
        self.dummy = self._hasher.hash(secrets.token_bytes(32))

    def make(self, password: Secret) -> str:
        return self._hasher.hash(_octets(password))

    def fits(self, stored: str, password: Secret) -> bool:
        try:
            return self._hasher.verify(stored, _octets(password))
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, stored: str) -> bool:
        """Whether `stored` was made with other costs than those of now."""
        return self._hasher.check_needs_rehash(stored)


def _octets(password: Secret) -> bytes:
    """As typed (ASVS 6.2.8); half characters pass, so that nothing a client sends can raise."""
    return password.reveal().encode("utf-8", "surrogatepass")
