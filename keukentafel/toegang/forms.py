"""Forms of the gate."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from keukentafel.core.formulieren import Formulier


class OntgrendelForm(Formulier):
    """The password again, after a time without activity."""

    wachtwoord = forms.CharField(
        label="Uw wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages={"required": "Vul uw wachtwoord in."},
    )


class ActiveerForm(ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """The first code of a new authenticator: who has it in hand has shown a second factor in this session."""

    def clean_code(self) -> str:
        """The code, when it is right for the new secret. Raises ValidationError otherwise, and after five misses."""
        code: str = super().clean_code()
        record_authentication(context.request, self.user, "mfa", type="totp", reauthenticated=True)
        return code
