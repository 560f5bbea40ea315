"""Whether the desktop's Secret Service can be asked without a window popping up over the station."""

from __future__ import annotations

from contextlib import closing
from enum import Enum

import secretstorage
from secretstorage.exceptions import ItemNotFoundException, SecretStorageException


class Readiness(Enum):
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    """Also when there is no default collection yet: making one would ask for a password."""
    ABSENT = "absent"


def readiness() -> Readiness:
    """Look at the default collection without unlocking or creating anything."""
    try:
        with closing(secretstorage.dbus_init()) as connection:
            if not secretstorage.check_service_availability(connection):
                return Readiness.ABSENT
            collection = secretstorage.Collection(connection)
            return Readiness.LOCKED if collection.is_locked() else Readiness.UNLOCKED
    except ItemNotFoundException:
        return Readiness.LOCKED
    except SecretStorageException:
        return Readiness.ABSENT
