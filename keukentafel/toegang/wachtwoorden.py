"""What is no password here: too short, or words that whoever knows this system tries first (ASVS 6.1.2, 6.2.11)."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

# The product, the work, the roles and the words of a town hall; with the name of the municipality (GEMEENTE_NAAM).
WOORDEN = (
    "keukentafels", "keukentafel", "sociaalteam", "wijkteam", "buurtteam", "regisseur", "casemanager", "teamleider",
    "loket", "casussen", "casus", "huishouden", "melding", "gemeente", "stadhuis", "gemeentehuis", "raadhuis",
    "jeugdwet", "participatiewet", "regiesysteem", "beheerder", "wachtwoord", "welkom",
)  # fmt: skip
REST_MINST = 8  # characters that are left when the words are taken out
TE_GEWOON = "Dit lijkt te veel op woorden van dit werk. Kies een paar woorden die niets met elkaar te maken hebben."


class Lengte(MinimumLengthValidator):
    """Refuses a password that is too short; in Dutch, which Django's own words for it are not (5.2)."""

    def get_error_message(self) -> str:
        """What a form says when it is too short."""
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        """What a form says about it beforehand."""
        return f"Gebruik minstens {self.min_length} tekens."


class Gelijkenis(UserAttributeSimilarityValidator):
    """Refuses a password that is like the name or the address of the user; says which in good Dutch."""

    def get_error_message(self) -> str:
        """What a form says when it is; Django fills in the name of the field."""
        return "Dit wachtwoord lijkt te veel op uw %(verbose_name)s. Kies iets anders."


class Contextwoorden:
    """Refuses a password that is little more than such words with a number or a sign: Keukentafel2026!."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when too little is left without the words."""
        words = {*WOORDEN, *re.findall(r"\w{4,}", settings.GEMEENTE_NAAM.lower())}
        rest = password.lower()
        for word in sorted(words, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.lower() and len(rest) < REST_MINST:
            raise ValidationError(TE_GEWOON, code="contextwoord")

    def get_help_text(self) -> str:
        """What the form says about it."""
        return "Gebruik niet de naam van de gemeente, het systeem of uw functie."
