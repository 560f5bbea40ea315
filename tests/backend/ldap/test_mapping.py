"""Settings of the LDAP adapter, and the times that LDAP writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.adapters.directories.ldap import times
from backend.adapters.directories.ldap.mapping import (
    LdapAttributes,
    LdapDirectorySettings,
    PrivilegedAccounts,
)


@pytest.mark.parametrize("text", ["uid=*", "(a=b)(c=d)", "((a=b)", "(a=b))", ")(", "(a=b) ", "(a=b)x(c=d)"])
def test_a_filter_is_one_filter(text: str) -> None:
    for make in (lambda: LdapDirectorySettings(filter=text), lambda: PrivilegedAccounts(filter=text)):
        with pytest.raises(ValueError, match="must be one LDAP filter"):
            make()


@pytest.mark.parametrize("text", ["", "(a=b)", "(&(a=b)(!(c=\\28x)))", "(|(a=b)(a=\\()(c=d))"])
def test_a_good_filter_passes(text: str) -> None:
    assert LdapDirectorySettings(filter=text).filter == text


def test_attributes_have_names() -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        LdapAttributes(aliases=("mail)(uid=*",))
    with pytest.raises(ValueError, match="needed"):
        LdapAttributes(key="")
    assert "" not in LdapAttributes(card="", expires="").all
    assert len(set(LdapAttributes().all)) == len(LdapAttributes().all)


def test_what_is_registered_can_never_count_as_old() -> None:
    made = LdapDirectorySettings(register_mobile="mobile")
    with pytest.raises(ValueError, match="says when it changed"):
        replace(made, contacts_kept_by="institution")
    with pytest.raises(ValueError, match="one of the attributes that are read"):
        LdapDirectorySettings(register_email="other")
    dated = LdapAttributes(mobile_changed="since")
    replace(made, contacts_kept_by="institution", attributes=dated)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("20261128115809Z", datetime(2026, 11, 28, 11, 58, 9, tzinfo=UTC)),
        ("20261128115809.5Z", datetime(2026, 11, 28, 11, 58, 9, 500_000, tzinfo=UTC)),
        ("20261128115809,25Z", datetime(2026, 11, 28, 11, 58, 9, 250_000, tzinfo=UTC)),
        ("202611281158Z", datetime(2026, 11, 28, 11, 58, tzinfo=UTC)),
        ("2026112811.5Z", datetime(2026, 11, 28, 11, 30, tzinfo=UTC)),
        ("20261128125809+0100", datetime(2026, 11, 28, 11, 58, 9, tzinfo=UTC)),
        ("20261128062809-0530", datetime(2026, 11, 28, 11, 58, 9, tzinfo=UTC)),
        ("20161231235960Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("000001010000Z", None),
        ("20261328115809Z", None),
        ("20261128115809", None),
        ("٢٠٢٦١١٢٨١١٥٨٠٩Z", None),
        ("99991231235959-2300", None),
        ("", None),
        ("never", None),
    ],
)
def test_generalized_times(text: str, at: datetime | None) -> None:
    assert times.moment(text) == at


def test_the_end_of_an_account_may_be_in_days() -> None:
    assert times.end("20420") == datetime(2025, 11, 28, tzinfo=UTC)
    assert times.end("20261128115809Z") == datetime(2026, 11, 28, 11, 58, 9, tzinfo=UTC)
    assert times.end("-1") is None
    assert times.end("") is None


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1)))  # noqa: DTZ001 - hypothesis adds UTC
def test_what_is_written_is_read(at: datetime) -> None:
    assert times.moment(times.written(at)) == at.replace(microsecond=0)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    times.end(text)
