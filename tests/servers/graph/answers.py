"""What Graph answers to each call of the cut-down contract (`openapi.yaml`)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from tests.servers.graph import odata
from tests.servers.graph.login import Answer
from tests.servers.graph.tenant import (
    APPLICATION,
    EMAIL_ID,
    PHONE_IDS,
    Body,
    Method,
    Person,
    Tenant,
    new_id,
    stamp,
)

POLICY = (
    "The specified password does not comply with password complexity requirements. "
    "Please provide a different password."
)
MASTERED = (
    "Unable to update the specified properties for on-premises mastered Directory Sync objects "
    "or objects currently undergoing migration."
)
_PHONE = re.compile(r"\+\d{1,3} \d{4,14}(x\d+)?")


@dataclass(frozen=True)
class Call:
    """One call, of its own or within a batch."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Body

    @staticmethod
    def read(method: str, url: str, headers: Mapping[str, str], body: Body) -> Call:
        read = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(read.query).items()}
        return Call(method, read.path, query, {name.lower(): v for name, v in headers.items()}, body)


def error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Answer:
    inner: Body = {
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "request-id": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "client-request-id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    }
    body: Body = {"error": {"code": code, "message": message, "innerError": inner}}
    return Answer(status, body, headers or {})


def bad(message: str = "Invalid filter clause") -> Answer:
    return error(400, "Request_BadRequest", message)


def denied() -> Answer:
    return error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")


def missing() -> Answer:
    return error(404, "Request_ResourceNotFound", "Resource does not exist or one of its queried properties.")


Handler = Callable[["Graph", Call, Person], Answer]


class Graph:
    """The calls about one tenant. Permissions are those of the documentation, the least for each."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant

    def answer(self, call: Call, permissions: set[str]) -> Answer:
        with self.tenant.lock:
            if call.path == "/users":
                return self._users(call) if "User.Read.All" in permissions else denied()
            if call.path.startswith("/roleManagement/directory/"):
                return self._roles(call, permissions)
            for method, pattern, needed, handler in ROUTES:
                found = re.fullmatch(pattern, call.path)
                if method == call.method and found is not None:
                    if not needed & permissions:
                        return denied()
                    person = self.tenant.by_id(found[1])
                    return missing() if person is None else handler(self, call, person)
            return error(404, "Request_BadRequest", "Resource not found for the segment.")

    # --- questions ------------------------------------------------------------------------------

    def _users(self, call: Call) -> Answer:
        selected, most = set(call.query["$select"].split(",")), int(call.query.get("$top", "100"))
        try:
            if "$search" in call.query:
                if call.headers.get("consistencylevel") != "eventual":
                    return bad("Request with $search needs the header ConsistencyLevel: eventual.")
                wanted = odata.searching(call.query["$search"])
            else:
                wanted = odata.matching(call.query["$filter"])
        except odata.BadFilter:
            return bad()
        return Answer(200, {"value": [p.row(selected) for p in self.tenant.people if wanted(p)][:most]})

    def _roles(self, call: Call, permissions: set[str]) -> Answer:
        eligible = call.path.endswith("/roleEligibilityScheduleInstances")
        needed = "RoleEligibilitySchedule.Read.Directory" if eligible else "RoleManagement.Read.Directory"
        if needed not in permissions:
            return denied()
        try:
            principal = odata.principal(call.query["$filter"])
        except odata.BadFilter:
            return bad()
        if principal == APPLICATION:
            held = self.tenant.application_roles
            told = [{"id": new_id(), "roleDefinitionId": a, "directoryScopeId": b} for a, b in held]
            return Answer(200, {"value": told})
        person = self.tenant.by_id(principal)
        number = 0
        if person is not None:
            number = person.eligible_roles if eligible else person.roles + person.scoped_roles
        rows = [{"id": secrets.token_hex(8), "directoryScopeId": "/"} for _ in range(number)]
        return Answer(200, {"value": rows})

    def user(self, call: Call, person: Person) -> Answer:
        return Answer(200, person.row(set(call.query["$select"].split(","))))

    def memberships(self, call: Call, person: Person) -> Answer:
        roles = [
            {
                "@odata.type": "#microsoft.graph.directoryRole",
                "id": secrets.token_hex(8),
                "displayName": "A role",
            }
            for _ in range(person.roles)
        ]
        kind = "#microsoft.graph.administrativeUnit"
        units = [{"@odata.type": kind, "id": one, "displayName": "A unit"} for one in person.units]
        return Answer(200, {"value": [*self._groups(person.groups), *roles, *units]})

    def owned(self, call: Call, person: Person) -> Answer:
        return Answer(200, {"value": self._groups(person.owns)})

    def phones(self, call: Call, person: Person) -> Answer:
        return Answer(200, {"value": [_phone(kind, held) for kind, held in person.phones.items()]})

    def emails(self, call: Call, person: Person) -> Answer:
        return Answer(200, {"value": [_email(person.email)] if person.email else []})

    # --- writes ---------------------------------------------------------------------------------

    def set_password(self, call: Call, person: Person) -> Answer:
        profile = call.body["passwordProfile"]
        assert isinstance(profile, dict)
        if not self.tenant.user_administrator or self.tenant.protected(person):
            return denied()
        if person.synced:
            return bad(MASTERED)
        if not self.tenant.accepts(profile["password"]):
            return bad(POLICY)
        person.password, person.changed = profile["password"], self.tenant.now()
        person.must_change = profile["forceChangePasswordNextSignIn"]
        return Answer(204, None)

    def revoke(self, call: Call, person: Person) -> Answer:
        person.revocations += 1
        return Answer(200, {"value": True})

    def make_pass(self, call: Call, person: Person) -> Answer:
        minutes = call.body["lifetimeInMinutes"]
        assert isinstance(minutes, int)
        if not 10 <= minutes <= 43200:
            return bad("lifetimeInMinutes")
        value = f"{secrets.token_hex(4).upper()}!"
        person.passes[:] = [value]
        made: Body = {
            "id": secrets.token_hex(8),
            "temporaryAccessPass": value,
            "createdDateTime": stamp(self.tenant.now()),
            "startDateTime": stamp(self.tenant.now()),
            "lifetimeInMinutes": minutes,
            "isUsableOnce": call.body["isUsableOnce"],
            "isUsable": self.tenant.pass_policy,
            "methodUsabilityReason": "EnabledByPolicy" if self.tenant.pass_policy else "DisabledByPolicy",
        }
        return Answer(201, made)

    def add_phone(self, call: Call, person: Person) -> Answer:
        if str(call.body["phoneType"]) in person.phones:
            return bad("A method of this type is registered already.")
        return self._keep_phone(call, person, 201)

    def replace_phone(self, call: Call, person: Person) -> Answer:
        return self._keep_phone(call, person, 204) if "mobile" in person.phones else missing()

    def add_email(self, call: Call, person: Person) -> Answer:
        if person.email is not None:
            return bad("An address is registered already.")
        person.email = Method(str(call.body["emailAddress"]), self._dated())
        return Answer(201, _email(person.email))

    def replace_email(self, call: Call, person: Person) -> Answer:
        if person.email is None:
            return missing()
        person.email = Method(str(call.body["emailAddress"]), self._dated())
        return Answer(204, None)

    def _keep_phone(self, call: Call, person: Person, status: int) -> Answer:
        number, kind = str(call.body["phoneNumber"]), str(call.body["phoneType"])
        if not _PHONE.fullmatch(number):
            return bad("The phone number is not in the required format.")
        person.phones[kind] = Method(number, self._dated())
        return Answer(status, _phone(kind, person.phones[kind]) if status == 201 else None)

    def _dated(self) -> datetime | None:
        return self.tenant.now() if self.tenant.dates_methods else None

    def _groups(self, ids: tuple[str, ...]) -> list[Body]:
        """Without permission to read groups, Graph tells that they are there and nothing else."""
        readable = "GroupMember.Read.All" in self.tenant.permissions
        kind = "#microsoft.graph.group"
        return [
            {
                "@odata.type": kind,
                "id": one.id,
                "displayName": one.name if readable else None,
                "isAssignableToRole": (one.role_assignable or None) if readable else None,
            }
            for one in self.tenant.groups
            if one.id in ids
        ]


def _phone(kind: str, held: Method) -> Body:
    row: Body = {
        "id": PHONE_IDS[kind],
        "phoneNumber": held.value,
        "phoneType": kind,
        "smsSignInState": "notEnabled",
    }
    return row | ({"createdDateTime": stamp(held.created)} if held.created else {})


def _email(held: Method) -> Body:
    row: Body = {"id": EMAIL_ID, "emailAddress": held.value}
    return row | ({"createdDateTime": stamp(held.created)} if held.created else {})


_USER = r"/users/([0-9A-Za-z.@-]+)"
_PHONES, _EMAILS = f"{_USER}/authentication/phoneMethods", f"{_USER}/authentication/emailMethods"
_PASSES = f"{_USER}/authentication/temporaryAccessPassMethods"
_WRITES_PHONES, _WRITES_EMAILS = (
    {"UserAuthMethod-Phone.ReadWrite.All"},
    {"UserAuthMethod-Email.ReadWrite.All"},
)
ROUTES: tuple[tuple[str, str, set[str], Handler], ...] = (
    ("GET", _USER, {"User.Read.All"}, Graph.user),
    ("PATCH", _USER, {"User-PasswordProfile.ReadWrite.All"}, Graph.set_password),
    ("GET", f"{_USER}/transitiveMemberOf", {"User.Read.All", "GroupMember.Read.All"}, Graph.memberships),
    ("GET", f"{_USER}/ownedObjects", {"User.Read.All"}, Graph.owned),
    ("POST", f"{_USER}/revokeSignInSessions", {"User.RevokeSessions.All"}, Graph.revoke),
    ("GET", _PHONES, {"UserAuthMethod-Phone.Read.All"} | _WRITES_PHONES, Graph.phones),
    ("POST", _PHONES, _WRITES_PHONES, Graph.add_phone),
    ("PATCH", f"{_PHONES}/{PHONE_IDS['mobile']}", _WRITES_PHONES, Graph.replace_phone),
    ("GET", _EMAILS, {"UserAuthMethod-Email.Read.All"} | _WRITES_EMAILS, Graph.emails),
    ("POST", _EMAILS, _WRITES_EMAILS, Graph.add_email),
    ("PATCH", f"{_EMAILS}/{EMAIL_ID}", _WRITES_EMAILS, Graph.replace_email),
    ("POST", _PASSES, {"UserAuthMethod-TAP.ReadWrite.All"}, Graph.make_pass),
)
