"""What a price list that is offered would change in the list there is: counted per product, before it comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from keukentafel.cijfers.mkba import check_mkba
from keukentafel.cijfers.models import Mkbaprijs, Productprijs
from keukentafel.cijfers.prijzen import check_prijzen
from keukentafel.referentielijsten.public import all_choices
from keukentafel.uitwisseling.public import Foutenlijst

K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class Prijstelling:
    """The prices of one product or effect: new, with another amount, period or source, as they were, and gone."""

    naam: str
    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0
    vervalt: int = 0

    def as_dict(self) -> dict[str, str | int]:
        """Return it ready for JSON."""
        return asdict(self)


def preview_prijzen(pad: Path, fouten: Foutenlijst) -> list[Prijstelling]:
    """Check a price list of products and count what would change. Faults go on `fouten`. Raises OSError."""
    rows = check_prijzen(pad, fouten)
    names = dict(all_choices("product"))
    before = {(p.product, p.eenheid, p.van): (p.cent, p.tot, p.bron) for p in Productprijs.objects.all()}
    after = {(r.product, r.eenheid, r.van): (r.cent, r.tot, r.bron) for r in rows}
    return _changes(before, after, lambda key: names.get(key[0], key[0]))


def preview_mkba(pad: Path, fouten: Foutenlijst) -> list[Prijstelling]:
    """Check a price list of an MKBA and count what would change. Raises OSError, and Regelfout where there is none."""
    rows = check_mkba(pad, fouten)
    before = {p.code: (p.omschrijving, p.cent, p.prijspeil, p.bron) for p in Mkbaprijs.objects.all()}
    after = {r.code: (r.omschrijving, r.cent, r.prijspeil, r.bron) for r in rows}
    words = {code: values[0] for code, values in (*before.items(), *after.items())}
    return _changes(before, after, lambda code: words[code])


def _changes(before: Mapping[K, object], after: Mapping[K, object], name: Callable[[K], str]) -> list[Prijstelling]:
    found: dict[str, Prijstelling] = defaultdict(lambda: Prijstelling(""))
    for key in {**before, **after}:
        one = found[name(key)]
        one.naam = name(key)
        if key not in before:
            one.nieuw += 1
        elif key not in after:
            one.vervalt += 1
        elif before[key] == after[key]:
            one.gelijk += 1
        else:
            one.gewijzigd += 1
    return sorted(found.values(), key=lambda one: one.naam)
