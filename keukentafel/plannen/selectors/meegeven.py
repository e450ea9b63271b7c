"""The plan as the household takes it home: built up from what may go along, never cut down from what may not.

Not in it, because it is never read here: internal notes, alerts, safety (law domain veiligheid), other people's private
parts (`besloten` and not for this reader), costs, levels. R-066; AVG art. 5 and 13; screens.md 3.23.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings

from keukentafel.casussen.public import Casus, current_regisseur
from keukentafel.core.datums import MAANDEN
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.plannen.domeinen import plain_name
from keukentafel.plannen.models import Doel, Inzet, Plan, Vraag
from keukentafel.plannen.selectors.plan import goals_of
from keukentafel.plannen.states import Inzetstatus
from keukentafel.plannen.wie import WOORD, names, persons_of, who_does
from keukentafel.referentielijsten.public import Doelstatus, Kring, UitvoerderSoort, Wet

KRINGWOORD = {
    Kring.EIGEN_KRACHT: "Wat u zelf doet",
    Kring.SOCIAAL_NETWERK: "Mensen om u heen",
    Kring.ALGEMEEN: "Wat er voor iedereen is",
    Kring.MAATWERK: "Hulp speciaal voor u",
}


@dataclass(frozen=True, slots=True)
class Afspraakregel:
    """Who does what, when; in words."""

    wie: str
    wat: str
    wanneer: str
    gedaan: bool


@dataclass(frozen=True, slots=True)
class Doelregel:
    """A goal in the resident's words."""

    woorden: str
    over: str
    voor: str
    gelukt_als: str
    terugkijken: str
    afspraken: tuple[Afspraakregel, ...]
    behaald: bool


@dataclass(frozen=True, slots=True)
class Steunregel:
    """Support in one circle."""

    kring: str
    wat: str
    wie: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the household calls."""

    naam: str
    telefoon: str
    team: str


def audience_may(onderdeel: Doel | Inzet | Vraag, personen: Iterable[int], voor: Persoon | None) -> bool:
    """May this part go along? Never safety; something private only in the copy of the person it is about."""
    if onderdeel.wet == Wet.VEILIGHEID:
        return False
    return not onderdeel.besloten or (voor is not None and set(personen) == {voor.pk})


def take_home(plan: Plan, casus: Casus, *, voor: Persoon | None, op: date, nummer: int | None = None) -> dict[str, Any]:
    """The content of the plan to take home, as plain words and lists: kept as it was given (Planversie.inhoud).

    `voor` None: the copy for the household. `nummer` is the version; None for a draft. At most nine queries.
    """
    goals = [g for g in goals_of(plan) if audience_may(g, [p.pk for p in persons_of(g)], voor)]
    shown = [goal for goal in goals if goal.status not in (Doelstatus.VERVALLEN, Doelstatus.NIET_BEHAALD)]
    household = Huishouden.objects.get(pk=plan.huishouden_id)
    return {
        "nummer": plan.nummer,
        "versie": nummer,
        "datum": long_day(op),
        "dag": op.isoformat(),
        "gemeente": settings.GEMEENTE_NAAM,
        "voor": names([voor]) if voor else household.naam,
        "doelen": [asdict(_goal(goal)) for goal in shown],
        "steun": _support(plan, voor),
        "contact": asdict(_contact(casus)),
        "delen": [
            {"met_wie": d.met_wie, "wat": d.wat, "waarom": d.waarom} for d in plan.deelafspraken.filter(tot=None)
        ],
        "andere": [
            {"van": other.eigenaar.naam, "naam": other.naam, "contact": other.contactpersoon}
            for other in Plan.objects.of_others()
            .filter(huishouden=plan.huishouden_id, beeindigd_op=None)
            .select_related("eigenaar")
            if other.eigenaar is not None
        ],
        "terugkijken": long_day(plan.evaluatie_op) if plan.evaluatie_op else "",
    }


def questions_for(casus: Casus, voor: Persoon | None) -> list[Vraag]:
    """The questions of the household that this audience may see, oldest first."""
    rows = Vraag.objects.filter(casus__huishouden=casus.huishouden_id, vervallen_op=None).select_related("persoon")
    return [row for row in rows if audience_may(row, [row.persoon_id] if row.persoon_id else [], voor)]


def goal_words(plan: Plan, doel_id: int) -> dict[str, Any] | None:
    """One goal in the words that go along; the caller checked that the audience may see it."""
    goal = goals_of(plan).filter(pk=doel_id).first()
    return asdict(_goal(goal)) if goal else None


def long_day(day: date) -> str:
    """ "28 november 2026"."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def _goal(goal: Doel) -> Doelregel:
    domain = goal.leefdomein
    return Doelregel(
        woorden=goal.omschrijving,
        over=plain_name(domain.stelsel.code, domain.code),
        voor=names(persons_of(goal)),
        gelukt_als=goal.resultaat,
        terugkijken=long_day(goal.streefdatum) if goal.streefdatum else "",
        afspraken=tuple(
            Afspraakregel(
                wie=who_does(actie),
                wat=actie.omschrijving,
                wanneer=long_day(actie.wanneer) if actie.wanneer else "",
                gedaan=actie.gedaan_op is not None,
            )
            for actie in goal.acties.all()
        ),
        behaald=goal.status != Doelstatus.OPEN,
    )


def _support(plan: Plan, voor: Persoon | None) -> list[dict[str, str]]:
    """What goes on or begins, nearest circle first; what stopped is left out."""
    rows = plan.inzet.exclude(status=Inzetstatus.GESTOPT).select_related("uitvoerder").order_by("van", "pk")
    order = list(Kring)
    shown = [item for item in rows if audience_may(item, [item.persoon_id] if item.persoon_id else [], voor)]
    return [
        asdict(Steunregel(KRINGWOORD[Kring(item.kring)], _what(item), _who(item)))
        for item in sorted(shown, key=lambda item: order.index(Kring(item.kring)))
        if item.omschrijving
    ]


def _what(item: Inzet) -> str:
    return f"{item.omschrijving} (nog niet zeker)" if item.status == Inzetstatus.VOORGESTELD else item.omschrijving


def _who(item: Inzet) -> str:
    """Who does it, in plain words; nothing where the circle says it already."""
    if item.uitvoerder is not None:
        return item.uitvoerder.naam
    if item.uitvoerder_soort in ("", UitvoerderSoort.INWONER):
        return ""
    return WOORD[UitvoerderSoort(item.uitvoerder_soort)]


def _contact(casus: Casus) -> Contact:
    role = current_regisseur(casus.pk)
    worker = role.medewerker if role else None
    return Contact(worker.naam if worker else "", worker.telefoon if worker else "", casus.team.naam)
