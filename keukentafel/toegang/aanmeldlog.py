"""Every step of logging in stands in the log, whether it worked or not (ASVS 16.3.1); what was typed never does.

Also here, because the same events tell it: a session gets its mark when it is opened, and a change of password or
second factor ends the other sessions (ASVS 7.4.3). Django and django-allauth tell these as signals and in no other
way; within the product nothing is told by a signal.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from keukentafel.audit.public import note_sign_in
from keukentafel.core.berichten import meld
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.sessies import end_sessions, mark_session

STAP, AANMELDEN = "aanmeldstap", "aanmelden"  # a factor that was shown; an attempt
GEWIJZIGD = {
    password_changed: "wachtwoord_gewijzigd",
    password_reset: "wachtwoord_opnieuw_gekozen",
    authenticator_added: "tweede_stap_toegevoegd",
    authenticator_removed: "tweede_stap_weggehaald",
    authenticator_reset: "noodcodes_vernieuwd",
}


def connect() -> None:
    """Listen; called once at the start."""
    user_logged_in.connect(_logged_in)
    user_logged_out.connect(_logged_out)
    user_login_failed.connect(_wrong_password)
    authentication_step_completed.connect(_step)
    authentication_failed.connect(_wrong_code)
    for signal in GEWIJZIGD:
        signal.connect(_changed)


def _logged_in(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    mark_session(request)
    note_sign_in("aangemeld", user, wie=user.pk, reden="demo" if user.demo and settings.DEMO else "")


def _logged_out(user: Gebruiker | None, **_: Any) -> None:
    if user is not None:
        note_sign_in("afgemeld", user, wie=user.pk)


def _wrong_password(credentials: dict[str, Any], **_: Any) -> None:
    """Of which account when there is one; a name that nobody has is not written down: it may be a password."""
    name = str(credentials.get("username") or credentials.get("email") or "").lower()
    note_sign_in(AANMELDEN, Gebruiker.objects.filter(email=name).first(), gelukt=False, reden="wachtwoord")


def _step(user: Gebruiker, method: str, **more: Any) -> None:
    """One factor was right: the password, a code, a key; `opnieuw` in a session that was open already."""
    told = [method, str(more.get("type", "")), "opnieuw" if more.get("reauthenticated") else ""]
    note_sign_in(STAP, user, wie=user.pk, reden=" ".join(filter(None, told)))


def _wrong_code(user: Gebruiker, **_: Any) -> None:
    note_sign_in(AANMELDEN, user, gelukt=False, reden="code")


def note_wrong_key(user: Gebruiker | None) -> None:
    """A security key that did not fit; `user`: whose, when that was known before."""
    note_sign_in(AANMELDEN, user, gelukt=False, reden="sleutel")


def _changed(request: HttpRequest, user: Gebruiker, signal: Any, **_: Any) -> None:
    """Whoever was in with what is now another password or factor is out, but for the session that changed it."""
    ended = end_sessions(user, behalve=request.session.session_key)
    note_sign_in(GEWIJZIGD[signal], user, wie=user.pk, reden=f"{ended} sessies beeindigd")
    if ended:
        meld(request, "Overal elders waar u was ingelogd, bent u nu uitgelogd.")
