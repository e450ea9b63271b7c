"""What the support of one case cost until today, per item, on the tab Ondersteuning (R-185). No engine: few rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from keukentafel.casussen.public import Casustoegang, Overzichtsblok
from keukentafel.cijfers.public import export_prijzen
from keukentafel.inzicht.figuren.geld import euro
from keukentafel.inzicht.kosten import Post, Prijs, Prijzen, cost_within, sum_known, take_turns, to_cent
from keukentafel.plannen.public import Inzet, readable_inzet
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Veld
from keukentafel.voorzieningen.public import Aanvraag, of_casus


def costs_block(kring: Casustoegang) -> Overzichtsblok | None:
    """Return the items with known costs until today, what they add up to, and of how many it is unknown.

    Only what this reader may see; None when no costs are known. A provision takes the place of its item of the plan,
    as in the report `kosten`.
    """
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return None
    today = timezone.localdate()
    requests = [one for one in of_casus(kring.casus.pk) if kring.mag_wet(one.wet) and one.hulp_gestart_op is not None]
    items = [item for item in readable_inzet(kring) if item.van <= today and item.status != "voorgesteld"]
    rows = costs_of(items, requests, today, _prices() if requests else {})
    known, unknown, total = sum_known(cent for _naam, cent in rows)
    if total is None:
        return None
    context = {
        "regels": [(naam, euro(cent)) for naam, cent in rows if cent is not None],
        "totaal": euro(total),
        "bekend": known,
        "onbekend": unknown,
    }
    return Overzichtsblok("", "inzicht/_casuskosten.html", context, volgorde=20)


def costs_of(
    items: Sequence[Inzet], requests: Sequence[Aanvraag], op: date, prijzen: Prijzen
) -> list[tuple[str, int | None]]:
    """Return per item its name and its costs in cents from its start to day `op`; None: unknown."""
    own = {item.pk: _of_item(item) for item in items}
    asked_for = {one.inzet_id for one in requests}
    posts = [
        (_of_request(one, own.get(one.inzet_id or 0)), one.inzet_id, f"{place:06}")
        for place, one in enumerate(requests)
    ]
    names = [label_of("product", one.product, op) or "Voorziening" for one in requests]
    found = list(zip(names, take_turns(posts), strict=True))
    found += [
        (item.omschrijving or label_of("kring", item.kring, op), own[item.pk])
        for item in items if item.pk not in asked_for
    ]  # fmt: skip
    return [(naam, cost_within(post, None, op, prijzen)) for naam, post in found]


def _of_item(item: Inzet) -> Post:
    return Post(
        "", None, item.wet, item.kring, "", item.van, item.tot, to_cent(item.kosten), to_cent(item.kosten_totaal)
    )


def _of_request(one: Aanvraag, item: Post | None) -> Post:
    begun = one.hulp_gestart_op or date.max  # only those that began come here
    ends = [day for day in (one.tot, one.beeindigd_op) if day is not None]
    return Post(
        "", None, one.wet, "maatwerk", one.product, begun, max(min(ends), begun) if ends else None,
        to_cent(one.kosten), None, one.omvang, one.eenheid, one.frequentie, item,
    )  # fmt: skip


def _prices() -> Prijzen:
    found: dict[str, list[Prijs]] = defaultdict(list)
    for row in export_prijzen():
        found[row["product"]].append(Prijs(row["eenheid"], row["cent"], row["van"], row["tot"]))
    return found
