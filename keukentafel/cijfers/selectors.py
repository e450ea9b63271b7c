"""Reads: every value of every series, and what was frozen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from keukentafel.cijfers.actions import checksum
from keukentafel.cijfers.models import Bevrorenrapport, Reekspunt
from keukentafel.core.fouten import Regelfout
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
