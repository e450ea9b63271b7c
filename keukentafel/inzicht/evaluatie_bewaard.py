"""The evaluation report from figures that were kept: two moments beside each other, without computing anything again.

Of the municipality these are published spans, so that the report tells nothing that was not told (docs/adr/0014); the
command `evaluation` counts anew, for who may see everything.
"""

from __future__ import annotations

from datetime import date, timedelta

from keukentafel.inzicht.figuren.hoofdstuk import Hoofdstuk
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.figuren.woorden import long_day
from keukentafel.inzicht.selectors import Stand

DELEN = (
    ("binnen", "Instroom", "Wat er binnenkwam en wat daarvan werd."),
    ("wie", "Wie de inwoners zijn", "Per kenmerk; een percentage is over wie bekend is."),
    ("hoe_gaat_het", "Zelfredzaamheid", "Bij de start, en van de eerste naar de laatste meting."),
    ("patronen", "Problemen per gebied", "Per 1.000 inwoners, en of een verschil meer is dan toeval."),
    ("kanteling", "Waar hulp vandaan komt", "Wat er al was naast wat erbij kwam."),
    ("bereikt", "Doelen", "Twee manieren van tellen tellen we nooit op."),
    ("hoe_lang", "Doorlooptijd", "Van melding tot contact, plan en hulp."),
    ("terugkoppeling", "Terugkoppeling", "Of wie meldde iets terughoorde."),
    ("anders", "Wat er anders ging dan voorheen", "De korte terugblik per casus."),
)


def compared_with(stand: Stand, asked: date | None) -> date | None:
    """Return the day to compare with: what was asked, else the last one at least a year earlier, else the first.

    None when no earlier day is kept.
    """
    earlier = [day for day in stand.dagen if day < stand.peildatum]
    if asked in earlier:
        return asked
    year = stand.peildatum - timedelta(365)
    return next((day for day in earlier if day <= year), earlier[-1] if earlier else None)


def chapters(nu: Stand, eerder: Stand | None) -> list[Hoofdstuk]:
    """Return per part a chapter of the earlier moment and one of this moment."""
    found = []
    for vraag, kop, tekst in DELEN:
        for stand in (eerder, nu):
            if stand is not None:
                figures = [figuur for figuur in stand.of(vraag) if not figuur.leeg]
                found.append(Hoofdstuk(f"{kop}: {_when(stand, figures)}", tekst, figures))
    return found


def _when(stand: Stand, figures: list[Figuur]) -> str:
    """The period of these figures in words, or their day."""
    spans = {(figuur.van, figuur.tot) for figuur in figures if figuur.van and figuur.tot}
    if len(spans) != 1:
        return f"op {long_day(stand.peildatum)}"
    ((van, tot),) = spans
    return f"{long_day(date.fromisoformat(van))} tot en met {long_day(date.fromisoformat(tot))}"
