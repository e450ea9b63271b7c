"""What a team can still fill in, put right or catch up on in its cases, as conditions that the database answers.

One line is one thing that helps; it counts the cases of a team and is at the same time the filter that opens exactly
those. Never per worker: it is work that lies there, not a mark (R-192, screens.md 3.17 and 4.3). What is missing is
shown live and never blocks (R-193). Words: data/kwaliteit.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from keukentafel.casussen.public import Casus, Casusrol, behind, stale_casussen
from keukentafel.inzicht.states import Kwaliteitsoort
from keukentafel.nazorg.public import Nazorg, Werkwijzereview
from keukentafel.personen.public import Huishoudlid, Persoon
from keukentafel.plannen.public import Actie, Doel, Inzet, Inzetstatus, Plan
from keukentafel.referentielijsten.public import Casusrolsoort

BESTAND = Path(__file__).with_name("data") / "kwaliteit.toml"
KORT_GELEDEN = timedelta(days=90)  # how long a closed case is still looked at
VLOT = timedelta(days=14)  # so soon after the first question a case is usually typed in

Waar = Callable[[date], Q]


@dataclass(frozen=True, slots=True)
class Kwaliteitsregel:
    """One thing that helps. `wat` follows "12 casussen:"; `hulp` says what to do, `nut` what becomes better of it.

    `open`: it is about open cases, else about those closed in the last KORT_GELEDEN.
    """

    code: str
    soort: Kwaliteitsoort
    wat: str
    hulp: str
    nut: str
    open: bool
    waar: Waar


@cache
def quality_lines() -> Mapping[str, Kwaliteitsregel]:
    """Return every line by code, in the order of data/kwaliteit.toml."""
    rows = tomllib.loads(BESTAND.read_text(encoding="utf-8"))["regel"]
    return {
        row["code"]: Kwaliteitsregel(
            row["code"], Kwaliteitsoort(row["soort"]), row["wat"], row["hulp"], row["nut"], row.get("open", True),
            VOORWAARDEN[row["code"]],
        )
        for row in rows
    }  # fmt: skip


def population(*, open: bool, op: date) -> Q:
    """Return which cases are looked at on this day: the open ones, or those that closed a short time ago."""
    if open:  # as CasusQuerySet.open_on, without asking the table again for each line
        return Q(aangemeld_op__lte=op) & (Q(afgesloten_op=None) | Q(afgesloten_op__gt=op))
    return Q(afgesloten_op__lte=op, afgesloten_op__gt=op - KORT_GELEDEN)


def condition(code: str, op: date) -> Q:
    """Return which cases a line is about on this day; none for an unknown code."""
    line = quality_lines().get(code)
    return Q(pk__in=[]) if line is None else population(open=line.open, op=op) & line.waar(op)


def _members(op: date) -> QuerySet[Huishoudlid]:
    """Return who lives in the household of the outer case on this day."""
    return Huishoudlid.objects.valid_on(op).filter(huishouden=OuterRef("huishouden"))


def _person() -> QuerySet[Persoon]:
    return Persoon.objects.filter(pk=OuterRef("persoon"))


def _goals() -> QuerySet[Doel]:
    """Return the open goals in the own plan of the household of the outer case, as long as that plan runs."""
    return Doel.objects.open().filter(
        plan__huishouden=OuterRef("huishouden"), plan__eigenaar=None, plan__beeindigd_op=None
    )


def _plans() -> QuerySet[Plan]:
    return Plan.objects.own().filter(huishouden=OuterRef("huishouden"), beeindigd_op=None)


def _unreachable(op: date) -> Q:
    reached = _members(op).exclude(persoon__telefoon="", persoon__email="")
    return ~Q(Exists(reached)) & ~Q(Exists(_person().exclude(telefoon="", email="")))


def _without_step(op: date) -> Q:
    """A goal for which nothing has been agreed: no action to be done, no support that runs."""
    planned = Actie.objects.filter(doel=OuterRef("pk"), gedaan_op=None, vervallen_op=None)
    running = Inzet.objects.running_on(op).filter(doel=OuterRef("pk"))
    return Q(Exists(_goals().filter(~Exists(planned), ~Exists(running))))


def _plan_runs_on(op: date) -> Q:
    """Closed, while nobody has an open case for this household and its plan still has open goals."""
    others = Casus.objects.open_on(op).filter(huishouden=OuterRef("huishouden"))
    return Q(Exists(_goals())) & ~Q(Exists(others))


def _over_time(op: date) -> Q:
    """Support that would end by now and is still noted as running (R-081)."""
    running = Inzet.objects.filter(
        plan__huishouden=OuterRef("huishouden"), plan__eigenaar=None, tot=None, hoogstens_tot__lt=op,
        status=Inzetstatus.INGEZET,
    )  # fmt: skip
    return Q(Exists(running))


def _without_review(op: date) -> Q:
    return ~Q(Exists(Werkwijzereview.objects.filter(casus=OuterRef("pk"))))


def _aftercare(op: date) -> Q:
    due = Nazorg.objects.filter(
        casus=OuterRef("pk"), resultaat="", gepland_op__lt=op, afsluiting__ongedaan_op=None,
        afsluiting__heropend_op=None,
    )  # fmt: skip
    return Q(Exists(due))


def _led(op: date) -> QuerySet[Casusrol]:
    running = Casusrol.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)
    return running.filter(casus=OuterRef("pk"), rol=Casusrolsoort.REGISSEUR)


VOORWAARDEN: Mapping[str, Waar] = {
    "bereikbaar": _unreachable,
    "regisseur": lambda op: ~Q(Exists(_led(op))),
    "geboortedatum": lambda op: Q(persoon__geboortedatum=None, persoon__anoniem=False),
    "buurt": lambda op: Q(persoon__gebied=None),
    "vraagtype": lambda op: Q(vraagtype=""),
    "doelsoort": lambda op: Q(Exists(_goals().filter(soort=""))),
    "volgende_stap": _without_step,
    "terugblik": _without_review,
    "overleden": lambda op: Q(persoon__overleden_op__lte=op),
    "hulp_voorbij": _over_time,
    "plan_loopt": _plan_runs_on,
    "stilstand": lambda op: Q(Exists(stale_casussen(Casus.objects.filter(pk=OuterRef("pk")), op))),
    "achter": lambda op: Q(Exists(behind(Casus.objects.filter(pk=OuterRef("pk")), op))),
    "evaluatie": lambda op: Q(Exists(_plans().filter(evaluatie_op__lt=op))),
    "streefdatum": lambda op: Q(Exists(_goals().filter(streefdatum__lt=op))),
    "nazorg": _aftercare,
    "later_ingevoerd": lambda op: Q(aangemeld_op__gt=op - KORT_GELEDEN, geregistreerd_op__gt=F("aangemeld_op") + VLOT),
}
