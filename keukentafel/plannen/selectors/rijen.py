"""Goals and support as the rows of a list, by their ids: what is behind a number, for who may read the case."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casus, Rijbesluit, decide_rows
from keukentafel.core.bladeren import page_of_ids
from keukentafel.core.schermdelen import Werkregel
from keukentafel.personen.public import Huishoudlid
from keukentafel.plannen.models import Doel, Inzet
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Gebruiker, Veld, load_matrix, readable_laws

T = TypeVar("T", Doel, Inzet)
PER_PAGINA = 50
DOEL_DICHT, INZET_DICHT = "Een doel dat u niet mag lezen", "Ondersteuning die u niet mag lezen"


def list_doelen(user: Gebruiker, ids: Collection[int], pagina: str | None) -> tuple[list[Werkregel], Page[int]]:
    """Return one page of these goals, of cases that the reader may see; a fixed number of queries.

    The words of the resident only where he may read the contents of the case and the law of the goal. Logged: one line
    per person of each household.
    """
    today = timezone.localdate()
    page = _page(Doel.objects.filter(pk__in=ids), user, pagina, today)
    found = {row.pk: row for row in Doel.objects.filter(pk__in=page.object_list).select_related(*MEE)}
    rows = [found[pk] for pk in page.object_list if pk in found]
    decisions = _decided(user, rows, today)
    lines = []
    for row in _open(rows, decisions, today):
        day = row.plan.opgesteld_op
        status = label_of("doelstatus", row.status, row.status_op or day)
        lines.append(_line(row, row.omschrijving or "Doel", status, day, "plannen:plan"))
    return [*lines, *[Werkregel(DOEL_DICHT, "", "")] * (len(rows) - len(lines))], page


def list_inzet(user: Gebruiker, ids: Collection[int], pagina: str | None) -> tuple[list[Werkregel], Page[int]]:
    """Return one page of this support, as `list_doelen` does of goals."""
    today = timezone.localdate()
    page = _page(Inzet.objects.filter(pk__in=ids), user, pagina, today)
    found = {row.pk: row for row in Inzet.objects.filter(pk__in=page.object_list).select_related(*MEE)}
    rows = [found[pk] for pk in page.object_list if pk in found]
    decisions = _decided(user, rows, today)
    lines = []
    for row in _open(rows, decisions, today):
        kring = label_of("kring", row.kring, row.van)
        lines.append(_line(row, row.omschrijving or kring, kring, row.van, "plannen:ondersteuning"))
    return [*lines, *[Werkregel(INZET_DICHT, "", "")] * (len(rows) - len(lines))], page


MEE = ("plan__casus__huishouden", "leefdomein")


def _page(rows: QuerySet[Doel] | QuerySet[Inzet], user: Gebruiker, pagina: str | None, op: date) -> Page[int]:
    """What is under a law of none of the reader's roles is left out whole: its line would tell that it is there."""
    laws = readable_laws(user.rollen, load_matrix())  # without veiligheid: who may read that on a case reads it there
    visible = rows.filter(plan__casus__in=Casus.objects.visible_to(user, op), wet__in=sorted(laws))
    return page_of_ids(visible.order_by(F("plan__opgesteld_op").desc(), "-pk"), pagina, PER_PAGINA)


def _decided(user: Gebruiker, rows: Sequence[Doel | Inzet], op: date) -> dict[int, Rijbesluit]:
    """What may be shown of each case."""
    cases = {row.plan.casus.pk: row.plan.casus for row in rows if row.plan.casus is not None}
    return decide_rows(user, list(cases.values()), op)


def _open(rows: Sequence[T], decisions: Mapping[int, Rijbesluit], op: date) -> list[T]:
    """The rows of which the contents may be read, with the log of that; the others stand last, without whose they are.

    A case can be open for less than its reader's roles: a law that no decision to coordinate names (docs/adr/0021).
    """
    found, cases = [], {}
    for row in rows:
        casus = row.plan.casus
        if casus is None:  # a plan of another organisation is behind no number
            continue
        mag = decisions[casus.pk]
        if mag.besluit.mag_zien(Veld.INHOUD) and mag.mag_wet(row.wet):
            found.append(row)
            cases[casus.pk] = casus
    households = {casus.huishouden_id for casus in cases.values()}
    members = Huishoudlid.objects.valid_on(op).filter(huishouden__in=households).order_by()
    subjects = {casus.persoon_id for casus in cases.values()} | set(members.values_list("persoon_id", flat=True))
    note_read("plan_inzien", None, subjects=sorted(subjects))
    return found


def _line(row: Doel | Inzet, words: str, about: str, day: date, url: str) -> Werkregel:
    casus = row.plan.casus
    if casus is None:
        raise ValueError(f"{row} hangt aan geen casus")
    parts = (casus.huishouden.naam, row.leefdomein.naam, about)
    return Werkregel(words, reverse(url, args=[casus.pk]), " · ".join(parts), dag=day)
