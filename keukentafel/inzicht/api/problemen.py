"""What goes wrong, as application/problem+json (RFC 9457) in plain Dutch."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from keukentafel.audit.public import note_refusal

VERSIE = "1.0.0"  # of the interface, in the header API-Version (API Design Rules, /core/version-header)
OPVRAGEN = "rapporten_opvragen"  # the action in matrix.toml
SOORT = "application/problem+json"
TITELS: Mapping[int, str] = {
    400: "Deze vraag klopt niet",
    401: "Meld u aan, of stuur een geldige sleutel mee",
    403: "Dit mag u niet opvragen",
    404: "Dit is er niet",
    405: "Hier kunt u alleen lezen",
    429: "U vraagt te vaak",
    503: "Dit lukt nu niet",
    504: "Dit duurt te lang",
}
GEWEIGERD: Mapping[int, str] = {403: "niet_toegestaan", 404: "niet_gevonden", 429: "te_vaak"}  # as the log says it


class Probleem(Exception):
    """Why there is no answer: the status, and a sentence in Dutch that says what to do. `na`: seconds to wait.

    `gemeld`: a refusal that stands in the log already, or need not stand there again.
    """

    def __init__(self, status: int, uitleg: str, *, veld: str = "", na: int = 0, gemeld: bool = False) -> None:
        super().__init__(uitleg)
        self.status, self.uitleg, self.veld, self.na, self.gemeld = status, uitleg, veld, na, gemeld


def answer_of(probleem: Probleem) -> HttpResponse:
    """Return it as a response; the text never repeats what was asked."""
    body: dict[str, Any] = {
        "type": "about:blank", "title": TITELS[probleem.status], "status": probleem.status, "detail": probleem.uitleg,
    }  # fmt: skip
    if probleem.veld:
        body["parameter"] = probleem.veld
    response = HttpResponse(json.dumps(body, ensure_ascii=False) + "\n", status=probleem.status, content_type=SOORT)
    response["API-Version"] = VERSIE
    if probleem.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="rapporten"'
    if probleem.status == 405:
        response["Allow"] = "GET, HEAD"
    if probleem.na:
        response["Retry-After"] = str(probleem.na)
    return response


def with_problems(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a view of the interface: GET and HEAD only, every refusal a problem, the version in the header.

    Who is refused (403, 404, 429) stands in the log, with the key.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return answer_of(Probleem(405, "Gebruik GET."))
        try:
            response = view(request, *args, **kwargs)
        except Probleem as probleem:
            return _refused(request, probleem)
        except Http404:
            return _refused(request, Probleem(404, "Dit rapport of cijfer bestaat niet, of het is niet voor u."))
        except PermissionDenied:  # authorize wrote it down
            return answer_of(Probleem(403, "Uw rol mag dit niet opvragen."))
        response["API-Version"] = VERSIE
        return response

    return wrapper


def _refused(request: HttpRequest, probleem: Probleem) -> HttpResponse:
    if probleem.status in GEWEIGERD and not probleem.gemeld:
        note_refusal(OPVRAGEN, GEWEIGERD[probleem.status], getattr(request, "koppelsleutel", None))
    return answer_of(probleem)
