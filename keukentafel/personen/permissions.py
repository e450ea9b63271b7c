"""Who may do what with a household or a person, in words; the only way to get one is access_*."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from keukentafel.audit.public import note_read, note_refusal
from keukentafel.core.muur import weighs
from keukentafel.core.opvragen import compiled
from keukentafel.personen.belang import closed_among
from keukentafel.personen.models import Afschermlid, EigenPersoon, Huishouden, Huishoudlid, Persoon
from keukentafel.personen.models import Relatie as Persoonsrelatie
from keukentafel.personen.registers import HUISHOUDENRELATIES, PERSOONRELATIES, Relatiebron
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

HERKENNEN = "persoon_herkennen"
INZIEN = "huishouden_inzien"
ELDERS_VERBORGEN = frozenset({Veld.CONTACT, Veld.GEHEIM_ADRES, Veld.BSN})


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
    found: dict[int, list[int]] = {pk: [] for pk in huishouden_ids}
    for huishouden_id, persoon_id in _members(list(found), op):
        found[huishouden_id].append(persoon_id)
    return found


@compiled
def _members(huishouden_ids: Collection[int], op: date) -> QuerySet[Huishoudlid, tuple[int, int]]:
    rows = Huishoudlid.objects.valid_on(op).filter(huishouden__in=huishouden_ids, persoon__samengevoegd_in=None)
    return rows.order_by("huishouden_id", "van", "pk").values_list("huishouden_id", "persoon_id")


@weighs
def facts_of_huishoudens(
    user: Gebruiker, huishoudens: Iterable[Huishouden], op: date | None = None
) -> dict[int, Objectfeiten]:
    """Return the facts about each household: how this user stands to it, and whether it is shielded."""
    return _facts_of_homes(user, huishoudens, op or date.today())[0]


def _facts_of_homes(
    user: Gebruiker, huishoudens: Iterable[Huishouden], op: date, also: Collection[int] = ()
) -> tuple[dict[int, Objectfeiten], dict[int, set[Relatie]]]:
    """The facts about each household, and the own relations to whoever lives there and to `also`: asked once."""
    by_id = {huishouden.pk: huishouden for huishouden in huishoudens}
    members = members_on(by_id.keys(), op) if list(PERSOONRELATIES) else {}
    closed = closed_among(user, list(by_id))
    listed = _shield_lists(user, {pk for pk, found in by_id.items() if found.label == Label.AFGESCHERMD})
    relations = _gather(HUISHOUDENRELATIES, user, by_id.keys())
    persons = _gather(PERSOONRELATIES, user, {pk for living in members.values() for pk in living}.union(also))
    facts = {}
    for pk, huishouden in by_id.items():
        found = set(relations.get(pk, ()))
        for persoon_id in members.get(pk, ()):
            found |= persons.get(persoon_id, set())
        if pk in closed:
            found.add(Relatie.BELANG)
        if under_noodtoegang(user, pk):
            found.add(Relatie.NOODTOEGANG)
        facts[pk] = Objectfeiten(
            frozenset(found), label=Label(huishouden.label), op_lijst=pk in listed, beperkt=huishouden.beperkt
        )
    return facts, persons


@weighs
def households_of(persoon_ids: Collection[int], op: date) -> dict[int, list[Huishouden]]:
    """Return per person the households he lives in that day; one query."""
    found: dict[int, list[Huishouden]] = {pk: [] for pk in persoon_ids}
    for lid in _homes(list(found), op):
        found[lid.persoon_id].append(lid.huishouden)
    return found


@compiled
def _homes(persoon_ids: Collection[int], op: date) -> QuerySet[Huishoudlid]:
    rows = Huishoudlid.objects.valid_on(op).filter(persoon__in=persoon_ids).select_related("huishouden")
    return rows.only("persoon_id", "huishouden__naam", "huishouden__label", "huishouden__beperkt").order_by(
        "huishouden_id", "pk"
    )


@weighs
def facts_of_personen(
    user: Gebruiker,
    persoon_ids: Collection[int],
    op: date | None = None,
    *,
    homes: Mapping[int, Sequence[Huishouden]] | None = None,
) -> dict[int, Objectfeiten]:
    """Return the facts about each person, gathered over every household he lives in that day.

    The strictest wins: one shielded household shields the person, one conflict closes him. Who is in no household
    of ours (an informal carer, a child that moved out) is known through the people he is related to: whoever may
    see one of their households may see him. `homes` is what households_of told, when the caller has it already.
    """
    day, wanted = op or date.today(), set(persoon_ids)
    homes = households_of(wanted, day) if homes is None else homes
    around = households_around({pk for pk in wanted if not homes[pk]}, day)
    near = [home for pk in wanted for home in (*homes[pk], *around.get(pk, ()))]
    of_home, direct = _facts_of_homes(user, near, day, wanted)
    self_ids = set(_own_persons(user.pk))
    facts = {}
    for pk in wanted:
        found = [of_home[home.pk] for home in homes[pk]] or _open_ones(of_home[home.pk] for home in around.get(pk, ()))
        relations = set(direct.get(pk, ())).union(*(fact.relaties for fact in found))
        if pk in self_ids:
            relations.add(Relatie.BELANG)
        shielded = [fact for fact in found if fact.label is Label.AFGESCHERMD]
        label = Label.AFGESCHERMD if shielded else Label.NORMAAL
        still = any(fact.beperkt for fact in found)
        on_list = all(fact.op_lijst for fact in shielded)
        facts[pk] = Objectfeiten(frozenset(relations), label=label, op_lijst=on_list, beperkt=still)
    return facts


@weighs
def households_around(persoon_ids: Collection[int], op: date) -> dict[int, list[Huishouden]]:
    """Return per person the households of the people he is related to that day; two queries, none without persons."""
    if not persoon_ids:
        return {}
    related: dict[int, set[int]] = {pk: set() for pk in persoon_ids}
    rows = Persoonsrelatie.objects.touching(persoon_ids).valid_on(op).order_by()
    for one, other in rows.values_list("persoon_a_id", "persoon_b_id"):
        for pk, mate in ((one, other), (other, one)):
            if pk in related:
                related[pk].add(mate)
    homes = households_of({mate for mates in related.values() for mate in mates}, op)
    return {
        pk: list({home.pk: home for mate in sorted(mates) for home in homes[mate]}.values())
        for pk, mates in related.items()
    }


def _open_ones(facts: Iterable[Objectfeiten]) -> list[Objectfeiten]:
    """The facts of the households that exist for the reader; all of them when none does, so that it stays closed."""
    every = list(facts)
    shown = [fact for fact in every if not _absent(fact)]
    return shown or every


def _absent(fact: Objectfeiten) -> bool:
    """True when it does not exist for the reader: by conflict, or shielded without him."""
    return Relatie.BELANG in fact.relaties or (fact.label is Label.AFGESCHERMD and not fact.op_lijst)


@compiled
def _own_persons(user_id: int) -> QuerySet[EigenPersoon, int]:
    return EigenPersoon.objects.filter(gebruiker=user_id).order_by().values_list("persoon_id", flat=True)


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


@weighs
def access_huishouden(
    user: Gebruiker, huishouden_id: int, actie: str = "huishouden_inzien", *, log: bool = True
) -> Huishoudentoegang:
    """Return the household for this action; Http404 for a stranger, PermissionDenied for a role that may not.

    Reading is logged, one line per person who lives there today (`log=False` where the caller logs itself).
    """
    huishouden = Huishouden.objects.filter(pk=huishouden_id).first()
    if huishouden is None:
        note_refusal(actie, Reden.BESTAAT_NIET)  # as much work as a refusal: the time must not tell them apart (Z5)
        raise Http404
    facts = facts_of_huishoudens(user, [huishouden])[huishouden.pk]
    besluit = authorize(user, actie, facts, obj=huishouden)
    if log:
        note_read(actie, huishouden, subjects=members_on([huishouden.pk], date.today())[huishouden.pk])
    return Huishoudentoegang(huishouden, besluit, facts)


@weighs
def access_persoon(user: Gebruiker, persoon_id: int, actie: str = HERKENNEN, *, log: bool = True) -> Persoontoegang:
    """Return the person for this action; Http404 for a stranger, PermissionDenied for a role that may not."""
    persoon = Persoon.objects.current().filter(pk=persoon_id).first()
    if persoon is None:
        note_refusal(actie, Reden.BESTAAT_NIET)
        raise Http404
    besluit = authorize(user, actie, facts_of_personen(user, [persoon.pk])[persoon.pk], obj=persoon)
    if log:
        note_read(actie, persoon, subjects=[persoon.pk])
    return Persoontoegang(persoon, besluit)


def may_match_bsn(user: Gebruiker) -> bool:
    """True when one of the user's roles may handle a BSN somewhere; for others a typed BSN finds nobody (UAVG 46)."""
    grants = load_matrix().acties["huishouden_wijzigen"].mag.items()
    return any(Veld.BSN in fields for (rol, _relation), fields in grants if rol in user.rollen)


@dataclass(frozen=True, slots=True)
class Elders:
    """Where people live besides one household, and the facts about those of whom that matters."""

    homes: Mapping[int, Sequence[Huishouden]]
    feiten: Mapping[int, Objectfeiten]

    def absent(self, persoon_id: int) -> bool:
        """True when this person does not exist for the reader: by conflict, or shielded without him."""
        return _absent(self.feiten[persoon_id])


@weighs
def look_elsewhere(
    user: Gebruiker, huishouden_id: int, leden: Collection[int], buiten: Collection[int], op: date
) -> Elders:
    """Return what is known of other homes of these members, and of these persons outside; one query when none."""
    homes = households_of({*leden, *buiten}, op)
    wanted = {pk for pk in leden if any(home.pk != huishouden_id for home in homes[pk])} | set(buiten)
    facts = facts_of_personen(user, wanted, op, homes={pk: homes[pk] for pk in wanted}) if wanted else {}
    return Elders(homes, facts)


def decisions_about(
    user: Gebruiker, toegang: Huishoudentoegang, persoon_ids: Collection[int], elders: Elders
) -> dict[int, Besluit]:
    """What of each of these persons may be shown to someone who came through this household.

    Who lives here falls under the decision about the household; when another home of his is shielded and the
    reader is not on its list, without contact details, because they may be those of that home. Who moved on to
    another household falls under that one: whoever fled is not found through the old address.
    """
    here, found = toegang.huishouden.pk, dict[int, Besluit]()
    for pk in persoon_ids:
        living = {home.pk for home in elders.homes[pk]}
        fact = elders.feiten.get(pk)
        if fact is None:
            found[pk] = toegang.besluit
        elif here not in living:
            found[pk] = decision(user, INZIEN, fact)
        else:
            hidden = fact.label is Label.AFGESCHERMD and not fact.op_lijst
            fields = toegang.besluit.velden - ELDERS_VERBORGEN if hidden else toegang.besluit.velden
            found[pk] = replace(toegang.besluit, velden=fields)
    return found


def member_of(huishouden: Huishouden, persoon_id: int) -> Persoon:
    """Return someone who lives or lived in this household; Http404 for anyone else."""
    found = Persoon.objects.current().filter(lidmaatschappen__huishouden=huishouden, pk=persoon_id).distinct()
    persoon = found.first()
    if persoon is None:
        raise Http404
    return persoon


@weighs
def open_member(user: Gebruiker, toegang: Huishoudentoegang, persoon_id: int, veld: Veld) -> tuple[Persoon, Besluit]:
    """Return a member of whom this reader may see at least `veld`, with the decision; Http404 otherwise, logged."""
    persoon = member_of(toegang.huishouden, persoon_id)
    elders = look_elsewhere(user, toegang.huishouden.pk, [persoon.pk], (), date.today())
    besluit = decisions_about(user, toegang, [persoon.pk], elders)[persoon.pk]
    if not besluit.mag_zien(veld):
        note_refusal("persoon_inzien", besluit.reden, persoon)
        raise Http404
    note_read("persoon_inzien", persoon, subjects=[persoon.pk])  # he may have left: no line of the household names him
    return persoon, besluit


@weighs
def open_outsider(
    user: Gebruiker, toegang: Huishoudentoegang, persoon_id: int, actie: str = INZIEN
) -> tuple[Persoon, Besluit]:
    """Return someone outside this household who is related to one of its people today, with the decision about him.

    Http404 for whoever is not, and for who does not exist for the reader. Who lives in another household of ours
    falls under that one; the caller refuses when the decision does.
    """
    today, here = date.today(), toegang.huishouden.pk
    living = members_on([here], today)[here]
    pairs = Persoonsrelatie.objects.touching(living).valid_on(today).order_by()
    related = {pk for pair in pairs.values_list("persoon_a_id", "persoon_b_id") for pk in pair} - set(living)
    persoon = Persoon.objects.current().filter(pk=persoon_id).first() if persoon_id in related else None
    if persoon is None:
        raise Http404
    elders = look_elsewhere(user, here, (), [persoon.pk], today)
    if elders.absent(persoon.pk):
        raise Http404
    return persoon, decision(user, actie, elders.feiten[persoon.pk])


@weighs
def exist_beside(user: Gebruiker, toegang: Huishoudentoegang, persoon_ids: Collection[int]) -> bool:
    """True when all of these persons exist for the reader; who lives in this household does.

    For what hangs on someone who left or lives elsewhere: a membership, a relation. Whoever fled is not found by it.
    """
    today, here = date.today(), toegang.huishouden.pk
    away = set(persoon_ids) - set(members_on([here], today)[here])
    elders = look_elsewhere(user, here, (), away, today)
    return not any(elders.absent(pk) for pk in away)


def sees_everyone(user: Gebruiker) -> bool:
    """True when this user may recognise people he has nothing to do with: the desk that takes the call."""
    return decision(user, HERKENNEN, Objectfeiten(frozenset())).toegestaan
