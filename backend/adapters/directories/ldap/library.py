"""The one place that imports ldap3 (ADR 0010)."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # ldap3 2.9.1 asks pyasn1 for names that pyasn1 has renamed since; both spellings work.
    warnings.simplefilter("ignore", DeprecationWarning)
    from ldap3 import (
        AUTO_BIND_NONE,
        BASE,
        DEREF_NEVER,
        LEVEL,
        MODIFY_ADD,
        MODIFY_DELETE,
        MODIFY_REPLACE,
        NO_ATTRIBUTES,
        SIMPLE,
        SUBTREE,
        SYNC,
        Connection,
        Server,
    )
    from ldap3.utils.conv import escape_bytes
    from ldap3.utils.dn import escape_rdn, parse_dn

__all__ = [
    "AUTO_BIND_NONE",
    "BASE",
    "DEREF_NEVER",
    "LEVEL",
    "MODIFY_ADD",
    "MODIFY_DELETE",
    "MODIFY_REPLACE",
    "NO_ATTRIBUTES",
    "SIMPLE",
    "SUBTREE",
    "SYNC",
    "Connection",
    "Server",
    "escape_bytes",
    "escape_rdn",
    "parse_dn",
]
