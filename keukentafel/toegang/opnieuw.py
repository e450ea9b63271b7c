"""Step-up: the second factor again, right before something that is highly sensitive (ASVS 7.5.3).

The gate asks it for what matrix.toml names under `opnieuw`; a view that knows more before it asks (break-glass) does so
itself.
"""

import time
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from keukentafel.toegang.getypt import keep_input
from keukentafel.toegang.models import Gebruiker

AANMELDWIJZEN = "account_authentication_methods"  # where django-allauth keeps how the session was opened
BINNEN = 300  # seconds


def ask_factor_again(request: HttpRequest, user: Gebruiker, binnen: int = BINNEN) -> HttpResponse | None:
    """None when the second factor was shown at most `binnen` seconds ago; else where to show it again.

    What was typed is kept and given back afterwards. A demo user has no factor to show: in the demo he passes.
    """
    if (user.demo and settings.DEMO) or _shown_within(request, binnen):
        return None
    back = request.get_full_path()
    if request.method == "POST":
        back = reverse("toegang:hervat", args=[keep_input(request, user)])
    return HttpResponseRedirect(f"{page_of_factor(user)}?{urlencode({'next': back})}")


def page_of_factor(user: Gebruiker) -> str:
    """Where this user shows his second factor: a code of his app, or his security key."""
    codes = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    return reverse("mfa_reauthenticate" if codes else "mfa_reauthenticate_webauthn")


def _shown_within(request: HttpRequest, seconds: int) -> bool:
    now = time.time()
    records = request.session.get(AANMELDWIJZEN, [])
    return any(record.get("method") == "mfa" and 0 <= now - record.get("at", 0) <= seconds for record in records)
