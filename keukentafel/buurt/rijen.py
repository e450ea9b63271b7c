"""Requests of neighbours as the rows of a list, by their ids: what is behind a number elsewhere."""

from collections.abc import Collection

from django.core.paginator import Page

from keukentafel.buurt.models import Buurtvraag
from keukentafel.buurt.permissions import INZIEN
from keukentafel.core.bladeren import page_of_ids
from keukentafel.core.schermdelen import Werkregel
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Gebruiker, authorize

PER_PAGINA = 50


def list_buurtvragen(user: Gebruiker, ids: Collection[int], pagina: str | None) -> tuple[list[Werkregel], Page[int]]:
    """Return one page of these requests; nobody's name stands in them. Raises PermissionDenied."""
    authorize(user, INZIEN)
    page = page_of_ids(Buurtvraag.objects.filter(pk__in=ids).order_by("-datum", "-pk"), pagina, PER_PAGINA)
    found = {row.pk: row for row in Buurtvraag.objects.filter(pk__in=page.object_list).select_related("gebied")}
    return [_line(found[pk]) for pk in page.object_list if pk in found], page


def _line(row: Buurtvraag) -> Werkregel:
    where = row.gebied.naam if row.gebied else "gebied niet bekend"
    status = label_of("buurtvraagstatus", row.status, row.datum).lower()
    return Werkregel(row.soort, "", f"{where} · {status}", dag=row.datum)
