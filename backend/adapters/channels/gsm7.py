"""What an SMS carries in the GSM 7 bit alphabet (3GPP TS 23.038 section 6.2.1), 160 characters each."""

from __future__ import annotations

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "\f^{}\\[~]|€"
ALPHABET = frozenset(_BASIC + _EXTENDED)


def fits(text: str) -> bool:
    """Whether every character has a place there; if not, the text goes as UCS-2, 70 characters each."""
    return ALPHABET.issuperset(text)
