"""What the narration has to say, and who is the cause of it."""

from __future__ import annotations

from enum import Enum


class Due(Enum):
    """What is to be said next; all that becomes due in one turn of the event loop is said in one go."""

    SPEECH = "speech"
    VOLUME = "volume"
    CHOICE = "choice"
    PAGE = "page"
    MESSAGE = "message"
    LIMIT = "limit"
    COUNTDOWN = "countdown"
    FOCUS = "focus"


class Cause(Enum):
    """Who moved: after the person's own key what is being said gives way, digits of a CAPTCHA too."""

    PERSON = "person"
    STATION = "station"
