"""The envelope of a report: what was asked, by which definition, over how many, and the rows. Source: reports.md.

`make_report` is the one road to a figure: screen, command line and API all take it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from keukentafel.inzicht.register import Definitie, compute_of, definitie_of
from keukentafel.inzicht.vraag import Vraag, Vraagfout

if TYPE_CHECKING:
    from keukentafel.inzicht.motor import Motor

Rij = Mapping[str, Any]
Extra = Sequence[Rij] | Rij  # rows, or one row


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a report computed: n units, of which `ontbrekend` without the value asked for, and its rows."""

    n: int
    ontbrekend: int | None
    rijen: Sequence[Rij]
    extras: Mapping[str, Extra] = field(default_factory=dict)
    kanttekeningen: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Rapport:
    """A report that was made: the question, the definition and the outcome."""

    definitie: Definitie
    vraag: Vraag
    uitkomst: Uitkomst

    def as_dict(self) -> dict[str, Any]:
        """Return the envelope: JSON-ready but for days, which are written ISO already."""
        vraag, uitkomst = self.vraag, self.uitkomst
        filters: dict[str, Any] = {"team": vraag.team or None}
        if self.definitie.eigen_perioden:
            filters["maandregel"] = vraag.maandregel.value
        return {
            "rapport": self.definitie.naam,
            "versie": self.definitie.versie,
            "peildatum": vraag.peildatum.isoformat(),
            "periode": self._periode(),
            "filters": filters,
            "definitie": self.definitie.definitie,
            "populatie": {
                "omschrijving": self.definitie.populatie,
                "n": uitkomst.n,
                "ontbrekend": uitkomst.ontbrekend,
            },
            "rijen": [dict(row) for row in uitkomst.rijen],
            **{naam: _plain(extra) for naam, extra in uitkomst.extras.items()},
            "kanttekeningen": list(uitkomst.kanttekeningen),
        }

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Return `rijen` and every extra as a table of flat rows."""
        found = {"rijen": [dict(row) for row in self.uitkomst.rijen]}
        for naam, extra in self.uitkomst.extras.items():
            found[naam] = [dict(extra)] if isinstance(extra, Mapping) else [dict(row) for row in extra]
        return found

    def _periode(self) -> dict[str, str | None] | None:
        vraag = self.vraag
        if not (self.definitie.met_periode and vraag.heeft_periode):
            return None
        return {"van": vraag.van.isoformat() if vraag.van else None, "tot": vraag.laatste.isoformat()}


def make_report(naam: str, vraag: Vraag, motor: Motor) -> Rapport:
    """Compute the report of this name. Raises Vraagfout for an unknown name or team, or a missing period."""
    definitie = definitie_of(naam)
    if definitie.eigen_perioden and not vraag.perioden:
        raise Vraagfout("Dit rapport vraagt om een periode: --periode NAAM=2014-01-01..2014-06-30.", 2)
    if vraag.team:
        refuse_unknown_team(vraag.team, motor)
    outcome: Uitkomst = compute_of(definitie)(vraag, motor)
    for table, rows in {"rijen": outcome.rijen, **outcome.extras}.items():
        _hold_to_columns(definitie, table, [rows] if isinstance(rows, Mapping) else rows)
    notes = [*outcome.kanttekeningen, *_of_the_question(definitie, vraag)]
    return Rapport(definitie, vraag, Uitkomst(outcome.n, outcome.ontbrekend, outcome.rijen, outcome.extras, notes))


def refuse_unknown_team(team: str, motor: Motor) -> None:
    """Raise Vraagfout when no team has this id."""
    from keukentafel.inzicht.rapporten.selecties import ids_of_teams

    if team not in {row["id"] for row in motor.asked(ids_of_teams, Vraag(date.min))}:
        raise Vraagfout(f"Er is geen team met id {team!r}. Gebruik het id uit het gegevenspakket.")


def _of_the_question(definitie: Definitie, vraag: Vraag) -> list[str]:
    """What was asked and not used, in words."""
    notes = []
    if vraag.heeft_periode and not definitie.met_periode:
        notes.append("Dit rapport kijkt niet naar van en tot; alles tot en met de peildatum telt.")
    if vraag.perioden and not definitie.eigen_perioden:
        notes.append("Dit rapport kijkt niet naar perioden met een naam; gebruik van en tot.")
    if vraag.team and not definitie.met_team:
        notes.append("Dit rapport is niet per team; de cijfers zijn van de hele gemeente.")
    return notes


def _hold_to_columns(definitie: Definitie, table: str, rows: Sequence[Rij]) -> None:
    """A row has the columns of its definition, in that order: else the definition and the report have parted."""
    expected = tuple(kolom.naam for kolom in definitie.tabellen[table])
    for row in rows:
        if tuple(row) != expected:
            raise AssertionError(f"{definitie.naam}.{table}: {tuple(row)} is niet {expected}")


def _plain(extra: Extra) -> dict[str, Any] | list[dict[str, Any]]:
    return dict(extra) if isinstance(extra, Mapping) else [dict(row) for row in extra]
