"""The settings of the Haute École Francisco Ferrer, as the tests use them."""

from __future__ import annotations

from backend.core.views import CharacterClass, IdentifierRule, PasswordRules

FERRER = IdentifierRule(
    pattern=r"[a-z]+[a-z]\d{4}",
    example="FerrerFr2017",
    wrong_example="Francisco.Ferrer.2017",
    domain="he-ferrer.eu",
    wrong_pattern=r"(?P<given>.+)\.(?P<family>[^.]+)\.(?P<year>\d{4})",
    rewrite="{family}{given:.2}{year}",
)

ENTRA_CHARACTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@#$%^&*-_!+=[]{}|\\:',.?/`~\"();<> "
)

SHEET = PasswordRules(
    min_length=8,
    max_length=64,
    classes=tuple(CharacterClass),
    classes_needed=4,
    allowed=ENTRA_CHARACTERS,
)
