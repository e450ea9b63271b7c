"""Pages without a word of the work: health, component gallery, errors."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """Is the process alive and the database within reach? For the load balancer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"gezond": True})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof is missing or old: say what to do; the browser still holds what was typed.

    A program that sends to the interface has no form: it hears, in its own words, that one only reads there.
    """
    if request.path.startswith("/api/"):
        told = {"type": "about:blank", "title": "Hier kunt u alleen lezen", "status": 405, "detail": "Gebruik GET."}
        return JsonResponse(told, status=405, content_type="application/problem+json", headers={"Allow": "GET, HEAD"})
    return render(request, "core/csrf.html", status=403)


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it does not exist, or it is not for this reader; the page does not tell which."""
    return render(request, "core/404.html", status=404)


def geen_toegang(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: known, but not allowed in this role; `reden` is the code of the refusal, never words of an object."""
    return render(request, "core/403.html", {"reden": str(exception)}, status=403)


def onbegrijpelijk(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent is no request of ours (a wrong host, thousands of fields); what it was is not repeated."""
    return render(None, "core/400.html", status=400)


def storing(request: HttpRequest) -> HttpResponse:
    """500: without any context, so that the page itself cannot fail."""
    return render(None, "core/500.html", status=500)
