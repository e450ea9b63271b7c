"""The support around a household: per domain and circle, before and now (R-072..R-075)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from keukentafel.casussen.public import Casustoegang
from keukentafel.core.opvragen import compiled, is_kept, keep_related
from keukentafel.core.tekenen import Kringverdeling, Tekening, draw_kanteling
from keukentafel.personen.public import Persoon, first_name
from keukentafel.plannen.models import Inzet, Plan
from keukentafel.plannen.permissions import Plantoegang, plans_of_household
from keukentafel.plannen.states import Inzetstatus
from keukentafel.referentielijsten.public import (
    Doelresultaat,
    Evaluatiebron,
    Inzetaard,
    Kring,
    UitvoerderSoort,
    choices,
    label_of,
)

HIELP = {
    Doelresultaat.BEHAALD.value: "hielp",
    Doelresultaat.DEELS.value: "hielp voor een deel",
    Doelresultaat.NIET.value: "hielp niet",
}
VELD_BIJ_KRING = {
    Kring.EIGEN_KRACHT: "eigen",
    Kring.SOCIAAL_NETWERK: "netwerk",
    Kring.ALGEMEEN: "algemeen",
    Kring.MAATWERK: "maatwerk",
}


@dataclass(frozen=True, slots=True)
class Steun:
    """One form of support as it stands in the grid."""

    inzet: Inzet
    wat: str
    wie: str
    nieuw: bool
    gestopt: bool
    voorgesteld: bool
    stopt_op: date | None  # its last day, still to come
    te_lang: bool  # a short intervention that goes on beyond its planned end
    soort: str  # the finer kind within its circle, in lower case
    opbrengst: str  # what it brought: "hielp voor een deel, inwoner tevreden, 12 uur"


@dataclass(frozen=True, slots=True)
class Domeinrij:
    """One domain of the grid: the support in each of the four circles, nearest first."""

    naam: str
    kringen: tuple[tuple[str, tuple[Steun, ...]], ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Everything on the tab Ondersteuning."""

    rijen: tuple[Domeinrij, ...]
    kanteling: Tekening | None
    aantal: int
    van_team: bool  # what the team does itself stands among it

    @property
    def kringnamen(self) -> tuple[str, ...]:
        """The heads of the grid."""
        return tuple(naam for _, naam in choices("kring"))


def load_inzet(toegang: Plantoegang) -> list[Inzet]:
    """The support in the plan that this reader may see; one query, once."""
    if toegang.plan is None:
        return []
    return toegang.readable(support_of(toegang.plan))


def readable_inzet(kring: Casustoegang) -> list[Inzet]:
    """The support in the open own plan of a case that this reader may see, for what stands beside the grid."""
    own = (plan for plan in plans_of_household(kring.casus) if plan.eigenaar_id is None and plan.beeindigd_op is None)
    return load_inzet(Plantoegang(kring, next(own, None)))


def support_of(plan: Plan) -> list[Inzet]:
    """All support in a plan, by domain; one query, and none the second time for the same plan that is being shown."""
    if not is_kept(plan, "inzet"):
        keep_related([plan], "inzet", _support_in(plan.pk))
    return list(plan.inzet.all())


@compiled
def _support_in(plan_id: int) -> QuerySet[Inzet]:
    rows = Inzet.objects.filter(plan=plan_id).select_related("leefdomein", "uitvoerder", "persoon", "doel")
    return rows.order_by("leefdomein__volgorde", "leefdomein__code", "aard", "van", "pk")


def arrangement(toegang: Plantoegang, op: date | None = None) -> Arrangement:
    """The grid of domain by circle, and the shift drawn."""
    day = op or date.today()
    items = load_inzet(toegang)
    domains: dict[str, list[Steun]] = {}
    for item in items:
        domains.setdefault(item.leefdomein.naam, []).append(_support(item, day))
    rows = tuple(
        Domeinrij(name, tuple((naam, tuple(s for s in found if s.inzet.kring == k)) for k, naam in choices("kring")))
        for name, found in domains.items()
    )
    running = [item for item in items if item.status_on(day) != Inzetstatus.GESTOPT]
    by_team = any(item.uitvoerder_soort == UitvoerderSoort.TEAM for item in running)
    return Arrangement(rows, draw_shift(items, day), len(items), by_team)


def before_and_now(items: Iterable[Inzet], op: date) -> tuple[Kringverdeling, Kringverdeling]:
    """What was there before the team, and what is there on day `op`: counts per circle. Proposals do not count."""
    found = list(items)
    before = [item for item in found if item.aard == Inzetaard.BESTAAND]
    now = [
        item
        for item in found
        if item.status != Inzetstatus.VOORGESTELD and item.van <= op and (item.tot is None or item.tot > op)
    ]
    return _count("Toen", before), _count("Nu", now)


def draw_shift(items: Iterable[Inzet], op: date) -> Tekening | None:
    """The kanteling before and now; None while there is nothing to draw. Its title is its finding."""
    bars = before_and_now(items, op)
    return draw_kanteling(bars) if any(bar.totaal for bar in bars) else None


def _count(name: str, items: Sequence[Inzet]) -> Kringverdeling:
    counts = {VELD_BIJ_KRING[kring]: sum(item.kring == kring for item in items) for kring in Kring}
    return Kringverdeling(name, **counts)


def _support(item: Inzet, op: date) -> Steun:
    status = item.status_on(op)
    return Steun(
        inzet=item,
        wat=item.omschrijving or label_of("kring", item.kring, item.van),
        wie=_performer(item),
        nieuw=item.aard == Inzetaard.NIEUW,
        gestopt=status == Inzetstatus.GESTOPT,
        voorgesteld=status == Inzetstatus.VOORGESTELD,
        stopt_op=item.tot if status != Inzetstatus.GESTOPT else None,
        te_lang=status == Inzetstatus.INGEZET and item.hoogstens_tot is not None and item.hoogstens_tot < op,
        soort=label_of("kringsoort", item.kringsoort, item.van).lower() if item.kringsoort else "",
        opbrengst=_outcome(item),
    )


def _outcome(item: Inzet) -> str:
    """What it brought, and whose word that is (R-080, R-125)."""
    whose = "inwoner" if item.tevreden_woord_van == Evaluatiebron.INWONER else "inwoner volgens medewerker"
    parts = [
        HIELP.get(item.resultaat, ""),
        "" if item.tevreden is None else f"{whose} {'tevreden' if item.tevreden else 'niet tevreden'}",
        "" if item.uren is None else f"{item.uren:f}".rstrip("0").rstrip(".").replace(".", ",") + " uur",
    ]
    return ", ".join(part for part in parts if part)


def _performer(item: Inzet) -> str:
    person: Persoon | None = item.persoon
    parts = [
        item.uitvoerder.naam if item.uitvoerder else "",
        label_of("uitvoerder_soort", item.uitvoerder_soort, item.van).lower() if not item.uitvoerder else "",
        f"voor {first_name(person)}" if person else "",
    ]
    return ", ".join(part for part in parts if part)
