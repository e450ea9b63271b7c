"""The standing questions of Inzicht, each with what answers it. Source: issue 3 section 4, R-178."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from keukentafel.inzicht.figuren.binnen import build_binnen, build_terugkoppeling, build_wie
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.gebieden import build_gebieden
from keukentafel.inzicht.figuren.geld import build_kosten
from keukentafel.inzicht.figuren.patronen import build_patronen
from keukentafel.inzicht.figuren.verloop import build_bereikt, build_hoe_gaat_het, build_kanteling
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.figuren.werk import (
    build_anders,
    build_buurt,
    build_hoe_lang,
    build_hoe_vol,
    build_plan,
    build_stapeling,
)


@dataclass(frozen=True, slots=True)
class VasteVraag:
    """A question that is always answered: its place in the address, its words, and what builds its figures."""

    code: str
    tekst: str
    build: Callable[[Blik], list[Figuur]]


VRAGEN: Mapping[str, VasteVraag] = {
    vraag.code: vraag
    for vraag in (
        VasteVraag("binnen", "Wat komt er binnen?", build_binnen),
        VasteVraag("wie", "Wie zijn de inwoners?", build_wie),
        VasteVraag("hoe_gaat_het", "Hoe gaat het met ze?", build_hoe_gaat_het),
        VasteVraag("patronen", "Welke problemen komen waar voor?", build_patronen),
        VasteVraag("kanteling", "Waar komt de hulp vandaan?", build_kanteling),
        VasteVraag("bereikt", "Wat wordt er bereikt?", build_bereikt),
        VasteVraag("plan", "Heeft elk huishouden één plan?", build_plan),
        VasteVraag("hoe_lang", "Hoe lang duurt het?", build_hoe_lang),
        VasteVraag("stapeling", "Waar komt veel hulp samen?", build_stapeling),
        VasteVraag("kosten", "Wat kost het?", build_kosten),
        VasteVraag("gebieden", "Gaat het omhoog of omlaag?", build_gebieden),
        VasteVraag("hoe_vol", "Hoeveel werk is er?", build_hoe_vol),
        VasteVraag("terugkoppeling", "Horen melders iets terug?", build_terugkoppeling),
        VasteVraag("anders", "Wat ging er anders dan voorheen?", build_anders),
        VasteVraag("buurt", "Wat doet de buurt?", build_buurt),
    )
}


def build_figures(blik: Blik) -> list[Figuur]:
    """Return all figures of one scope, in the order of the questions."""
    return [figuur for vraag in VRAGEN.values() for figuur in vraag.build(blik)]
