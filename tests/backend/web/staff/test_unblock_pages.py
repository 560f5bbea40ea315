"""Opening self-service again for an account that rests."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from backend.core.ports import DirectoryUnavailable
from backend.core.roles import Role
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.roles import member_with

FERRER = "FerrerFr2017"


@pytest.fixture
def sue(office: Office) -> Browser:
    return member_with(office, Role.SUPERVISOR, name="sue")


def tired(office: Office, identifier: str = FERRER) -> None:
    """Ten failed proofs today."""
    shop = office.behind.desks.supervision.unblocking._shop
    subject = shop.people.find(identifier).subject
    with office.behind.store.writing() as tx:
        for _ in range(10):
            shop.limits.failed_if(tx, True, subject, office.clock.now())  # noqa: FBT003 - the port's own


def looked(browser: Browser, identifier: str = FERRER) -> httpx.Response:
    return browser.submit(browser.get("/unblock"), "/unblock/look", {"identifier": identifier})


def lifted(browser: Browser, identifier: str = FERRER, reason: str = "card seen") -> httpx.Response:
    page = looked(browser, identifier)
    return browser.submit(page, "/unblock/lift", {"identifier": identifier, "reason": reason})


def test_a_resting_account_is_opened_again(office: Office, sue: Browser) -> None:
    tired(office)
    assert "<strong>Self-service rests until 2026-11-24 00:00:00.</strong>" in looked(sue).text
    assert "<strong>Done.</strong>" in lifted(sue).text
    assert "Nothing rests" in looked(sue).text
    assert office.kinds().count("account_unblocked") == 1
    assert ("sue", '{"reason": "card seen", "rested": "yes"}') in office.details()


@pytest.mark.parametrize("identifier", [FERRER, "NobodyNo2001", "<b>x</b>"])
def test_the_page_is_the_same_for_whoever_does_not_rest(sue: Browser, identifier: str) -> None:
    def shape(page: httpx.Response) -> str:
        hidden = page.text.split('name="csrf" value="')
        plain = "".join([hidden[0], *(part[64:] for part in hidden[1:])])
        escaped = identifier.replace("<", "&lt;").replace(">", "&gt;")
        return plain.replace(escaped, "ID")

    assert shape(looked(sue, identifier)) == shape(looked(sue, "SomebodySo2002")).replace(
        "SomebodySo2002", "ID"
    )
    assert "<strong>Done.</strong>" in lifted(sue, identifier).text


def test_looking_is_on_record_without_the_identifier(office: Office, sue: Browser) -> None:
    looked(sue)
    assert office.kinds()[-1] == "account_looked_up"
    assert "Ferrer" not in str(office.details())


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_opened(office: Office, sue: Browser, reason: str) -> None:
    tired(office)
    assert lifted(sue, reason=reason).status_code == 422
    assert "account_unblocked" not in office.kinds()


def test_without_a_name_nobody_is_looked_up(office: Office, sue: Browser) -> None:
    assert looked(sue, "  ").status_code == 422
    assert "account_looked_up" not in office.kinds()


def test_the_own_account_is_for_a_colleague(office: Office, sue: Browser) -> None:
    office.behind.roll.accounts["sue"] = FERRER
    tired(office)
    assert lifted(sue, "ferrerfr2017@he-ferrer.eu").status_code == 409
    assert "until 2026" in looked(sue).text
    assert "unblock_refused" in office.kinds()


def test_each_member_may_do_so_many_a_day(office: Office, sue: Browser) -> None:
    for number in range(20):
        assert lifted(sue, f"Somebody{number:04d}").status_code == 200
    assert lifted(sue).status_code == 409
    office.clock.shift = timedelta(days=1, seconds=1)
    again = office.browser()
    office.sign_in(again, "sue", code=office.code("sue"))
    assert lifted(again).status_code == 200


def test_it_takes_a_fresh_proof(office: Office, sue: Browser) -> None:
    tired(office)
    page = looked(sue)
    office.clock.shift = timedelta(minutes=11)
    answer = sue.submit(page, "/unblock/lift", {"identifier": FERRER, "reason": "card seen"})
    assert "Prove it is you" in answer.text
    fields = {"identifier": FERRER, "reason": "card seen", "code_again": office.code("sue")}
    assert "<strong>Done.</strong>" in sue.submit(answer, "/unblock/lift", fields).text


def test_a_directory_that_does_not_answer_is_said(office: Office, sue: Browser) -> None:
    office.behind.directory.failing["find"] = DirectoryUnavailable("away")
    assert looked(sue).status_code == 503
    assert "account_looked_up" not in office.kinds()
