"""Named filters of cases."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from keukentafel.core.opvragen import compiled
from keukentafel.personen.public import shield_listed, shielded_from, standing_still, tied_homes
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import Label, Relatie, Rol, load_matrix, noodtoegang_of

if TYPE_CHECKING:
    from keukentafel.casussen.models import Casus  # noqa: F401
    from keukentafel.toegang.public import Gebruiker

INZIEN = "casus_inzien"
ALLE_WETTEN = frozenset(Wet.values)
Elders = tuple[Collection[int], ...]  # ids of cases outside the teams, per group of laws
HOUDER = frozenset({Relatie.CASUSTEAM, Relatie.REGISSEUR, Relatie.WAARNEMER})  # through a role on the case


class CasusQuerySet(models.QuerySet["Casus"]):
    """Cases by stand, by date and by who may see them."""

    def open_on(self, op: date) -> CasusQuerySet:
        """Existing and not closed on day `op`."""
        return self.filter(Q(afgesloten_op=None) | Q(afgesloten_op__gt=op), aangemeld_op__lte=op)

    def actief_on(self, op: date) -> CasusQuerySet:
        """Stand actief on day `op`."""
        return self.open_on(op).filter(Q(volgen_vanaf=None) | Q(volgen_vanaf__gt=op))

    def volgen_on(self, op: date) -> CasusQuerySet:
        """Stand volgen on day `op`."""
        return self.open_on(op).filter(volgen_vanaf__lte=op)

    def stale_on(self, op: date, sinds: date) -> CasusQuerySet:
        """Actief without contact after `sinds` (or volgen past its day) on day `op`, the longest first."""
        quiet = Q(volgen_vanaf=None) | Q(volgen_vanaf__gt=op)
        seen = Coalesce("laatste_contact_op", "aangemeld_op")
        return (
            self.open_on(op)
            .annotate(stil_sinds=seen)
            .filter((quiet & Q(stil_sinds__lt=sinds)) | Q(volgen_vanaf__lte=op, volgen_tot__lt=op))
            .order_by("stil_sinds", "pk")
        )

    def behind_on(self, op: date, gesprek: date, plan: date, zonder_plan: Collection[str]) -> CasusQuerySet:
        """Actief on day `op`, and still without clarification (aangemeld before `gesprek`) or plan (since `plan`)."""
        since = Coalesce("vraagverheldering_op", "aangemeld_op")
        late = Q(vraagverheldering_op=None, aangemeld_op__lt=gesprek)
        late |= Q(plan_op=None, sinds__lt=plan) & ~Q(casustype__in=zonder_plan)
        quiet = Q(volgen_vanaf=None) | Q(volgen_vanaf__gt=op)
        return self.open_on(op).annotate(sinds=since).filter(late, quiet)

    def with_role_of(self, medewerker_id: int, op: date) -> CasusQuerySet:
        """Cases on which this worker holds a role, or deputises, on day `op`."""
        return self.filter(Exists(_roles_of(medewerker_id, op).filter(casus=OuterRef("pk"))))

    def visible_to(self, user: Gebruiker, op: date | None = None) -> CasusQuerySet:
        """Exactly the cases for which `decide` allows casus_inzien, for a user who passed the gate.

        Read from the matrix: the laws of each role that counts today, in the relations that open a case to it;
        without conflicts of interest, and of the shielded households only those on whose list this user stands.
        """
        return self.within(*sight_of(user, op or timezone.localdate()))

    def within(
        self, gebruiker_id: int, rollen: frozenset[Rol], teams: Collection[int], elders: Elders, op: date
    ) -> CasusQuerySet:
        """The same from what `sight_of` read: for a question of a fixed form (core.opvragen)."""
        allowed = Q(pk__in=[])
        for (laws, relations), elsewhere in zip(_grants_by_law(rollen).items(), elders, strict=True):
            opened = Q(team__in=teams) if Relatie.ZELFDE_TEAM in relations else Q(pk__in=[])
            if elsewhere:
                opened |= Q(pk__in=elsewhere)
            allowed |= opened if laws >= ALLE_WETTEN else opened & Q(wet__in=sorted(laws))
        return self.filter(allowed).that_exist_for(gebruiker_id, op)

    def that_exist_for(self, user: Gebruiker | int, op: date | None = None, *, few: bool = False) -> CasusQuerySet:
        """Without what this user may not even know of: a tie of his, or a shield without him (security.md 2.3).

        Nor of what stands still (AVG 18) anything but where he has the regie.

        For counts too: a number that is one too high gives away that there is somebody. `few`: these are a few cases,
        so that each household is looked up by itself; of many, PostgreSQL better asks for the closed ones first.
        """
        led = _led_by(user, op or timezone.localdate()).values("casus")
        found = self.exclude(huishouden__in=tied_homes(user, op))
        if few:
            shielded = found.exclude(~Q(huishouden__in=shield_listed(user)), huishouden__label=Label.AFGESCHERMD)
            return shielded.exclude(~Q(pk__in=led), huishouden__beperkt=True)
        # Whether it stands still is asked first: seldom anything does, and then nobody has to know who leads what.
        still = ~Q(huishouden__in=standing_still())
        return found.exclude(huishouden__in=shielded_from(user)).filter(still | Q(pk__in=led))


class Zicht(NamedTuple):
    """What decides which cases a user may see on a day; `elders` has a list of ids per group of laws."""

    gebruiker_id: int
    rollen: frozenset[Rol]
    teams: Collection[int]
    elders: Elders
    op: date


def sight_of(user: Gebruiker, op: date) -> Zicht:
    """What the user may see on that day, as `within` takes it; one query per group of laws."""
    worker = worker_of(user)
    if worker is None or not user.is_active:
        return Zicht(user.pk, frozenset(), frozenset(), (), op)
    grants = _grants_by_law(user.rollen)
    by_team = any(Relatie.ZELFDE_TEAM in makes for makes in grants.values())
    teams = team_ids_of(user, op) if by_team else frozenset[int]()  # a value that opens nothing is not asked with
    broken = _opened_in_emergency(user)
    elsewhere = tuple(
        [
            *_elsewhere(worker.pk, frozenset(makes), teams if Relatie.ZELFDE_TEAM in makes else frozenset(), op),
            *(broken if Relatie.NOODTOEGANG in makes else ()),
        ]
        for makes in grants.values()
    )
    return Zicht(user.pk, user.rollen, teams, elsewhere, op)


def _opened_in_emergency(user: Gebruiker) -> list[int]:
    """Ids of the cases of the household that break-glass opened to him in this session; asks nothing without."""
    active = noodtoegang_of(user)
    if active is None:
        return []
    rows = apps.get_model("casussen", "Casus")._default_manager.filter(huishouden=active.huishouden_id)
    found = rows.exclude(huishouden__label=Label.AFGESCHERMD).order_by()
    return list(found.values_list("pk", flat=True))


def _roles_of(medewerker_id: int, op: date, relaties: AbstractSet[Relatie] = HOUDER) -> models.QuerySet[Any]:
    """Valid roles of this worker that make one of these relations."""
    makes = Q(pk__in=[])
    if Relatie.CASUSTEAM in relaties:
        makes |= Q(medewerker=medewerker_id)
    elif Relatie.REGISSEUR in relaties:
        makes |= Q(medewerker=medewerker_id, rol=Casusrolsoort.REGISSEUR)
    if Relatie.WAARNEMER in relaties:
        makes |= Q(waarnemer=medewerker_id) & (Q(waarneming_tot=None) | Q(waarneming_tot__gte=op))
    valid = Q(van__lte=op) & (Q(tot=None) | Q(tot__gte=op))
    return apps.get_model("casussen", "Casusrol")._default_manager.filter(makes, valid)


def _led_by(user: Gebruiker | int, op: date) -> models.QuerySet[Any]:
    """Valid roles by which this user has the regie of a case."""
    valid = Q(van__lte=op) & (Q(tot=None) | Q(tot__gte=op))
    rows = apps.get_model("casussen", "Casusrol")._default_manager.filter(valid, rol=Casusrolsoort.REGISSEUR)
    return rows.filter(medewerker__gebruiker=user).order_by()


@compiled
def _elsewhere(
    medewerker_id: int, relaties: frozenset[Relatie], teams: Collection[int], op: date
) -> models.QuerySet[Any, int]:
    """Ids of the cases outside these teams on which the worker holds a role; read now, seldom more than a few.

    An EXISTS beside the teams in an OR would keep PostgreSQL from its index: every case of the municipality
    would be read for each page.
    """
    roles = _roles_of(medewerker_id, op, relaties).exclude(casus__team__in=teams)
    return roles.order_by().values_list("casus_id", flat=True).distinct()


def _grants_by_law(rollen: AbstractSet[Rol]) -> dict[frozenset[str], set[Relatie]]:
    """The relations that open a case to these roles, by the laws of the roles that give them."""
    matrix = load_matrix()
    found: dict[frozenset[str], set[Relatie]] = {}
    for rol, relation in matrix.acties[INZIEN].mag:
        if rol in rollen:
            found.setdefault(matrix.wetten[rol], set()).add(Relatie(relation))
    return found
