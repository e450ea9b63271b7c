"""What a row of a list may show of a case, for many cases at once; one query, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from keukentafel.casussen.coordinatie import coordination_is_on, laws_named_on
from keukentafel.casussen.models import Casusrol
from keukentafel.casussen.permissions import relations_of_role
from keukentafel.casussen.querysets import HOUDER
from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import (
    Besluit,
    Gebruiker,
    Objectfeiten,
    Relatie,
    Veld,
    decision,
    load_matrix,
    readable_laws,
    under_noodtoegang,
)

INZIEN = "casus_inzien"


class Lijstcasus(Protocol):
    """What is needed of a case to know what its row may show."""

    @property
    def pk(self) -> int:
        """Id of the case."""

    @property
    def huishouden_id(self) -> int:
        """Id of its household."""

    @property
    def team_id(self) -> int:
        """Id of its team."""

    @property
    def wet(self) -> str:
        """The law it was recorded under."""


@dataclass(frozen=True, slots=True)
class Rijbesluit:
    """What this reader may see on the row of one case, and the name of its regisseur (empty: nobody)."""

    regisseur: str
    besluit: Besluit
    wetten: frozenset[str]

    def mag_wet(self, wet: str) -> bool:
        """True when an item recorded under this law may be shown; the same as `Casustoegang.mag_wet`."""
        return self.besluit.mag_zien(Veld.VEILIGHEID) if wet == Wet.VEILIGHEID else wet in self.wetten


@dataclass(frozen=True, slots=True)
class _Rol:
    """A role on a case, as far as a row needs it."""

    casus_id: int
    medewerker_id: int
    waarnemer_id: int | None
    waarneming_tot: date | None
    rol: str
    tot: date | None
    naam: str


@compiled
def _roles_on(casus_ids: Collection[int], op: date) -> QuerySet[Casusrol, tuple[Any, ...]]:
    valid = Casusrol.objects.filter(Q(tot=None) | Q(tot__gte=op), casus__in=casus_ids, van__lte=op).order_by("pk")
    columns = ("casus_id", "medewerker_id", "waarnemer_id", "waarneming_tot", "rol", "tot", "medewerker__naam")
    return valid.values_list(*columns)


def decide_rows(user: Gebruiker, casussen: Collection[Lijstcasus], op: date) -> dict[int, Rijbesluit]:
    """The decision casus_inzien for cases that `visible_to(user, op)` gave; by id of the case.

    Only for those: that they carry no conflict of interest and that a shield is open to him was decided there.
    """
    teams, worker = team_ids_of(user, op), worker_of(user)
    relations: dict[int, set[Relatie]] = defaultdict(set)
    leads: dict[int, str] = {}
    for role in (_Rol(*row) for row in _roles_on([casus.pk for casus in casussen], op)):
        if role.rol == Casusrolsoort.REGISSEUR and role.tot is None:
            leads[role.casus_id] = role.naam
        if worker is not None and worker.pk in (role.medewerker_id, role.waarnemer_id):
            relations[role.casus_id] |= relations_of_role(role, worker.pk, op)
    laws = readable_laws(user.rollen, load_matrix())
    named = laws_named_on([casus.pk for casus in casussen], op)
    known: dict[tuple[frozenset[Relatie], str], Besluit] = {}
    rows = {}
    for casus in casussen:
        if casus.team_id in teams:
            relations[casus.pk].add(Relatie.ZELFDE_TEAM)
        if under_noodtoegang(user, casus.huishouden_id):
            relations[casus.pk].add(Relatie.NOODTOEGANG)
        key = (frozenset(relations[casus.pk]), casus.wet)
        if key not in known:
            known[key] = decision(user, INZIEN, Objectfeiten(*key))
        if coordination_is_on():
            held = bool(key[0] & HOUDER)
            laws = readable_laws(
                user.rollen, load_matrix(), eigen={casus.wet}, besluit=named[casus.pk], rol_op_casus=held
            )
        rows[casus.pk] = Rijbesluit(leads.get(casus.pk, ""), known[key], laws)
    return rows
