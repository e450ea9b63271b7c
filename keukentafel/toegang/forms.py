"""Forms of the gate."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from keukentafel.core.formulieren import Formulier
from keukentafel.toegang.aanmeldlog import note_wrong_key


class OntgrendelForm(Formulier):
    """The password again, after a time without activity."""

    wachtwoord = forms.CharField(
        label="Uw wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages={"required": "Vul uw wachtwoord in."},
    )


class SessieForm(Formulier):
    """Which session ends: its mark, or nothing for every other one."""

    sessie = forms.CharField(required=False, max_length=32)


class ActiveerForm(ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """The first code of a new authenticator: who has it in hand has shown a second factor in this session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit de app"

    def clean_code(self) -> str:
        """The code, when it is right for the new secret. Raises ValidationError otherwise, and after five misses."""
        code: str = super().clean_code()
        record_authentication(context.request, self.user, "mfa", type="totp", reauthenticated=True)
        return code


class BeveiligingssleutelForm(AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A new security key or fingerprint, with our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Hoe noemt u deze sleutel?"
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = "Inloggen zonder wachtwoord"
            self.fields["passwordless"].help_text = "Dan vraagt de sleutel zelf om uw vinger, gezicht of pincode."


class HernoemSleutelForm(EditWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Hoe noemt u deze sleutel?"


class _Sleutelaanmelding:
    """A key that does not fit is written down; django-allauth tells of wrong codes only."""

    user: Any

    def clean_credential(self) -> Any:
        """Whose key it is. Raises ValidationError when it does not fit."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except forms.ValidationError:
            note_wrong_key(self.user)
            raise


class SleutelForm(_Sleutelaanmelding, AuthenticateWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A security key as the second factor."""


class SleutelInlogForm(_Sleutelaanmelding, LoginWebAuthnForm):  # type: ignore[misc]
    """A security key instead of a password."""


class SleutelOpnieuwForm(_Sleutelaanmelding, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A security key once more."""
