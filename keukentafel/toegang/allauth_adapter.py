"""How django-allauth fits: nobody signs up by himself, TOTP secrets are stored encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from keukentafel.core.geheimschrift import decrypt_text, encrypt_text
from keukentafel.core.sleutelbos import Doel

PLAATS = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the functional administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: there is no sign-up."""
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors; secrets never lie in the clear."""

    def encrypt(self, text: str) -> str:
        """Encrypt a TOTP secret or a recovery seed."""
        return encrypt_text(text, PLAATS, doel=Doel.VELDEN)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret in the clear; raises OntsleutelingMislukt."""
        return decrypt_text(encrypted_text, PLAATS)
