"""Writes: take series from elsewhere, and freeze a report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.cijfers.models import Bevrorenrapport, Reeks, Reekspunt
from keukentafel.cijfers.rijen import Reeksrij, read_rows
from keukentafel.core.fouten import Regelfout
from keukentafel.socialekaart.public import Gebied
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Foutenlijst, Sleutelbos

LANGSTE_NAAM = 60  # of a frozen set


@dataclass(slots=True)
class Reekstelling:
    """What became of the rows of a file."""

    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0


@dataclass(frozen=True, slots=True)
class Plaatsen:
    """What a row may name: areas by code and teams by their id of the exchange package, each with our own id."""

    gebieden: Mapping[str, int]
    teams: Mapping[str, int]


def import_reeksen(*, by: Actor, pad: Path, fouten: Foutenlijst, proef: bool = False) -> Reekstelling:
    """Check a CSV of series (rijen.KOLOMMEN) and, when it has no fault and is no trial, bring it in whole.

    A value that is known already is brought up to date; the same file twice changes nothing. Faults go on `fouten`.
    Raises OSError when the file cannot be read.
    """
    places = known_places()
    rows = read_rows(pad, frozenset(places.gebieden), frozenset(places.teams), fouten)
    if fouten or proef or not rows:
        return Reekstelling()
    return _store(by=by, rijen=rows, plaatsen=places)


def known_places() -> Plaatsen:
    """Return the areas and teams that a row may name."""
    sleutels = Sleutelbos()
    teams = {sleutels.of("teams", pk): pk for pk in Team.objects.order_by("pk").values_list("pk", flat=True)}
    return Plaatsen(dict(Gebied.objects.order_by("pk").values_list("code", "pk")), teams)


def preview_reeksen(pad: Path, fouten: Foutenlijst) -> dict[str, tuple[str, Reekstelling]]:
    """Return per code its name and what would become of its rows; nothing is written. Faults go on `fouten`.

    Raises OSError when the file cannot be read.
    """
    places = known_places()
    rows = read_rows(pad, frozenset(places.gebieden), frozenset(places.teams), fouten)
    points = _points_of(rows)
    ids = dict(Reeks.objects.order_by("pk").values_list("code", "pk"))
    found: dict[str, tuple[str, Reekstelling]] = {}
    for row in rows:
        _naam, telling = found.setdefault(row.reeks, (row.naam, Reekstelling()))
        known = points.get(_place(row, ids.get(row.reeks, 0), places))
        if known is None:
            telling.nieuw += 1
        elif (known.waarde, known.n) != (row.waarde, row.n):
            telling.gewijzigd += 1
        else:
            telling.gelijk += 1
    return found


Plek = tuple[int, date, date, int | None, int | None, str]


def _place(row: Reeksrij, reeks: int, places: Plaatsen) -> Plek:
    gebied, team = places.gebieden.get(row.gebied), places.teams.get(row.team)
    return (reeks, row.van, row.tot, gebied, team, row.uitsplitsing)


def _points_of(rijen: Sequence[Reeksrij]) -> dict[Plek, Reekspunt]:
    """Return the values of these series that are known already, by their place."""
    return {
        (one.reeks_id, one.van, one.tot, one.gebied_id, one.team_id, one.uitsplitsing): one
        for one in Reekspunt.objects.filter(reeks__code__in={row.reeks for row in rijen}).order_by("pk")
    }


@action("reeksen_ingelezen")
def _store(*, by: Actor, rijen: Sequence[Reeksrij], plaatsen: Plaatsen) -> Reekstelling:
    found = Reekstelling()
    series = {reeks.code: reeks for reeks in Reeks.objects.order_by("pk")}
    points = _points_of(rijen)
    for row in rijen:
        reeks = _series(series, row)
        place = _place(row, reeks.pk, plaatsen)
        known = points.get(place)
        values = {"waarde": row.waarde, "n": row.n}
        if known is None:
            Reekspunt.objects.create(
                reeks=reeks, van=row.van, tot=row.tot, gebied_id=place[3], team_id=place[4],
                uitsplitsing=row.uitsplitsing, **values,
            )  # fmt: skip
            found.nieuw += 1
        elif (known.waarde, known.n) != (row.waarde, row.n):
            known.change(**values)
            found.gewijzigd += 1
        else:
            found.gelijk += 1
    record("reeksen_ingelezen", None, reden=f"{found.nieuw} nieuw, {found.gewijzigd} gewijzigd")
    return found


def _series(known: dict[str, Reeks], row: Reeksrij) -> Reeks:
    said = {"onderwerp": row.onderwerp, "naam": row.naam, "eenheid": row.eenheid, "bron": row.bron}
    reeks = known.get(row.reeks)
    if reeks is None:
        reeks = known[row.reeks] = Reeks.objects.create(code=row.reeks, **said)
    elif any(getattr(reeks, field) != text for field, text in said.items()):
        reeks.change(**said)
    return reeks


@action("rapport_bevroren")
def freeze_report(
    *, by: Actor, naam: str, peildatum: date, vraag: Mapping[str, Any], antwoord: Mapping[str, Any],
    team_id: int | None = None,
) -> Bevrorenrapport:  # fmt: skip
    """Keep a report as it is known now, under this name. What is frozen is never overwritten (R-181, R-183).

    Raises Regelfout when this report was frozen under this name already, or the name is too long.
    """
    rapport = str(antwoord["rapport"])
    if len(naam) > LANGSTE_NAAM:
        raise Regelfout(f"Kies een naam van hoogstens {LANGSTE_NAAM} tekens.", veld="naam")
    if Bevrorenrapport.objects.filter(naam=naam, rapport=rapport).exists():
        raise Regelfout(f"Het rapport {rapport} is al bevroren als {naam}; kies een andere naam.", veld="naam")
    kept = Bevrorenrapport.objects.create(
        naam=naam, rapport=rapport, rapportversie=antwoord["versie"], peildatum=peildatum, team_id=team_id,
        vraag=dict(vraag), antwoord=dict(antwoord), controlegetal=checksum(vraag, antwoord),
    )  # fmt: skip
    record("rapport_bevroren", kept)
    return kept


def checksum(vraag: Mapping[str, Any], antwoord: Mapping[str, Any]) -> str:
    """Return SHA-256 over question and answer in one fixed form, as 64 hexadecimal digits."""
    text = json.dumps([vraag, antwoord], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
