"""What one cell may hold: per kind of column a check on the text, and the value that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from keukentafel.core.tekens import has_turning
from keukentafel.uitwisseling.definitie import Kolom, Soort

DATUM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
GEHEEL = re.compile(r"-?\d{1,10}", re.ASCII)
GETAL = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
GROOTSTE = 2**31 - 1  # a whole number of the database
JA_NEE = {"ja": True, "nee": False}


class Gebrek(NamedTuple):
    """Why a cell is not good: the rule, and in Dutch what was expected."""

    regel: str
    melding: str


VERPLICHT = Gebrek("verplicht", "Vul deze cel in; zij mag niet leeg zijn.")
Keuring = Callable[[str], Gebrek | None]


def check_for(kolom: Kolom) -> Keuring:
    """Return the check of this column on a filled cell: None when it is good."""
    return {
        Soort.TEKST: lambda text: _text(kolom, text),
        Soort.DATUM: _date,
        Soort.GEHEEL: lambda text: _integer(kolom, text),
        Soort.GETAL: lambda text: _number(kolom, text),
        Soort.JA_NEE: _boolean,
    }[kolom.soort]


def value_for(kolom: Kolom) -> Callable[[str], object]:
    """Return what turns a good filled cell of this column into its value: str, date, int, Decimal or bool."""
    values: dict[Soort, Callable[[str], object]] = {
        Soort.TEKST: str,
        Soort.DATUM: date.fromisoformat,
        Soort.GEHEEL: int,
        Soort.GETAL: Decimal,
        Soort.JA_NEE: JA_NEE.__getitem__,
    }
    return values[kolom.soort]


def is_date(text: str) -> bool:
    """Whether this is a day as the contract writes it: 2014-12-03."""
    if not DATUM.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(kolom: Kolom, text: str) -> Gebrek | None:
    if kolom.codes and text not in kolom.codes:
        return Gebrek("codelijst", f"Kies een van: {', '.join(sorted(kolom.codes))}.")
    if kolom.patroon and not re.fullmatch(kolom.patroon, text, re.ASCII):
        return Gebrek("patroon", "Schrijf een maand als 2014-12.")
    if has_turning(text):
        return Gebrek("teken", "Haal het onzichtbare teken weg dat de leesrichting omdraait (U+202E bijvoorbeeld).")
    if len(text) > kolom.langst:
        return Gebrek("te_lang", f"Hoogstens {kolom.langst} tekens.")
    return None


def _date(text: str) -> Gebrek | None:
    return None if is_date(text) else Gebrek("type", "Schrijf een datum als 2014-12-03.")


def _integer(kolom: Kolom, text: str) -> Gebrek | None:
    if not GEHEEL.fullmatch(text) or abs(int(text)) > GROOTSTE:
        return Gebrek("type", "Schrijf een geheel getal, zonder punten of komma's.")
    return _bounds(kolom, int(text))


def _number(kolom: Kolom, text: str) -> Gebrek | None:
    if not GETAL.fullmatch(text):
        return Gebrek("type", "Schrijf een getal met een punt, hoogstens zes cijfers erachter: 0.89.")
    return _bounds(kolom, Decimal(text))


def _boolean(text: str) -> Gebrek | None:
    return None if text in JA_NEE else Gebrek("type", "Schrijf ja of nee, of laat de cel leeg.")


def _bounds(kolom: Kolom, value: int | Decimal) -> Gebrek | None:
    too_low = kolom.laagste is not None and value < kolom.laagste
    too_high = kolom.hoogste is not None and value > kolom.hoogste
    if too_low or too_high:
        return Gebrek("bereik", f"Een getal van {kolom.laagste:g} tot en met {kolom.hoogste:g}.")
    return None
