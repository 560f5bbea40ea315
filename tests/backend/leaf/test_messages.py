from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core import messages
from backend.core.languages import languages
from backend.core.messages import Notice
from backend.core.secret import Secret
from backend.core.views import Channel

COLLEGE = "Haute École Francisco Ferrer"
CODE = Secret("12345678")
AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
LANGUAGES = tuple(languages())
LATIN = tuple(code for code in LANGUAGES if code != "ar")
IT_SERVICE = {
    "fr": "service informatique",
    "nl": "IT-dienst",
    "en": "IT service",
    "de": "IT-Service",
    "ar": "خدمة المعلوماتية",
}
UCS_2_PART = 67
"""Characters of one of several UCS-2 messages (3GPP TS 23.040 section 9.2.3.24.1)."""


def body(channel: Channel, language: str) -> str:
    return messages.code_message(channel, language, CODE, 10, COLLEGE)[1].reveal()


def notice(language: str, kind: Notice) -> str:
    return messages.notice_message(language, kind, "FerrerFr2017@he-ferrer.eu", AT, "KTR-4821", COLLEGE)[
        1
    ].reveal()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_a_code_comes_in_two_groups_with_what_to_do(language: str, channel: Channel) -> None:
    text = body(channel, language)
    assert ("1234\u00a05678" if language == "ar" else "1234 5678") in text
    assert re.search(r"10 min|10 Min|10 د|: 10", text)
    assert COLLEGE in text
    assert IT_SERVICE[language] in text
    assert not re.search(r"https?:|www\.", text)


def test_only_an_e_mail_has_a_subject_and_it_holds_no_code() -> None:
    subjects = {
        channel: messages.code_message(channel, "fr", CODE, 10, COLLEGE)[0]
        for channel in Channel
        if channel is not Channel.AUTHENTICATOR
    }
    assert subjects == {Channel.EMAIL: "Votre code de vérification", Channel.SMS: "", Channel.VOICE: ""}


@pytest.mark.parametrize("language", LATIN)
def test_a_code_by_sms_is_one_message(language: str) -> None:
    text = body(Channel.SMS, language)
    assert len(text) <= 160
    assert set(text) <= GSM_7


def test_an_arabic_code_by_sms_is_two_messages_set_from_right_to_left() -> None:
    text = body(Channel.SMS, "ar")
    assert len(text) <= 2 * UCS_2_PART
    strong = next(kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"})
    assert strong == "AL"


def test_a_spoken_code_is_digits_with_a_pause() -> None:
    assert body(Channel.VOICE, "fr") == "Votre code est\u00a0: 1, 2, 3, 4. 5, 6, 7, 8."


@pytest.mark.parametrize(
    ("code", "shown"), [("12345678", "1234 5678"), ("123456", "123 456"), ("1", "1"), ("", "")]
)
def test_codes_are_shown_in_two_halves(code: str, shown: str) -> None:
    assert messages.grouped(code) == shown


def test_one_minute_is_singular() -> None:
    text = messages.code_message(Channel.EMAIL, "en", CODE, 1, COLLEGE)[1].reveal()
    assert "1 minute." in text


def test_a_minute_has_its_form_in_every_language() -> None:
    one = {code: messages.code_message(Channel.EMAIL, code, CODE, 1, COLLEGE)[1].reveal() for code in LATIN}
    assert "1 minuut geldig" in one["nl"]
    assert "1 Minute." in one["de"]
    assert "10 Minuten." in body(Channel.EMAIL, "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_greeting_names_the_caller_and_the_three_keys(language: str) -> None:
    text = messages.call_greeting(language, COLLEGE, "Campus Anneessens")
    assert COLLEGE in text
    assert "Campus Anneessens" in text
    for key in "09":
        assert re.search(rf"(tapez|press|[Dd]ruk[\w ]* op|drücken Sie|اضغطوا|فاضغطوا) {key}", text)
    assert not re.search(r"[1-8]", text)
    assert messages.call_again(language) not in text


def test_a_greeting_without_a_place_is_a_whole_sentence() -> None:
    assert "demandé à une borne. Si" in messages.call_greeting("fr", COLLEGE, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Notice)
def test_a_notice_says_what_when_and_whom_to_tell(language: str, kind: Notice) -> None:
    text = notice(language, kind)
    assert "FerrerFr2017@he-ferrer.eu" in text
    assert "14:05" in text
    assert "KTR-4821" in text
    assert COLLEGE in text
    if language == "ar":
        assert len(text) <= 3 * UCS_2_PART
    else:
        assert set(text) <= GSM_7
        assert len(text) <= 2 * 153


def test_every_notice_and_language_reads_differently() -> None:
    assert len({notice(language, kind) for language in LANGUAGES for kind in Notice}) == len(LANGUAGES) * len(
        Notice
    )


def test_french_is_the_fall_back_and_regions_are_ignored() -> None:
    assert body(Channel.SMS, "tlh") == body(Channel.SMS, "") == body(Channel.SMS, "fr-BE")
    assert body(Channel.SMS, "EN_gb") == body(Channel.SMS, "en")


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_names_are_never_read_as_templates(identifier: str, institution: str, reference: str) -> None:
    for kind in Notice:
        _, text = messages.notice_message("fr", kind, identifier, AT, reference, institution)
        assert text.reveal().endswith(reference)
    assert institution in messages.call_greeting("fr", institution, "{place}")
