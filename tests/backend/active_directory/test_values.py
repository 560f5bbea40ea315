from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.adapters.directories.ad import values
from backend.adapters.directories.ad.changed import attribute_number, changes
from backend.adapters.directories.ad.values import AccountControl


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("116444736000000000", datetime(1970, 1, 1, tzinfo=UTC)),
        ("134403402364723550", datetime(2026, 11, 28, 11, 50, 36, 472355, tzinfo=UTC)),
        ("0", None),
        ("9223372036854775807", None),
        ("-1", None),
        ("", None),
        ("soon", None),
        ("9223372036854775806", None),
    ],
)
def test_times_count_from_1601(text: str, at: datetime | None) -> None:
    assert values.moment(text) == at


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_a_time_survives_its_writing(at: datetime) -> None:
    assert values.moment(str(values.ticks(at))) == at


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("-600000000", timedelta(minutes=1)),
        ("-36288000000000", timedelta(days=42)),
        ("0", timedelta(0)),
        ("600000000", timedelta(0)),
        ("", timedelta(0)),
        ("-9223372036854775808", timedelta.max),
    ],
)
def test_intervals_are_negative(text: str, length: timedelta) -> None:
    assert values.interval(text) == length


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("20261128115036.0Z", datetime(2026, 11, 28, 11, 50, 36, tzinfo=UTC)),
        ("20261128115036Z", datetime(2026, 11, 28, 11, 50, 36, tzinfo=UTC)),
        ("20261328115036.0Z", None),
        ("2026", None),
    ],
)
def test_when_changed_is_generalized_time(text: str, at: datetime | None) -> None:
    assert values.generalized_time(text) == at


def test_flags_are_a_signed_number() -> None:
    assert values.flags("514") & AccountControl.DISABLED
    assert not values.flags("512") & AccountControl.DISABLED
    assert values.flags("16") & AccountControl.LOCKED
    assert values.flags("8388608") & AccountControl.PASSWORD_EXPIRED
    assert values.flags("-2147483646") & AccountControl.DISABLED
    assert values.flags("") == values.flags("many") == AccountControl(0)


def test_a_guid_is_told_as_windows_does() -> None:
    octets = bytes.fromhex("e694831ad93bd741ab6eb1ff3484295f")
    text = "1a8394e6-3bd9-41d7-ab6e-b1ff3484295f"
    assert values.guid_text(octets) == text
    assert values.guid_octets(text) == octets
    assert values.guid_dn(text) == f"<GUID={text}>"
    for other in (
        "",
        "no-such-key",
        text.upper(),
        f"{{{text}}}",
        text.replace("-", ""),
        f"{text}>",
        "a" * 400,
    ):
        assert values.guid_octets(other) is None
    with pytest.raises(ValueError, match="16"):
        values.guid_text(b"")


def test_a_sid_is_read_and_written() -> None:
    octets = bytes.fromhex("01020000000000052000000020020000")
    assert values.sid(octets) == (5, 32, 544)
    assert values.sid_octets((5, 32, 544)) == octets
    for wrong in (b"", octets[:-1], octets + b"\0", b"\2" + octets[1:]):
        assert values.sid(wrong) is None


# --- when an attribute changed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("oid", "int_id", "number"),
    [
        ("0.9.2342.19200300.100.1.41", "", 0x150029),  # mobile
        ("1.2.840.113556.1.4.651", "", 0x9028B),  # otherMailbox
        ("2.5.4.20", "", 0x14),  # telephoneNumber
        ("1.2.840.113556.1.4.90", "", 0x9005A),  # unicodePwd, which error messages name "9005a"
        ("1.3.6.1.4.1.99999.1", "-1987212346", 0x898D8BC6),  # added later: its own number
        ("1.3.6.1.4.1.99999.1", "", None),
        ("2.5.4.40000", "", None),
        ("", "", None),
        ("2.5.4.x", "", None),
    ],
)
def test_attributes_have_numbers(oid: str, int_id: str, number: int | None) -> None:
    assert attribute_number(oid, int_id) == number


def vector(*parts: tuple[int, datetime]) -> bytes:
    """replPropertyMetaData with the last write of each attribute."""
    head = struct.pack("<IIII", 1, 0, len(parts), 0)
    seconds = [(number, (at - values.EPOCH) // timedelta(seconds=1)) for number, at in parts]
    return head + b"".join(struct.pack("<IIq16sqq", number, 1, at, bytes(16), 7, 7) for number, at in seconds)


def test_the_last_write_of_each_attribute_is_read() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    later = at + timedelta(days=1)
    assert changes(vector((0x150029, at), (0x9028B, later))) == {0x150029: at, 0x9028B: later}


@given(st.binary(max_size=200))
def test_what_is_no_such_vector_tells_nothing(blob: bytes) -> None:
    assert isinstance(changes(blob), dict)


def test_a_vector_that_is_cut_off_tells_nothing() -> None:
    whole = vector((0x150029, datetime(2026, 1, 1, tzinfo=UTC)))
    assert changes(whole)
    for length in range(len(whole)):
        assert changes(whole[:length]) == {}
    assert changes(b"\2" + whole[1:]) == {}
