"""Freeze reports as they are known now, and say later what has become different (R-181, R-183).

A report is valid on its peildatum as known now; who reports a quarter needs it as it was known then. What is frozen is
kept with its question; comparing asks that question again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from keukentafel.audit.public import Actor, post_event
from keukentafel.cijfers.public import Bevrorenrapport, freeze_report
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import Definitie, Rapportkolom, definitie_of
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Sleutelbos

if TYPE_CHECKING:
    from keukentafel.inzicht.motor import Motor

KWARTALEN = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}
ENVELOP = "envelop"  # the table name of what is said about the whole report


@dataclass(frozen=True, slots=True)
class Verschil:
    """One cell that is different: of which report, table and row; `kolom` '' when the whole row came or went."""

    rapport: str
    tabel: str
    rij: str
    kolom: str
    toen: str | None
    nu: str | None

    def as_dict(self) -> dict[str, str | None]:
        """Return it as a flat row."""
        return {
            "rapport": self.rapport, "tabel": self.tabel, "rij": self.rij, "kolom": self.kolom, "toen": self.toen,
            "nu": self.nu,
        }  # fmt: skip


def quarter(text: str) -> Periode:
    """Return the quarter written as 2018-1, with that as its name. Raises Vraagfout."""
    year, dash, number = text.partition("-")
    if not (dash and len(year) == 4 and year.isdecimal() and number in ("1", "2", "3", "4")):
        raise Vraagfout("Schrijf een kwartaal als 2018-1.")
    first, last = KWARTALEN[int(number)]
    try:
        return Periode(text, date(int(year), *first), date(int(year), *last))
    except ValueError:
        raise Vraagfout("Schrijf een kwartaal als 2018-1.") from None


def question_as_json(vraag: Vraag) -> dict[str, Any]:
    """Return a question as JSON that `question_from_json` reads."""
    return {
        "peildatum": vraag.peildatum.isoformat(),
        "van": vraag.van.isoformat() if vraag.van else None,
        "tot": vraag.tot.isoformat() if vraag.tot else None,
        "team": vraag.team,
        "perioden": [[one.naam, one.van.isoformat(), one.tot.isoformat()] for one in vraag.perioden],
        "maandregel": vraag.maandregel.value,
    }


def question_from_json(row: Mapping[str, Any]) -> Vraag:
    """Return the question that was kept."""
    return Vraag(
        peildatum=date.fromisoformat(row["peildatum"]),
        van=date.fromisoformat(row["van"]) if row["van"] else None,
        tot=date.fromisoformat(row["tot"]) if row["tot"] else None,
        team=row["team"],
        perioden=tuple(Periode(n, date.fromisoformat(v), date.fromisoformat(t)) for n, v, t in row["perioden"]),
        maandregel=Maandregel(row["maandregel"]),
    )


def freeze_reports(
    *, by: Actor, naam: str, rapporten: Sequence[str], vraag: Vraag, motor: Motor
) -> list[Bevrorenrapport]:
    """Make these reports and keep them under this name, all or none.

    Raises Vraagfout for an unknown report or team, Regelfout when one was frozen under this name already.
    """
    made = [make_report(rapport, vraag, motor).as_dict() for rapport in rapporten]
    keys = Sleutelbos()
    teams = Team.objects.values_list("pk", flat=True) if vraag.team else ()
    team = next((pk for pk in teams if keys.of("teams", pk) == vraag.team), None)
    with post_event("rapport_bevroren", by=by):
        return [
            freeze_report(
                by=by,
                naam=naam,
                peildatum=vraag.peildatum,
                vraag=question_as_json(vraag),
                antwoord=_as_kept(answer),
                team_id=team,
            )
            for answer in made
        ]


def differences(bevroren: Bevrorenrapport, motor: Motor) -> list[Verschil]:
    """Ask the question of a frozen report again and return what is different now, table by table.

    Raises Vraagfout when that cannot be asked any more (no such report or team).
    """
    definitie = definitie_of(bevroren.rapport)
    toen: Mapping[str, Any] = bevroren.antwoord
    vraag = question_from_json(bevroren.vraag)
    if bevroren.team_id is not None:  # under the key that its team has now
        vraag = replace(vraag, team=Sleutelbos().of("teams", bevroren.team_id))
    now = _as_kept(make_report(bevroren.rapport, vraag, motor).as_dict())
    found = list(_of_the_envelope(bevroren.rapport, toen, now))
    for table, columns in definitie.tabellen.items():
        found += _of_a_table(definitie, table, columns, _rows(toen.get(table)), _rows(now[table]))
    return found


def _as_kept(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer as a database gives it back: the numbers of JSON."""
    kept: dict[str, Any] = json.loads(json.dumps(answer, ensure_ascii=False))
    return kept


def _rows(table: Any) -> list[Mapping[str, Any]]:
    return [table] if isinstance(table, Mapping) else list(table or ())


def _of_the_envelope(rapport: str, toen: Mapping[str, Any], nu: Mapping[str, Any]) -> Iterator[Verschil]:
    pairs = (
        ("versie", toen["versie"], nu["versie"]),
        ("n", toen["populatie"]["n"], nu["populatie"]["n"]),
        ("ontbrekend", toen["populatie"]["ontbrekend"], nu["populatie"]["ontbrekend"]),
        ("definitie", toen["definitie"], nu["definitie"]),
    )
    for kolom, before, after in pairs:
        if before != after:
            yield Verschil(rapport, ENVELOP, "", kolom, _shown(before), _shown(after))
    for note in toen["kanttekeningen"]:
        if note not in nu["kanttekeningen"]:
            yield Verschil(rapport, ENVELOP, "", "kanttekening", note, None)
    for note in nu["kanttekeningen"]:
        if note not in toen["kanttekeningen"]:
            yield Verschil(rapport, ENVELOP, "", "kanttekening", None, note)


def _of_a_table(
    definitie: Definitie, table: str, columns: Sequence[Rapportkolom], toen: Sequence[Mapping[str, Any]],
    nu: Sequence[Mapping[str, Any]],
) -> Iterator[Verschil]:  # fmt: skip
    """Rows are the same when their key columns are; a row that came or went is one difference."""
    keys = [kolom.naam for kolom in columns if kolom.is_sleutel]
    before, after = ({tuple(row.get(key) for key in keys): row for row in rows} for rows in (toen, nu))
    for key in (*before, *(key for key in after if key not in before)):
        name = " · ".join(_shown(part) or "-" for part in key)
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield Verschil(definitie.naam, table, name, "", _row(old, keys), _row(new, keys))
            continue
        for kolom in (column for column in new if column not in keys):
            if old.get(kolom) != new[kolom]:
                yield Verschil(definitie.naam, table, name, kolom, _shown(old.get(kolom)), _shown(new[kolom]))


def _row(row: Mapping[str, Any] | None, keys: Sequence[str]) -> str | None:
    if row is None:
        return None
    return ", ".join(f"{kolom} {_shown(value) or 'onbekend'}" for kolom, value in row.items() if kolom not in keys)


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)
