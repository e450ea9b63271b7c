"""The gate: no screen without a row in the matrix, no screen without a second factor, no screen when locked."""

import json
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from keukentafel.audit.public import note_refusal
from keukentafel.core.versleuteling import encrypt
from keukentafel.toegang.matrix import OPENBAAR, load_matrix
from keukentafel.toegang.models import BewaardeInvoer, Gebruiker
from keukentafel.toegang.rechten import may_ever, second_factor
from keukentafel.toegang.states import Reden
from keukentafel.toegang.tafel import away_from_table

INVOER_PLAATS = "toegang.bewaardeinvoer.invoer"
AANMELDWIJZEN = "account_authentication_methods"  # where django-allauth keeps how the session was opened
ZONDER_SLOT = ("toegang:vergrendeld", "toegang:sessie", "account_logout")
ZONDER_TWEEDE_FACTOR = ("mfa_", "account_", "toegang:")


class Poortwachter:
    """Deny by default: an undeclared screen does not exist; the role must fit before an object is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """None lets the request pass; a response or an exception stops it."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        action = load_matrix().action_for(name, request.method or "GET")
        if action == OPENBAAR:
            return None
        user = request.user = get_user(request)  # not the lazy one: what is read once is kept on the user himself
        if not isinstance(user, Gebruiker):
            return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': _back_to(request)})}")
        if action is None:
            note_refusal(name or "onbekend scherm", "niet_in_de_matrix")
            raise Http404
        user.tweede_factor = _session_has_second_factor(request)  # type: ignore[attr-defined]
        if name not in ZONDER_SLOT and _locked(request):
            request.session["vergrendeld"] = True
            return _keep_and_unlock(request, user)
        if away_from_table(request, name):
            return _keep_and_unlock(request, user)
        if not second_factor(user) and not name.startswith(ZONDER_TWEEDE_FACTOR):
            return HttpResponseRedirect(
                reverse("account_reauthenticate" if is_mfa_enabled(user) else "mfa_activate_totp")
            )
        if not may_ever(user, action):
            waits = user.toegekende_rollen - user.rollen
            reden = Reden.GEEN_PLAATSING if waits and not user.rollen else Reden.NIET_IN_MATRIX
            note_refusal(action, reden)
            raise PermissionDenied(reden)
        return None


def _back_to(request: HttpRequest) -> str:
    """Where to go after logging in: the page itself, or the page whose form was sent (its draft waits there)."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() and page.path else request.path


def _session_has_second_factor(request: HttpRequest) -> bool:
    return any(record.get("method") == "mfa" for record in request.session.get(AANMELDWIJZEN, []))


def _locked(request: HttpRequest) -> bool:
    """Idle for too long? Otherwise note the time (at most once a minute, to spare the session)."""
    now = time.time()
    last = request.session.get("laatst_actief", now)
    if request.session.get("vergrendeld") or now - last > settings.VERGRENDELING_NA:
        return True
    if now - last > 60 or "laatst_actief" not in request.session:
        request.session["laatst_actief"] = now
    return False


def _keep_and_unlock(request: HttpRequest, user: Gebruiker) -> HttpResponse:
    """Keep what was typed, then ask who is there; nothing that was typed is lost."""
    query = {"next": request.get_full_path() if request.method == "GET" else request.path}
    if request.method == "POST":
        query = {"invoer": str(keep_input(request, user))}
    url = f"{reverse('toegang:vergrendeld')}?{urlencode(query)}"
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)


def keep_input(request: HttpRequest, user: Gebruiker) -> uuid.UUID:
    """Store the posted fields encrypted for this user; returns the key with which he gets them back."""
    fields = [(k, v) for k, values in request.POST.lists() for v in values if k != "csrfmiddlewaretoken"]
    kept = BewaardeInvoer.objects.create(
        sleutel=uuid.uuid4(),
        gebruiker=user,
        pad=request.get_full_path()[:500],
        invoer=encrypt(json.dumps(fields).encode(), INVOER_PLAATS),
    )
    return kept.sleutel
