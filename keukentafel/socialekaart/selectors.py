"""Reads: organisations, areas, and in which area something lies."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from django.db.models import Count, Q, QuerySet

from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.public import label_of
from keukentafel.socialekaart.models import Gebied, Organisatie, Postcodegebied

HOOGSTENS = 8  # alternatives in sight at once


def gebied_of_postcode(postcode: str) -> int | None:
    """Return the id of the area of a postcode (1234AB): the most precise row, None when there is none."""
    wanted = [postcode[:6], postcode[:4]]
    found = dict(_areas_at(*wanted))
    return next((found[key] for key in wanted if key in found), None)


@compiled
def _areas_at(postcode: str, cijfers: str) -> QuerySet[Postcodegebied, tuple[str, int]]:
    rows = Postcodegebied.objects.filter(Q(postcode=postcode) | Q(postcode=cijfers))
    return rows.order_by().values_list("postcode", "gebied_id")


def areas_by_postcode() -> Callable[[str], int | None]:
    """Return gebied_of_postcode for many postcodes: it reads the whole map once."""
    known = dict(Postcodegebied.objects.order_by().values_list("postcode", "gebied_id"))
    return lambda postcode: known.get(postcode[:6]) or known.get(postcode[:4])


def list_organisaties(*, term: str = "", soort: str = "", ook_vervallen: bool = False) -> QuerySet[Organisatie]:
    """Organisations by name: those that may be chosen, of one kind, with these letters in the name."""
    rows = Organisatie.objects.order_by("naam", "pk")
    if not ook_vervallen:
        rows = rows.filter(actief=True)
    if soort:
        rows = rows.filter(soort=soort)
    return rows.filter(naam__icontains=term) if term else rows


def alternatives_for(leefdomein: str) -> list[Organisatie]:
    """What residents can use without a decision, for one domain (its code): to look at before maatwerk (R-079).

    First what is meant for this domain, then what is for all; at most `HOOGSTENS`. One query.
    """
    rows = Organisatie.objects.filter(actief=True).exclude(biedt="").order_by("naam", "pk")
    found = [row for row in rows if not row.leefdomeinen or leefdomein in row.leefdomeinen]
    return sorted(found, key=lambda row: not row.leefdomeinen)[:HOOGSTENS]


def area_names(codes: Collection[str] | None = None) -> dict[str, str]:
    """Return these areas (default: all) by code, each under a name that no other of them has; one query."""
    rows = Gebied.objects.all() if codes is None else Gebied.objects.filter(code__in=codes)
    return tell_areas_apart(rows.order_by("pk").values_list("code", "naam", "soort"))


def tell_areas_apart(gebieden: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return per code the name of areas (code, name, kind): alone where no other has it, else with the kind or code.

    A wijk and a buurt in it often have one name: "Centrum (wijk)" and "Centrum (buurt)".
    """
    rows = {code: (naam, soort) for code, naam, soort in gebieden}
    names = {code: naam for code, (naam, _soort) in rows.items()}
    for by_kind in (True, False):
        uses = Counter(names.values())
        names = {
            code: f"{rows[code][0]} ({_kind(rows[code][1]) if by_kind else code})" if uses[naam] > 1 else naam
            for code, naam in names.items()
        }
    return names


def _kind(soort: str) -> str:
    return label_of("gebiedsoort", soort).lower()


def list_gebieden() -> QuerySet[Gebied]:
    """Areas by name, each with `aantal_postcodes`."""
    return Gebied.objects.annotate(aantal_postcodes=Count("postcodes")).order_by("naam", "pk")
