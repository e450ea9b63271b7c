"""Reads: every value of every series, and what was frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from keukentafel.cijfers.actions import checksum
from keukentafel.cijfers.models import Bevrorenrapport, Reeks, Reekspunt
from keukentafel.cijfers.reeksbeeld import Punt
from keukentafel.core.fouten import Regelfout
from keukentafel.socialekaart.public import tell_areas_apart
from keukentafel.uitwisseling.public import Sleutelbos


def export_reekspunten(sleutels: Sleutelbos) -> Iterator[dict[str, Any]]:
    """Yield every value with its series, areas and teams under the keys of the exchange package."""
    rows = Reekspunt.objects.order_by("reeks__code", "van", "pk").values_list(
        "reeks__code", "reeks__onderwerp", "reeks__naam", "reeks__eenheid", "reeks__bron", "van", "tot",
        "gebied__code", "team_id", "uitsplitsing", "waarde", "n",
    )  # fmt: skip
    for reeks, onderwerp, naam, eenheid, bron, van, tot, gebied, team, uitsplitsing, waarde, n in rows.iterator():
        yield {
            "reeks": reeks, "onderwerp": onderwerp, "naam": naam, "eenheid": eenheid, "bron": bron, "van": van,
            "tot": tot, "gebied": gebied, "team": sleutels.of("teams", team), "uitsplitsing": uitsplitsing,
            "waarde": waarde, "n": n,
        }  # fmt: skip


def reeks_names(codes: Collection[str]) -> dict[str, str]:
    """Return the names of these series by their code; one query, none without codes."""
    return dict(Reeks.objects.filter(code__in=codes).values_list("code", "naam")) if codes else {}


def frozen_set(naam: str) -> list[Bevrorenrapport]:
    """Return what was frozen under this name, in the order in which it was.

    Raises Regelfout when there is nothing, or when a report is no longer what was kept.
    """
    found = list(Bevrorenrapport.objects.filter(naam=naam).order_by("pk"))
    if not found:
        raise Regelfout(f"Er is niets bevroren als {naam}.", veld="naam")
    for kept in found:
        if checksum(kept.vraag, kept.antwoord) != kept.controlegetal:
            raise Regelfout(f"Het bevroren rapport {kept.rapport} van {naam} is niet meer wat is vastgelegd.")
    return found


@dataclass(frozen=True, slots=True)
class Reeksregel:
    """A series in the list: how many values the reader may see, and up to which day."""

    reeks: Reeks
    aantal: int
    laatste: date | None


def list_reeksen(teams: Collection[int] | None) -> list[Reeksregel]:
    """Return every series of which there is a value for this reader, by subject and name; two queries."""
    counts = _seen(teams).order_by().values("reeks").annotate(aantal=Count("pk"), laatste=Max("tot"))
    found = {row["reeks"]: (row["aantal"], row["laatste"]) for row in counts}
    series = Reeks.objects.filter(pk__in=found).order_by("onderwerp", "naam", "pk")
    return [Reeksregel(one, *found[one.pk]) for one in series]


@dataclass(frozen=True, slots=True)
class Reeksgroep:
    """The values of one place and part of a series, oldest first; `gebied` and `team` are names, '' for none.

    `sleutel` says which place and part it is in an address; two areas may have one name.
    """

    gebied: str
    team: str
    deel: str
    punten: tuple[Punt, ...]
    sleutel: str

    @property
    def naam(self) -> str:
        """Of which place and part, in words."""
        return ", ".join(part for part in (self.gebied, self.team, self.deel) if part) or "Hele gemeente"


def groups_of(reeks: Reeks, teams: Collection[int] | None) -> list[Reeksgroep]:
    """Return the values of a series per place and part, the whole municipality first; one query."""
    rows = _seen(teams).filter(reeks=reeks).order_by("van", "tot", "pk")
    found: dict[tuple[str, int, str], list[Punt]] = {}
    areas: set[tuple[str, str, str]] = set()
    names: dict[int, str] = {0: ""}
    for gebied, gebiednaam, soort, team, teamnaam, deel, van, tot, waarde, n in rows.values_list(
        "gebied__code", "gebied__naam", "gebied__soort", "team", "team__naam", "uitsplitsing", "van", "tot", "waarde",
        "n",
    ):  # fmt: skip
        found.setdefault((gebied or "", team or 0, deel), []).append(Punt(van, tot, waarde, n))
        if gebied is not None:
            areas.add((gebied, gebiednaam, soort))
        if team is not None:
            names[team] = teamnaam
    uses, places = Counter(names.values()), tell_areas_apart(areas)
    groups = [
        Reeksgroep(
            places.get(gebied, ""), f"{names[team]} (nummer {team})" if uses[names[team]] > 1 else names[team], deel,
            tuple(punten), f"{gebied}.{team or ''}.{deel}",
        )
        for (gebied, team, deel), punten in found.items()
    ]  # fmt: skip
    return sorted(groups, key=lambda group: (group.gebied, group.team, group.deel))


def _seen(teams: Collection[int] | None) -> QuerySet[Reekspunt]:
    """Return the values that a reader may see: of no team, and of these teams; None is all."""
    return Reekspunt.objects.all() if teams is None else Reekspunt.objects.filter(Q(team=None) | Q(team__in=teams))
