"""Reads: what is open and lies near, what was matched and done, the figures, and rows for an exchange package."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from django.db.models import Case, Count, QuerySet, Value, When

from keukentafel.buurt.cijfers import Buurtcijfer, make_buurtcijfers
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag

HOOGSTENS = 30  # kinds of requests, and as many of offers, that are suggested
R = TypeVar("R", Buurtvraag, Buurtaanbod)


def export_buurtvragen() -> Iterator[tuple[Any, ...]]:
    """Yield every request: id, datum, code of the area, soort, namens, id of the support item, status. One query."""
    rows = Buurtvraag.objects.order_by()
    yield from rows.values_list("pk", "datum", "gebied__code", "soort", "namens", "inzet_id", "status").iterator()


def export_buurtaanbod() -> Iterator[tuple[Any, ...]]:
    """Yield every offer: id, datum, code of the area, soort, status. One query."""
    rows = Buurtaanbod.objects.order_by()
    yield from rows.values_list("pk", "datum", "gebied__code", "soort", "status").iterator()


def export_buurtkoppelingen() -> Iterator[tuple[Any, ...]]:
    """Yield every match that holds: id of the request, id of the offer, soort, datum. One query."""
    rows = Buurtkoppeling.objects.geldend().order_by()
    yield from rows.values_list("vraag_id", "aanbod_id", "soort", "datum").iterator()


def export_activiteiten() -> Iterator[tuple[Any, ...]]:
    """Yield every activity that holds: id, datum, naam, code of the area, deelnemers. One query."""
    rows = Activiteit.objects.geldend().order_by()
    yield from rows.values_list("pk", "datum", "naam", "gebied__code", "deelnemers").iterator()


def list_vragen(*, stand: str, gebied: int | None = None, term: str = "") -> QuerySet[Buurtvraag]:
    """Return requests with this status, the oldest first; in this area, with these letters in the kind."""
    return _narrowed(Buurtvraag.objects.filter(status=stand), gebied, term)


def list_aanbod(*, stand: str, gebied: int | None = None, term: str = "") -> QuerySet[Buurtaanbod]:
    """Return offers with this status, the oldest first; in this area, with these letters in the kind."""
    return _narrowed(Buurtaanbod.objects.filter(status=stand), gebied, term)


def nearest_aanbod(vraag: Buurtvraag) -> QuerySet[Buurtaanbod]:
    """Return the open offers, those of the same kind first, then those of the same area, then the oldest."""
    return _nearest(Buurtaanbod.objects.open(), vraag)


def nearest_vragen(aanbod: Buurtaanbod) -> QuerySet[Buurtvraag]:
    """Return the open requests, in the order of `nearest_aanbod`."""
    return _nearest(Buurtvraag.objects.open(), aanbod)


def list_koppelingen() -> QuerySet[Buurtkoppeling]:
    """Return the matches that hold, with request and offer, the latest first."""
    return Buurtkoppeling.objects.geldend().select_related("vraag", "aanbod").order_by("-datum", "-pk")


def list_activiteiten() -> QuerySet[Activiteit]:
    """Return the activities that hold, the latest first, with their area."""
    return Activiteit.objects.geldend().select_related("gebied").order_by("-datum", "-pk")


def known_kinds() -> list[str]:
    """Return the kinds that were asked or offered most, at most `HOOGSTENS` of each: to pick while one types."""
    found: set[str] = set()
    for model in (Buurtvraag, Buurtaanbod):
        used = model._default_manager.order_by().values("soort").annotate(keer=Count("pk"))
        found.update(row["soort"] for row in used.order_by("-keer", "soort")[:HOOGSTENS])
    return sorted(found, key=str.casefold)


def buurtcijfers(op: date) -> list[Buurtcijfer]:
    """Return the figures up to this day: requests, matches per kind, offers that are open, activities. Four queries.

    Withdrawn requests count, a match or an activity that was taken back does not; an offer is open when its status is
    so now.
    """
    matches = Buurtkoppeling.objects.geldend().up_to(op).order_by()
    return make_buurtcijfers(
        aanvragen=Buurtvraag.objects.up_to(op).count(),
        koppelingen=dict(matches.values_list("soort").annotate(aantal=Count("pk"))),
        openstaand_aanbod=Buurtaanbod.objects.open().up_to(op).count(),
        activiteiten=Activiteit.objects.geldend().up_to(op).count(),
    )


def _narrowed(rows: QuerySet[R], gebied: int | None, term: str) -> QuerySet[R]:
    if gebied is not None:
        rows = rows.filter(gebied=gebied)
    if term:
        rows = rows.filter(soort__icontains=term)
    return rows.select_related("gebied").order_by("datum", "pk")


def _nearest(rows: QuerySet[R], near: Buurtvraag | Buurtaanbod) -> QuerySet[R]:
    kind = Case(When(soort__iexact=near.soort, then=Value(0)), default=Value(1))
    area = Case(When(gebied=near.gebied_id, then=Value(0)), default=Value(1)) if near.gebied_id else Value(1)
    return (
        rows.select_related("gebied").annotate(_soort=kind, _gebied=area).order_by("_soort", "_gebied", "datum", "pk")
    )
