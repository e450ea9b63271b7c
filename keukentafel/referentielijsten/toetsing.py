"""Rules on what an entry may hold; pure, no database. Each raises Regelfout with what to do."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.states import Wet

GETALLEN_ALS_TEKST = {"factor"}  # decimals, kept as text so that 0.25 stays 0.25


def check_attributes(old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """The attributes of an entry keep their names and kinds; numbers are not negative (scales aside)."""
    if set(old) != set(new):
        raise Regelfout("Een kenmerk toevoegen of weglaten kan niet.", "kenmerken")
    for name, value in new.items():
        if type(value) is not type(old[name]):
            raise Regelfout(f"Vul bij ‘{name}’ dezelfde soort waarde in als eerst.", f"kenmerk_{name}")
        if name in GETALLEN_ALS_TEKST:
            _check_decimal(name, value)
        elif isinstance(value, int) and value < 0:
            raise Regelfout(f"Vul bij ‘{name}’ 0 of meer in.", f"kenmerk_{name}")


def check_product(attributes: Mapping[str, Any], categories: Mapping[str, Set[str]]) -> None:
    """A product stands under a law, and inside a mandatory category where the law has them (iWmo, iJw).

    `categories`: per law the codes of its categories. Raises Regelfout.
    """
    law = attributes.get("wet")
    if law not in Wet.values:
        raise Regelfout("Kies onder welke wet dit product valt.", "kenmerk_wet")
    if law in categories and attributes.get("categorie") not in categories[law]:
        raise Regelfout("Kies een productcategorie die bij deze wet hoort.", "kenmerk_categorie")


@dataclass(frozen=True, slots=True)
class Band:
    """An age band in whole years, both ends inclusive; `tot` None: no upper end."""

    van: int
    tot: int | None

    @property
    def code(self) -> str:
        """The code under which the band is stored."""
        return f"{self.van}_plus" if self.tot is None else f"{self.van}_{self.tot}"

    @property
    def naam(self) -> str:
        """The name on screen."""
        if self.tot is None:
            return f"{self.van} jaar en ouder"
        return f"{self.van} tot en met {self.tot} jaar"

    @property
    def kenmerken(self) -> dict[str, int]:
        """The attributes as stored; an open band has no `tot`."""
        return {"van": self.van} if self.tot is None else {"van": self.van, "tot": self.tot}


def check_bands(ondergrenzen: Sequence[int]) -> tuple[Band, ...]:
    """The bands that these lower bounds open: from 0, rising, at most 120 (R-007)."""
    bounds = list(ondergrenzen)
    if not bounds or bounds[0] != 0 or bounds != sorted(set(bounds)) or bounds[-1] > 120:
        raise Regelfout("Begin bij 0 en laat de leeftijden oplopen, zoals 0, 20, 40, 60, 70.", "grenzen")
    upper: list[int | None] = [bound - 1 for bound in bounds[1:]]
    return tuple(Band(van, tot) for van, tot in zip(bounds, [*upper, None], strict=True))


def _check_decimal(name: str, value: str) -> None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise Regelfout(f"Vul bij ‘{name}’ een getal in, bijvoorbeeld 0.75.", f"kenmerk_{name}") from None
    if not number.is_finite() or number < 0 or number > 100:
        raise Regelfout(f"Vul bij ‘{name}’ een getal van 0 tot en met 100 in.", f"kenmerk_{name}")
