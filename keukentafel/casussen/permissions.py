"""Who may do what with a case, in words; the only way to get one is access_casus."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.personen.public import Huishoudlid, has_conflict, on_shield_list
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.teams.public import placements_on, team_ids_of, worker_of
from keukentafel.toegang.public import (
    Besluit,
    Gebruiker,
    Label,
    Objectfeiten,
    Relatie,
    Veld,
    authorize,
    load_matrix,
)


@dataclass(frozen=True, slots=True)
class Casustoegang:
    """A case that may be used, with the decision that says which fields may be shown."""

    casus: Casus
    besluit: Besluit
    gebruiker: Gebruiker

    def mag_wet(self, wet: str) -> bool:
        """True when an item recorded under this law may be shown (R: need to know per law).

        Veiligheid needs its own field group; every other law must belong to one of the user's roles.
        """
        if wet == Wet.VEILIGHEID:
            return self.besluit.mag_zien(Veld.VEILIGHEID)
        wetten = load_matrix().wetten
        return any(wet in wetten[rol] for rol in self.gebruiker.rollen)


def relations_to_casus(user: Gebruiker, casus: Casus, op: date | None = None) -> frozenset[Relatie]:
    """How this user stands to this case on day `op`; empty for a stranger."""
    day = op or date.today()
    relations: set[Relatie] = set()
    if has_conflict(user, casus.huishouden_id):
        relations.add(Relatie.BELANG)
    if casus.team_id in team_ids_of(user, day):
        relations.add(Relatie.ZELFDE_TEAM)
    worker = worker_of(user)
    if worker is not None:
        relations |= _relations_by_role(worker.pk, casus.pk, day)
        if Relatie.ZELFDE_TEAM not in relations and worker.plaatsingen.filter(team=casus.team_id).exists():
            relations.add(Relatie.OUD_LID)
    return frozenset(relations)


def _relations_by_role(medewerker_id: int, casus_id: int, op: date) -> set[Relatie]:
    roles = Casusrol.objects.filter(
        Q(tot=None) | Q(tot__gte=op),
        Q(medewerker=medewerker_id) | Q(waarnemer=medewerker_id),
        casus=casus_id,
        van__lte=op,
    )
    relations = set()
    for role in roles:
        if role.medewerker_id != medewerker_id:
            if role.waarneming_tot is None or role.waarneming_tot >= op:
                relations.add(Relatie.WAARNEMER)
            continue
        relations.add(Relatie.CASUSTEAM)
        if role.rol == Casusrolsoort.REGISSEUR:
            relations.add(Relatie.REGISSEUR)
    return relations


def facts_of_casus(user: Gebruiker, casus: Casus) -> Objectfeiten:
    """The facts on which a decision about this case rests."""
    return Objectfeiten(
        relaties=relations_to_casus(user, casus),
        wet=casus.wet,
        label=Label(casus.huishouden.label),
        op_lijst=on_shield_list(user, casus.huishouden),
    )


def access_casus(user: Gebruiker, casus_id: int, actie: str = "casus_inzien", *, log: bool = True) -> Casustoegang:
    """The case, for this action; Http404 for a stranger, PermissionDenied for a role that may not.

    Reading is logged: one line per person who lives in the household today (`log=False` only where the
    caller logs the exact persons itself).
    """
    casus = Casus.objects.select_related("huishouden", "team", "persoon").filter(pk=casus_id).first()
    if casus is None:
        raise Http404
    besluit = authorize(user, actie, facts_of_casus(user, casus), obj=casus)
    if log:
        note_read(actie, casus, subjects=subjects_of(casus), wet=casus.wet)
    return Casustoegang(casus, besluit, user)


def subjects_of(casus: Casus, op: date | None = None) -> list[int]:
    """Ids of the persons whom a case concerns: its person and who is in the household today."""
    day = op or date.today()
    members = Huishoudlid.objects.filter(
        Q(tot=None) | Q(tot__gte=day), huishouden=casus.huishouden_id, van__lte=day
    ).values_list("persoon_id", flat=True)
    return list(dict.fromkeys([casus.persoon_id, *members]))


def placed_in_team(medewerker_id: int, team_id: int, op: date | None = None) -> bool:
    """True when the worker is placed in the team on day `op`."""
    return placements_on(op or date.today()).filter(medewerker=medewerker_id, team=team_id).exists()
