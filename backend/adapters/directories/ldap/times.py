"""Times as LDAP writes them (RFC 4517 section 3.3.13)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_GENERALIZED = re.compile(
    r"(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,](\d+))?(?:Z|([+-])(\d\d)(\d\d)?)", re.ASCII
)
_DAYS = re.compile(r"\d{1,6}", re.ASCII)


def moment(text: str) -> datetime | None:
    """``20261128115809.25Z`` as a time in UTC; None for what is none, the year 0 included."""
    read = _GENERALIZED.fullmatch(text)
    if read is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = read.groups()
    unit = timedelta(seconds=1) if second else timedelta(minutes=1) if minute else timedelta(hours=1)
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        # A leap second is the last one of its minute.
        clock = (int(hour), int(minute or 0), min(int(second or 0), 59))
        whole = datetime(int(year), int(month), int(day), *clock, tzinfo=timezone(away))
        return (whole + unit * float(f"0.{fraction or 0}")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def written(at: datetime) -> str:
    """Whole seconds in UTC."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")


def end(text: str) -> datetime | None:
    """When an account ends: a generalized time, or ``shadowExpire``'s days since 1970."""
    if _DAYS.fullmatch(text):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=int(text))
    return moment(text)
