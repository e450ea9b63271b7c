"""The list of cases: which, in what order, what a row says. The same queries at 10 and at 100,000 rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casus, Casusrol, next_steps, regisseurs_of, stand_of
from keukentafel.core.schermdelen import Filterchip
from keukentafel.personen.public import Huishoudlid
from keukentafel.referentielijsten.public import Casusrolsoort, Casusstand, Casustype, Zwaarte
from keukentafel.teams.public import Medewerker, teams_of, worker_of
from keukentafel.toegang.public import Gebruiker

PER_PAGINA = 50
STIL_WEKEN = (2, 4, 8, 13)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the list, exactly as they stand in the address; empty means: no filter."""

    stand: str = "open"
    wie: str = ""  # mij, niemand, or the id of a worker
    team: str = ""
    type: str = ""
    zwaarte: str = ""
    veiligheid: str = ""
    stil: str = ""  # weeks without contact
    sorteer: str = "contact"

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filters":
        """Read the address; unknown words and values fall back on no filter."""
        given = {name: str(query.get(name, standard)) for name, standard in STANDAARD.items()}
        allowed: dict[str, Collection[str]] = {
            "stand": {"open", "alle", *Casusstand.values},
            "type": {"", *Casustype.values},
            "zwaarte": {"", *Zwaarte.values},
            "veiligheid": {"", "ja"},
            "stil": {"", *map(str, STIL_WEKEN)},
            "sorteer": SORTERING,
        }
        for name, values in allowed.items():
            if given[name] not in values:
                given[name] = STANDAARD[name]
        for name in ("team", "wie"):
            if not (given[name].isdigit() or (name == "wie" and given[name] in {"mij", "niemand"})):
                given[name] = ""
        return cls(**given)

    def query(self, **changed: str) -> str:
        """The address of the same list with these filters changed (only what differs from the default)."""
        wanted = replace(self, **changed)
        pairs = {name: getattr(wanted, name) for name in STANDAARD if getattr(wanted, name) != STANDAARD[name]}
        return "?" + urlencode(pairs)


STANDAARD = {f.name: str(f.default) for f in fields(Filters)}
SORTERING: dict[str, tuple[Any, ...]] = {
    "contact": (F("laatste_contact_op").asc(nulls_first=True), "pk"),
    "aangemeld": ("-aangemeld_op", "-pk"),
    "naam": ("huishouden__naam", "pk"),
}


@dataclass(frozen=True, slots=True)
class Casusregel:
    """One row: what a worker needs to choose the next thing to do."""

    casus: Casus
    stand: str
    regisseur: str
    stap: str
    stap_url: str
    stap_op: date | None
    te_laat: bool


@dataclass(frozen=True, slots=True)
class Casuslijst:
    """A page of the list."""

    regels: Sequence[Casusregel]
    pagina: Page[Casus]
    totaal: int
    chips: Sequence[Filterchip]
    filters: Filters


def list_casussen(user: Gebruiker, filters: Filters, pagina: str | None = None) -> Casuslijst:
    """One page of at most 50 cases that `user` may see; reading it is logged, one line per member of each household."""
    today = date.today()
    visible = Casus.objects.visible_to(user, today)
    found = _filtered(visible, user, filters, today)
    page = Paginator(found.order_by(*SORTERING[filters.sorteer]), PER_PAGINA).get_page(pagina)
    cases = list(page.object_list)
    ids = [casus.pk for casus in cases]
    leads = regisseurs_of(ids)
    steps = next_steps(ids)
    rows = []
    for casus in cases:
        step = steps.get(casus.pk)
        rows.append(
            Casusregel(
                casus,
                str(stand.label) if (stand := stand_of(casus, today)) else "",
                leads[casus.pk].medewerker.naam if casus.pk in leads else "",
                step.tekst if step else "",
                step.url if step else "",
                step.op if step else None,
                bool(step and step.op < today),
            )
        )
    log_households(cases, today)
    total = visible.open_on(today).count()
    return Casuslijst(rows, page, total, _chips(user, filters), filters)


def _filtered(visible: QuerySet[Casus], user: Gebruiker, filters: Filters, today: date) -> QuerySet[Casus]:
    stands = {
        "open": Casus.objects.open_on(today),
        Casusstand.ACTIEF: Casus.objects.actief_on(today),
        Casusstand.VOLGEN: Casus.objects.volgen_on(today),
        Casusstand.AFGESLOTEN: Casus.objects.filter(afgesloten_op__lte=today),
        "alle": Casus.objects.all(),
    }
    found = (visible & stands[filters.stand]).select_related("huishouden", "team")
    if filters.wie:
        found = _of_worker(found, user, filters.wie)
    if filters.team:
        found = found.filter(team=int(filters.team))
    if filters.type:
        found = found.filter(casustype=filters.type)
    if filters.zwaarte:
        found = found.filter(zwaarte=filters.zwaarte)
    if filters.veiligheid:
        found = found.filter(veiligheid=True)
    if filters.stil:
        since = today - timedelta(weeks=int(filters.stil))
        found = found.filter(Q(laatste_contact_op__lt=since) | Q(laatste_contact_op=None, aangemeld_op__lt=since))
    return found


def _of_worker(found: QuerySet[Casus], user: Gebruiker, wie: str) -> QuerySet[Casus]:
    leads = Casusrol.objects.filter(rol=Casusrolsoort.REGISSEUR, tot=None)
    if wie == "niemand":
        return found.exclude(pk__in=leads.values("casus"))
    worker = worker_of(user)
    wanted = worker.pk if wie == "mij" and worker else int(wie) if wie.isdigit() else 0
    return found.filter(pk__in=leads.filter(medewerker=wanted).values("casus"))


def log_households(cases: Collection[Casus], today: date) -> None:
    """Write down that these households were shown: one line per person in them today."""
    households = {casus.huishouden_id for casus in cases}
    members = Huishoudlid.objects.filter(
        Q(tot=None) | Q(tot__gte=today), huishouden__in=households, van__lte=today
    ).order_by()
    subjects = {casus.persoon_id for casus in cases} | set(members.values_list("persoon_id", flat=True))
    note_read("casuslijst_inzien", None, subjects=sorted(subjects))


def _chips(user: Gebruiker, filters: Filters) -> list[Filterchip]:
    names = {
        "stand": {"alle": "Ook afgesloten", **{c.value: str(c.label) for c in Casusstand}},
        "wie": {"mij": "Van mij", "niemand": "Zonder regisseur"},
        "team": {str(team.pk): team.naam for team in teams_of(user)},
        "type": {c.value: str(c.label) for c in Casustype},
        "zwaarte": {c.value: str(c.label) for c in Zwaarte},
        "veiligheid": {"ja": "Veiligheid"},
        "stil": {str(n): f"{n} weken geen contact" for n in STIL_WEKEN},
    }
    chips = []
    for name, labels in names.items():
        value, default = getattr(filters, name), STANDAARD[name]
        if value == default:
            continue
        label = labels.get(value)
        if label is None and name == "wie":
            label = Medewerker.objects.filter(pk=int(value)).values_list("naam", flat=True).first()
        chips.append(Filterchip(label or value, filters.query(**{name: default})))
    return chips
