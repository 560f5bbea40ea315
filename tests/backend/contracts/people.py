"""Finding people, their photos and their contacts: what every directory must do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount
from backend.core.authenticator import Authenticator
from backend.core.ports import Contact, Directory, RefusedWrite, Standing, Written
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.fakes import START, FakeClock
from tests.backend.contracts.known import OLD, Provisioned, found


class PeopleContract:
    """A part of `DirectoryContract`, with the same fixtures."""

    keeps_apps = False
    """Whether the directory under test keeps the keys of authenticator apps; any other has none."""

    def test_tells_the_key_of_an_app_and_since_when_if_it_keeps_any(self, directory: Provisioned) -> None:
        key, since = Authenticator(Secret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")), START - timedelta(days=30)
        directory.add_account(
            NewAccount("a@b", OLD, "A", "B", authenticator=key.packed(), contacts_since=since)
        )
        directory.add_account(NewAccount("c@d", OLD, "C", "D"))
        apps = [one for one in found(directory, "a@b").contacts if one.channel is Channel.AUTHENTICATOR]
        told = [(one.destination.reveal(), one.changed_at) for one in apps]
        assert told == ([(key.packed().reveal(), since)] if self.keeps_apps else [])
        assert found(directory, "c@d").contacts == ()

    def test_finds_people_by_a_part_of_their_name_or_their_number(
        self, directory: Provisioned, key: str
    ) -> None:
        directory.add_account(
            NewAccount("DupontEl2020@he-ferrer.eu", OLD, "Élodie", "Dupont-Martin", student_number="S20_042")
        )
        directory.add_account(NewAccount("DupontAl2021@he-ferrer.eu", OLD, "Al", "Dupont", privileged=True))
        assert names_found(directory, "dupont") == ["Al Dupont", "Élodie Dupont-Martin"]
        for text in ("élodie", "Élo dup", "  DUPONT   élod ", "martin", "s20_042", "DupontEl2020"):
            assert names_found(directory, text) == ["Élodie Dupont-Martin"], text
        assert names_found(directory, "francisco.ferrer@he-ferrer.eu") == ["Francisco Ferrer"]
        (found,) = directory.search("S20_042", 10)
        assert found.student_number == "S20_042".casefold()
        assert directory.search("al dup", 10)[0].account.standing is Standing.PRIVILEGED
        assert directory.capabilities.searches

    def test_a_search_finds_no_more_than_asked_and_takes_no_pattern(
        self, directory: Provisioned, key: str
    ) -> None:
        for number in range(5):
            directory.add_account(NewAccount(f"n{number}@b", OLD, "Anne", f"Martin{number}"))
        assert len(directory.search("martin", 3)) == 3
        for text in ("", "  ", "%", "_artin", "mar%", "\\", "' or 1=1 --", "ann mart xyz", "S2%"):
            assert directory.search(text, 10) == (), text

    def test_one_student_number_is_of_one_account(self, directory: Provisioned) -> None:
        directory.add_account(NewAccount("a@b", OLD, "A", "B", student_number="7"))
        with pytest.raises(AccountExistsError):
            directory.add_account(NewAccount("c@d", OLD, "C", "D", student_number="7"))
        assert directory.find(["c@d"]) is None

    def test_registers_a_contact_as_changed_now(
        self, directory: Provisioned, key: str, clock: FakeClock
    ) -> None:
        assert directory.capabilities.registers_contacts
        long_ago = START - timedelta(days=900)
        mobile = Contact(Channel.SMS, Secret("+32470999999"), long_ago)
        assert directory.register_contact(key, mobile) == Written()
        kept = {one.channel: one for one in found(directory).contacts}
        assert kept[Channel.SMS].destination.reveal() == "+32470999999"
        assert kept[Channel.VOICE].destination.reveal() == "+32470999999"
        assert {kept[Channel.SMS].changed_at, kept[Channel.VOICE].changed_at} == {clock.now()}
        assert kept[Channel.EMAIL].changed_at == START - timedelta(days=30)
        mail = Contact(Channel.EMAIL, Secret("new@example.org"), long_ago)
        assert directory.register_contact(key, mail) == Written()
        kept = {one.channel: one for one in found(directory).contacts}
        assert kept[Channel.EMAIL].destination.reveal() == "new@example.org"
        assert kept[Channel.EMAIL].changed_at == clock.now()
        assert isinstance(directory.register_contact("no-such-key", mail), RefusedWrite)
        assert directory.holds(key, OLD)

    def test_what_it_does_not_do_it_says(self, directory: Provisioned, key: str) -> None:
        assert not directory.capabilities.has_photos
        assert not directory.capabilities.issues_temporary_pass
        assert directory.photo(key) is None
        assert directory.temporary_pass(key) is None


def names_found(directory: Directory, text: str) -> list[str]:
    return [one.account.display_name for one in directory.search(text, 10)]
