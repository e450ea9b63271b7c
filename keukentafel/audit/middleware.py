"""The log of reads: collected during the request, committed before the answer leaves, or no answer."""

import logging
from collections.abc import Callable

from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from keukentafel.audit.gebeurtenis import Gebeurtenis, open_read
from keukentafel.audit.schrijven import write
from keukentafel.audit.spoor import read_traceparent, traceparent

logger = logging.getLogger(__name__)


class Inzagelog:
    """Open a collector for reads, and write its lines in one batch. If that fails: 503 without any data."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        event = Gebeurtenis("pagina", None, "", oorsprong=_origin(request))
        if called := read_traceparent(request.headers.get("traceparent", "")):
            event.trace, event.vreemd = called
        token = open_read.set(event)
        try:
            response = self.get_response(request)
            if event.posten:
                event.actor = event.actor if event.actor is not None else _user_id(request)
                event.rol = event.rol or getattr(request.user, "rolnaam", "")
                try:
                    with transaction.atomic():
                        write(event)
                except Error:  # also InterfaceError: the connection is gone
                    logger.exception("inzage kon niet worden vastgelegd")
                    return unavailable()
            response.headers["traceparent"] = traceparent(event)
            return response
        finally:
            open_read.reset(token)


def unavailable() -> HttpResponse:
    """The answer when a read cannot be written down: nothing is shown."""
    return HttpResponse(render_to_string("audit/niet_vastgelegd.html"), status=503)


def _user_id(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    return user.pk if user is not None else None


def _origin(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
