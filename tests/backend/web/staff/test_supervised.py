"""The page of a request: the list to tick, the second person, the search, the photo, and hostile texts."""

from __future__ import annotations

import html
from dataclasses import fields, replace

import pytest

from backend.core.api import FirstApproval, FoundPerson, ProofSeen, RequestStatus, Turn
from backend.web.staff.people_pages import LARGEST_PHOTO, image_type
from tests.backend.web.staff.browser import Browser, Office
from tests.backend.web.staff.test_requests import PROOF, opened

HERE = "/requests/a1"
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
JPEG = b"\xff\xd8\xff\xe0" + b"x" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def become(office: Office, **changes: object) -> None:
    office.desk.opened = replace(office.desk.opened, **changes)  # type: ignore[arg-type] # its own fields


def test_no_proof_is_chosen_beforehand_and_who_needs_two_is_said(office: Office, ada: Browser) -> None:
    opened(ada)
    page = ada.get(HERE).text
    assert " checked" not in page
    assert page.count("(with a second person)") == 1
    assert "9 minutes left" in page
    become(office, proofs=(ProofSeen.EID,))
    assert "I know this person" not in ada.get(HERE).text


def test_every_item_is_ticked_before_an_approval(office: Office, ada: Browser) -> None:
    become(office, checklist=("Face compared", "Card is in date"))
    opened(ada)
    page = ada.get(HERE)
    refused = ada.submit(page, f"{HERE}/decision", PROOF | {"tick-1": "yes"})
    assert refused.status_code == 422
    assert "Tick every item" in refused.text
    assert refused.text.count(" checked") == 2
    assert not office.desk.decisions
    done = ada.submit(page, f"{HERE}/decision", PROOF | {"tick-0": "yes", "tick-1": "yes"})
    assert done.status_code == 303
    assert office.desk.ticked == {0, 1}


def test_a_tick_of_no_item_is_no_tick(office: Office, ada: Browser) -> None:
    become(office, checklist=("Face compared",))
    opened(ada)
    for number in ("9" * 5000, "", "-1", "\u0661"):
        refused = ada.submit(ada.get(HERE), f"{HERE}/decision", PROOF | {f"tick-{number}": "yes"})
        assert refused.status_code == 422


def test_a_refusal_needs_no_tick(office: Office, ada: Browser) -> None:
    become(office, checklist=("Face compared",))
    opened(ada)
    fields = {"decision": "refuse", "reason": "no card"}
    assert ada.submit(ada.get(HERE), f"{HERE}/decision", fields).status_code == 303


def test_an_account_that_changed_is_not_approved(office: Office, ada: Browser) -> None:
    opened(ada)
    page = ada.get(HERE)
    become(office, account_mark="another")
    answer = ada.submit(page, f"{HERE}/decision", PROOF)
    assert answer.status_code == 409
    assert "The account changed." in answer.text
    assert not office.desk.decisions


def test_the_second_person_sees_the_first_and_confirms(office: Office, ada: Browser) -> None:
    first = FirstApproval("bob", ProofSeen.KNOWN_IN_PERSON, "from the library", ("Face compared",))
    become(office, turn=Turn.CONFIRM, first=first)
    opened(ada)
    page = ada.get(HERE)
    for words in ("Approved by bob", "from the library", "Face compared", "You are the second person"):
        assert words in page.text
    assert 'value="approve"' not in page.text
    assert ada.submit(page, f"{HERE}/confirmation", {}).status_code == 303
    assert office.desk.decisions == [("ada", "confirmed", "m4rk")]
    assert "page of the colleague who approved first" in ada.get(HERE).text


def test_the_first_waits_for_the_second(office: Office, ada: Browser) -> None:
    become(office, turn=Turn.SECOND_PERSON, approvable=False, refusal_reason="Wait.")
    opened(ada)
    page = ada.get(HERE).text
    assert "A second person must confirm." in page
    assert "cannot be approved" not in page
    assert f'<noscript><meta http-equiv="refresh" content="5;url={HERE}?again"></noscript>' in page
    assert page.count("http-equiv") == 1
    assert f'data-follow="{HERE}?again" data-every="5"' in page
    assert 'src="/static/console.js"' in page


def test_a_confirmation_needs_its_own_token(office: Office, ada: Browser) -> None:
    become(office, turn=Turn.CONFIRM)
    opened(ada)
    assert ada.post(f"{HERE}/confirmation", {"account": "m4rk"}).status_code == 403
    assert not office.desk.decisions


def test_people_are_found_and_attached(office: Office, ada: Browser) -> None:
    become(office, searches=True)
    office.desk.people = (
        FoundPerson("DeboLi2020", "Lin Debo", "2020-77", ""),
        FoundPerson("RootRo2001", "Root", "", "This account has special rights."),
    )
    opened(ada)
    page = ada.submit(ada.get(HERE), f"{HERE}/people", {"text": " debo "})
    assert page.status_code == 200
    for words in ("Lin Debo", "number 2020-77", "special rights", "Found for “debo”"):
        assert words in page.text
    assert page.text.count(">Use</button>") == 1
    assert ada.submit(page, f"{HERE}/account", {"identifier": "DeboLi2020"}).status_code == 303
    assert office.desk.opened.account_identifier == "DeboLi2020"
    office.desk.people = ()
    assert "Nobody has a name" in ada.submit(ada.get(HERE), f"{HERE}/people", {"text": "xyz"}).text
    assert ada.submit(ada.get(HERE), f"{HERE}/people", {"text": "x"}).status_code == 422


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (JPEG + b"x" * LARGEST_PHOTO, ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"GIF89a", ""),
        (b"<script>alert(1)</script>", ""),
        (b"", ""),
        (None, ""),
    ],
)
def test_a_photo_is_a_small_jpeg_or_png_or_none(
    office: Office, ada: Browser, picture: bytes | None, kind: str
) -> None:
    become(office, photo=True)
    office.desk.picture = picture
    opened(ada)
    assert f'src="{HERE}/photo"' in ada.get(HERE).text
    answer = ada.get(f"{HERE}/photo")
    assert answer.status_code == (200 if kind else 404)
    assert answer.headers["x-content-type-options"] == "nosniff"
    if kind:
        assert (answer.headers["content-type"], answer.content) == (kind, picture)
    assert image_type(picture or b"") == kind


def test_no_photo_without_the_request_open_or_a_session(office: Office, ada: Browser) -> None:
    office.desk.picture = JPEG
    assert ada.get(f"{HERE}/photo").status_code == 404
    assert office.browser().get(f"{HERE}/photo").status_code == 303
    opened(ada)
    assert "<img" not in ada.get(HERE).text


def test_a_lost_phone_is_told_what_to_do(office: Office, ada: Browser) -> None:
    become(office, row=replace(office.desk.opened.row, status=RequestStatus.RETURNED))
    opened(ada)
    assert "The directory gives no temporary passes" in ada.get(HERE).text
    become(office, temporary_pass=True)
    assert "for a temporary pass. It works once" in ada.get(HERE).text


@pytest.mark.parametrize("turn", list(Turn))
@pytest.mark.parametrize("status", list(RequestStatus))
def test_no_text_of_a_student_a_directory_or_a_colleague_becomes_a_tag(
    office: Office, ada: Browser, turn: Turn, status: RequestStatus
) -> None:
    texts = {one.name: EVIL for one in fields(office.desk.opened) if one.type == "str"}
    assert {"identifier_typed", "display_name", "account_identifier", "refusal_reason"} <= set(texts)
    row = replace(office.desk.opened.row, station=EVIL, place=EVIL, status=status)
    first = FirstApproval(EVIL, ProofSeen.EID, EVIL, (EVIL,))
    become(office, **texts, row=row, turn=turn, first=first, checklist=(EVIL,), searches=True, photo=True)
    office.desk.people = (FoundPerson(EVIL, EVIL, EVIL, ""), FoundPerson(EVIL, EVIL, EVIL, EVIL))
    opened(ada)
    pages = [ada.get(HERE), ada.get("/"), ada.get("/waiting")]
    if status is RequestStatus.WAITING:
        pages.append(ada.submit(pages[0], f"{HERE}/people", {"text": EVIL}))
        typed = {"decision": "refuse", "reason": EVIL * 9, "proof": EVIL}
        pages.append(ada.submit(pages[0], f"{HERE}/decision", typed))
    for page in pages:
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
    assert html.escape("<script>alert(1)</script>") in pages[0].text
