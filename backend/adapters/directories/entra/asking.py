"""The calls that the directory makes: questions, most of them parts of a batch, and writes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from backend.adapters.directories.entra.graph import Ask, Effect, Part
from backend.adapters.directories.entra.reading import Json
from backend.adapters.directories.entra.users import PhoneType
from backend.core.secret import Secret

SELECTED = (
    "id", "userPrincipalName", "userType", "displayName", "givenName", "surname", "mail", "proxyAddresses",
    "employeeId", "accountEnabled", "onPremisesSyncEnabled", "onPremisesImmutableId",
    "onPremisesSamAccountName", "onPremisesUserPrincipalName", "otherMails", "mobilePhone",
    "lastPasswordChangeDateTime", "preferredLanguage",
)  # fmt: skip
MOST_CLAUSES = 15
"""Comparisons that Graph takes in one filter."""
MOST_ROWS = 999
MOBILE_ID = "3179e48a-750b-4051-897c-87b9720928f7"
EMAIL_ID = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f"


# --- questions ----------------------------------------------------------------------------------


def finding(comparisons: Sequence[str]) -> tuple[Part, ...]:
    """Users of whom any of the comparisons holds, in as many questions as Graph's limit needs."""
    chunks = [comparisons[at : at + MOST_CLAUSES] for at in range(0, len(comparisons), MOST_CLAUSES)]
    return tuple(_users(f"$filter={quote(' or '.join(chunk), safe='')}", 5) for chunk in chunks)


def equals(name: str, value: str) -> str:
    """One comparison, with the value quoted (OData 4.01 URL conventions, section 5.1.1.14.1)."""
    quoted = value.replace("'", "''")
    if name == "proxyAddresses":
        return f"proxyAddresses/any(one:one eq 'smtp:{quoted}')"
    return f"{name} eq '{quoted}'"


def named(words: Sequence[str], most: int) -> Part:
    """Users in whose display name every word begins a part; asked of the search index."""
    phrase = " AND ".join(f'"displayName:{word}"' for word in words)
    return _users(f"$search={quote(phrase, safe='')}", most, (("ConsistencyLevel", "eventual"),))


def one_user(key: str) -> Ask:
    return Ask("GET", f"/users/{key}?$select={','.join(SELECTED)}", Effect.ASKS)


def listing(path: str) -> Ask:
    return Ask("GET", path, Effect.ASKS)


def memberships(key: str) -> Part:
    return Part(f"/users/{key}/transitiveMemberOf?$select=id,displayName,isAssignableToRole&$top={MOST_ROWS}")


def owned(key: str) -> Part:
    return Part(f"/users/{key}/ownedObjects?$select=id,displayName,isAssignableToRole&$top={MOST_ROWS}")


def assigned_roles(key: str) -> Part:
    return _roles("roleAssignments", key)


def eligible_roles(key: str) -> Part:
    return _roles("roleEligibilityScheduleInstances", key)


def phone_methods(key: str) -> Part:
    return Part(f"/users/{key}/authentication/phoneMethods")


def email_methods(key: str) -> Part:
    return Part(f"/users/{key}/authentication/emailMethods")


# --- writes -------------------------------------------------------------------------------------


def set_password(key: str, password: Secret) -> Ask:
    profile = {"forceChangePasswordNextSignIn": False, "password": password.reveal()}
    return Ask("PATCH", f"/users/{key}", Effect.WRITES, {"passwordProfile": profile})


def revoke_sessions(key: str) -> Ask:
    return Ask("POST", f"/users/{key}/revokeSignInSessions", Effect.WRITES)


def make_pass(key: str, minutes: int) -> Ask:
    """A question in its effect: a new pass replaces the one before, so that asking twice does no harm."""
    body: Json = {"lifetimeInMinutes": minutes, "isUsableOnce": True}
    return Ask("POST", f"/users/{key}/authentication/temporaryAccessPassMethods", Effect.ASKS, body)


def add_mobile(key: str, spaced: str) -> Ask:
    body: Json = {"phoneNumber": spaced, "phoneType": PhoneType.MOBILE.value}
    return Ask("POST", f"/users/{key}/authentication/phoneMethods", Effect.WRITES, body)


def replace_mobile(key: str, spaced: str) -> Ask:
    body: Json = {"phoneNumber": spaced, "phoneType": PhoneType.MOBILE.value}
    return Ask("PATCH", f"/users/{key}/authentication/phoneMethods/{MOBILE_ID}", Effect.WRITES, body)


def add_email(key: str, address: str) -> Ask:
    return Ask("POST", f"/users/{key}/authentication/emailMethods", Effect.WRITES, {"emailAddress": address})


def replace_email(key: str, address: str) -> Ask:
    path = f"/users/{key}/authentication/emailMethods/{EMAIL_ID}"
    return Ask("PATCH", path, Effect.WRITES, {"emailAddress": address})


def _users(query: str, most: int, headers: tuple[tuple[str, str], ...] = ()) -> Part:
    return Part(f"/users?$select={','.join(SELECTED)}&$top={most}&{query}", headers)


def _roles(kind: str, key: str) -> Part:
    filtered = quote(equals("principalId", key), safe="")
    return Part(f"/roleManagement/directory/{kind}?$filter={filtered}")
