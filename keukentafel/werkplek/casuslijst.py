"""The list of cases: which, in what order, what a row says. The same queries at 10 and at 100,000 rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import (
    Casus,
    Casusrol,
    Rijbesluit,
    Stap,
    behind,
    decide_rows,
    left_behind_casussen,
    next_steps,
    sight_of,
    stale_casussen,
    stand_on,
)
from keukentafel.core.adressen import url_of
from keukentafel.core.bladeren import as_page, counted_ids, page_of_ids
from keukentafel.core.getallen import positive_int
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Filterchip
from keukentafel.inzicht.public import cases_explored, cases_of, condition, quality_lines, works_in_team
from keukentafel.personen.public import Huishoudlid
from keukentafel.referentielijsten.public import (
    Casusrolsoort,
    Casusstand,
    Casustype,
    Zwaarte,
    all_choices,
    label_of,
)
from keukentafel.socialekaart.public import Gebied
from keukentafel.teams.public import team_ids_of, teams_of, worker_of, workers_of_teams
from keukentafel.toegang.public import Gebruiker, Rol, Veld, load_matrix
from keukentafel.zelfredzaamheid.public import Stand, current_levels

PER_PAGINA = 50
STIL_WEKEN = (2, 4, 8, 13)
STILSTAND = "stilstand"  # the same cases as on the board of the team
ACHTER = "achter"  # no clarification or no plan yet, past the norm
VERTROKKEN = "vertrokken"  # the same cases as on the board: the regisseur does not work in the team any more


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the list, exactly as they stand in the address; empty means: no filter."""

    stand: str = "open"
    wie: str = ""  # mij, niemand, vertrokken (the regisseur left), or the id of a worker
    team: str = ""
    type: str = ""
    zwaarte: str = ""
    veiligheid: str = ""
    stil: str = ""  # weeks without contact
    gebied: str = ""  # id of an area
    cijfer: str = ""  # the cases behind one count of Inzicht, by its number
    verken: str = ""  # the cases of a choice in the explorer of Inzicht, as its address says it
    aanvullen: str = ""  # what can still be filled in on a case, by the code of its line
    sorteer: str = "contact"

    @classmethod
    def from_query(cls, query: QueryDict) -> Filters:
        """Read the address; unknown words and values fall back on no filter."""
        given = {name: str(query.get(name, standard)) for name, standard in STANDAARD.items()}
        allowed: dict[str, Collection[str]] = {
            "stand": {"open", "alle", *Casusstand.values},
            "type": {"", *Casustype.values},
            "zwaarte": {"", *Zwaarte.values},
            "veiligheid": {"", "ja"},
            "stil": {"", STILSTAND, ACHTER, *map(str, STIL_WEKEN)},
            "aanvullen": {"", *quality_lines()},
            "sorteer": SORTERING,
        }
        for name, values in allowed.items():
            if given[name] not in values:
                given[name] = STANDAARD[name]
        for name in ("team", "wie", "gebied", "cijfer"):
            if not (_is_id(given[name]) or (name == "wie" and given[name] in {"mij", "niemand", VERTROKKEN})):
                given[name] = ""
        return cls(**given)

    def query(self, **changed: str) -> str:
        """The address of the same list with these filters changed (only what differs from the default)."""
        wanted = replace(self, **changed)
        pairs = {name: getattr(wanted, name) for name in STANDAARD if getattr(wanted, name) != STANDAARD[name]}
        return "?" + urlencode(pairs)


def _is_id(value: str) -> bool:
    return positive_int(value) is not None


STANDAARD = {f.name: str(f.default) for f in fields(Filters)}
SORTERING: dict[str, tuple[Any, ...]] = {
    "contact": (F("laatste_contact_op").asc(nulls_first=True), "pk"),
    "aangemeld": ("-aangemeld_op", "-pk"),
    "naam": ("huishouden__naam", "pk"),
}


class InHuishouden(Protocol):
    """A case, or what a list read of one: whose it is."""

    @property
    def huishouden_id(self) -> int:
        """Id of its household."""

    @property
    def persoon_id(self) -> int:
        """Id of its own person."""


@dataclass(frozen=True, slots=True)
class Lijstcasus:
    """What the list reads of a case: no more columns than a row shows, and no model objects (half the time)."""

    pk: int
    huishouden_id: int
    persoon_id: int
    team_id: int
    wet: str
    veiligheid: bool
    aangemeld_op: date
    volgen_vanaf: date | None
    afgesloten_op: date | None
    laatste_contact_op: date | None
    huishouden: str
    gebied: str | None
    geheim_adres: bool


_NAMEN = {"huishouden": "huishouden__naam", "gebied": "persoon__gebied__naam", "geheim_adres": "persoon__geheim_adres"}
KOLOMMEN = tuple(_NAMEN.get(field.name, field.name) for field in fields(Lijstcasus))


@dataclass(frozen=True, slots=True)
class Casusregel:
    """One row: what a worker needs to choose the next thing to do; empty where this reader may not see it."""

    pk: int
    url: str
    huishouden: str
    veiligheid: bool
    gebied: str
    stand: str
    regisseur: str
    stap: str
    stap_url: str
    stap_op: date | None
    te_laat: bool
    laatste_contact_op: date | None
    strook: Sequence[Stand]


@dataclass(frozen=True, slots=True)
class Casuslijst:
    """A page of the list."""

    regels: Sequence[Casusregel]
    pagina: Page[int]
    totaal: int
    chips: Sequence[Filterchip]
    filters: Filters


def list_casussen(user: Gebruiker, filters: Filters, keuzes: Filterkeuzes, pagina: str | None = None) -> Casuslijst:
    """One page of at most 50 cases that `user` may see; reading it is logged, one line per member of each household."""
    today = timezone.localdate()
    sight = sight_of(user, today)
    if filters == Filters() and pagina in (None, "", "1"):
        page = as_page(
            list(_opening(sight.gebruiker_id, sight.rollen, sight.teams, today, *sight.elders)), 1, PER_PAGINA
        )
    else:
        found = _filtered(Casus.objects.within(*sight), user, filters, today)
        page = page_of_ids(found.order_by(*SORTERING[filters.sorteer]), pagina, PER_PAGINA)
    rows = _rows(user, _read(list(page.object_list)), today)
    chips = _chips(filters, keuzes)
    total = Casus.objects.within(*sight).open_on(today).count() if chips else page.paginator.count
    return Casuslijst(rows, page, total, chips, filters)


@compiled
def _opening(
    gebruiker_id: int, rollen: frozenset[Rol], teams: Collection[int], op: date, *elders: Collection[int]
) -> QuerySet[Casus, tuple[int, int]]:
    """The first page as the list opens: without filters, the longest without contact first."""
    found = Casus.objects.within(gebruiker_id, rollen, teams, elders, op).open_on(op)
    return counted_ids(found.order_by(*SORTERING[Filters().sorteer]), 1, PER_PAGINA)


def _read(ids: Sequence[int]) -> list[Lijstcasus]:
    """What the rows show of these cases, in this order; only now are names and areas looked up."""
    found = {row[0]: Lijstcasus(*row) for row in _columns(ids)}
    return [found[pk] for pk in ids if pk in found]


@compiled
def _columns(ids: Collection[int]) -> QuerySet[Casus, tuple[Any, ...]]:
    return Casus.objects.filter(pk__in=ids).order_by().values_list(*KOLOMMEN)


def _rows(user: Gebruiker, cases: Sequence[Lijstcasus], today: date) -> list[Casusregel]:
    """The rows of one page: each thing they show is read for all of them at once."""
    decisions = decide_rows(user, cases, today)
    steps = next_steps([casus.pk for casus in cases])
    open_to = [casus for casus in cases if decisions[casus.pk].besluit.mag_zien(Veld.INHOUD)]
    levels = current_levels(
        [(casus.pk, casus.persoon_id) for casus in open_to], lambda pk, wet: decisions[pk].mag_wet(wet)
    )
    log_households(cases, today)
    return [_row(casus, decisions[casus.pk], steps.get(casus.pk), levels.get(casus.pk, ()), today) for casus in cases]


def _row(casus: Lijstcasus, mag: Rijbesluit, step: Stap | None, levels: Sequence[Stand], today: date) -> Casusregel:
    stand = stand_on(
        today, aangemeld_op=casus.aangemeld_op, volgen_vanaf=casus.volgen_vanaf, afgesloten_op=casus.afgesloten_op
    )
    address = Veld.GEHEIM_ADRES if casus.geheim_adres else Veld.CONTACT
    return Casusregel(
        pk=casus.pk,
        url=url_of("werkplek:casuspagina", casus.pk),
        huishouden=casus.huishouden,
        veiligheid=casus.veiligheid and mag.besluit.mag_zien(Veld.INTERN),
        gebied=casus.gebied or "" if mag.besluit.mag_zien(address) else "",
        stand=label_of("casusstand", stand or ""),
        regisseur=mag.regisseur,
        stap=step.tekst if step else "",
        stap_url=step.url if step else "",
        stap_op=step.op if step else None,
        te_laat=bool(step and step.op < today),
        laatste_contact_op=casus.laatste_contact_op,
        strook=levels,
    )


def _filtered(visible: QuerySet[Casus], user: Gebruiker, filters: Filters, today: date) -> QuerySet[Casus]:
    stands = {
        "open": Casus.objects.open_on(today),
        Casusstand.ACTIEF: Casus.objects.actief_on(today),
        Casusstand.VOLGEN: Casus.objects.volgen_on(today),
        Casusstand.AFGESLOTEN: Casus.objects.filter(afgesloten_op__lte=today),
        "alle": Casus.objects.all(),
    }
    found = visible & stands[filters.stand]
    if filters.wie == VERTROKKEN:
        found = found.filter(_left_behind([int(filters.team)] if filters.team else team_ids_of(user), today))
    elif filters.wie:
        found = _of_worker(found, user, filters.wie)
    if filters.team:
        found = found.filter(team=int(filters.team))
    if filters.type:
        found = found.filter(casustype=filters.type)
    if filters.zwaarte:
        found = found.filter(zwaarte=filters.zwaarte)
    if filters.veiligheid and sees_safety(user):  # who may not see the flag does not find by it either
        found = found.filter(veiligheid=True)
    if filters.gebied:  # a secret address is not found by its area
        found = found.filter(persoon__gebied=int(filters.gebied), persoon__geheim_adres=False)
    if filters.cijfer:
        found = found.filter(pk__in=cases_of(user, int(filters.cijfer)))
    if filters.verken:
        found = found.filter(pk__in=cases_explored(user, filters.verken))
    if filters.aanvullen and works_in_team(user):  # the same for a condition that reads goals and support
        found = found.filter(condition(filters.aanvullen, today))
    if filters.stil == STILSTAND:
        found = found & stale_casussen(Casus.objects.all(), today)
    elif filters.stil == ACHTER:
        found = found & behind(Casus.objects.all(), today)
    elif filters.stil:
        since = today - timedelta(weeks=int(filters.stil))
        found = found.filter(Q(laatste_contact_op__lt=since) | Q(laatste_contact_op=None, aangemeld_op__lt=since))
    return found


def sees_safety(user: Gebruiker) -> bool:
    """True when one of the user's roles may see internal alerts on a case, the safety flag among them."""
    grants = load_matrix().acties["casus_inzien"].mag.items()
    return any(Veld.INTERN in velden for (rol, _relation), velden in grants if rol in user.rollen)


def _left_behind(team_ids: Collection[int], op: date) -> Q:
    """In one of these teams, with a regisseur who left it."""
    left = Q(pk__in=[])
    for team_id in team_ids:
        left |= Q(pk__in=left_behind_casussen(team_id, op).order_by().values("pk"))
    return left


def _of_worker(found: QuerySet[Casus], user: Gebruiker, wie: str) -> QuerySet[Casus]:
    leads = Casusrol.objects.filter(rol=Casusrolsoort.REGISSEUR, tot=None)
    if wie == "niemand":
        return found.exclude(pk__in=leads.values("casus"))
    worker = worker_of(user)
    wanted = worker.pk if wie == "mij" and worker else positive_int(wie) or 0
    return found.filter(pk__in=leads.filter(medewerker=wanted).values("casus"))


def log_households(cases: Collection[InHuishouden], today: date) -> None:
    """Write down that these households were shown: one line per person in them today."""
    households = {casus.huishouden_id for casus in cases}
    subjects = {casus.persoon_id for casus in cases} | set(_members(households, today))
    note_read("casuslijst_inzien", None, subjects=sorted(subjects))


@compiled
def _members(huishouden_ids: Collection[int], op: date) -> QuerySet[Huishoudlid, int]:
    rows = Huishoudlid.objects.valid_on(op).filter(huishouden__in=huishouden_ids)
    return rows.order_by().values_list("persoon_id", flat=True)


@compiled
def _areas() -> QuerySet[Gebied, tuple[int, str]]:
    return Gebied.objects.order_by("naam", "pk").values_list("pk", "naam")


@dataclass(frozen=True, slots=True)
class Filterkeuzes:
    """What can be chosen in the filters that are read from the database: value and name, in order."""

    teams: Sequence[tuple[str, str]]
    medewerkers: Sequence[tuple[str, str]]
    gebieden: Sequence[tuple[str, str]]


def filter_choices(user: Gebruiker) -> Filterkeuzes:
    """The user's teams, who works in them, and the areas; three queries, however many teams."""
    teams = teams_of(user)
    workers = workers_of_teams([team.pk for team in teams])
    return Filterkeuzes(
        [(str(team.pk), team.naam) for team in teams],
        [(str(worker.pk), worker.naam) for worker in workers],
        [(str(pk), naam) for pk, naam in _areas()],
    )


def _chips(filters: Filters, keuzes: Filterkeuzes) -> list[Filterchip]:
    names: dict[str, dict[str, str]] = {
        "stand": {"alle": "Ook afgesloten", **dict(all_choices("casusstand"))},
        "wie": {
            "mij": "Van mij",
            "niemand": "Zonder regisseur",
            VERTROKKEN: "Regisseur werkt hier niet meer",
            **dict(keuzes.medewerkers),
        },
        "team": dict(keuzes.teams),
        "type": dict(all_choices("casustype")),
        "zwaarte": dict(all_choices("zwaarte")),
        "veiligheid": {"ja": "Veiligheid"},
        "stil": {
            STILSTAND: "Staat stil",
            ACHTER: "Nog geen gesprek of plan",
            **{str(n): f"{n} weken geen contact" for n in STIL_WEKEN},
        },
        "gebied": dict(keuzes.gebieden),
        "cijfer": {filters.cijfer: "Uit Inzicht"},
        "verken": {filters.verken: "Uit de verkenner"},
        "aanvullen": {code: line.wat.capitalize() for code, line in quality_lines().items()},
    }
    return [
        Filterchip(labels.get(value, "Iets anders"), filters.query(**{name: STANDAARD[name]}))
        for name, labels in names.items()
        if (value := getattr(filters, name)) != STANDAARD[name]
    ]
