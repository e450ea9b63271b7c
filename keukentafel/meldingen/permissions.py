"""Who may do what with a melding, in words; the only way to get one is access_melding."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.core.muur import weighs
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.querysets import led_households
from keukentafel.meldingen.states import INZAGE_MELDER_DAGEN
from keukentafel.personen.public import Huishouden, Huishoudlid, conflicting_households, shield_listed
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import Besluit, Gebruiker, Label, Objectfeiten, Relatie, authorize, decision


@dataclass(frozen=True, slots=True)
class Meldingtoegang:
    """A melding that may be used, with the decision that says which fields may be shown, and on which facts."""

    melding: Melding
    besluit: Besluit
    feiten: Objectfeiten

    def may(self, user: Gebruiker, actie: str) -> bool:
        """True when this user may do this too with the same melding."""
        return decision(user, actie, self.feiten).toegestaan


@dataclass(frozen=True, slots=True)
class Huiskenmerken:
    """What the households that a melding touches mean for a reader: a conflict, a shield, a place on its list."""

    belang: bool = False
    afgeschermd: bool = False
    op_lijst: bool = True
    beperkt: bool = False


def relations_to_melding(user: Gebruiker, melding: Melding, op: date | None = None) -> frozenset[Relatie]:
    """How this user stands to this melding on day `op`; empty for a stranger.

    REGISSEUR is here: owns it, leads the regie of its household, or registered it lately.
    """
    day = op or date.today()
    return _relations(user, melding, day, _homes(user, melding, day))


def _relations(user: Gebruiker, melding: Melding, op: date, homes: Huiskenmerken) -> frozenset[Relatie]:
    relations: set[Relatie] = set()
    if melding.team_id in team_ids_of(user, op):
        relations.add(Relatie.ZELFDE_TEAM)
    worker = worker_of(user)
    if worker is not None and _holds(user, worker.pk, melding, op):
        relations.add(Relatie.REGISSEUR)
    if homes.belang:
        relations.add(Relatie.BELANG)
    return frozenset(relations)


def _holds(user: Gebruiker, medewerker_id: int, melding: Melding, op: date) -> bool:
    if melding.eigenaar_id == medewerker_id:
        return True
    since = op - timedelta(days=INZAGE_MELDER_DAGEN)
    recent = melding.geregistreerd_op is not None and melding.geregistreerd_op >= since
    if melding.geregistreerd_door_id == medewerker_id and (recent or melding.afgehandeld_op is None):
        return True
    home = melding.huishouden_id
    return home is not None and home in led_households(user, medewerker_id, op)


def _homes(user: Gebruiker, melding: Melding, op: date) -> Huiskenmerken:
    """A conflict counts for the households of the melding, its person and its reporter; a shield not for the last."""
    persons = [pk for pk in (melding.persoon_id, melding.melder_persoon_id) if pk is not None]
    about = {melding.huishouden_id} if melding.huishouden_id is not None else set()
    touched = set(about)
    if persons:
        living = Huishoudlid.objects.valid_on(op).filter(persoon__in=persons)
        for persoon_id, huishouden_id in living.values_list("persoon_id", "huishouden_id"):
            touched.add(huishouden_id)
            if persoon_id == melding.persoon_id:
                about.add(huishouden_id)
    if not touched:
        return Huiskenmerken()
    closed = Exists(conflicting_households(user).filter(pk=OuterRef("pk")))
    listed = Exists(shield_listed(user).filter(huishouden=OuterRef("pk")))
    found = Huishouden.objects.filter(pk__in=touched).annotate(dicht=closed, vermeld=listed).order_by()
    rows = list(found.values_list("pk", "label", "dicht", "vermeld", "beperkt"))
    shields = [on_list for pk, label, _shut, on_list, _still in rows if pk in about and label == Label.AFGESCHERMD]
    return Huiskenmerken(
        belang=any(shut for _pk, _label, shut, _on_list, _still in rows),
        afgeschermd=bool(shields),
        op_lijst=all(shields),
        beperkt=any(still for pk, *_, still in rows if pk in about),
    )


@weighs
def facts_of_melding(user: Gebruiker, melding: Melding) -> Objectfeiten:
    """The facts on which a decision about this melding rests; the strictest label of its households counts."""
    day = date.today()
    homes = _homes(user, melding, day)
    return Objectfeiten(
        relaties=_relations(user, melding, day, homes),
        wet=melding.wet,
        label=Label.AFGESCHERMD if homes.afgeschermd else Label.NORMAAL,
        op_lijst=homes.op_lijst,
        beperkt=homes.beperkt,
    )


def decide_visible(user: Gebruiker, meldingen: Iterable[Melding], actie: str) -> dict[int, Besluit]:
    """The decision for each of these meldingen that `visible_to` gave, by id; at most one query for all of them.

    Only for those: that they carry no conflict and that a shield is open to this user was decided there.
    """
    today = date.today()
    teams, worker = team_ids_of(user, today), worker_of(user)
    found = {}
    for melding in meldingen:
        relations: set[Relatie] = {Relatie.ZELFDE_TEAM} if melding.team_id in teams else set()
        if worker is not None and _holds(user, worker.pk, melding, today):
            relations.add(Relatie.REGISSEUR)
        found[melding.pk] = decision(user, actie, Objectfeiten(frozenset(relations), melding.wet))
    return found


@weighs
def access_melding(user: Gebruiker, melding_id: int, actie: str = "melding_inzien") -> Meldingtoegang:
    """The melding, for this action; Http404 for a stranger, PermissionDenied for a role that may not.

    Reading is logged, one line per person; a melding of someone who is not linked yet gives one line without.
    """
    melding = Melding.objects.with_names().with_what_hangs_on_it().filter(pk=melding_id).first()
    if melding is None:
        raise Http404
    facts = facts_of_melding(user, melding)
    besluit = authorize(user, actie, facts, obj=melding)
    note_read(actie, melding, subjects=subjects_of_melding(melding) or [None], wet=melding.wet)
    return Meldingtoegang(melding, besluit, facts)


def subjects_of_melding(melding: Melding) -> list[int]:
    """Ids of the persons whom a melding names: the one it is about and, when known, the one who reports."""
    return list(dict.fromkeys(pk for pk in (melding.persoon_id, melding.melder_persoon_id) if pk is not None))
