"""What is no password: short, common, like the user himself, or a word of this work with a year behind it."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

from keukentafel.toegang.public import Gebruiker

NOOR = Gebruiker(email="noor.devries@voorbeeld.invalid", naam="Noor de Vries")


@pytest.mark.parametrize("password", [
    "Keukentafel2026!", "wijkteam-voorbeeldstad", "GemeenteVoorbeeldstad1", "regisseur-regisseur", "welkomwelkom01",
    "elf-teken12"[:11], "password1234", "qwertyuiop123", "noor.devries@voorbeeld",
])  # fmt: skip
def test_what_anybody_would_try_first_is_refused(password: str, settings: Settings) -> None:
    settings.GEMEENTE_NAAM = "Gemeente Voorbeeldstad"
    with pytest.raises(ValidationError):
        validate_password(password, NOOR)


@pytest.mark.parametrize("password", [
    "citroen paraplu kanaal", "Xk7!pw9#Qz2m", "aaaa bbbb cccc dddd", "é ü ñ 漢字 漢字 漢字 ok", "z" * 5 + "y" * 123,
    "het huishouden van jan steen",
])  # fmt: skip
def test_any_signs_and_any_length_may_be_used(password: str) -> None:
    validate_password(password, NOOR)


@pytest.mark.parametrize(("password", "says"), [
    ("kort", "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
    ("password1234", "Dit wachtwoord is te algemeen."),
    ("noor.devries@voorbeeld", "Dit wachtwoord lijkt te veel op uw e-mailadres. Kies iets anders."),
])  # fmt: skip
def test_the_reason_is_said_in_dutch(password: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, NOOR)
    assert refused.value.messages == [says]
    assert not any("password" in validator.get_help_text() for validator in get_default_password_validators())
