"""The only door into cijfers for other rooms: re-exports, no logic."""

from keukentafel.cijfers.actions import Reekstelling, freeze_report, import_reeksen
from keukentafel.cijfers.models import Bevrorenrapport, Mkbaprijs
from keukentafel.cijfers.prijzen import export_prijzen, import_prijzen, to_cents
from keukentafel.cijfers.reeksbeeld import Punt, break_between
from keukentafel.cijfers.rijen import KOLOMMEN as REEKSKOLOMMEN
from keukentafel.cijfers.selectors import export_reekspunten, frozen_set, reeks_names
from keukentafel.cijfers.states import Onderwerp

__all__ = [
    "REEKSKOLOMMEN",
    "Bevrorenrapport",
    "Mkbaprijs",
    "Onderwerp",
    "Punt",
    "Reekstelling",
    "break_between",
    "export_prijzen",
    "export_reekspunten",
    "freeze_report",
    "frozen_set",
    "import_prijzen",
    "import_reeksen",
    "reeks_names",
    "to_cents",
]
