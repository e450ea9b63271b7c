"""How complete the cases are: of one team, live and exact for those who work in it; beyond it once a span, suppressed.

A team sees its own cases as far as the reader may see them, so that a number opens a list that is as long. What leaves
the team is counted over the whole municipality at the end of a span, once: two counts of the same cases could be
subtracted. R-192, R-193; T-28 (which instruments are used); ADR 0014.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from keukentafel.casussen.public import Casus, sight_of
from keukentafel.core.onderdrukking import GRENS, tells_pair
from keukentafel.inzicht.kwaliteit import KORT_GELEDEN, Kwaliteitsregel, condition, population, quality_lines
from keukentafel.inzicht.models import Kwaliteitsstand
from keukentafel.nazorg.public import Werkwijzereview
from keukentafel.plannen.public import Doel, Plan
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker
from keukentafel.zelfredzaamheid.public import Meting, Metingstatus

OPEN, GESLOTEN = "n_open", "n_gesloten"


@dataclass(frozen=True, slots=True)
class Regelstand:
    """One line with how many cases it is about, of how many; None where that may not be told."""

    regel: Kwaliteitsregel
    aantal: int | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Gebruik:
    """How many of the cases have something that the team works with (T-28): never a mark, some cases need none."""

    naam: str
    aantal: int
    n: int


@dataclass(frozen=True, slots=True)
class Teamkwaliteit:
    """What one reader sees of one team."""

    regels: Sequence[Regelstand]
    gebruik: Sequence[Gebruik]
    open: int


def quality_of(user: Gebruiker, team: Team, op: date) -> Teamkwaliteit:
    """Return the lines of this team over the cases that this user may see; one query besides those of the sight."""
    lines, uses = quality_lines(), _uses()
    found = Casus.objects.within(*sight_of(user, op)).filter(team=team)
    counts = _count(found, op, uses)
    return Teamkwaliteit(
        [Regelstand(line, counts[line.code], counts[OPEN if line.open else GESLOTEN]) for line in lines.values()],
        [Gebruik(naam, counts[f"g_{code}"], counts[OPEN if open else GESLOTEN])
         for code, (naam, open, _where) in uses.items()],
        counts[OPEN],
    )  # fmt: skip


def _count(found: Any, op: date, uses: Mapping[str, tuple[str, bool, Q]]) -> dict[str, int]:
    """Count every line and every use over these cases, in one walk."""
    closed = population(open=False, op=op)
    kept = Q(afgesloten_op=None) | Q(afgesloten_op__gt=op - KORT_GELEDEN)
    groups = {True: population(open=True, op=op), False: closed}
    wanted = {OPEN: Count("pk", filter=groups[True]), GESLOTEN: Count("pk", filter=closed)}
    for line in quality_lines().values():
        wanted[line.code] = Count("pk", filter=condition(line.code, op))
    for code, (_naam, open, where) in uses.items():
        wanted[f"g_{code}"] = Count("pk", filter=groups[open] & where)
    counted: dict[str, int] = found.filter(kept).order_by().aggregate(**wanted)
    return counted


def _uses() -> dict[str, tuple[str, bool, Q]]:
    """Return what the team works with: code → name, about open cases, condition."""
    plans = Plan.objects.own().filter(huishouden=OuterRef("huishouden"), beeindigd_op=None)
    goals = Doel.objects.open().filter(plan__huishouden=OuterRef("huishouden"), plan__beeindigd_op=None)
    scored = Meting.objects.filter(casus=OuterRef("pk"), status=Metingstatus.VASTGELEGD)
    return {
        "plan": ("Een plan", True, Q(Exists(plans))),
        "gegeven": ("Het plan is meegegeven", True, Q(Exists(plans.exclude(verstrekt_op=None)))),
        "doel": ("Een doel dat loopt", True, Q(Exists(goals))),
        "meting": ("Zelfredzaamheid gemeten", True, Q(Exists(scored))),
        "terugblik": ("Teruggekeken na het afsluiten", False,
                      Q(Exists(Werkwijzereview.objects.filter(casus=OuterRef("pk"))))),
    }  # fmt: skip


def count_quality(peildatum: date) -> list[dict[str, Any]]:
    """Return per line what may be told of the whole municipality: cases of this day, and how many of them.

    None where it may not: neither those in it nor those outside it may be fewer than GRENS, but for nought.
    """
    counts = _count(Casus.objects.all(), peildatum, {})
    told = []
    for line in quality_lines().values():
        n, aantal = counts[OPEN if line.open else GESLOTEN], counts[line.code]
        enough = n == 0 or n >= GRENS
        told.append({
            "code": line.code, "n": n if enough else None,
            "aantal": aantal if enough and tells_pair(aantal, n) else None,
        })  # fmt: skip
    return told


def keep_quality(peildatum: date, regels: Sequence[Mapping[str, Any]]) -> None:
    """Keep what was counted of this span, by its last day, unless it was kept before: a span is told once."""
    values = {"gemaakt_op": timezone.now(), "regels": list(regels)}
    Kwaliteitsstand.objects.get_or_create(peildatum=peildatum, defaults=values)


def quality_beyond() -> tuple[Kwaliteitsstand, list[Regelstand]] | None:
    """Return the newest that was kept of the municipality; None when there is none yet."""
    found = Kwaliteitsstand.objects.first()
    if found is None:
        return None
    lines = quality_lines()
    rows = [row for row in found.regels if row["code"] in lines]
    return found, [Regelstand(lines[row["code"]], row["aantal"], row["n"]) for row in rows]
