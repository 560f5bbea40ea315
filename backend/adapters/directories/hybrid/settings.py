"""Settings of the hybrid directory: `[directory.hybrid]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backend.core.views import Propagation


@dataclass(frozen=True, slots=True)
class HybridSettings:
    """`anchor`: what proves that two accounts are one.

    `objectGUID`: the anchor of Entra's synchronisation is the object's GUID, as it is unless objects were
    moved between forests; `names`: the on-premises user principal name or account name alone.
    """

    premises: Literal["ad", "ldap", "sql"] = "ad"
    """The kind of the directory on the premises; its own section sets it up."""
    anchor: Literal["objectGUID", "names"] = "objectGUID"
    propagation: tuple[Propagation, ...] = (
        Propagation("Campus computers, Wi-Fi", 0),
        Propagation("portal.office.com", 5),
    )
    """The slower of the two sides for each service: password hashes are synchronised every two minutes."""
