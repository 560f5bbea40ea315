"""Finding the person in front of the desk, and approving exactly the account that was shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.core.api import ApprovalRefused, ProofSeen, RequestClosed, RequestStatus, Seen
from backend.core.ports import Standing
from backend.core.secret import Secret
from backend.core.settings import LimitSettings
from tests.backend.core.stage import Stage
from tests.backend.core.test_approvals import ask, opened
from tests.backend.core.test_second_person import details
from tests.backend.fakes import FERRER, person

PICTURE = b"\xff\xd8\xff\xe0 picture"


def test_a_person_is_found_by_name_or_number_and_attached(at: Stage, hall: str) -> None:
    at.directory.numbers["2017042"] = FERRER.identifier
    request = opened(at, ask(at, hall, "nobody"))
    where = request.row.approval_id
    for text in ("ferrer", "2017042"):
        (found,) = at.desks.staff.search(where, "Ada", text)
        assert (found.identifier, found.student_number) == (FERRER.identifier, "2017042")
    attached = at.desks.staff.attach(where, "Ada", found.identifier)
    assert attached.account_identifier == FERRER.identifier
    assert [one["found"] for one in details(at, "person_searched")] == [1, 1]
    assert "errer" not in repr(details(at, "person_searched"))


def test_a_search_needs_three_characters_and_finds_ten(at: Stage, hall: str) -> None:
    for number in range(12):
        at.directory.add(person(f"martin{number:02d}"))
    where = opened(at, ask(at, hall)).row.approval_id
    with pytest.raises(ApprovalRefused, match="3 characters"):
        at.desks.staff.search(where, "Ada", " m a")
    assert len(at.desks.staff.search(where, "Ada", "martin")) == 10


def test_a_search_needs_an_open_request_of_ones_own(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    where = opened(at, view).row.approval_id
    with pytest.raises(RequestClosed):
        at.desks.staff.search(where, "Bob", "ferrer")
    at.desks.resets.leave(hall, view.id)
    with pytest.raises(RequestClosed):
        at.desks.staff.search(where, "Ada", "ferrer")


def test_searches_are_counted_for_each_member(at: Stage, hall: str) -> None:
    at.set(limits=LimitSettings(searches_per_staff=1))
    view = ask(at, hall)
    where = opened(at, view).row.approval_id
    at.desks.staff.search(where, "Ada", "ferrer")
    with pytest.raises(ApprovalRefused, match="often"):
        at.desks.staff.search(where, "Ada", "ferrer")
    opened(at, view, "Bob")
    assert at.desks.staff.search(where, "Bob", "ferrer")


def test_attaching_is_no_search_without_an_end(at: Stage, hall: str) -> None:
    """Each account that is attached is shown: name, photo, standing. So they are counted too."""
    at.directory.add(person("otherot2019"))
    at.set(limits=LimitSettings(searches_per_staff=2))
    view = ask(at, hall)
    where = opened(at, view).row.approval_id
    at.desks.staff.search(where, "Ada", "other")
    at.desks.staff.attach(where, "Ada", "OtherOt2019")
    with pytest.raises(ApprovalRefused, match="No single account"):
        at.desks.staff.attach(where, "Ada", "nobodyno2019")
    with pytest.raises(ApprovalRefused, match="often"):
        at.desks.staff.attach(where, "Ada", "FerrerFr2017")
    opened(at, view, "Bob")
    assert at.desks.staff.attach(where, "Bob", "FerrerFr2017").account_identifier == FERRER.identifier


def test_who_has_not_opened_the_request_has_nobody_looked_up(at: Stage, hall: str) -> None:
    where = opened(at, ask(at, hall)).row.approval_id
    before = at.directory.log.count("find")
    with pytest.raises(RequestClosed):
        at.desks.staff.attach(where, "Bob", "FerrerFr2017")
    assert at.directory.log.count("find") == before


def test_a_privileged_account_is_shown_and_not_attached(at: Stage, hall: str) -> None:
    at.directory.add(person("rootro2001", Standing.PRIVILEGED))
    where = opened(at, ask(at, hall)).row.approval_id
    (found,) = at.desks.staff.search(where, "Ada", "rootro")
    assert "special rights" in found.objection
    with pytest.raises(ApprovalRefused, match="special rights"):
        at.desks.staff.attach(where, "Ada", found.identifier)


def test_an_approval_is_of_the_account_that_was_shown(at: Stage, hall: str) -> None:
    at.directory.add(person("otherot2019"))
    view = ask(at, hall)
    seen = Seen(ProofSeen.EID, opened(at, view).account_mark)
    where = opened(at, view, "Bob").row.approval_id
    at.desks.staff.attach(where, "Bob", "OtherOt2019")
    with pytest.raises(ApprovalRefused, match="changed meanwhile"):
        at.desks.staff.approve(where, "Ada", seen, "card seen")
    assert "changed" in str(details(at, "approval_forbidden")[0]["why"])
    seen = Seen(ProofSeen.EID, at.desks.staff.look(where, "Ada").account_mark)
    given = at.desks.staff.approve(where, "Ada", seen, "card seen")
    at.desks.resets.return_number(hall, view.id, 1, Secret(given.return_number))
    proved = at.desks.resets.view(hall, view.id).account
    assert proved is not None
    assert proved.identifier == "otherot2019@he-ferrer.eu"


def test_an_account_attached_while_the_directory_is_asked(at: Stage, hall: str) -> None:
    """The approver's page showed one account, and a colleague attaches another in the middle."""
    at.directory.add(person("otherot2019"))
    view = ask(at, hall)
    request, find = opened(at, view), at.directory.find
    where = opened(at, view, "Bob").row.approval_id

    def meanwhile(candidates: object) -> object:
        at.directory.find = find  # type: ignore[method-assign]
        at.desks.staff.attach(where, "Bob", "OtherOt2019")
        return find(candidates)  # type: ignore[arg-type]

    at.directory.find = meanwhile  # type: ignore[method-assign,assignment]
    with pytest.raises(ApprovalRefused, match="changed meanwhile"):
        at.desks.staff.approve(where, "Ada", Seen(ProofSeen.EID, request.account_mark), "card seen")
    assert at.desks.staff.look(where, "Ada").row.status is RequestStatus.WAITING


def test_a_mark_of_another_request_is_none(at: Stage, hall: str) -> None:
    first = opened(at, ask(at, hall))
    other = opened(at, ask(at, hall))
    with pytest.raises(ApprovalRefused, match="changed meanwhile"):
        at.desks.staff.approve(
            other.row.approval_id, "Ada", Seen(ProofSeen.EID, first.account_mark), "card seen"
        )


def test_a_photo_is_seen_by_who_opened_the_request(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    request = opened(at, view)
    assert (request.photo, at.desks.staff.photo(request.row.approval_id, "Ada")) == (False, None)
    at.directory.capabilities = replace(at.directory.capabilities, has_photos=True)
    at.directory.photos[FERRER.key] = PICTURE
    assert opened(at, view).photo
    assert at.desks.staff.photo(request.row.approval_id, "Ada") == PICTURE
    with pytest.raises(RequestClosed):
        at.desks.staff.photo(request.row.approval_id, "Bob")


def test_the_minutes_left_are_those_of_the_request_or_the_reset(at: Stage, hall: str) -> None:
    view = ask(at, hall)
    at.clock.advance(minutes=4)
    renewed = at.desks.resets.view(hall, view.id)
    assert opened(at, renewed).ends_in == 360
