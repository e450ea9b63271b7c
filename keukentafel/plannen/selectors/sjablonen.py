"""Reads of plan templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from keukentafel.plannen.models import Plansjabloon


@dataclass(frozen=True, slots=True)
class Sjabloonafspraak:
    """An action of a template: "ends in X days"."""

    omschrijving: str
    wie: str
    dagen: int | None

    def day(self, vandaag: date) -> date | None:
        """The day on which it ends when it is used on `vandaag`."""
        return None if self.dagen is None else vandaag + timedelta(days=self.dagen)


@dataclass(frozen=True, slots=True)
class Sjabloondoel:
    """One goal that can be taken from a template; `sleutel` names it in an address."""

    sleutel: str
    omschrijving: str
    domeinen: Mapping[str, str]  # code of the domain per scheme
    soort: str
    resultaat: str
    dagen: int | None
    acties: tuple[Sjabloonafspraak, ...]


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A template as the worker chooses from it."""

    naam: str
    doelen: tuple[Sjabloondoel, ...]


def templates_on(op: date | None = None) -> list[Sjabloon]:
    """The templates that hold on day `op`, by name; one query."""
    day = op or date.today()
    rows = Plansjabloon.objects.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=day), geldig_van__lte=day)
    return [Sjabloon(row.naam, _goals(row)) for row in rows.order_by("naam", "pk")]


def template_goal(sleutel: str) -> Sjabloondoel | None:
    """The goal that an address names ("huishouden.0"), in the version of today; None when there is none."""
    for template in templates_on():
        for goal in template.doelen:
            if goal.sleutel == sleutel:
                return goal
    return None


def _goals(row: Plansjabloon) -> tuple[Sjabloondoel, ...]:
    return tuple(
        Sjabloondoel(
            sleutel=f"{row.code}.{number}",
            omschrijving=goal["omschrijving"],
            domeinen=goal["domeinen"],
            soort=goal.get("soort", ""),
            resultaat=goal.get("resultaat", ""),
            dagen=goal.get("dagen"),
            acties=tuple(
                Sjabloonafspraak(a["omschrijving"], a.get("wie_soort", "inwoner"), a.get("dagen"))
                for a in goal.get("acties", [])
            ),
        )
        for number, goal in enumerate(row.inhoud["doelen"])
    )
