"""What personen asks of casussen: who stands how to a household, and which teams care for someone."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from keukentafel.casussen.kop import VEILIGHEID, casus_url
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.casussen.permissions import may_with_casussen
from keukentafel.casussen.registers import OVERGANGEN, Overgang
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Etiket, Menuregel
from keukentafel.personen.public import (
    BUITEN_TEAM,
    ETIKETTEN_VAN_HUISHOUDEN,
    HUISHOUDENRELATIES,
    LINKS_VAN_HUISHOUDEN,
    TEAMS_VAN_GEBRUIKER,
    TEAMS_VAN_PERSONEN,
    Huishoudlid,
    refresh_bereik,
)
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.teams.public import LINKS_VAN_GEBRUIKER, team_ids_of, worker_of
from keukentafel.toegang.public import NOODBETROKKENEN, Gebruiker, Relatie, Veld


def relations_to_households(user: Gebruiker, huishouden_ids: Collection[int]) -> dict[int, set[Relatie]]:
    """Return how this user stands to each household: over all its cases, closed ones included."""
    day, teams, worker = date.today(), team_ids_of(user), worker_of(user)
    found: dict[int, set[Relatie]] = {}
    cases = dict[int, int]()
    for pk, huishouden_id, team_id in _cases_of(list(huishouden_ids)):
        cases[pk] = huishouden_id
        if team_id in teams:
            found.setdefault(huishouden_id, set()).add(Relatie.ZELFDE_TEAM)
    if worker is None or not cases:
        return found
    for role in _roles_on(worker.pk, list(cases), day):
        relations = found.setdefault(cases[role.casus_id], set())
        if role.medewerker_id != worker.pk:
            relations.add(Relatie.WAARNEMER)
            continue
        relations.add(Relatie.CASUSTEAM)
        if role.rol == Casusrolsoort.REGISSEUR:
            relations.add(Relatie.REGISSEUR)
    return found


@compiled
def _cases_of(huishouden_ids: Collection[int]) -> QuerySet[Casus, tuple[int, int, int]]:
    rows = Casus.objects.filter(huishouden__in=huishouden_ids).order_by()
    return rows.values_list("pk", "huishouden_id", "team_id")


@compiled
def _roles_on(medewerker_id: int, casus_ids: Collection[int], op: date) -> QuerySet[Casusrol]:
    return _roles(medewerker_id, op).filter(casus__in=casus_ids).order_by()


def teams_of_personen(persoon_ids: Collection[int]) -> Mapping[int, Mapping[int, str]]:
    """Return per person the teams that have a case of a household he lives in today, or of himself."""
    day = date.today()
    homes: dict[int, set[int]] = {}
    rows = Huishoudlid.objects.valid_on(day).filter(persoon__in=persoon_ids)
    for persoon_id, huishouden_id in rows.values_list("persoon_id", "huishouden_id"):
        homes.setdefault(huishouden_id, set()).add(persoon_id)
    wanted, found = set(persoon_ids), dict[int, dict[int, str]]()
    cases = Casus.objects.filter(Q(huishouden__in=homes) | Q(persoon__in=wanted))
    for huishouden_id, own, team, naam in cases.values_list("huishouden_id", "persoon_id", "team_id", "team__naam"):
        for persoon_id in homes.get(huishouden_id, set()) | ({own} & wanted):
            found.setdefault(persoon_id, {})[team] = naam
    return found


def personen_outside_team(user: Gebruiker) -> AbstractSet[int]:
    """Return the persons of households on which this user holds a role or deputises, whatever the team."""
    worker = worker_of(user)
    if worker is None:
        return frozenset()
    return frozenset(_persons_outside(worker.pk, team_ids_of(user), date.today()))


@compiled
def _persons_outside(medewerker_id: int, team_ids: Collection[int], op: date) -> QuerySet[Huishoudlid, int]:
    homes = _roles(medewerker_id, op).exclude(casus__team__in=team_ids).order_by().values("casus__huishouden")
    rows = Huishoudlid.objects.valid_on(op).filter(huishouden__in=homes)
    return rows.order_by().values_list("persoon_id", flat=True)


def _roles(medewerker_id: int, op: date) -> QuerySet[Casusrol]:
    deputy = Q(waarnemer=medewerker_id) & (Q(waarneming_tot=None) | Q(waarneming_tot__gte=op))
    return Casusrol.objects.filter(Q(medewerker=medewerker_id) | deputy, Q(tot=None) | Q(tot__gte=op), van__lte=op)


def cases_of_household(user: Gebruiker, huishouden_id: int) -> list[Menuregel]:
    """Return links to the cases of a household that this user may see, the newest first."""
    cases = Casus.objects.visible_to(user).filter(huishouden=huishouden_id).order_by("-aangemeld_op", "-pk")
    return [Menuregel(casus.nummer, casus_url(casus.pk)) for casus in cases]


def labels_of_household(user: Gebruiker, huishouden_id: int) -> list[Etiket]:
    """Return the label "Veiligheid" when a case of this household that is not closed says so (R-043).

    Only for who may see internal fields of such a case, as on the case itself; one query when no case says so.
    """
    flagged = Casus.objects.filter(huishouden=huishouden_id, veiligheid=True, afgesloten_op=None)
    casussen = list(flagged.select_related("huishouden").order_by("pk"))
    decisions = may_with_casussen(user, casussen, "casus_inzien") if casussen else {}
    seen = any(besluit.toegestaan and besluit.mag_zien(Veld.INTERN) for besluit in decisions.values())
    return [VEILIGHEID] if seen else []


def persons_of_cases(huishouden_ids: Collection[int]) -> frozenset[int]:
    """For the register NOODBETROKKENEN: of whom the cases of these households (ids) are; one query."""
    rows = Casus.objects.filter(huishouden__in=huishouden_ids).order_by()
    return frozenset(rows.values_list("persoon_id", flat=True))


def keep_findable(overgang: Overgang) -> None:
    """A case came to a team: its people are found there from now on."""
    if overgang.soort != "casus_geopend":
        return
    members = Huishoudlid.objects.valid_on(date.today()).filter(huishouden=overgang.casus.huishouden_id)
    refresh_bereik([overgang.casus.persoon_id, *members.values_list("persoon_id", flat=True)])


def connect() -> None:
    """Fill the registers of personen, and of toegang; called once, when the application starts."""
    NOODBETROKKENEN.add("casussen", persons_of_cases)
    HUISHOUDENRELATIES.add("casussen", relations_to_households)
    TEAMS_VAN_PERSONEN.add("casussen", teams_of_personen)
    TEAMS_VAN_GEBRUIKER.add("teams", team_ids_of)
    BUITEN_TEAM.add("casussen", personen_outside_team)
    LINKS_VAN_HUISHOUDEN.add("casussen", cases_of_household)
    ETIKETTEN_VAN_HUISHOUDEN.add("casussen", labels_of_household)
    OVERGANGEN.add("personen", keep_findable)
    LINKS_VAN_GEBRUIKER.add("eigen_persoon", own_household_link)


def own_household_link(gebruiker_id: int) -> Menuregel:
    """From a worker's page to closing his own household to him."""
    return Menuregel("Eigen huishouden sluiten", reverse("personen:eigen_persoon_van", args=[gebruiker_id]))
