"""The tables on costs that the exchange package does not hold: items of plans, requests for provisions, prices.

Whole cents and days; nothing of who somebody is. What an item cost over its whole period stands in the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from keukentafel.cijfers.public import export_prijzen
from keukentafel.inzicht.kosten import to_cent
from keukentafel.plannen.public import cost_facts
from keukentafel.uitwisseling.public import Sleutelbos
from keukentafel.voorzieningen.public import facts_of_aanvragen

INZETKOSTEN, VOORZIENINGEN, PRIJZEN = "inzetkosten", "voorzieningen", "productprijzen"
_T, _D, _N = pa.string(), pa.date32(), pa.int64()
SCHEMAS: Mapping[str, pa.Schema] = {
    INZETKOSTEN: pa.schema([
        ("inzet", _T), ("wet", _T), ("jaar_cent", _N),
    ]),
    VOORZIENINGEN: pa.schema([
        ("aanvraag", _T), ("casus", _T), ("inzet", _T), ("wet", _T), ("product", _T),
        ("omvang", pa.decimal128(18, 6)), ("eenheid", _T),
        ("frequentie", _T), ("tot", _D), ("jaar_cent", _N), ("ingediend_op", _D), ("besluit_op", _D),
        ("uitslag", _T), ("afwijsreden", _T), ("hulp_gestart_op", _D), ("beeindigd_op", _D),
    ]),
    PRIJZEN: pa.schema([("product", _T), ("eenheid", _T), ("cent", _N), ("van", _D), ("tot", _D)]),
}  # fmt: skip


def export_inzetkosten(sleutels: Sleutelbos) -> Iterator[dict[str, Any]]:
    """Yield what the package does not tell of an item of an own plan: its law, and its costs a year."""
    for fact in cost_facts():
        yield {"inzet": sleutels.of("inzet", fact.pk), "wet": fact.wet, "jaar_cent": to_cent(fact.per_jaar)}


def export_voorzieningen(sleutels: Sleutelbos) -> Iterator[dict[str, Any]]:
    """Yield the requests that were handed in."""
    for fact in facts_of_aanvragen():
        yield {
            "aanvraag": sleutels.of(VOORZIENINGEN, fact.pk),
            "casus": sleutels.of("casussen", fact.casus),
            "inzet": sleutels.of("inzet", fact.inzet) if fact.inzet is not None else None,
            **{naam: getattr(fact, naam) for naam in SCHEMAS[VOORZIENINGEN].names if naam not in EIGEN_VORM},
            "jaar_cent": to_cent(fact.per_jaar),
        }


def export_productprijzen(sleutels: Sleutelbos) -> Iterator[dict[str, Any]]:
    """Yield the price list of this municipality."""
    yield from export_prijzen()


EIGEN_VORM = ("aanvraag", "casus", "inzet", "jaar_cent")
UITVOER: Mapping[str, Callable[[Sleutelbos], Iterator[dict[str, Any]]]] = {
    INZETKOSTEN: export_inzetkosten,
    VOORZIENINGEN: export_voorzieningen,
    PRIJZEN: export_productprijzen,
}
