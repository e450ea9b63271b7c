"""Workers of a team as the rows of a list, by their ids: what is behind a number elsewhere."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.core.paginator import Page
from django.http import Http404
from django.utils.formats import number_format

from keukentafel.core.bladeren import page_of_ids
from keukentafel.core.schermdelen import Werkregel
from keukentafel.referentielijsten.public import label_of
from keukentafel.teams.models import Medewerker, Plaatsing
from keukentafel.teams.selectors import placements_on, team_ids_of
from keukentafel.toegang.public import Gebruiker

PER_PAGINA = 50


def list_medewerkers(
    user: Gebruiker, ids: Collection[int], pagina: str | None, *, team_id: int, op: date
) -> tuple[list[Werkregel], Page[int]]:
    """Return one page of these workers with their places in this team on day `op`; who has none there is left out.

    Raises Http404 for a team in which the reader is not placed.
    """
    if team_id not in team_ids_of(user):
        raise Http404
    placed = placements_on(op).filter(team=team_id, medewerker__in=ids)
    workers = Medewerker.objects.filter(pk__in=placed.order_by().values("medewerker")).order_by("naam", "pk")
    page = page_of_ids(workers, pagina, PER_PAGINA)
    names = dict(workers.filter(pk__in=page.object_list).order_by().values_list("pk", "naam"))
    places: dict[int, list[str]] = defaultdict(list)
    for row in placed.filter(medewerker__in=page.object_list).order_by("medewerkertype", "pk"):
        places[row.medewerker_id].append(_place(row))
    lines = [Werkregel(names[pk], "", " · ".join(places[pk])) for pk in page.object_list if pk in names]
    return lines, page


def _place(row: Plaatsing) -> str:
    kind = label_of("medewerkertype", row.medewerkertype, row.van).lower()
    return f"{kind}, {'fte onbekend' if row.fte is None else f'{number_format(row.fte.normalize())} fte'}"
