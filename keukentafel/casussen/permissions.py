"""Who may do what with a case, in words; the only way to get one is access_casus."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from keukentafel.audit.public import note_read, note_refusal
from keukentafel.casussen.coordinatie import coordination_is_on, keep_named_laws, open_laws
from keukentafel.casussen.models import Casus, Casusrol, Meelezing, Overdracht, Uitnodiging
from keukentafel.casussen.states import Overdrachtstatus
from keukentafel.core.muur import weighs
from keukentafel.core.opvragen import compiled, keep_related
from keukentafel.personen.public import (
    Huishoudlid,
    closed_among,
    conflict_of,
    has_conflict,
    on_shield_list,
    shield_listed,
)
from keukentafel.referentielijsten.public import Casusrolsoort, Leefeenheidrol, Wet
from keukentafel.teams.public import Medewerker, placements_of, placements_on, team_ids_of, worker_of
from keukentafel.toegang.public import (
    Besluit,
    Gebruiker,
    Label,
    Objectfeiten,
    Reden,
    Relatie,
    Veld,
    authorize,
    decision,
    load_matrix,
    under_noodtoegang,
)

T = TypeVar("T")
BEANTWOORDEN = "uitnodiging_beantwoorden"
MEELEZEN = "casus_meelezen"
GEEN_RELATIE = Objectfeiten(frozenset())


@dataclass(frozen=True, slots=True)
class Casustoegang:
    """A case that may be used, with the decision that says which fields may be shown."""

    casus: Casus
    besluit: Besluit
    gebruiker: Gebruiker
    feiten: Objectfeiten = GEEN_RELATIE  # none: no other action is allowed
    leden: tuple[int, ...] = ()  # ids of the persons concerned: its person and who lives in the household today

    def mag(self, actie: str) -> bool:
        """True when the same user may do this with the same case; costs no query."""
        return decision(self.gebruiker, actie, self.feiten).toegestaan

    def mag_wet(self, wet: str) -> bool:
        """True when an item recorded under this law may be shown (R: need to know per law).

        Veiligheid needs its own field group; every other law must belong to one of the user's roles, and where the
        municipality asks for it be named in a decision to coordinate (docs/adr/0021).
        """
        if wet == Wet.VEILIGHEID:
            return self.besluit.mag_zien(Veld.VEILIGHEID)
        if coordination_is_on():
            return wet in open_laws(self.gebruiker, self.casus, self.feiten.relaties, self.feiten.wet)
        wetten = load_matrix().wetten
        return any(wet in wetten[rol] for rol in self.gebruiker.rollen)


class Gevraagdtoegang(Casustoegang):
    """A case as far as somebody who was asked along may see it: what is general or of the law he was asked under."""

    def mag_wet(self, wet: str) -> bool:
        """True for what is general or of the law of the question, when the reader himself may read it."""
        return wet in (Wet.ALGEMEEN, self.feiten.wet) and super().mag_wet(wet)


@weighs
def relations_to_casus(
    user: Gebruiker, casus: Casus, op: date | None = None, *, belang: bool | None = None
) -> frozenset[Relatie]:
    """How this user stands to this case on day `op`; empty for a stranger.

    `belang`: whether the household is closed to him, when that was read together with the case.
    """
    day = op or timezone.localdate()
    relations: set[Relatie] = set()
    if has_conflict(user, casus.huishouden_id) if belang is None else belang:
        relations.add(Relatie.BELANG)
    if under_noodtoegang(user, casus.huishouden_id):
        relations.add(Relatie.NOODTOEGANG)
    if casus.team_id in team_ids_of(user, day):
        relations.add(Relatie.ZELFDE_TEAM)
    worker = worker_of(user)
    if worker is not None:
        for role in casus.rollen.all():
            if role.holds_on(day) and worker.pk in (role.medewerker_id, role.waarnemer_id):
                relations |= relations_of_role(role, worker.pk, day)
        if Relatie.ZELFDE_TEAM not in relations and casus.team_id in {row.team_id for row in placements_of(user)}:
            relations.add(Relatie.OUD_LID)
    return frozenset(relations)


@compiled
def _valid_roles(medewerker_id: int, casus_ids: Collection[int], op: date) -> QuerySet[Casusrol]:
    return Casusrol.objects.filter(
        Q(tot=None) | Q(tot__gte=op),
        Q(medewerker=medewerker_id) | Q(waarnemer=medewerker_id),
        casus__in=casus_ids,
        van__lte=op,
    ).order_by()


class Rolfeiten(Protocol):
    """What a role says of who holds it: a Casusrol, or its columns."""

    @property
    def medewerker_id(self) -> int:
        """Who holds it."""

    @property
    def rol(self) -> str:
        """Which role."""

    @property
    def waarneming_tot(self) -> date | None:
        """Last day of the deputy; None: until further notice."""


def relations_of_role(role: Rolfeiten, medewerker_id: int, op: date) -> set[Relatie]:
    """What one valid role makes of this worker: holder or deputy, and regisseur."""
    if role.medewerker_id != medewerker_id:
        deputises = role.waarneming_tot is None or role.waarneming_tot >= op
        return {Relatie.WAARNEMER} if deputises else set()
    if role.rol == Casusrolsoort.REGISSEUR:
        return {Relatie.CASUSTEAM, Relatie.REGISSEUR}
    return {Relatie.CASUSTEAM}


@weighs
def relations_to_casussen(
    user: Gebruiker, casussen: Sequence[Casus], op: date | None = None
) -> dict[int, frozenset[Relatie]]:
    """The same as `relations_to_casus` for many cases at once, in four queries; by id of the case."""
    day = op or timezone.localdate()
    closed = closed_among(user, {casus.huishouden_id for casus in casussen})
    teams = team_ids_of(user, day)
    worker = worker_of(user)
    former: set[int | None] = set()
    roles: dict[int, set[Relatie]] = defaultdict(set)
    if worker is not None:
        former = {placed.team_id for placed in placements_of(user)}
        for role in _valid_roles(worker.pk, [casus.pk for casus in casussen], day):
            roles[role.casus_id] |= relations_of_role(role, worker.pk, day)
    found: dict[int, frozenset[Relatie]] = {}
    for casus in casussen:
        relations = roles[casus.pk]
        if casus.huishouden_id in closed:
            relations.add(Relatie.BELANG)
        if under_noodtoegang(user, casus.huishouden_id):
            relations.add(Relatie.NOODTOEGANG)
        if casus.team_id in teams:
            relations.add(Relatie.ZELFDE_TEAM)
        elif casus.team_id in former:
            relations.add(Relatie.OUD_LID)
        found[casus.pk] = frozenset(relations)
    return found


@weighs
def may_with_casussen(user: Gebruiker, casussen: Sequence[Casus], actie: str) -> dict[int, Besluit]:
    """The decision for each of these cases, without raising; cases need `huishouden` loaded."""
    relations = relations_to_casussen(user, casussen)
    labels = {casus.huishouden_id: Label(casus.huishouden.label) for casus in casussen}
    shielded = [pk for pk, label in labels.items() if label is Label.AFGESCHERMD]
    keep_named_laws(casussen, timezone.localdate())
    listed = set(shield_listed(user).filter(huishouden__in=shielded)) if shielded else set()
    return {
        casus.pk: decision(
            user,
            actie,
            Objectfeiten(
                relations[casus.pk],
                casus.wet,
                labels[casus.huishouden_id],
                casus.huishouden_id in listed,
                beperkt=casus.huishouden.beperkt,
            ),
        )
        for casus in casussen
    }


@weighs
def facts_of_casus(user: Gebruiker, casus: Casus, *, belang: bool | None = None) -> Objectfeiten:
    """The facts on which a decision about this case rests; `belang` as for relations_to_casus."""
    relations = relations_to_casus(user, casus, belang=belang)
    return Objectfeiten(
        relaties=relations,
        wet=casus.wet,
        label=Label(casus.huishouden.label),
        op_lijst=on_shield_list(user, casus.huishouden),
        beperkt=casus.huishouden.beperkt,
        namens=_stood_in_for(user, casus) if Relatie.WAARNEMER in relations else None,
    )


def _stood_in_for(user: Gebruiker, casus: Casus) -> int | None:
    """The user whose role on this case this one holds as a deputy, for the log (NEN 7513: the responsible user)."""
    worker = worker_of(user)
    roles = [role for role in casus.rollen.all() if worker and role.waarnemer_id == worker.pk]
    return roles[0].medewerker.gebruiker_id if roles else None


@weighs
def access_casus(user: Gebruiker, casus_id: int, actie: str = "casus_inzien", *, log: bool = True) -> Casustoegang:
    """The case, for this action; Http404 for a stranger, PermissionDenied for a role that may not.

    Reading is logged: one line per person who lives in the household today (`log=False` only where the
    caller logs the exact persons itself).
    """
    casus = next(iter(_opened(casus_id, user.pk, timezone.localdate())), None)
    if casus is None:
        note_refusal(actie, Reden.BESTAAT_NIET)  # as much work as a refusal: the time must not tell them apart (Z5)
        raise Http404
    keep_related([casus], "rollen", _roles_on(casus_id))
    facts = facts_of_casus(user, casus, belang=casus.__dict__.pop("gesloten_voor_lezer"))
    besluit = authorize(user, actie, facts, obj=casus)
    casus.__dict__["_gelezen"] = {}
    subjects = list(dict.fromkeys([casus.persoon_id, *(lid.persoon_id for lid in household_today(casus))]))
    if log:
        note_read(actie, casus, subjects=subjects, wet=casus.wet)
    return Casustoegang(casus, besluit, user, facts, tuple(subjects))


@compiled
def _opened(casus_id: int, user_id: int, op: date) -> QuerySet[Casus]:
    rows = Casus.objects.filter(pk=casus_id)
    rows = rows.select_related("huishouden", "team", "persoon__gebied", "samenvatting_door")
    return rows.annotate(gesloten_voor_lezer=conflict_of(user_id, op)).order_by()


@compiled
def _roles_on(casus_id: int) -> QuerySet[Casusrol]:
    return Casusrol.objects.filter(casus=casus_id).select_related("medewerker", "waarnemer").order_by("-van", "-pk")


def read_once(casus: Casus, naam: str, lees: Callable[[], T]) -> T:
    """What `lees` reads for a case that is being shown, read once per page by all its blocks.

    Only for a case from access_casus: any other object reads anew each time.
    """
    kept: dict[str, Any] | None = casus.__dict__.get("_gelezen")
    if kept is None:
        return lees()
    if naam not in kept:
        kept[naam] = lees()
    found: T = kept[naam]
    return found


def household_today(casus: Casus) -> list[Huishoudlid]:
    """Who live in the household today, with the person but without a BSN: adults first, oldest first.

    Read once per page for a case from access_casus.
    """

    def rank(lid: Huishoudlid) -> tuple[bool, date, int]:
        return (lid.rol != Leefeenheidrol.VOLWASSENE, lid.persoon.geboortedatum or date.max, lid.pk)

    def read() -> list[Huishoudlid]:
        return sorted(_members(casus.huishouden_id, timezone.localdate()), key=rank)

    return read_once(casus, "huishoudleden", read)


@compiled
def _members(huishouden_id: int, op: date) -> QuerySet[Huishoudlid]:
    rows = Huishoudlid.objects.valid_on(op).filter(huishouden=huishouden_id)
    return rows.select_related("persoon").defer("persoon__bsn").order_by()


@weighs
def access_overdracht(user: Gebruiker, overdracht_id: int) -> tuple[Overdracht, Casustoegang]:
    """A hand-over that waits for an answer, with access to its case; Http404 for a stranger.

    Being asked counts as being invited, so that a colleague of another team can read before he answers.
    Who else may work on the case can read it; only who was asked can answer (the actions see to that).
    """
    found = Overdracht.objects.select_related(
        "casus__huishouden", "casus__team", "casus__persoon", "van_medewerker", "naar_medewerker"
    )
    overdracht = found.filter(pk=overdracht_id, status=Overdrachtstatus.OPEN).first()
    worker = worker_of(user)
    if overdracht is None:
        raise Http404
    casus = overdracht.casus
    facts = facts_of_casus(user, casus)
    if worker is not None and overdracht.naar_medewerker_id == worker.pk:
        facts = replace(facts, relaties=facts.relaties | {Relatie.UITGENODIGD})
    besluit = authorize(user, "overdracht_aannemen", facts, obj=casus)
    subjects = subjects_of(casus)
    note_read("overdracht_aannemen", casus, subjects=subjects, wet=casus.wet)
    return overdracht, Casustoegang(casus, besluit, user, facts, tuple(subjects))


@weighs
def access_uitnodiging(user: Gebruiker, uitnodiging_id: int) -> tuple[Uitnodiging, Casustoegang]:
    """An invitation that holds today, for who was asked; Http404 for everybody else, and once it is over.

    It opens nothing else of the case: the access that comes with it shows only what its law and domains allow.
    """
    found = Uitnodiging.objects.select_related(
        "casus__huishouden", "casus__team", "casus__persoon", "medewerker", "gevraagd_door"
    )
    asked, worker = found.filter(pk=uitnodiging_id).first(), worker_of(user)
    if asked is None or worker is None or asked.medewerker_id != worker.pk or not asked.holds_on(timezone.localdate()):
        note_refusal(BEANTWOORDEN, Reden.NIET_IN_MATRIX, asked)
        raise Http404
    casus = asked.casus
    facts = facts_of_casus(user, casus)
    facts = replace(facts, relaties=facts.relaties | {Relatie.UITGENODIGD}, wet=asked.wet)
    besluit = authorize(user, BEANTWOORDEN, facts, obj=casus)
    subjects = subjects_of(casus)
    note_read(BEANTWOORDEN, casus, subjects=subjects, wet=asked.wet)
    return asked, Gevraagdtoegang(casus, besluit, user, facts, tuple(subjects))


@weighs
def access_meelezing(user: Gebruiker, meelezing_id: int) -> tuple[Meelezing, Casustoegang]:
    """A reading along that holds today, for who was asked; Http404 for everybody else, once it is over or closed.

    The access shows what is general or of the law of the case, nothing about safety, and names only when its decision
    opens them: they were left in with a reason (security.md 2.3).
    Logged like any other read: that no name was shown does not mean that nobody was read about.
    """
    found = Meelezing.objects.select_related(
        "casus__huishouden", "casus__team", "casus__persoon", "medewerker", "gevraagd_door"
    )
    asked, worker = found.filter(pk=meelezing_id).first(), worker_of(user)
    over = asked is None or asked.casus.afgesloten_op is not None or not asked.holds_on(timezone.localdate())
    if asked is None or over or worker is None or asked.medewerker_id != worker.pk:
        note_refusal(MEELEZEN, Reden.NIET_IN_MATRIX, asked)
        raise Http404
    casus = asked.casus
    facts = facts_of_casus(user, casus)
    reader = Relatie.TWEEDE_LEZER_MET_NAMEN if asked.met_namen else Relatie.TWEEDE_LEZER
    facts = replace(facts, relaties=facts.relaties | {reader})
    besluit = authorize(user, MEELEZEN, facts, obj=casus)
    subjects = subjects_of(casus)
    note_read(MEELEZEN, casus, subjects=subjects, wet=casus.wet)
    return asked, Gevraagdtoegang(casus, besluit, user, facts, tuple(subjects))


def second_reader_roles() -> frozenset[str]:
    """The roles that may read a case along (matrix.toml)."""
    grants = load_matrix().acties[MEELEZEN].mag
    return frozenset(rol for rol, relation in grants if relation == Relatie.TWEEDE_LEZER)


def subjects_of(casus: Casus, op: date | None = None) -> list[int]:
    """Ids of the persons whom a case concerns: its person and who is in the household today."""
    members = _concerned(casus.huishouden_id, op or timezone.localdate())
    return list(dict.fromkeys([casus.persoon_id, *members]))


@compiled
def _concerned(huishouden_id: int, day: date) -> QuerySet[Huishoudlid, int]:
    """Ids of who is in the household on this day; almost every event asks it, for whom it concerns."""
    rows = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=day), huishouden=huishouden_id, van__lte=day)
    return rows.values_list("persoon_id", flat=True)


def worker_may_see(medewerker: Medewerker, casus: Casus) -> bool:
    """True when this worker has an account and may see this case: what is put on his list he can open."""
    user = medewerker.gebruiker
    return user is not None and user.is_active and Casus.objects.visible_to(user).filter(pk=casus.pk).exists()


def placed_in_team(medewerker_id: int, team_id: int, op: date | None = None) -> bool:
    """True when the worker is placed in the team on day `op`."""
    return placements_on(op or timezone.localdate()).filter(medewerker=medewerker_id, team=team_id).exists()
