"""Step-up: the second factor again, right before something that is highly sensitive (ASVS 7.5.3)."""

import time
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from keukentafel.toegang.middleware import AANMELDWIJZEN, keep_input
from keukentafel.toegang.models import Gebruiker

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
    codes = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    url = reverse("mfa_reauthenticate" if codes else "mfa_reauthenticate_webauthn")
    return HttpResponseRedirect(f"{url}?{urlencode({'next': back})}")


def _shown_within(request: HttpRequest, seconds: int) -> bool:
    now = time.time()
    records = request.session.get(AANMELDWIJZEN, [])
    return any(record.get("method") == "mfa" and 0 <= now - record.get("at", 0) <= seconds for record in records)
