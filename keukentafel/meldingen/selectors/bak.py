"""The tray: what is to be divided first, how long it waits against the norm, and the filters in the address."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Case, When
from django.utils import timezone

from keukentafel.audit.public import note_read
from keukentafel.core.bladeren import page_of_ids
from keukentafel.core.datums import te_laat
from keukentafel.core.getallen import positive_int
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.normen import Normen
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.querysets import MeldingQuerySet
from keukentafel.meldingen.states import Meldingstand
from keukentafel.referentielijsten.public import (
    Afhandeling,
    MelderSoort,
    MeldingSoort,
    Urgentie,
    label_of,
)
from keukentafel.taken.public import Overbrugging, bridges_of
from keukentafel.teams.public import Medewerker, placements_on, worker_of
from keukentafel.toegang.public import Gebruiker

PER_PAGINA = 25
#: The exchange package has one outcome for what ends without a case; the worker reads his own words (R-223, R-042).
EIGEN_UITKOMST = {
    MeldingSoort.INITIATIEF: "Initiatief ondersteund",
    MeldingSoort.SIGNAAL: "Signaal opgepakt",
}
STANDEN = {
    "open": "Open",
    Meldingstand.TE_VERDELEN: "Te verdelen",
    Meldingstand.OPGEPAKT: "Opgepakt",
    Meldingstand.AFGEHANDELD: "Afgehandeld",
    "mijn": "Van mij",
}


@dataclass(frozen=True, slots=True)
class Bakfilter:
    """What is shown; every part stands in the address, so that it can be kept and shared. Empty: no filter."""

    stand: str = "open"
    team: int | None = None
    soort: str = ""
    urgentie: str = ""
    melder: str = ""
    te_laat: bool = False
    alleen: Collection[int] | None = None  # these and no others, whatever their stand; never from an address

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Bakfilter":
        """Read the address; what is not known is left out."""
        stand, team = query.get("stand", ""), query.get("team", "")
        return cls(
            stand=stand if stand in STANDEN else "open",
            team=positive_int(team),
            soort=_known(query.get("soort", ""), MeldingSoort.values),
            urgentie=_known(query.get("urgentie", ""), Urgentie.values),
            melder=_known(query.get("melder", ""), MelderSoort.values),
            te_laat=query.get("te_laat") == "ja",
        )


def _known(value: str, choices: Sequence[str]) -> str:
    return value if value in choices else ""


@dataclass(frozen=True, slots=True)
class Bakregel:
    """One line of the tray. `uiterlijk` is the last day in time for the first contact, None when it was made."""

    melding: Melding
    wie: str
    van_wie: str
    uiterlijk: date | None
    laat: str
    medewerkers: Sequence[Medewerker]
    uitkomst: str
    contact: Overbrugging | None


@dataclass(frozen=True, slots=True)
class Bak:
    """One page of the tray. `totaal` counts what this user may see without the filters but the stand."""

    regels: Sequence[Bakregel]
    pagina: Page[int]
    getoond: int
    totaal: int


def load_bak(user: Gebruiker, filter: Bakfilter, pagina: str | int = 1) -> Bak:
    """The tray of this user, unassigned and most urgent first; every person on it is a read that is logged.

    A fixed number of queries, whatever the number of meldingen.
    """
    today = timezone.localdate()
    known = Melding.objects.visible_to(user, today)
    visible = _of_stand(known, filter.stand, user) if filter.alleen is None else known.filter(pk__in=filter.alleen)
    found = _filtered(visible, filter)
    if filter.te_laat:
        found = found.filter(pk__in=late_ids(found, today))
    page = page_of_ids(_ordered(found, filter.stand), pagina, PER_PAGINA)
    by_id = Melding.objects.with_names().in_bulk(list(page.object_list))
    rows = [by_id[pk] for pk in page.object_list if pk in by_id]
    total = page.paginator.count if found is visible else visible.count()
    note_read(
        "meldingenbak",
        None,
        subjects=list(dict.fromkeys(pk for row in rows for pk in subjects_of_melding(row))),
    )
    norms = Normen({row.team_id for row in rows}, today)
    workers = workers_by_team({row.team_id for row in rows if row.afgehandeld_op is None}, today)
    kept = bridges_of([f"melding:{row.pk}" for row in rows if row.afgehandeld_op is None])
    lines = [_line(row, norms, workers, today, kept.get(f"melding:{row.pk}")) for row in rows]
    return Bak(lines, page, page.paginator.count, total)


def _of_stand(found: MeldingQuerySet, stand: str, user: Gebruiker) -> MeldingQuerySet:
    if stand == Meldingstand.AFGEHANDELD:
        return found.filter(afgehandeld_op__isnull=False)
    if stand == Meldingstand.TE_VERDELEN:
        return found.te_verdelen()
    if stand == Meldingstand.OPGEPAKT:
        return found.open().filter(eigenaar__isnull=False)
    if stand == "mijn":
        return found.open().filter(eigenaar=worker_of(user))
    return found.open()


def _filtered(found: MeldingQuerySet, filter: Bakfilter) -> MeldingQuerySet:
    wanted = {
        "team": filter.team,
        "soort": filter.soort,
        "urgentie": filter.urgentie,
        "melder_soort": filter.melder,
    }
    chosen = {name: value for name, value in wanted.items() if value}
    return found.filter(**chosen) if chosen else found


def _ordered(found: MeldingQuerySet, stand: str) -> MeldingQuerySet:
    if stand == Meldingstand.AFGEHANDELD:
        return found.order_by("-afgehandeld_op", "-pk")
    owned = Case(When(eigenaar=None, then=0), default=1)
    haste = Case(When(urgentie=Urgentie.ACUUT_GEVAAR, then=0), When(urgentie=Urgentie.SPOED, then=1), default=2)
    return found.order_by(owned, haste, "ontvangen_op", "pk")


def late_ids(found: MeldingQuerySet, today: date) -> list[int]:
    """Ids of the open meldingen without a first contact whose norm has run out."""
    waiting = list(found.open().filter(eerste_contact_op=None).only("team", "urgentie", "ontvangen_op"))
    norms = Normen({melding.team_id for melding in waiting}, today)
    return [melding.pk for melding in waiting if norms.deadline(melding) < today]


def workers_by_team(team_ids: set[int], op: date) -> dict[int, list[Medewerker]]:
    """Workers placed in each of these teams that day, by name; one query."""
    rows = (
        placements_on(op)
        .filter(team__in=team_ids)
        .select_related("medewerker")
        .order_by("team", "medewerker__naam", "pk")
    )
    found: dict[int, dict[int, Medewerker]] = {}
    for row in rows:
        if row.team_id is not None:
            found.setdefault(row.team_id, {})[row.medewerker_id] = row.medewerker
    return {team: list(workers.values()) for team, workers in found.items()}


def _line(
    melding: Melding,
    norms: Normen,
    workers: Mapping[int, Sequence[Medewerker]],
    today: date,
    contact: Overbrugging | None,
) -> Bakregel:
    waits = melding.eerste_contact_op is None and melding.afgehandeld_op is None
    deadline = norms.deadline(melding) if waits else None
    return Bakregel(
        melding=melding,
        wie=name_of(melding),
        van_wie=reporter_of(melding),
        uiterlijk=deadline,
        laat=te_laat(deadline, vandaag=today) if deadline is not None else "",
        medewerkers=workers.get(melding.team_id, ()),
        uitkomst=outcome_of(melding.soort, melding.afhandeling, melding.afgehandeld_op),
        contact=contact,
    )


def name_of(melding: Melding) -> str:
    """Whom a melding is about, or what it is when it is about nobody."""
    if melding.persoon is not None:
        return melding.persoon.naam
    if melding.wie_naam:
        return melding.wie_naam
    if melding.is_hulpvraag:
        return "Naam niet bekend"
    return melding.plaats or "Zonder persoon"


def reporter_of(melding: Melding) -> str:
    """Who reported, in a few words; never the name of a private person."""
    if melding.melder_organisatie is not None:
        return melding.melder_organisatie.naam
    if not melding.melder_soort:
        return "Onbekend"
    label = label_of("melder_soort", melding.melder_soort, melding.ontvangen_op)
    return f"{label} (anoniem)" if melding.anoniem else label


def outcome_of(soort: str, afhandeling: str, op: date | None = None) -> str:
    """The outcome in the words of `op`: information and advice is for an initiative support, for a signal taking up."""
    if afhandeling == Afhandeling.INFORMATIE_ADVIES and soort in EIGEN_UITKOMST:
        return EIGEN_UITKOMST[MeldingSoort(soort)]
    return label_of("afhandeling", afhandeling, op)
