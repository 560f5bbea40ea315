"""A campus on OpenLDAP as docs/directories.md shows it: the backend's settings, and its students."""

from __future__ import annotations

import json

from backend.adapters.directories.ldap import filters, times
from backend.adapters.directories.sql_settings import NewAccount
from tests.servers import slapd_tree as tree
from tests.servers.slapd import Slapd

CLASSES = ("inetOrgPerson", "campusPerson")
WAITS = ("connect", "operation", "pool_wait", "patience")
"""As long as the usual `times.write_lease` allows: a busy machine makes no directory unavailable."""


def environment(slapd: Slapd) -> dict[str, str]:
    """Settings of `running_backend`."""
    named = {
        "base": tree.PEOPLE,
        "policy": tree.POLICY,
        "connection__servers": json.dumps([slapd.url]),
        "connection__ca_file": slapd.ca_file,
        "connection__bind_dn": tree.SERVICE,
        "connection__bind_password_file": slapd.password_file,
        "attributes__mobile_changed": "campusMobileSince",
        "attributes__emails": "[]",
    }
    named |= dict.fromkeys((f"connection__{name}" for name in WAITS), "5.9")
    return {"directory__kind": "ldap"} | {f"directory__ldap__{name}": value for name, value in named.items()}


def dn_of(identifier: str) -> str:
    """The entry is named by what stands before the domain."""
    return f"{filters.rdn('uid', identifier.partition('@')[0])},{tree.PEOPLE}"


def enter(slapd: Slapd, new: NewAccount) -> str:
    """Enter a student with a mobile number; returns the DN."""
    assert new.contacts_since is not None
    dn = dn_of(new.identifier)
    values = {
        "uid": [new.identifier.partition("@")[0]],
        "cn": [f"{new.given_name} {new.family_name}"],
        "givenName": [new.given_name],
        "sn": [new.family_name],
        "mobile": [new.mobile.reveal()],
        "campusMobileSince": [times.written(new.contacts_since)],
        "userPassword": [new.password.reveal()],
    }
    slapd.add(dn, CLASSES, values)
    return dn
