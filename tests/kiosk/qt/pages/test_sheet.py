"""Every French string of the college's sheet stands in the French catalogue, or below with its reason."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

CATALOGUE = Path(__file__).parents[4] / "resources" / "i18n" / "kiosk_fr.ts"

IN_THE_CATALOGUE = (
    "Compte professionnel ou scolaire",
    "Maintenir la connexion",
    "Se connecter",
    "Précédent",
    "Votre compte n'est pas accessible ?",
    "Vous avez oublié votre mot de passe ?",
    (
        "Nous ne reconnaissons pas cet ID utilisateur ou ce mot de passe. Assurez-vous de taper le mot de "
        "passe de votre compte professionnel ou scolaire."
    ),
    "Qui êtes-vous ?",
    "Pour récupérer votre compte, commencez par saisir votre ID d'utilisateur puis les lettres",
    "Identifiant utilisateur :",
    "Saisissez les caractères de l'image ou les chiffres du fichier audio.",
    "Suivant",
    "Annuler",
    "étape de vérification {number}",
    "choisir un nouveau mot de passe",
    "Choisissez la méthode de contact à utiliser pour la vérification :",
    "Envoyer un courrier électronique sur mon adresse de messagerie secondaire",
    "Envoyer un SMS à mon téléphone mobile",
    "Appeler mon numéro de téléphone mobile",
    "Faites votre choix parmi ces",
    (
        "Pour protéger votre compte, nous vous demandons de bien renseigner votre numéro de téléphone mobile "
        'complet ({mask}) ci-dessous, puis de cliquer sur le bouton "Envoyer un SMS" afin d\'envoyer un SMS '
        "contenant un code de vérification et de réinitialiser votre mot de passe."
    ),
    "Envoyer un SMS",
    "Votre numéro de téléphone mobile",
    "votre adresse email",
    "suivant",
    "Valider l'envoi de mail",
    "Indiquer le code reçu par sms ou email",
    "Nous avons envoyé un SMS de vérification à votre téléphone.",
    "Réessayer",
    "Contacter votre administrateur",
    "* Saisissez le nouveau mot de passe :",
    "Indiquer 2 fois votre mot de passe",
    "* Confirmez le nouveau mot de passe :",
    "un minimum de %n caractères",
    "au moins un chiffre",
    "un caractère spécial",
    "minuscule",
    "majuscule",
)
"""Word for word; `{mask}` stands for ``*****23``, `{number}` for the 1, `%n` for the 8 of the settings."""

EXCEPTIONS = {
    "Procédure de restauration de son mot de passe via Office 365": "the title of the paper, not of a page",
    "Sur le site PORTAL.OFFICE.COM : tentez de vous connecter avec votre identifiant@he-ferrer.eu": (
        "an instruction to find page 1; the station is page 1"
    ),
    "et votre mot de passe": "the rest of that instruction; the field says it",
    "Si cela ne fonctionne pas, cliquez sur": "an instruction to press a link that the page shows",
    "Entrez votre identifiant@he-ferrer.eu et effectuez l'étape de validation": (
        "an instruction for page 3, whose own sentences say it"
    ),
    "Fournissez votre numéro de gsm ou une adresse email personnelle pour la suite de la procédure": (
        "an instruction for page 4, whose own sentences say it"
    ),
    "Encodez le code reçu par SMS ou par email": "an instruction for page 5, whose label says it",
    "Encodez votre nouveau Mot de Passe. Celui-ci contiendra un minimum de 8 caractères, un mélange de "
    "minuscules et majuscules, au moins un chiffre et un caractère spécial.": (
        "an instruction for page 6, shown there as ticks that follow the typing"
    ),
    "ex FerrerFr2017@he-ferrer.eu et non Francisco.Ferrer.2017@he-ferrer.eu": (
        "the identifiers are settings of the institution; both forms are shown from there"
    ),
    "Exemple : utilisateur@contoso.onmicrosoft.com ou utilisateur@contoso.com": (
        "another institution's example; ours is a setting"
    ),
    "Saisissez les caractères de l'image ou les mots du fichier audio.": (
        "the station's audio says digits, so the sentence says digits"
    ),
}


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()).casefold()


def french() -> list[str]:
    found: list[str] = []
    for translation in ET.parse(CATALOGUE).getroot().iter("translation"):  # noqa: S314 - our own file
        forms = [form.text or "" for form in translation.iter("numerusform")]
        found += [squeezed(text) for text in (forms or [translation.text or ""])]
    return found


@pytest.mark.parametrize("wording", IN_THE_CATALOGUE)
def test_the_wording_of_the_sheet_stands_in_the_catalogue(wording: str) -> None:
    assert any(squeezed(wording) in text for text in french())


def test_no_exception_is_needless() -> None:
    texts = french()
    assert [wording for wording in EXCEPTIONS if squeezed(wording) in texts] == []
    assert all(EXCEPTIONS.values())


def test_the_french_catalogue_is_finished() -> None:
    unfinished = [
        message.findtext("source")
        for message in ET.parse(CATALOGUE).getroot().iter("message")  # noqa: S314 - our own file
        for translation in message.iter("translation")
        if translation.get("type") is not None
    ]
    assert unfinished == []
