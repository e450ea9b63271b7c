"""Destroying what two people agreed to, with the proof of it; and doing it again after a restore (R2, R3).

Runs as a command under the role that owns the tables: the server's role may not remove a salt of the log, so no screen
can destroy anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record, sign
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.core.muur import as_system
from keukentafel.privacy.bewaren.journaal import (
    JournaalOnbeslist,
    Onbeslist,
    Rijen,
    announce,
    conclude,
    destroyed,
    undecided,
)
from keukentafel.privacy.bewaren.lijst import TERMIJN, due_of, why_not
from keukentafel.privacy.bewaren.los import PAGINAS, forget_words, remove_loose
from keukentafel.privacy.bewaren.omvang import Model, extent, extent_again, remove
from keukentafel.privacy.bewaren.standen import Lijststand
from keukentafel.privacy.bewaren.termijnen import terms
from keukentafel.privacy.models import Vernietigdetelling, Vernietigingslijst, Vernietigingsregel

CASUS = "casussen.casus"
Omvang = Mapping[Model, Collection[int]]


@as_system("vernietigen")
def execute(*, by: Actor, lijst: Vernietigingslijst, op: date | None = None) -> Vernietigingslijst:
    """Destroy the cases of a list that was agreed to, each in a transaction of its own, and sign the proof.

    Broken off, it goes on where it was: a case that is gone is skipped. Raises Regelfout when nobody agreed,
    JournaalKapot before anything is destroyed when the journal is not whole, and OSError when it cannot be written.
    """
    if lijst.stand != Lijststand.AKKOORD:
        raise Regelfout("Over deze lijst is geen akkoord.")
    counts: Counter[str] = Counter(lijst.bewijs.get("aantallen", {}))
    left = dict(undecided())
    for line in Vernietigingsregel.objects.filter(lijst=lijst).order_by("pk"):
        _settle({spoor: rows for spoor, rows in left.items() if _names(rows, line.casus_nr)})
        announced = dict[str, Rijen]()
        try:
            done = _destroy_line(by=by, lijst=lijst, regel=line, op=op or timezone.localdate(), gemeld=announced)
        finally:
            _settle(announced)
        counts.update(done)
    return _prove(by=by, lijst=lijst, aantallen=counts)


def _settle(announced: Mapping[str, Rijen]) -> None:
    """Say in the journal of what was announced whether it is gone: what the database says, once it has committed.

    Whoever is still committing holds the row: this waits for him. What cannot be asked now is asked the next time.
    """
    for spoor, rows in announced.items():
        with transaction.atomic():
            cases = [pk for pk, _made in rows.get(CASUS, ())]
            list(Casus.objects.select_for_update().filter(pk__in=cases).order_by("pk"))
            gone = not _alive(CASUS, rows.get(CASUS, ()))
        conclude(spoor, weg=gone)


def _names(rows: Rijen, casus_nr: int) -> bool:
    return any(pk == casus_nr for pk, _made in rows.get(CASUS, ()))


@action("casus_vernietigd")
def _destroy_line(
    *, by: Actor, lijst: Vernietigingslijst, regel: Vernietigingsregel, op: date, gemeld: dict[str, Rijen]
) -> dict[str, int]:
    """Destroy one case, or say on its line why it was left after all: something may have begun since the decision.

    What was announced in the journal is put in `gemeld` under its trace: who calls says how it ended.
    """
    casus = Casus.objects.select_for_update().filter(pk=regel.casus_nr).first()
    reason = ""
    if casus is not None:
        reason = why_not(casus, op) or ("" if due_of(casus, terms(), op) else TERMIJN)
    if casus is None or reason:
        regel.change(overgeslagen=reason)
        record("casus_vernietigd", regel, reden=(reason or "al weg")[:60])
        return {}
    _count(casus)
    rows = extent([casus.pk])
    roots = _roots(rows)
    gemeld[announce(lijst.pk, roots)] = roots
    counts = _gone(rows)
    locked = Vernietigingslijst.lock(lijst.pk)
    locked.change(bewijs={"aantallen": dict(Counter(locked.bewijs.get("aantallen", {})) + Counter(counts))})
    record("casus_vernietigd", regel)
    return counts


@action("vernietiging_bewezen")
def _prove(*, by: Actor, lijst: Vernietigingslijst, aantallen: Mapping[str, int]) -> Vernietigingslijst:
    """Sign what was destroyed: counts per table, never a person."""
    locked = Vernietigingslijst.lock(lijst.pk)
    lines = Vernietigingsregel.objects.filter(lijst=locked)
    now = timezone.now()
    said = {
        "lijst": locked.pk,
        "opgesteld_op": locked.opgesteld_op.isoformat(),
        "besloten_op": locked.besloten_op.isoformat() if locked.besloten_op else "",
        "uitgevoerd_op": now.isoformat(),
        "casussen": lines.filter(overgeslagen="").count(),
        "overgeslagen": lines.exclude(overgeslagen="").count(),
        "aantallen": {label: number for label, number in sorted(aantallen.items()) if number},
    }
    locked.change(
        stand=Lijststand.UITGEVOERD, uitgevoerd_op=now, bewijs=said, handtekening=sign(proof_text(said).encode())
    )
    record("vernietiging_bewezen", locked, reden=f"{said['casussen']} casussen")
    return locked


def proof_text(bewijs: Mapping[str, object]) -> str:
    """The words that were signed."""
    return json.dumps(bewijs, sort_keys=True, ensure_ascii=False)


def replay_destructions(onbeslist: Onbeslist | None = None) -> int:
    """Destroy again whatever of the journal a restored back-up brought back; returns how many lines had something.

    For `restore`, before anybody gets in. A row that was made later under the same number is left alone: the moment it
    was made is compared. So is who a case needs that was not destroyed (`extent_again`). Raises, before anything was
    destroyed, JournaalKapot when the journal is not whole, and JournaalOnbeslist when it is not known of something
    whether it was destroyed and `onbeslist` does not say what to do with it. What was decided stands in the journal.
    """
    _decide(onbeslist)
    done = 0
    for wanted in list(destroyed()):
        with transaction.atomic():
            found = {label: _alive(label, rows) for label, rows in wanted.items()}
            if not any(found.values()):
                continue
            for casus in Casus.objects.filter(pk__in=found.get(CASUS, ()), afgesloten_op__isnull=False):
                _count(casus)  # the back-up is of before it was counted
            done += any(_gone(extent_again({apps.get_model(label): ids for label, ids in found.items()})).values())
    return done


def _decide(onbeslist: Onbeslist | None) -> None:
    """End what nobody knows the end of as was chosen; what is not in this database needs no choice and is gone."""
    for spoor, rows in undecided().items():
        if not any(_alive(label, found) for label, found in rows.items()):
            continue
        if onbeslist is None:
            raise JournaalOnbeslist
        conclude(spoor, weg=onbeslist is Onbeslist.VERNIETIGEN)


def _gone(rows: Omvang) -> dict[str, int]:
    loose = remove_loose(rows)
    counts = remove(rows)
    return {**loose, **counts, "woorden van namen": forget_words()}


def _roots(rows: Omvang) -> dict[str, list[tuple[int, str]]]:
    """What the journal keeps: the cases, people, households and meldingen, each with the moment it was made."""
    found = {}
    for label in PAGINAS:
        model = apps.get_model(label)
        made = model._base_manager.filter(pk__in=list(rows.get(model, ()))).order_by().values_list("pk", "gemaakt_op")
        found[label] = [(pk, moment.isoformat()) for pk, moment in made]
    return found


def _alive(label: str, wanted: Collection[tuple[int, str]]) -> set[int]:
    made = apps.get_model(label)._base_manager.filter(pk__in=[pk for pk, _moment in wanted]).order_by()
    there = {(pk, moment.isoformat()) for pk, moment in made.values_list("pk", "gemaakt_op")}
    return {pk for pk, moment in wanted if (pk, moment) in there}


def _count(casus: Casus) -> None:
    """Keep the figures of past years: one case more in its year, team, law, type and outcome."""
    if casus.afgesloten_op is None:
        raise Regelfout("Deze casus loopt nog.")
    row, _made = Vernietigdetelling.objects.get_or_create(
        jaar=casus.afgesloten_op.year, team_id=casus.team_id, wet=casus.wet, casustype=casus.casustype,
        afsluitreden=casus.afsluitreden,
    )  # fmt: skip
    Vernietigdetelling.objects.filter(pk=row.pk).update(aantal=F("aantal") + 1)
