"""Who may do what with a household or a person, in words; the only way to get one is access_*."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.personen.belang import conflicting_households
from keukentafel.personen.models import Afschermlid, EigenPersoon, Huishouden, Huishoudlid, Persoon
from keukentafel.personen.registers import HUISHOUDENRELATIES, PERSOONRELATIES, Relatiebron
from keukentafel.toegang.public import Besluit, Gebruiker, Label, Objectfeiten, Relatie, authorize, decision

HERKENNEN = "persoon_herkennen"


@dataclass(frozen=True, slots=True)
class Huishoudentoegang:
    """A household that may be used, with the decision that says which fields may be shown, and its facts."""

    huishouden: Huishouden
    besluit: Besluit
    feiten: Objectfeiten

    def may(self, user: Gebruiker, actie: str) -> bool:
        """Tell whether to offer another action on this household; that action decides again by itself."""
        return decision(user, actie, self.feiten).toegestaan


@dataclass(frozen=True, slots=True)
class Persoontoegang:
    """A person who may be shown, with the decision that says which fields may be shown."""

    persoon: Persoon
    besluit: Besluit


def members_on(huishouden_ids: Collection[int], op: date) -> dict[int, list[int]]:
    """Return per household the ids of the persons who live there that day, without those merged away."""
    rows = (
        Huishoudlid.objects.valid_on(op)
        .filter(huishouden__in=huishouden_ids, persoon__samengevoegd_in=None)
        .order_by("huishouden_id", "van", "pk")
        .values_list("huishouden_id", "persoon_id")
    )
    found: dict[int, list[int]] = {pk: [] for pk in huishouden_ids}
    for huishouden_id, persoon_id in rows:
        found[huishouden_id].append(persoon_id)
    return found


def facts_of_huishoudens(
    user: Gebruiker, huishoudens: Iterable[Huishouden], op: date | None = None
) -> dict[int, Objectfeiten]:
    """Return the facts about each household: how this user stands to it, and whether it is shielded."""
    by_id = {huishouden.pk: huishouden for huishouden in huishoudens}
    members = members_on(by_id.keys(), op or date.today()) if list(PERSOONRELATIES) else {}
    closed = set(conflicting_households(user).filter(pk__in=by_id.keys()))
    listed = _shield_lists(user, {pk for pk, found in by_id.items() if found.label == Label.AFGESCHERMD})
    relations = _gather(HUISHOUDENRELATIES, user, by_id.keys())
    persons = _gather(PERSOONRELATIES, user, {pk for living in members.values() for pk in living})
    facts = {}
    for pk, huishouden in by_id.items():
        found = set(relations.get(pk, ()))
        for persoon_id in members.get(pk, ()):
            found |= persons.get(persoon_id, set())
        if pk in closed:
            found.add(Relatie.BELANG)
        facts[pk] = Objectfeiten(frozenset(found), label=Label(huishouden.label), op_lijst=pk in listed)
    return facts


def households_of(persoon_ids: Collection[int], op: date) -> dict[int, list[Huishouden]]:
    """Return per person the households he lives in that day; one query."""
    found: dict[int, list[Huishouden]] = {pk: [] for pk in persoon_ids}
    rows = Huishoudlid.objects.valid_on(op).filter(persoon__in=persoon_ids).select_related("huishouden")
    needed = rows.only("persoon_id", "huishouden__naam", "huishouden__label")
    for lid in needed.order_by("huishouden_id", "pk"):
        found[lid.persoon_id].append(lid.huishouden)
    return found


def facts_of_personen(
    user: Gebruiker,
    persoon_ids: Collection[int],
    op: date | None = None,
    *,
    homes: Mapping[int, Sequence[Huishouden]] | None = None,
) -> dict[int, Objectfeiten]:
    """Return the facts about each person, gathered over every household he lives in that day.

    The strictest wins: one shielded household shields the person, one conflict closes him. `homes` is what
    households_of told, when the caller has it already.
    """
    day, wanted = op or date.today(), set(persoon_ids)
    homes = households_of(wanted, day) if homes is None else homes
    of_home = facts_of_huishoudens(user, (home for pk in wanted for home in homes[pk]), day)
    direct = _gather(PERSOONRELATIES, user, wanted)
    self_ids = set(EigenPersoon.objects.filter(gebruiker=user).values_list("persoon_id", flat=True))
    facts = {}
    for pk in wanted:
        found = [of_home[home.pk] for home in homes[pk]]
        relations = set(direct.get(pk, ())).union(*(fact.relaties for fact in found))
        if pk in self_ids:
            relations.add(Relatie.BELANG)
        shielded = [fact for fact in found if fact.label is Label.AFGESCHERMD]
        label = Label.AFGESCHERMD if shielded else Label.NORMAAL
        facts[pk] = Objectfeiten(frozenset(relations), label=label, op_lijst=all(fact.op_lijst for fact in shielded))
    return facts


def _gather(sources: Iterable[Relatiebron], user: Gebruiker, ids: Collection[int]) -> dict[int, set[Relatie]]:
    found: dict[int, set[Relatie]] = {}
    for source in sources if ids else ():
        for pk, relations in source(user, ids).items():
            found.setdefault(pk, set()).update(relations)
    return found


def _shield_lists(user: Gebruiker, huishouden_ids: Collection[int]) -> set[int]:
    if not huishouden_ids:
        return set()
    rows = Afschermlid.objects.filter(gebruiker=user, huishouden__in=huishouden_ids)
    return set(rows.values_list("huishouden_id", flat=True))


def access_huishouden(
    user: Gebruiker, huishouden_id: int, actie: str = "huishouden_inzien", *, log: bool = True
) -> Huishoudentoegang:
    """Return the household for this action; Http404 for a stranger, PermissionDenied for a role that may not.

    Reading is logged, one line per person who lives there today (`log=False` where the caller logs itself).
    """
    huishouden = Huishouden.objects.filter(pk=huishouden_id).first()
    if huishouden is None:
        raise Http404
    facts = facts_of_huishoudens(user, [huishouden])[huishouden.pk]
    besluit = authorize(user, actie, facts, obj=huishouden)
    if log:
        note_read(actie, huishouden, subjects=members_on([huishouden.pk], date.today())[huishouden.pk])
    return Huishoudentoegang(huishouden, besluit, facts)


def access_persoon(user: Gebruiker, persoon_id: int, actie: str = HERKENNEN, *, log: bool = True) -> Persoontoegang:
    """Return the person for this action; Http404 for a stranger, PermissionDenied for a role that may not."""
    persoon = Persoon.objects.current().filter(pk=persoon_id).first()
    if persoon is None:
        raise Http404
    besluit = authorize(user, actie, facts_of_personen(user, [persoon.pk])[persoon.pk], obj=persoon)
    if log:
        note_read(actie, persoon, subjects=[persoon.pk])
    return Persoontoegang(persoon, besluit)


def sees_everyone(user: Gebruiker) -> bool:
    """True when this user may recognise people he has nothing to do with: the desk that takes the call."""
    return decision(user, HERKENNEN, Objectfeiten(frozenset())).toegestaan
