"""The raw doors: plans, goals and support as another system delivered them, in columns; one event per portion.

Nothing is refused here that the exchange package allows: a second open plan, an end before the beginning, days to
come, a goal without words. The rules for what a worker types stand with the actions behind the screens.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from django.db.models import Max

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.plannen.actions.evaluatie import schedule_all
from keukentafel.plannen.models import Doel, Doelpersoon, Inzet, Plan
from keukentafel.plannen.selectors.uitlevering import facts_of_plannen, portions
from keukentafel.plannen.states import Inzetstatus
from keukentafel.taken.public import Taak

Kolommen = Mapping[str, Sequence[Any]]  # field as it is stored (a foreign key as `plan_id`) to the values of the rows
LAATSTE_PLAATS = 32_767  # of a goal in its plan
ANTWOORD: dict[str, Any] = {"akkoord_op": None, "akkoord_tot": None, "akkoord_reden": "", "akkoord_toelichting": ""}


@action("plannen_ingelezen")
def bulk_store_plannen(*, by: Actor, kolommen: Kolommen) -> Sequence[int]:
    """Store plans; returns their ids in order. No tasks are made: it happened long ago."""
    ids = bulk_rows(Plan, tuple(kolommen), _rows(kolommen), len(kolommen["huishouden_id"]))
    record("plannen_ingelezen", None, reden=f"{len(ids)} plannen")
    return ids


@action("plannen_gewijzigd")
def bulk_change_plannen(*, by: Actor, ids: Sequence[int], kolommen: Kolommen) -> None:
    """Give plans what another system says of them now; their former versions are kept.

    Another answer of the household takes the day, reason and words of the former answer away. The tasks of a plan,
    where it has any, follow.
    """
    rows = list(zip(ids, _rows(kolommen), strict=True))
    answered = _answered_anew(ids, kolommen["akkoord"]) if "akkoord" in kolommen else set()
    rest = tuple(ANTWOORD.values())
    bulk_change(Plan, tuple(kolommen), [row for row in rows if row[0] not in answered])
    anew = [(pk, (*values, *rest)) for pk, values in rows if pk in answered]
    bulk_change(Plan, (*kolommen, *ANTWOORD), anew)
    _follow_tasks(by, ids)
    record("plannen_gewijzigd", None, reden=f"{len(ids)} plannen")


@action("doelen_ingelezen")
def bulk_store_doelen(*, by: Actor, kolommen: Kolommen) -> Sequence[int]:
    """Store goals behind those that their plans have; returns their ids in order.

    `kolommen` holds fields of Doel and `persoon_id`: for whom it is, None for the household. A goal falls under the
    law of the case of its plan.
    """
    plans = kolommen["plan_id"]
    fields = {name: values for name, values in kolommen.items() if name != "persoon_id"}
    rows = zip(*fields.values(), _places(plans), _laws(plans), strict=True)
    ids = bulk_rows(Doel, (*fields, "volgorde", "wet"), rows, len(plans))
    for_whom = kolommen.get("persoon_id") or repeat(None, len(ids))
    _add_persons([(pk, persoon) for pk, persoon in zip(ids, for_whom, strict=True) if persoon is not None])
    record("doelen_ingelezen", None, reden=f"{len(ids)} doelen")
    return ids


@action("doelen_gewijzigd")
def bulk_change_doelen(*, by: Actor, ids: Sequence[int], kolommen: Kolommen) -> None:
    """Give goals what another system says of them now; their former versions are kept.

    A goal that is for several persons stays theirs when the other system names nobody: it can name only one.
    """
    fields = {name: values for name, values in kolommen.items() if name != "persoon_id"}
    bulk_change(Doel, tuple(fields), zip(ids, _rows(fields), strict=True))
    if "persoon_id" in kolommen:
        _replace_persons(dict(zip(ids, kolommen["persoon_id"], strict=True)))
    plans = [pk for part in portions(ids) for pk in Doel.objects.filter(pk__in=part).values_list("plan_id", flat=True)]
    _follow_tasks(by, plans)
    record("doelen_gewijzigd", None, reden=f"{len(ids)} doelen")


@action("inzet_ingelezen")
def bulk_store_inzet(*, by: Actor, kolommen: Kolommen) -> Sequence[int]:
    """Store support; returns the ids in order. It falls under the law of the case of its plan."""
    plans = kolommen["plan_id"]
    ends = kolommen.get("tot") or [None] * len(plans)
    rows = zip(*kolommen.values(), _statuses(ends), _laws(plans), strict=True)
    ids = bulk_rows(Inzet, (*kolommen, "status", "wet"), rows, len(plans))
    record("inzet_ingelezen", None, reden=f"{len(ids)} inzet")
    return ids


@action("inzet_gewijzigd")
def bulk_change_inzet(*, by: Actor, ids: Sequence[int], kolommen: Kolommen) -> None:
    """Give support what another system says of it now; former versions are kept. The state follows from `tot`."""
    columns = dict(kolommen)
    if "tot" in columns:
        columns["status"] = _statuses(columns["tot"])
    if "kring" in columns:
        columns["kringsoort"] = _kinds_left(ids, columns["kring"])
    bulk_change(Inzet, tuple(columns), zip(ids, _rows(columns), strict=True))
    record("inzet_gewijzigd", None, reden=f"{len(ids)} inzet")


def _rows(kolommen: Kolommen) -> Iterator[tuple[Any, ...]]:
    return zip(*kolommen.values(), strict=True)


def _laws(plans: Sequence[int]) -> list[str]:
    facts = facts_of_plannen(plans)
    return [facts[plan].wet for plan in plans]


def _statuses(ends: Sequence[date | None]) -> list[str]:
    today = date.today()
    over, busy = Inzetstatus.GESTOPT.value, Inzetstatus.INGEZET.value
    return [over if end is not None and end <= today else busy for end in ends]


def _kinds_left(ids: Sequence[int], kringen: Sequence[str]) -> list[str]:
    """The kind within the circle, of each item; none for one that comes in another circle."""
    known: dict[int, tuple[str, str]] = {}
    for part in portions(ids):
        rows = Inzet.objects.filter(pk__in=part).order_by().values_list("pk", "kring", "kringsoort")
        known.update((pk, (kring, kind)) for pk, kring, kind in rows)
    before = (known.get(pk, ("", "")) for pk in ids)
    return [kind if kring == now else "" for (kring, kind), now in zip(before, kringen, strict=True)]


def _places(plans: Sequence[int]) -> list[int]:
    """The place of each goal: behind the goals that its plan has, in the order in which they came."""
    last: dict[int, int] = {}
    for part in portions(plans):
        found = Doel.objects.filter(plan__in=part).order_by().values_list("plan_id").annotate(last=Max("volgorde"))
        last.update(found)
    places = []
    for plan in plans:
        last[plan] = min(last.get(plan, -1) + 1, LAATSTE_PLAATS)
        places.append(last[plan])
    return places


def _answered_anew(ids: Sequence[int], answers: Sequence[str]) -> set[int]:
    before: dict[int, str] = {}
    for part in portions(ids):
        before.update(Plan.objects.filter(pk__in=part).order_by().values_list("pk", "akkoord"))
    return {pk for pk, answer in zip(ids, answers, strict=True) if before.get(pk, answer) != answer}


def _follow_tasks(by: Actor, plans: Sequence[int]) -> None:
    """Keep the tasks of these plans in step; a plan that has none gets none."""
    for part in portions(plans):
        sources = [f"plan:{pk}:{what}" for pk in part for what in ("evaluatie", "doelen")]
        found = Taak.objects.open().filter(bron__in=sources).values_list("bron", flat=True)
        busy = {int(source.split(":")[1]) for source in found}
        for plan in Plan.objects.filter(pk__in=busy).select_related("casus__team"):
            schedule_all(by, plan)


def _add_persons(pairs: Sequence[tuple[int, int]]) -> None:
    bulk_rows(Doelpersoon, ("doel_id", "persoon_id"), pairs, len(pairs))


def _replace_persons(for_whom: Mapping[int, int | None]) -> None:
    before: dict[int, list[Doelpersoon]] = {}
    for part in portions(list(for_whom)):
        for row in Doelpersoon.objects.filter(doel__in=part).order_by("pk"):
            before.setdefault(row.doel_id, []).append(row)
    added = []
    for goal, persoon in for_whom.items():
        there = before.get(goal, [])
        if (persoon is None and len(there) > 1) or [row.persoon_id for row in there] == [persoon]:
            continue
        for row in there:
            if row.persoon_id != persoon:
                row.delete()
        if persoon is not None and persoon not in {row.persoon_id for row in there}:
            added.append((goal, persoon))
    _add_persons(added)
