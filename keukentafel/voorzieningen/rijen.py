"""Requests as the rows of a list, by their ids: what is behind a number elsewhere."""

from collections.abc import Collection

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import note_read
from keukentafel.core.bladeren import page_of_ids
from keukentafel.core.schermdelen import Werkregel
from keukentafel.personen.public import Huishoudlid
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.voorzieningen.selectors import product_name

PER_PAGINA = 50


def list_aanvragen(user: Gebruiker, ids: Collection[int], pagina: str | None) -> tuple[list[Werkregel], Page[int]]:
    """Return one page of these requests, as far as the reader may see them; a fixed number of queries.

    Logged: one line per person of each household.
    """
    visible = Aanvraag.objects.visible_to(user).filter(pk__in=ids).order_by("-ingediend_op", "-pk")
    page = page_of_ids(visible, pagina, PER_PAGINA)
    found = {
        row.pk: row for row in Aanvraag.objects.filter(pk__in=page.object_list).select_related("casus__huishouden")
    }
    rows = [found[pk] for pk in page.object_list if pk in found]
    households = {row.casus.huishouden_id for row in rows}
    members = Huishoudlid.objects.valid_on(timezone.localdate()).filter(huishouden__in=households).order_by()
    subjects = {row.persoon_id for row in rows} | set(members.values_list("persoon_id", flat=True))
    note_read("aanvraag_inzien", None, subjects=sorted(subjects))
    return [_line(row) for row in rows], page


def _line(row: Aanvraag) -> Werkregel:
    status = label_of("aanvraagstatus", row.status, row.besluit_op).lower()
    about = f"{row.casus.huishouden.naam} · {status}"
    name = product_name(row)
    return Werkregel(
        name[:1].upper() + name[1:], reverse("voorzieningen:aanvraag", args=[row.pk]), about, dag=row.ingediend_op
    )
