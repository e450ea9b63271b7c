"""Request guards that know no word of the work: response headers, and a GET that never writes."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

WRITES = ("insert", "update", "delete", "replace", "truncate", "alter", "drop", "create")
# What a GET may write: the log of the read and the session. Everything else is a POST.
ALLOWED_TABLES = ("audit_regel", "audit_betrokkene", "django_session", "axes_", "toegang_teller", "core_telling")


reading: ContextVar[bool] = ContextVar("leest", default=False)


class LezenSchreef(RuntimeError):
    """A GET tried to write; that is a fault in the view."""


class Herkomst:
    """Behind our one proxy: the address of the caller is what that proxy wrote, never what the caller claims.

    Only in use with KEUKENTAFEL_ACHTER_PROXY (ASVS 4.1.3): the last entry of X-Forwarded-For is the proxy's own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.pop("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told:
            request.META["REMOTE_ADDR"] = told
        return self.get_response(request)


class ApiAlleenHttps:
    """Refuse the interface over plain HTTP instead of sending it on to https (ASVS 4.1.2).

    A program that follows a redirect goes on sending its key in the clear, and nobody notices.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure() and request.path.startswith("/api/"):
            return HttpResponse("Gebruik https.\n", status=403, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class Beveiligingskoppen:
    """Headers on every answer: nothing is cached, nothing is guessed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response


class GroteNummers:
    """An address with a number that no row can have is not there; SQLite breaks on it wherever a view looks with it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raises Http404."""
        if any(isinstance(value, int) and value > BigIntegerField.MAX_BIGINT for value in kwargs.values()):
            raise Http404


class LezenSchrijftNiet:
    """Refuse every writing statement in a GET, except the log of the read and the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        token = reading.set(True)
        try:
            with connection.execute_wrapper(refuse_writes):
                return self.get_response(request)
        finally:
            reading.reset(token)


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Database wrapper that raises LezenSchreef for a write outside the allowed tables.

    Only while this very request reads: the tests' server lets several requests share one connection.
    """
    statement = sql.lstrip()[:60].lower()
    if reading.get() and statement.startswith(WRITES) and not any(table in statement for table in ALLOWED_TABLES):
        raise LezenSchreef(statement)
    return execute(sql, params, many, context)
