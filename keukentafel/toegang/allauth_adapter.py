"""How django-allauth fits: nobody signs up by himself, TOTP secrets are stored encrypted."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from keukentafel.core.versleuteling import decrypt, encrypt

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
        return base64.b64encode(encrypt(text.encode(), PLAATS)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret in the clear; raises OntsleutelingMislukt."""
        return decrypt(base64.b64decode(encrypted_text), PLAATS).decode()
