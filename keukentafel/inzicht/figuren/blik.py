"""What one reader may see of the counts: everything of the own team, or what is left after suppression beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from keukentafel.core.onderdrukking import GRENS, closed_groups, suppress, tells_middle
from keukentafel.inzicht.figuren.verdelingen import (
    GEEN,
    ONBEKEND,
    Envelop,
    Telling,
    coarse,
    coarse_area,
    durations_of,
    partitions_of,
    population_of,
)
from keukentafel.inzicht.rekenen import share

Getoond = dict[str, int | None]  # value → count, None when it may not be told
Duur = tuple[float | None, int | None]  # within how many days half, and eight out of ten, were done
Uitkomsten = Mapping[str, Envelop]  # report → envelope, of one scope
NERGENS = "-"  # whose area is not known
GEMEENTE = ""  # the scope of all teams together


@dataclass(frozen=True, slots=True)
class Verdeling:
    """One partition as somebody sees it: n and count per value, None where it may not be told."""

    n: int | None
    aantallen: Getoond

    def of(self, *waarden: str) -> int | None:
        """Return the count of these values together; None when one of them is not told."""
        found = [self.aantallen.get(waarde, 0) for waarde in waarden]
        return None if None in found else sum(n for n in found if n is not None)

    def known(self) -> int | None:
        """Return how many have a known value; None when that cannot be told."""
        unknown = self.of(*ONBEKEND)
        return None if self.n is None or unknown is None else self.n - unknown

    def base(self) -> int | None:
        """Return what shares are over: the known ones, or all where it cannot be told how many are unknown."""
        known = self.known()
        return self.n if known is None else known

    def percentage(self, *waarden: str) -> float | None:
        """Return the share of these values over `base`; None where it cannot be told or divided."""
        aantal, base = self.of(*waarden), self.base()
        return None if aantal is None or not base else share(aantal, base)

    def largest(self) -> str:
        """Return the known value with the highest count that is told; '' for none."""
        told = [(n, waarde) for waarde, n in self.aantallen.items() if n and waarde not in ONBEKEND]
        return max(told, key=lambda row: row[0])[1] if told else ""


@dataclass(frozen=True, slots=True)
class Blik:
    """All partitions of one scope in one period, and the envelopes that definitions and medians come from.

    `exact`: the reader works in the team. Beyond it, what an envelope says about n or missing is not to be shown.
    `duren`: the medians that may be told, by partition.
    """

    uitkomsten: Uitkomsten
    verdelingen: Mapping[str, Verdeling]
    exact: bool
    vorig: Blik | None = field(default=None)
    duren: Mapping[str, Duur] = field(default_factory=dict)

    def of(self, naam: str) -> Verdeling:
        """Return a partition; an empty one when there is none."""
        return self.verdelingen.get(naam, Verdeling(0, {}))

    def names(self, prefix: str) -> list[str]:
        """Return the partitions of a kind, sorted: start/zrm2013/adl is of the kind start."""
        return sorted(naam for naam in self.verdelingen if naam.startswith(f"{prefix}/"))

    def before(self, naam: str) -> Verdeling:
        """Return the same partition a year earlier; an empty one when there is none."""
        return self.vorig.of(naam) if self.vorig else Verdeling(0, {})


def exact_view(uitkomsten: Uitkomsten, vorig: Uitkomsten | None = None) -> Blik:
    """Return what the team itself sees."""
    seen = {
        naam: Verdeling(sum(telling.values()), dict(telling)) for naam, telling in partitions_of(uitkomsten).items()
    }
    return Blik(uitkomsten, seen, True, exact_view(vorig) if vorig is not None else None, durations_of(uitkomsten))


def views_beyond(per_scope: Mapping[str, Uitkomsten], vorig: Mapping[str, Blik] | None = None) -> dict[str, Blik]:
    """Return what policy sees of the municipality (GEMEENTE) and of each team: nothing small, nor by subtraction.

    Where the teams do not add up to the municipality, only the latter is told. Problems per domain are told by area
    where those are counted, else by team. `vorig` is what was told of an earlier
    span: no person may be counted in both.
    """
    earlier = vorig or {}
    scopes = {scope: partitions_of(found) for scope, found in per_scope.items()}
    tables: dict[str, dict[str, Verdeling]] = {scope: {} for scope in scopes}
    coarsened = {naam: _coarsened(naam, scopes) for naam in sorted({n for found in scopes.values() for n in found})}
    if areas := {naam: telling for naam, telling in scopes[GEMEENTE].items() if naam.startswith("patroon/")}:
        coarsened = {naam: groups for naam, groups in coarsened.items() if not naam.startswith("start/")}
        tables[GEMEENTE] |= _by_area(areas)
    stacked = {naam: telling for naam, telling in scopes[GEMEENTE].items() if naam.startswith("stapeling/")}
    tables[GEMEENTE] |= _by_area(stacked)
    shut: dict[str, set[str]] = {}
    for naam, groups in coarsened.items():
        if groups:
            population = population_of(naam)
            totals = {group: sum(telling.values()) for group, telling in groups.items()}
            shut[population] = shut.get(population, set()) | closed_groups(totals)
    for naam, groups in ((naam, groups) for naam, groups in coarsened.items() if groups):
        for scope, seen in _suppressed(groups, shut.get(population_of(naam), set())).items():
            tables[scope][naam] = seen
    return {
        scope: Blik(
            per_scope[scope], tables[scope], False, earlier.get(scope), _middles(per_scope[scope], tables[scope])
        )
        for scope in scopes
    }


def _middles(uitkomsten: Uitkomsten, told: Mapping[str, Verdeling]) -> dict[str, Duur]:
    """The medians that may be told: over a told count of at least GRENS; of the first contact, whose count is never
    told (`coarse`), where that leaves room (tells_middle)."""
    found = {}
    for naam, spans in durations_of(uitkomsten).items():
        if naam == "contact":
            every = told["afhandeling"].n if "afhandeling" in told else None
            fine = tells_middle(uitkomsten["meldingen"]["snelheid"]["n"], every)
        else:
            fine = (told[naam].of("bekend") or 0) >= GRENS if naam in told else False
        if fine:
            found[naam] = spans
    return found


def _by_area(patterns: Mapping[str, Telling]) -> dict[str, Verdeling]:
    """Tell problems per domain, or stacking, by area and of the whole; then not by team too: that would close a ring
    (ADR 0016). Areas are closed together: n of the whole stands elsewhere."""
    tables: dict[str, dict[str, Telling]] = {}
    for naam, telling in patterns.items():
        kind, area = naam.rsplit("/", 1)
        tables.setdefault(kind, {})[area or NERGENS] = coarse_area(naam, telling)
    found = {}
    for kind, areas in tables.items():
        shut = closed_groups({area: sum(telling.values()) for area, telling in areas.items()})
        for area, seen in _suppressed(areas, shut).items():
            if area != GEMEENTE:
                found[f"{kind}/{area if area != NERGENS else ''}"] = seen
            elif kind.startswith("patroon/"):
                found[f"start/{kind.removeprefix('patroon/')}"] = seen
    return found


def _coarsened(naam: str, scopes: Mapping[str, Mapping[str, Telling]]) -> dict[str, Telling]:
    """Return the partition per team, or of the municipality alone where the teams do not add up to it."""
    per_team = {
        scope: cut
        for scope, found in scopes.items()
        if scope != GEMEENTE and naam in found and (cut := coarse(naam, found[naam])) is not None
    }
    whole = coarse(naam, scopes[GEMEENTE].get(naam, {})) if naam in scopes[GEMEENTE] else None
    if whole is None:
        return {}
    values = {value for telling in (*per_team.values(), whole) for value in telling}
    adds_up = all(sum(t.get(value, 0) for t in per_team.values()) == whole.get(value, 0) for value in values)
    return per_team if per_team and adds_up else {GEMEENTE: whole}


def _suppressed(groups: Mapping[str, Telling], shut: Iterable[str]) -> dict[str, Verdeling]:
    values = list(dict.fromkeys(value for telling in groups.values() for value in telling))
    kruis = {(group, value): telling.get(value, 0) for group, telling in groups.items() for value in values}
    told = suppress(kruis, set(shut) & set(groups))
    found = {GEMEENTE: Verdeling(told.n, dict(told.waarden))}
    for group in groups:
        if group != GEMEENTE:
            cells = {value: told.cellen[group, value] for value in values}
            found[group] = Verdeling(told.groepen.get(group, 0), cells)  # no value at all: nobody
    return found


__all__ = ["GEEN", "GEMEENTE", "Blik", "Verdeling", "exact_view", "views_beyond"]
