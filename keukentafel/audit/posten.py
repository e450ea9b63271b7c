"""One form post: validated, done once, in one transaction with its history and its log, or nothing at all."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme

from keukentafel.audit.gebeurtenis import Actor, open_read
from keukentafel.audit.inhoud import content_of, other_key
from keukentafel.audit.schrijven import post_event
from keukentafel.core.formulieren import Formulier
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.core.models import Idempotentie

F = TypeVar("F", bound=forms.Form)
AFTER_POST: list[Callable[[HttpRequest], None]] = []  # filled by upper rooms: e.g. the draft may go


class _Herhaling(Exception):
    """This form was posted before."""


def handle_post(
    request: HttpRequest,
    form: F,
    *,
    by: Actor,
    actie: str,
    do: Callable[[F], str],
    show: Callable[[F, int], HttpResponse],
    theirs: Callable[[Any], Mapping[str, Any]] | None = None,
    message: str = "",
) -> HttpResponse:
    """Handle one POST of `form`.

    `do(form)` calls the action(s) and returns the URL to go to; it runs in one transaction with one
    audit event named `actie`. `show(form, status)` renders the same screen again with the typed text:
    422 for bad input or a rule that forbids it. A repeat (the same idempotency key, the same content) is
    answered with the first result; other content under that key is handled like any form. When someone else
    changed the object (Versieconflict) the page with theirs and mine is shown (409); `theirs(obj)` gives the
    current values by field name (default: attributes).
    """
    if not form.is_valid():
        return show(form, 422)
    key, inhoud = _key(form), content_of(request)
    try:
        with post_event(actie, by=by):
            effect = _claim(key, by, inhoud)
            url = do(form)
            Idempotentie.objects.filter(pk=effect).update(resultaat=url)
            for hook in AFTER_POST:
                hook(request)
    except _Herhaling:
        return go_to(request, first_result(key, by, inhoud))
    except Regelfout as fout:
        form.add_error(fout.veld if fout.veld in form.fields else None, fout.melding)
        return show(form, 422)
    except Versieconflict as conflict:
        return _conflict(request, form, conflict.huidig, theirs)
    if message:
        messages.success(request, message)
    return go_to(request, url)


def handle_button(
    request: HttpRequest, *, by: Actor, actie: str, do: Callable[[], object], back: Callable[[], str] | str
) -> HttpResponse:
    """Handle a form that is only a button: done once per key, then to `back` (asked for after it was done).

    A rule that forbids it is told on the page where the user was.
    """

    def here() -> str:
        return back if isinstance(back, str) else back()

    def act(form: Formulier) -> str:
        do()
        return here()

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return HttpResponseRedirect(here())

    return handle_post(request, Formulier(request.POST), by=by, actie=actie, do=act, show=show)


def _key(form: forms.Form) -> uuid.UUID:
    value = form.cleaned_data.get("idempotentiesleutel")
    return value if isinstance(value, uuid.UUID) else uuid.uuid4()


def _claim(key: uuid.UUID, by: Actor, inhoud: str) -> int:
    """Take this key and return the id of its row, in one statement; waits for a twin that is under way.

    A key that was used for other content gives way to the key of that key and this content.
    Raises _Herhaling when the form was posted before.
    """
    taken = _insert(key, by, inhoud)
    if taken is None and not first_result(key, by, inhoud):
        taken = _insert(other_key(key, inhoud), by, inhoud)
    if taken is None:
        raise _Herhaling
    return taken


def _insert(key: uuid.UUID, by: Actor, inhoud: str) -> int | None:
    stored = Idempotentie._meta.get_field("sleutel").get_db_prep_value(key, connection)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_idempotentie (sleutel, gebruiker_id, inhoud, resultaat, gemaakt_op) "
            "VALUES (%s, %s, %s, '', %s) ON CONFLICT DO NOTHING RETURNING id",
            [stored, by.pk or 0, inhoud, now],
        )
        row: tuple[int] | None = cursor.fetchone()
    return row[0] if row else None


def first_result(key: uuid.UUID, by: Actor, inhoud: str) -> str:
    """Where the form with this key and content led this user; empty when it was never done."""
    known = Idempotentie.objects.filter(
        sleutel__in=(key, other_key(key, inhoud)), gebruiker_id=by.pk or 0, inhoud__in=("", inhoud)
    )
    return known.values_list("resultaat", flat=True).first() or ""


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Send the browser on to an address of ours; to the start page when it is of somebody else."""
    if not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        url = "/"
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)


def _conflict(
    request: HttpRequest, form: forms.Form, current: Any, theirs: Callable[[Any], Mapping[str, Any]] | None
) -> HttpResponse:
    names = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    now = theirs(current) if theirs else {name: getattr(current, name) for name in names if hasattr(current, name)}
    rows = [
        {"naam": form[name].label, "hunne": _said(form[name], now[name]), "mijne": _said(form[name], mine)}
        for name, mine in form.cleaned_data.items()
        if name in names and name in now and str(now[name] or "") != str(mine or "")
    ]
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["versie"] = str(current.versie)
    data["idempotentiesleutel"] = str(uuid.uuid4())
    again = type(form).__new__(type(form))
    again.__dict__.update(form.__dict__)
    again.data = data
    again._bound_fields_cache = {}  # type: ignore[attr-defined]
    return render(request, "core/conflict.html", {"form": again, "verschillen": rows}, status=409)


def _said(field: forms.BoundField, value: Any) -> str:
    """How a value reads on the form: the text of a choice, a day, ja or nee."""
    if value is True or value is False:
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    texts = dict(getattr(field.field, "choices", ()))
    if isinstance(value, list | tuple):
        return ", ".join(str(texts.get(one, one)) for one in value)
    return str(texts.get(value, "" if value is None else value))


def collector_open() -> bool:
    """True while a request collects its reads (for tests and commands)."""
    return open_read.get() is not None
