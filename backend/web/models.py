"""What a station may send: strict models, nothing extra, every text bounded."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=254, pattern=r"^[^\x00-\x1f\x7f]+$")]
Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
Short = Annotated[str, StringConstraints(max_length=64, pattern=r"^[ -~]*$")]
Pad = Annotated[str, StringConstraints(min_length=32, max_length=96)]
Pace = Literal["ordinary", "longer"]
Typed = Annotated[SecretStr, Field(min_length=1, max_length=256)]


def _card_number(number: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Z0-9-]+", number.get_secret_value()):
        raise ValueError("not the number of a card")
    return number


CardNumber = Annotated[SecretStr, Field(min_length=1, max_length=64), AfterValidator(_card_number)]
# Seconds, counts and Unix times: far more than anything real, far less than the database's integers.
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Amount = Annotated[int, Field(ge=0, le=2**53)]


class Body(BaseModel):
    """The manner of every request body. Validation errors never repeat the input."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True, frozen=True)


class Nothing(Body):
    pass


class EnrolmentBody(Body):
    public_key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]


class HeartbeatBody(Body):
    version: Short
    page_kind: Short
    last_error: Short
    boot_counter: Amount
    clock: Amount
    memory: Amount = 0
    """Bytes resident; this and the next are 0 where the station's system does not tell."""
    handles: Amount = 0
    threads: Amount = 0
    uptime: Amount = 0
    """Seconds since the program started."""


class SignInBody(Body):
    identifier: Identifier
    password: Typed
    language: Language
    pace: Pace = "ordinary"
    pad: Pad


class CaptchaBody(Body):
    kind: Literal["image", "audio", "waived", "attended"]
    tries: Count
    seconds: Count


class StartBody(Body):
    identifier: Identifier
    language: Language
    challenge: CaptchaBody
    pace: Pace = "ordinary"


class CardStartBody(Body):
    """The start of a reset by a card that was read, in place of an identifier that was typed."""

    card: CardNumber
    language: Language
    challenge: CaptchaBody
    pace: Pace = "ordinary"
    pad: Pad


class ChallengeBody(Body):
    method_id: Id
    destination: Annotated[SecretStr, Field(max_length=254)]
    resend: bool
    pad: Pad


class AnswerBody(Body):
    challenge_id: Id
    code: Annotated[SecretStr, Field(min_length=1, max_length=32)]
    pad: Pad


class ReturnBody(Body):
    number: Annotated[SecretStr, Field(min_length=1, max_length=8)]
    pad: Pad


class PasswordBody(Body):
    password: Typed
    current: Typed | None
    pad: Pad


class Accepted(BaseModel):
    accepted: Literal[True] = True


class Left(BaseModel):
    left: Literal[True] = True


class HealthAnswer(BaseModel):
    status: Literal["ok", "degraded"]
