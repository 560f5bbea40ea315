"""The filters and searches that the directory asks for, and no others: anything else is a bad request."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.servers.graph.tenant import Person

MOST_CLAUSES = 15
_VALUE = r"'((?:[^']|'')*)'"
_EQUALS = re.compile(rf"(id|userPrincipalName|mail|employeeId|principalId) eq {_VALUE}")
_ANY = re.compile(rf"proxyAddresses/any\(one:one eq {_VALUE}\)")
_STARTS = re.compile(rf"startswith\((userPrincipalName),{_VALUE}\)")
_CLAUSES = re.compile(rf"(?:{_EQUALS.pattern}|{_ANY.pattern}|{_STARTS.pattern})(?: or |$)")
_SEARCH = re.compile(r'"displayName:([^"\\]+)"(?: AND |$)')
Test = Callable[[Person], bool]


class BadFilter(Exception):
    """Graph would answer 400."""


def matching(text: str) -> Test:
    tests, at = list[Test](), 0
    while at < len(text):
        found = _CLAUSES.match(text, at)
        if found is None or found.end() == at:
            raise BadFilter(text)
        tests.append(_clause(found.group(0).removesuffix(" or ")))
        at = found.end()
    if not 0 < len(tests) <= MOST_CLAUSES:
        raise BadFilter("too many child clauses")
    return lambda person: any(test(person) for test in tests)


def principal(text: str) -> str:
    """The id in a filter of role assignments."""
    found = _EQUALS.fullmatch(text)
    if found is None or found[1] != "principalId":
        raise BadFilter(text)
    return found[2]


def searching(text: str) -> Test:
    words, at = list[str](), 0
    while at < len(text):
        found = _SEARCH.match(text, at)
        if found is None:
            raise BadFilter(text)
        words.append(found[1].casefold())
        at = found.end()
    return lambda person: all(_begun(person, word) for word in words)


def _clause(text: str) -> Test:
    if found := _ANY.fullmatch(text):
        wanted = _plain(found[1])
        return lambda person: any(f"smtp:{one}".casefold() == wanted for one in person.addresses)
    if found := _STARTS.fullmatch(text):
        start = _plain(found[2])
        return lambda person: person.upn.casefold().startswith(start)
    found = _EQUALS.fullmatch(text)
    if found is None:
        raise BadFilter(text)
    name, value = found[1], _plain(found[2])
    return lambda person: _field(person, name).casefold() == value


def _field(person: Person, name: str) -> str:
    names = {"id": person.id, "userPrincipalName": person.upn, "mail": person.mail}
    return (names | {"employeeId": person.employee_id})[name]


def _begun(person: Person, word: str) -> bool:
    whole = f"{person.given_name} {person.surname}"
    return any(part.casefold().startswith(word) for part in re.split(r"[\s-]+", whole))


def _plain(value: str) -> str:
    return value.replace("''", "'").casefold()
