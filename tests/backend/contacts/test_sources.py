"""Which contacts count: the directory's, ours, or both; and those of several accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.core.api import TrueReason
from backend.core.contact_book import ContactSettings, SharedRule, Source
from backend.core.ports import Contact, DirectoryUnavailable, Holders, Written
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Outcome
from tests.backend.contacts.shelf import FAMILY, OLD, Shelf, bare, settled
from tests.backend.core.stage import NEW
from tests.backend.fakes import FERRER, contact, telephone

MAIL = "francisco@gmail.com"
FAMILY_OF_TWO = f"FerrerFr2017,email,{FAMILY},{OLD}\nOtherOt2019,email,{FAMILY.upper()},{OLD}\n"
SECOND = SharedRule.SECOND_GATE


def hers(shelf: Shelf, *contacts: Contact) -> None:
    """What the directory itself has of FerrerFr2017."""
    shelf.at.directory.add(bare(FERRER, *contacts))


def test_ours_take_the_place_of_the_directory_s(shelf: Shelf) -> None:
    hers(shelf, *telephone("+32470000000"))
    shelf.load(f"FerrerFr2017,email,{MAIL},{OLD}\n")
    assert shelf.contacts(source=Source.TABLE) == [("email", MAIL)]
    both = [("sms", "+32470000000"), ("voice", "+32470000000"), ("email", MAIL)]
    assert shelf.contacts(source=Source.BOTH) == both


def test_what_both_have_counts_once_and_since_the_earlier_day(shelf: Shelf) -> None:
    late = shelf.at.clock.now()
    hers(shelf, contact(Channel.EMAIL, "Francisco@Gmail.com", late))
    shelf.load(f"FerrerFr2017,email,{MAIL},{OLD}\n")
    (found,) = shelf.account("ferrerfr2017", Source.BOTH).contacts
    assert found.destination.reveal() == "Francisco@Gmail.com"
    assert str(found.changed_at.date()) == OLD


def test_a_contact_imported_today_is_not_the_only_gate_for_seven_days(shelf: Shelf) -> None:
    shelf.serve()
    hall = shelf.at.enrol()
    shelf.load("FerrerFr2017,mobile,0470 12 34 23,\n")
    shelf.at.directory.add(replace(FERRER, contacts=()))
    request = shelf.at.desks.resets.ask_approval(hall, shelf.at.start(hall).id)
    assert request.approval is not None
    opened = shelf.at.desks.staff.open(request.approval.request_code, "Ada")
    assert opened.reasons == (TrueReason.CONTACT_TOO_NEW,)
    shelf.at.clock.advance(days=7)
    assert shelf.at.prove(hall).outcome is Outcome.PROVED


def test_a_whole_reset_by_a_contact_of_ours(shelf: Shelf) -> None:
    shelf.load(f"FerrerFr2017,mobile,0470 12 34 23,{OLD}\n")
    shelf.serve()
    hall = shelf.at.enrol()
    view = shelf.at.prove(hall)
    done = shelf.at.desks.resets.set_password(hall, view.id, "i", NEW, None)
    assert done.outcome is Outcome.PASSWORD_SET


def test_somebody_unknown_costs_the_same_questions(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = shelf.book.of

    def noted(account: str, rule: SharedRule) -> tuple[Contact, ...]:
        asked.append(account)
        return real(account, rule)

    monkeypatch.setattr(shelf.book, "of", noted)
    directory = shelf.directory()
    assert directory.find(("nobody@he-ferrer.eu",)) is None
    assert directory.find(("ferrerfr2017@he-ferrer.eu",)) is not None
    assert directory.find_card(Secret("unknown")) is None
    assert len(asked) == 3


def test_a_table_that_does_not_answer_is_a_directory_that_does_not(shelf: Shelf) -> None:
    with shelf.at.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE contact_book")
    with pytest.raises(DirectoryUnavailable):
        shelf.directory().find(("ferrerfr2017@he-ferrer.eu",))


def test_registering_goes_to_the_directory_if_it_is_asked_and_can(shelf: Shelf) -> None:
    fresh = Contact(Channel.SMS, Secret("+32470555555"), settled(shelf.at))
    key = shelf.account("ferrerfr2017").key
    shelf.load(f"FerrerFr2017,mobile,0470 12 34 23,{OLD}\nFerrerFr2017,email,{MAIL},{OLD}\n")
    assert shelf.directory(Source.TABLE).register_contact(key, fresh) == Written()
    assert shelf.contacts() == [("email", MAIL), ("sms", "+32470555555"), ("voice", "+32470555555")]
    changed = {one.changed_at for one in shelf.account("ferrerfr2017").contacts if one.channel is Channel.SMS}
    assert changed == {shelf.at.clock.now()}
    shelf.at.directory.capabilities = replace(shelf.at.directory.capabilities, registers_contacts=True)
    other = replace(fresh, destination=Secret("+32470666666"))
    shelf.directory(Source.BOTH).register_contact(key, other)
    assert ("sms", "+32470666666") in shelf.contacts(source=Source.BOTH)
    assert ("sms", "+32470666666") not in shelf.contacts(source=Source.TABLE)


# --- contacts of several accounts ---------------------------------------------------------------


def test_they_are_reported_with_whose_they_are(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO + f"ThirdTh2020,email,own@gmail.com,{OLD}\n")
    with shelf.at.store.reading() as tx:
        (found,) = shelf.book.shared(tx)
    assert set(found.identifiers) == {"FerrerFr2017", "OtherOt2019"}
    assert found.value.reveal().casefold() == FAMILY


def test_they_are_worth_as_much_as_any_unless_the_institution_says_otherwise(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO)
    holders = {one.holders for one in shelf.account("ferrerfr2017").contacts}
    assert holders == {Holders.ONE}
    (shared,) = shelf.account("ferrerfr2017", rule=SECOND).contacts
    assert shared.holders is Holders.SEVERAL


def test_a_second_gate_is_needed_beside_them(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO + f"FerrerFr2017,mobile,0470 12 34 23,{OLD}\n")
    shelf.serve(rule=SECOND)
    at, hall = shelf.at, shelf.at.enrol()
    view = at.start(hall)
    assert {one.channel for one in view.methods} == {Channel.EMAIL, Channel.SMS, Channel.VOICE}
    view = at.send(hall, view, Channel.EMAIL, Secret(FAMILY))
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    assert (view.outcome, view.allowed) == (Outcome.PROVED, Allowed.CHOOSE_METHOD)
    assert (view.gates_needed, view.gates_left) == (2, 1)
    assert {one.channel for one in view.methods} == {Channel.SMS, Channel.VOICE}
    view = at.send(hall, view)
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    assert (view.allowed, view.gates_left) == (Allowed.NEW_PASSWORD, 0)


def test_one_s_own_contact_needs_no_second_gate(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO + f"FerrerFr2017,mobile,0470 12 34 23,{OLD}\n")
    shelf.serve(rule=SECOND)
    hall = shelf.at.enrol()
    assert shelf.at.prove(hall).allowed is Allowed.NEW_PASSWORD


def test_a_shared_mailbox_beside_one_of_one_s_own_is_not_offered(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO.replace("OtherOt", f"FerrerFr2017,email,{MAIL},{OLD}\nOtherOt"))
    shelf.serve(rule=SECOND)
    hall = shelf.at.enrol()
    assert [one.mask for one in shelf.at.start(hall).methods] == ["f•••@g•••.com"]
    view = shelf.at.send(hall, shelf.at.start(hall), Channel.EMAIL, Secret(MAIL))
    assert view.outcome is Outcome.SENT


def test_whoever_has_nothing_else_goes_to_staff_who_see_why(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO)
    shelf.serve(rule=SECOND)
    at, hall = shelf.at, shelf.at.enrol()
    view = at.start(hall)
    assert view.methods  # decoys, as for a stranger
    assert at.send(hall, view, view.methods[0].channel, Secret(FAMILY)).outcome in {
        Outcome.DESTINATION_MISMATCH,
        Outcome.DESTINATION_UNREADABLE,
    }
    asked = at.desks.resets.ask_approval(hall, view.id)
    assert asked.approval is not None
    opened = at.desks.staff.open(asked.approval.request_code, "Ada")
    assert opened.reasons == (TrueReason.CONTACT_SHARED,)


def test_a_recent_contact_does_not_make_up_for_a_shared_one(shelf: Shelf) -> None:
    shelf.load(FAMILY_OF_TWO + "FerrerFr2017,mobile,0470 12 34 23,\n")
    shelf.serve(rule=SECOND)
    hall = shelf.at.enrol()
    asked = shelf.at.desks.resets.ask_approval(hall, shelf.at.start(hall).id)
    assert asked.approval is not None
    reasons = shelf.at.desks.staff.open(asked.approval.request_code, "Ada").reasons
    assert reasons == (TrueReason.CONTACT_TOO_NEW,)
    shelf.at.clock.advance(days=7, seconds=1)
    assert Channel.SMS in {one.channel for one in shelf.at.start(hall).methods}


@pytest.mark.parametrize("countries", [("be",), ("BEL",), ("B1É",)])
def test_countries_are_codes(countries: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="ISO 3166"):
        ContactSettings(countries=countries)


def test_a_week_is_a_week(shelf: Shelf) -> None:
    assert shelf.at.settings.times.contact_settles == timedelta(days=7)
