"""How large a request may be: refused by its head, before one byte of its body is read (ASVS 5.2.1).

An ordinary form is at most DATA_UPLOAD_MAX_MEMORY_SIZE. A screen that takes a file says in OMVANG how large its request
may be, and takes more than that of a form only from who is logged in. A request that does not say how long it is has no
body here: Django reads none, and the server refuses it (config/server.py).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from keukentafel.core.register import Register

RUIMTE = 64 * 1024  # bytes round a file: the other fields and the lines between them
#: Filled by rooms with uploads: the name of the screen, and the largest request in bytes.
OMVANG: Register[int] = Register("schermen die een bestand aannemen")


class Omvang:
    """Middleware after the one that knows the user and before any that reads the form: 413 for what is too large."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        ordinary = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length > ordinary and (not request.user.is_authenticated or length > _largest(request)):
            return render(None, "core/413.html", status=413)
        return self.get_response(request)


def _largest(request: HttpRequest) -> int:
    try:
        name = resolve(request.path_info).view_name
    except Http404:
        return 0
    return dict(OMVANG.items()).get(name, 0)
