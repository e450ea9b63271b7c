"""The plan as the household takes it home: built up from what may go along, never cut down from what may not.

Not in it, because it is never read here: internal notes, alerts, safety (law domain veiligheid), parts under a law
that the worker who shows or gives it may not read, other people's private parts (`besloten` and not for this reader),
costs, levels. R-066; AVG art. 5 and 13; screens.md 3.23.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings

from keukentafel.casussen.public import Casus, coordination_is_on, current_regisseur, decisions_on
from keukentafel.core.datums import MAANDEN
from keukentafel.personen.public import (
    TWAALF,
    ZESTIEN,
    Huishouden,
    Huishoudlid,
    Ontvangreden,
    Persoon,
    first_name,
    receipts_among,
)
from keukentafel.plannen.domeinen import plain_name
from keukentafel.plannen.models import Deelafspraak, Doel, Inzet, Plan, Vraag
from keukentafel.plannen.selectors.plan import goals_of
from keukentafel.plannen.states import Inzetstatus
from keukentafel.plannen.wie import WOORD, names, persons_of, who_does
from keukentafel.referentielijsten.public import Doelstatus, Kring, Leefeenheidrol, UitvoerderSoort, Wet, label_of

UITKOMST = {
    Doelstatus.BEHAALD: "gelukt",
    Doelstatus.DEELS_BEHAALD: "deels gelukt",
    Doelstatus.NIET_BEHAALD: "niet gelukt",
}
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
    uitkomst: str


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


@dataclass(frozen=True, slots=True)
class Publiek:
    """Who sees it: the person at the table (None: the household together), by a worker who may read these laws."""

    voor: Persoon | None
    wetten: Collection[str]
    dicht: frozenset[int] = frozenset()  # children over whom somebody of this audience has no custody (A7)

    def may(self, onderdeel: Doel | Inzet | Vraag | Plan | Deelafspraak, personen: Iterable[int]) -> bool:
        """May this part be seen? Never safety; what is private only by the person it is about; of a child nothing by a
        parent without custody (Jeugdwet 7.3.15, BW 1:377c)."""
        about = set(personen)
        if about & self.dicht:
            return False
        if onderdeel.wet == Wet.VEILIGHEID or onderdeel.wet not in self.wetten:
            return False
        return not onderdeel.besloten or (self.voor is not None and about == {self.voor.pk})

    def may_goal(self, doel: Doel) -> bool:
        """May this goal be seen? Uses the persons that were fetched with it."""
        return self.may(doel, [persoon.pk for persoon in persons_of(doel)])


def audience_of(leden: Sequence[Huishoudlid], voor: Persoon | None, wetten: Collection[str], op: date) -> Publiek:
    """The audience of a copy or a table: one member, or (None) all of them together; one query."""
    people = [lid.persoon for lid in leden]
    found = receipts_among([voor] if voor else people, people, op)
    without = {
        child
        for about in found.values()
        for child, receipt in about.items()
        if receipt.reden is Ontvangreden.GEEN_GEZAG
    }
    return Publiek(voor, wetten, frozenset(without))


def handover_notes(leden: Sequence[Huishoudlid], op: date) -> list[str]:
    """What whoever hands over a plan must know of the children in this household, in Dutch sentences; one query."""
    people = {lid.persoon_id: lid.persoon for lid in leden}
    young = {lid.persoon_id for lid in leden if lid.rol == Leefeenheidrol.KIND}
    receipts = receipts_among(list(people.values()), list(people.values()), op, kinderen=young)
    notes = []
    for pk, person in people.items():
        reasons = {receiver: about[pk].reden for receiver, about in receipts.items()}
        notes += [
            f"{first_name(people[receiver])} heeft geen gezag over {first_name(person)}. In dit exemplaar, en in dat "
            f"van het hele huishouden, staat daarom niets over {first_name(person)}."
            for receiver, reason in reasons.items()
            if reason is Ontvangreden.GEEN_GEZAG
        ]
        if reasons[pk] is Ontvangreden.ZELF_JONGER_DAN_12:
            notes.append(f"{first_name(person)} is jonger dan 12. Geef het aan de ouder met gezag of de voogd.")
        age = person.age_on(op)
        if age is not None and TWAALF <= age < ZESTIEN:
            notes.append(f"{first_name(person)} is 12 tot en met 15. Bespreek het met het kind en met wie gezag heeft.")
        if Ontvangreden.GEZAG_ONBEKEND in reasons.values() and Ontvangreden.GEZAG not in reasons.values():
            notes.append(f"Van {first_name(person)} is niet vastgelegd wie gezag heeft. Vraag het na.")
    return notes


@dataclass(frozen=True, slots=True)
class Meegeefplan:
    """The plan to take home as plain words and lists, and the laws of the parts that are in it."""

    inhoud: dict[str, Any]
    wetten: tuple[str, ...]


def take_home(plan: Plan, casus: Casus, *, publiek: Publiek, op: date, nummer: int | None = None) -> Meegeefplan:
    """The plan to take home, kept as it was given (Planversie.inhoud).

    `nummer` is the version; None for a draft. A day to look back that has passed on day `op` is left out. At most
    nine queries, and one where laws are read together.
    """
    goals = [goal for goal in goals_of(plan) if goal.status != Doelstatus.VERVALLEN and publiek.may_goal(goal)]
    support = _support(plan, publiek, op)
    others = _others(plan, publiek)
    shared = _shared(plan, publiek)
    household = Huishouden.objects.get(pk=plan.huishouden_id)
    content = {
        "nummer": plan.nummer,
        "versie": nummer,
        "datum": long_day(op),
        "dag": op.isoformat(),
        "gemeente": settings.GEMEENTE_NAAM,
        "voor": names([publiek.voor]) if publiek.voor else household.naam,
        "doelen": [asdict(_goal(goal, op)) for goal in goals],
        "steun": [asdict(Steunregel(KRINGWOORD[Kring(item.kring)], _what(item), _who(item))) for item in support],
        "contact": asdict(_contact(casus)),
        "samen": _together(casus, publiek, op),
        "delen": [{"met_wie": d.met_wie, "wat": d.wat, "waarom": d.waarom} for d in shared],
        "andere": [
            {"van": other.eigenaar.naam, "naam": other.naam, "contact": other.contactpersoon}
            for other in others
            if other.eigenaar is not None
        ],
        "terugkijken": _to_come(plan.evaluatie_op, op),
    }
    laws = {part.wet for parts in (goals, support, others, shared) for part in parts}
    return Meegeefplan(content, tuple(sorted(laws | {Wet.ALGEMEEN.value})))


def questions_for(casus: Casus, publiek: Publiek) -> list[Vraag]:
    """The questions of the household that this audience may see, oldest first."""
    rows = Vraag.objects.filter(casus__huishouden=casus.huishouden_id, vervallen_op=None).select_related("persoon")
    return [row for row in rows if publiek.may(row, [row.persoon_id or 0])]


def goal_words(plan: Plan, doel_id: int, op: date) -> dict[str, Any] | None:
    """One goal in the words that go along; the caller checked that the audience may see it."""
    goal = next((goal for goal in goals_of(plan) if goal.pk == doel_id), None)
    return asdict(_goal(goal, op)) if goal else None


def long_day(day: date) -> str:
    """ "28 november 2026"."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def _to_come(day: date | None, op: date) -> str:
    """The day in words while it has not passed; a day that has passed promises nothing."""
    return long_day(day) if day is not None and day >= op else ""


def _goal(goal: Doel, op: date) -> Doelregel:
    domain = goal.leefdomein
    return Doelregel(
        woorden=goal.omschrijving,
        over=plain_name(domain.stelsel.code, domain.code),
        voor=names(persons_of(goal)),
        gelukt_als=goal.resultaat,
        terugkijken=_to_come(goal.streefdatum, op) if goal.status == Doelstatus.OPEN else "",
        afspraken=tuple(
            Afspraakregel(
                wie=who_does(actie),
                wat=actie.omschrijving,
                wanneer=_to_come(actie.wanneer, op),
                gedaan=actie.gedaan_op is not None,
            )
            for actie in goal.acties.all()
        ),
        uitkomst=UITKOMST.get(Doelstatus(goal.status), ""),
    )


def _support(plan: Plan, publiek: Publiek, op: date) -> list[Inzet]:
    """What goes on or begins, nearest circle first; what stopped by day `op` is left out."""
    rows = plan.inzet.exclude(tot__lte=op).select_related("uitvoerder").order_by("van", "pk")
    order = list(Kring)
    shown = [item for item in rows if item.omschrijving and publiek.may(item, [item.persoon_id or 0])]
    return sorted(shown, key=lambda item: order.index(Kring(item.kring)))


def _others(plan: Plan, publiek: Publiek) -> list[Plan]:
    """The plans of other organisations that run in this household."""
    rows = Plan.objects.of_others().filter(huishouden=plan.huishouden_id, beeindigd_op=None)
    return [other for other in rows.select_related("eigenaar") if publiek.may(other, [other.persoon_id or 0])]


def _shared(plan: Plan, publiek: Publiek) -> list[Deelafspraak]:
    """What is shared with whom, as long as that goes on."""
    rows = plan.deelafspraken.filter(tot=None)
    return [row for row in rows if publiek.may(row, [row.persoon_id or 0])]


def _together(casus: Casus, publiek: Publiek, op: date) -> list[dict[str, str]] | None:
    """Which laws are read together and why, as far as the resident was told (docs/adr/0021); None: never here."""
    if not coordination_is_on():
        return None
    rows = [row for row in decisions_on(op).filter(casus=casus.pk).order_by("pk") if row.verteld_op is not None]
    return [
        {
            "wetten": " en ".join(label_of("wet", law, row.van) for law in row.wetten),
            "waarom": row.waarom,
            "grond": row.grond,
            "tot": long_day(row.tot),
        }
        for row in rows
        if set(row.wetten) <= set(publiek.wetten)
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
