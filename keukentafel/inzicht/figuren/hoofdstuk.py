"""A part of a report on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keukentafel.inzicht.figuren.vorm import Figuur

NIET_BESCHIKBAAR = "Hiervan zijn in deze periode geen gegevens vastgelegd. Dat is niet hetzelfde als nul."


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """One part: what it is about in words, and its figures; without figures it says that there is nothing."""

    kop: str
    tekst: str
    figuren: Sequence[Figuur]
