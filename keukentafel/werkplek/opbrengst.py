"""What a worker's own work brought about this week: a return on what he wrote down, for his eyes alone (R-161).

Counted anew each time from what is recorded anyway; nothing is kept, and nobody else can ask for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from keukentafel.casussen.public import Casus, Casusrol
from keukentafel.core.opvragen import compiled
from keukentafel.meldingen.public import Berichtstatus, Melding, Terugkoppelbericht
from keukentafel.plannen.public import Doel, Planversie
from keukentafel.referentielijsten.public import Afhandeling, Afsluitreden, Casusrolsoort, Doelstatus
from keukentafel.teams.public import Medewerker

MET_RESULTAAT = (Afsluitreden.DOELEN_BEREIKT, Afsluitreden.DEELS_BEREIKT)
WOORDEN = {  # in the order of the page: one, more
    "doelen": ("doel bereikt", "doelen bereikt"),
    "afgesloten": ("casus afgesloten met resultaat", "casussen afgesloten met resultaat"),
    "plannen": ("plan meegegeven", "plannen meegegeven"),
    "contacten": ("eerste gesprek na een melding", "eerste gesprekken na een melding"),
    "melders": ("melder kreeg antwoord", "melders kregen antwoord"),
    "adviezen": ("vraag beantwoord met advies", "vragen beantwoord met advies"),
}


@dataclass(frozen=True, slots=True)
class Opbrengst:
    """How many of something, in words."""

    aantal: int
    wat: str


def return_of(worker: Medewerker, op: date) -> list[Opbrengst]:
    """What this worker brought about from Monday up to and including `op`; what did not happen is left out. One query.

    A goal and a closed case count for who leads (or led, until it closed) the case.
    """
    found = dict(_counts(worker.pk, op - timedelta(days=op.weekday()), op))
    return [Opbrengst(found[name], words[found[name] > 1]) for name, words in WOORDEN.items() if found.get(name)]


@compiled
def _counts(worker: int, monday: date, op: date) -> QuerySet[Any, tuple[str, int]]:
    led = Casusrol.objects.filter(Q(tot=None) | Q(tot__gte=monday), medewerker=worker, rol=Casusrolsoort.REGISSEUR)
    cases = led.order_by().values("casus")
    week = (monday, op)
    parts: dict[str, QuerySet[Any]] = {
        "doelen": Doel.objects.filter(plan__casus__in=cases, status=Doelstatus.BEHAALD, status_op__range=week),
        "afgesloten": Casus.objects.filter(pk__in=cases, afsluitreden__in=MET_RESULTAAT, afgesloten_op__range=week),
        "plannen": Planversie.objects.filter(medewerker=worker, gegeven_op__range=week),
        "contacten": Melding.objects.filter(eigenaar=worker, eerste_contact_op__range=week),
        "melders": Terugkoppelbericht.objects.filter(
            verstuurd_door=worker, status=Berichtstatus.VERSTUURD, verstuurd_op__range=week
        ),
        "adviezen": Melding.objects.filter(
            eigenaar=worker, afhandeling=Afhandeling.INFORMATIE_ADVIES, afgehandeld_op__range=week
        ),
    }
    first, *rest = (_counted(name, found) for name, found in parts.items())
    return first.union(*rest, all=True)


def _counted(name: str, found: QuerySet[Any]) -> QuerySet[Any]:
    """One row: the name and how many; none when there are none."""
    named = found.order_by().annotate(wat=Value(name)).values("wat")
    counted: QuerySet[Any] = named.annotate(aantal=Count("pk", distinct=True)).values_list("wat", "aantal")
    return counted
