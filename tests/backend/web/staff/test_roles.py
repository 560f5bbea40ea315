"""What a member's roles open and close, who is removed, and rows that were written by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from backend.adapters.store.engine import writing
from backend.adapters.store.staff_tables import staff_links, staff_members, staff_sessions
from backend.adapters.store.web_store.staff import Outsider
from backend.core import roles as role_texts
from backend.core.roles import Role
from backend.core.secret import Secret
from tests.backend.web.staff.browser import NOW, Office

OPERATOR = frozenset({Role.OPERATOR})


def give(office: Office, *roles: Role, name: str = "ada") -> None:
    assert office.store.set_roles(name, frozenset(roles), NOW, "cli:root")


@pytest.mark.parametrize("path", ["/waiting", "/requests/a1"])
def test_a_page_of_another_role_is_forbidden_and_on_record(office: Office, path: str) -> None:
    ada = office.signed_in()
    give(office, Role.OPERATOR)
    answer = ada.get(path)
    assert answer.status_code == 403
    assert "This page is not for you" in answer.text
    assert (office.kinds()[-1], office.details()[-1]) == ("staff_forbidden", ("ada", f'{{"page": "{path}"}}'))


def test_a_form_of_another_role_decides_nothing(office: Office) -> None:
    ada = office.signed_in()
    ada.submit(ada.get("/"), "/open", {"code": "k7q 2md"})
    page = ada.get("/requests/a1")
    give(office, Role.SUPERVISOR, Role.OPERATOR)
    fields = {"decision": "approve", "proof": "student_card", "reason": "card seen"}
    assert ada.submit(page, "/requests/a1/decision", fields).status_code == 403
    assert not office.desk.decisions


def test_who_has_no_desk_has_a_home(office: Office) -> None:
    ada = office.signed_in()
    give(office, Role.OPERATOR)
    page = ada.get("/")
    assert page.status_code == 200
    assert "operator" in page.text
    assert "Library, ground floor" not in page.text


def test_a_role_that_is_given_acts_in_the_open_session(office: Office) -> None:
    ada = office.signed_in()
    give(office)
    assert ada.get("/waiting").status_code == 403
    give(office, Role.DESK)
    assert ada.get("/waiting").status_code == 200


def test_a_removed_member_is_out_at_once_and_approves_nothing(office: Office) -> None:
    ada = office.signed_in()
    assert office.store.approves("ada")
    assert office.store.remove("ada", NOW, "cli:root")
    assert ada.get("/").headers["location"] == "/sign-in"
    assert office.sign_in(office.browser(), code=office.code("ada", steps=2)).status_code == 403
    assert not office.store.approves("ada")
    assert office.store.everyone() == ()
    assert not office.store.remove("ada", NOW, "cli:root")
    assert "staff_removed" in office.kinds()


def test_a_removed_member_joins_again_only_by_a_new_link(office: Office) -> None:
    office.signed_in()
    stale = office.auth.invite("ada", "ada@x")
    office.store.remove("ada", NOW, "cli:root")
    assert office.auth.invitation(stale) is None
    assert office.signed_in("ada").get("/").status_code == 200


def test_only_the_desk_approves(office: Office) -> None:
    office.member()
    give(office, Role.SUPERVISOR, Role.OPERATOR)
    assert not office.store.approves("ada")
    assert not office.store.approves("nobody")


def test_roles_written_by_hand_count_for_nothing(office: Office) -> None:
    ada = office.signed_in()
    give(office, Role.OPERATOR)
    with writing(office.engine) as connection:
        connection.execute(update(staff_members).values(roles="desk,supervisor,operator"))
    assert ada.get("/waiting").headers["location"] == "/sign-in"
    assert not office.store.approves("ada")


@pytest.mark.parametrize(
    "change",
    [{"name": "ada"}, {"strong_at": NOW + timedelta(days=9)}, {"ends_at": NOW + timedelta(days=9)}],
)
def test_a_session_changed_by_hand_is_none(office: Office, change: dict[str, object]) -> None:
    office.member("ada")
    eve = office.signed_in("eve")
    with writing(office.engine) as connection:
        connection.execute(update(staff_sessions).values(**change))
    assert eve.get("/").headers["location"] == "/sign-in"


def test_a_link_changed_by_hand_gives_no_role(office: Office) -> None:
    token = office.auth.invite("eve", "eve@x", OPERATOR)
    with writing(office.engine) as connection:
        connection.execute(update(staff_links).values(roles="desk"))
    assert office.auth.invitation(token) is None


def test_a_member_written_by_hand_is_none(office: Office) -> None:
    row = {"name": "eve", "account": "eve", "roles": "desk", "subject": "", "standing": "member"}
    with writing(office.engine) as connection:
        connection.execute(insert(staff_members).values(**row, mac=b"made up", created_at=NOW))
    assert office.store.member("eve") is None
    assert office.store.everyone() == ()


def test_the_provider_gives_and_takes_roles_and_no_name_of_another(office: Office) -> None:
    desk, none = frozenset({Role.DESK}), frozenset[Role]()
    office.member("ada")
    assert office.store.admit(Outsider("i s1", "ada", "a@x", desk), NOW) is None
    assert office.store.admit(Outsider("i s2", "grace", "g@x", desk), NOW) == "grace"
    assert office.store.admit(Outsider("i s3", "grace", "h@x", desk), NOW) is None
    assert office.store.approves("grace")
    assert office.store.admit(Outsider("i s2", "renamed", "g@x", none), NOW) is None
    assert not office.store.approves("grace")
    assert office.store.admit(Outsider("i s4", "hedy", "h@x", none), NOW) is None
    assert office.store.member("hedy") is None
    office.store.remove("grace", NOW, "cli:root")
    assert office.store.admit(Outsider("i s2", "grace", "g@x", desk), NOW) is None
    assert office.auth.who(Secret("x"), touched=False) is None


def test_roles_are_written_in_one_order() -> None:
    assert role_texts.written({Role.OPERATOR, Role.DESK}) == "desk,operator"
    assert role_texts.read("operator,desk") == {Role.DESK, Role.OPERATOR}
    assert role_texts.read("") == frozenset()
    with pytest.raises(ValueError, match="admin"):
        role_texts.read("admin")
