"""The phone's pages: Jinja2 templates with autoescape, in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from backend.core.languages import FIRST, Language, languages
from backend.core.views import BrokenRule, Channel, Propagation
from backend.web.phone.words import PROBLEMS, rule_lines, said, why_refused

_ABSENT: dict[str, object] = {
    "state": "",
    "view": None,
    "digits": "",
    "rules": None,
    "intent": "",
    "csrf": {},
    "method": None,
    "typed": "",
    "outcome": "",
    "retry_in": 0,
    "broken": (),
    "reference": "",
    "places": (),
}


@dataclass(frozen=True, slots=True)
class About:
    """Whose pages these are, where staff sit, and how soon each service knows a new password."""

    institution: str
    desk: str
    place: str
    propagation: tuple[Propagation, ...]
    sign_in_url: str = ""
    language: str = FIRST
    """For a browser that asks for none we have."""


class PhonePages:
    def __init__(self, about: About) -> None:
        self.first = about.language
        self._environment = Environment(
            loader=PackageLoader("backend.web.phone", "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(about=about, languages=languages(), Channel=Channel)

    def render(self, template: str, tongue: Language, status: int = 200, **values: object) -> HTMLResponse:
        """The page `template` in `tongue`; `outcome` names why a form comes back."""
        t = partial(said, tongue)
        known = _ABSENT | values
        outcome, broken = str(known["outcome"]), cast("Sequence[BrokenRule]", known["broken"])
        problem = t(PROBLEMS[outcome]) if outcome in PROBLEMS else ""
        known |= {
            "t": t,
            "language": tongue,
            "ltr": tongue.isolated,
            "problem": problem.format(seconds=known["retry_in"]),
            "reasons": [why_refused(tongue, one) for one in broken],
            "rule_lines": partial(rule_lines, tongue),
        }
        return HTMLResponse(self._environment.get_template(f"{template}.html").render(known), status)
