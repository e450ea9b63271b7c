"""The gate: no screen without a row in the matrix, no screen without a second factor, no screen when locked."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import get_user
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from keukentafel.audit.public import name_activity, note_refusal
from keukentafel.core.muur import NIEMANDS, as_nobody, name_reader
from keukentafel.toegang.getypt import keep_input
from keukentafel.toegang.matrix import OPENBAAR, load_matrix
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.noodtoegang import carry_noodtoegang
from keukentafel.toegang.opnieuw import AANMELDWIJZEN, ask_factor_again, page_of_factor
from keukentafel.toegang.rechten import may_ever, second_factor
from keukentafel.toegang.registers import SLEUTELDEUREN
from keukentafel.toegang.states import Reden
from keukentafel.toegang.tafel import away_from_table
from keukentafel.toegang.tempo import too_often

ZONDER_SLOT = ("toegang:vergrendeld", "toegang:sessie", "account_logout")
TOT_EEN_FACTOR = ("mfa_", "account_", "toegang:")  # open while there is no second factor yet
MET_FACTOR = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "toegang:uitloggen")


class Poortwachter:
    """Deny by default: an undeclared screen does not exist; the role must fit before an object is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Whatever the view asks of the database is asked for whom the gate lets through, and for nobody else."""
        with as_nobody():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """None lets the request pass; a response or an exception stops it."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        door = dict(SLEUTELDEUREN.items()).get(name)
        if door is None:
            return self._pass(request, name)
        if "Authorization" in request.headers:
            name_reader(NIEMANDS, timezone.localdate())
            return door.open(request)
        try:
            return None if self._pass(request, name) is None else door.refuse(request, 401)
        except PermissionDenied:
            return door.refuse(request, 403)
        except Http404:  # a method that the matrix does not name
            return door.refuse(request, 405)

    def _pass(self, request: HttpRequest, name: str) -> HttpResponse | None:
        """The gate for a session."""
        action = load_matrix().action_for(name, request.method or "GET")
        if action == OPENBAAR:
            return too_often(request, name, None)
        user = request.user = get_user(request)  # not the lazy one: what is read once is kept on the user himself
        if not isinstance(user, Gebruiker):
            return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': _back_to(request)})}")
        if action is None:
            note_refusal(name or "onbekend scherm", "niet_in_de_matrix")
            raise Http404
        if name not in MET_FACTOR and _ended(request):
            return _keep_and_log_in(request, user, name)
        user.tweede_factor = _session_has_second_factor(request)  # type: ignore[attr-defined]
        if name not in ZONDER_SLOT and _locked(request):
            request.session["vergrendeld"] = True
            return _keep_and_unlock(request, user, name)
        if away_from_table(request, name):
            return _keep_and_unlock(request, user, name)
        if not second_factor(user) and (asked := _ask_factor(request, user, name)) is not None:
            return asked
        name_activity(load_matrix().acties[action].doel)
        carry_noodtoegang(request, user)
        if not may_ever(user, action):
            waits = user.toegekende_rollen - user.rollen
            reden = Reden.GEEN_PLAATSING if waits and not user.rollen else Reden.NIET_IN_MATRIX
            note_refusal(action, reden)
            raise PermissionDenied(reden)
        name_reader(user.pk, timezone.localdate())
        if (name, request.method) in load_matrix().opnieuw and (asked := ask_factor_again(request, user)) is not None:
            return _send_to(request, asked["Location"])
        return too_often(request, name, user.pk)


def _ask_factor(request: HttpRequest, user: Gebruiker, name: str) -> HttpResponse | None:
    """Where a session goes that knows only the password; None when this page is part of it.

    Who has a second factor shows it, and nothing else opens: not the page that takes it away, nor one that adds
    another. Who has none yet makes one.
    """
    if not is_mfa_enabled(user):
        free = name.startswith(TOT_EEN_FACTOR) and (name, request.method) not in load_matrix().opnieuw
        return None if free else HttpResponseRedirect(reverse("mfa_activate_totp"))
    if name in MET_FACTOR:
        return None
    return HttpResponseRedirect(f"{page_of_factor(user)}?{urlencode({'next': _back_to(request)})}")


def _back_to(request: HttpRequest) -> str:
    """Where to go after logging in: the page itself, or the page whose form was sent (its draft waits there)."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() and page.path else request.path


def _session_has_second_factor(request: HttpRequest) -> bool:
    return any(record.get("method") == "mfa" for record in request.session.get(AANMELDWIJZEN, []))


def _ended(request: HttpRequest) -> bool:
    """Logged in longer ago than a session may last, however busy it was? Noted at the first page after logging in."""
    begun = request.session.setdefault("begonnen", time.time())
    return bool(time.time() - begun > settings.SESSIE_HOOGSTENS)


def _locked(request: HttpRequest) -> bool:
    """Idle for too long? Otherwise note the time (at most once a minute, to spare the session)."""
    now = time.time()
    last = request.session.get("laatst_actief", now)
    if request.session.get("vergrendeld") or now - last > settings.VERGRENDELING_NA:
        return True
    if now - last > 60 or "laatst_actief" not in request.session:
        request.session["laatst_actief"] = now
    return False


def _keep_and_unlock(request: HttpRequest, user: Gebruiker, name: str) -> HttpResponse:
    """Keep what was typed, then ask who is there; nothing that was typed is lost."""
    query = {"next": request.get_full_path() if request.method == "GET" else request.path}
    if _is_typed(request, name):
        query = {"invoer": str(keep_input(request, user))}
    return _send_to(request, f"{reverse('toegang:vergrendeld')}?{urlencode(query)}")


def _keep_and_log_in(request: HttpRequest, user: Gebruiker, name: str) -> HttpResponse:
    """The session is over: keep what was typed for this user, end it, and go on after logging in again."""
    kept = str(keep_input(request, user)) if _is_typed(request, name) else request.GET.get("invoer", "")
    logout(request)
    back = request.GET.get("next", "/") if name.startswith(TOT_EEN_FACTOR) else _back_to(request)
    with suppress(NoReverseMatch):
        back = reverse("toegang:hervat", args=[kept])
    return _send_to(request, f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def _is_typed(request: HttpRequest, name: str) -> bool:
    """Is this work that must not be lost? A password or a code is never kept, and a draft is kept by its page."""
    form = request.method == "POST" and request.content_type != "application/json"
    return form and not name.startswith(TOT_EEN_FACTOR)


def _send_to(request: HttpRequest, url: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)
