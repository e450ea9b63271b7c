"""Cases and roles as an exchange package delivers them: the contract decides what they may be, not our screens.

Columns, not objects: `velden` names fields as they are stored (a foreign key as `team_id`), `rijen` holds their values
in that order. Every call is one audit event; former versions are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.regie import REGISSEUR
from keukentafel.casussen.actions.samen import new_numbers
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.core.inlezen import bulk_change, bulk_rows, in_portions
from keukentafel.personen.public import Huishoudlid, refresh_bereik

Rij = Sequence[Any]
ROL = ("casus_id", "medewerker_id", "rol", "van", "tot")


@action("casussen_ingelezen")
def bulk_bring_in_casussen(*, by: Actor, velden: Sequence[str], rijen: Sequence[Rij]) -> Sequence[int]:
    """Store these cases as they were delivered; returns their ids, in order. Upper rooms hear nothing of it.

    Raises IntegrityError for a case that closes before it was reported or that refers to nothing.
    """
    numbers = new_numbers(len(rijen))
    values = ((*row, number) for row, number in zip(rijen, numbers, strict=True))
    ids = bulk_rows(Casus, (*velden, "nummer"), values, len(rijen))
    _make_findable(ids)
    record("casussen_ingelezen", None, reden=f"{len(ids)} casussen")
    return ids


@action("casussen_gewijzigd")
def bulk_change_casussen(*, by: Actor, velden: Sequence[str], rijen: Sequence[tuple[int, Rij]]) -> None:
    """Give cases (id, values in the order of `velden`) what a package says now. Raises IntegrityError as above."""
    ids = [pk for pk, _values in rijen]
    _make_findable(ids)  # whom they leave
    bulk_change(Casus, velden, rijen)
    _make_findable(ids)
    record("casussen_gewijzigd", None, reden=f"{len(ids)} casussen")


@action("casusrollen_ingelezen")
def bulk_bring_in_rollen(*, by: Actor, rijen: Sequence[Rij]) -> Sequence[int]:
    """Store roles (values in the order of ROL) as they were delivered; returns their ids, in order.

    One that is there already by case, worker, role and first day, from a screen, is that role: it gets its last day.
    Where a regisseur comes in without an end, one who stood without an end stops the day before: a case has one.
    """
    there = _there_already({row[0] for row in rijen})
    known = {key: row[4] for row in rijen if (key := tuple(row[:4])) in there}
    _end_others(
        {row[0]: row[3] for row in rijen if row[2] == REGISSEUR and row[4] is None},
        frozenset(there[key] for key in known),
    )
    bulk_change(Casusrol, ("tot",), [(there[key], (tot,)) for key, tot in known.items()])
    fresh = [row for row in rijen if tuple(row[:4]) not in there]
    new = iter(bulk_rows(Casusrol, ROL, fresh, len(fresh)))
    ids = [there[key] if (key := tuple(row[:4])) in there else next(new) for row in rijen]
    record("casusrollen_ingelezen", None, reden=f"{len(ids)} rollen")
    return ids


def _there_already(casussen: Iterable[int]) -> dict[Rij, int]:
    """Return the roles of these cases by case, worker, role and first day."""
    found: dict[Rij, int] = {}
    for part in in_portions(casussen):
        rows = Casusrol.objects.filter(casus__in=part).order_by().values_list("pk", *ROL[:4])
        found |= {tuple(key): pk for pk, *key in sorted(rows, reverse=True)}
    return found


@action("casusrollen_gewijzigd")
def bulk_change_rollen(*, by: Actor, rijen: Sequence[tuple[int, date | None]]) -> None:
    """Give roles (id, last day) the end that a package says now; a regisseur who gets none ends the other one."""
    reopened = [pk for pk, tot in rijen if tot is None]
    leads: dict[int, date] = {}
    for part in in_portions(reopened):
        found = Casusrol.objects.filter(pk__in=part, rol=REGISSEUR).order_by()
        leads |= dict(found.values_list("casus_id", "van"))
    _end_others(leads, frozenset(reopened))
    bulk_change(Casusrol, ("tot",), [(pk, (tot,)) for pk, tot in rijen])
    record("casusrollen_gewijzigd", None, reden=f"{len(rijen)} rollen")


def _end_others(leads: Mapping[int, date], behalve: frozenset[int] = frozenset()) -> None:
    """End who leads these cases without an end, the day before the new regisseur begins, or on his own first day."""
    for part in in_portions(leads):
        # By case alone: in the middle of an import PostgreSQL does not know yet how many roles have no end.
        found = Casusrol.objects.filter(casus__in=part).order_by().values_list("pk", "casus_id", "van", "rol", "tot")
        rows = [row for row in sorted(found) if row[3] == REGISSEUR and row[4] is None and row[0] not in behalve]
        bulk_change(
            Casusrol, ("tot",), [(pk, (max(van, _day_before(leads[casus])),)) for pk, casus, van, *_rest in rows]
        )


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _make_findable(ids: Iterable[int]) -> None:
    """Let the people of these cases be found by their teams."""
    for part in in_portions(ids):
        cases = list(Casus.objects.filter(pk__in=part).order_by().values_list("huishouden_id", "persoon_id"))
        members = Huishoudlid.objects.filter(huishouden__in={home for home, _person in cases}).order_by()
        refresh_bereik({person for _home, person in cases} | set(members.values_list("persoon_id", flat=True)))
