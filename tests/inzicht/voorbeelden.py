"""Figures for the walk over the screens: made from a small package, without the engine."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht import koppelingen
from keukentafel.inzicht.figuren.vorm import Figuur, Kolom
from keukentafel.inzicht.models import Cijferstand
from keukentafel.inzicht.states import Blikveld
from tests.cast import Cast

FIGUUR = Figuur(
    naam="kanaal", vraag="binnen", soort="balken", titel="Telefoon: 60% (30 van 50)", meet="Hoe meldingen binnenkomen",
    rapport="meldingen", versie=1, definitie="Meldingen ontvangen in de periode.", populatie="Meldingen ontvangen",
    peildatum="2026-10-31", van="2025-11-01", tot="2026-10-31", n=50, ontbrekend=2,
    kolommen=[Kolom("Waarde", "tekst"), Kolom("Aantal"), Kolom("Percentage", "getal"), Kolom("Eerder", "getal")],
    rijen=[["Telefoon", 30, 60.0, 55.5], ["=cmd", 20, 40.0, None], ["Loket", None, None, None]],
)  # fmt: skip


def make_figures(cast: Cast, op: date | None = None) -> str:
    """Figures of team Noord and of policy on one day; returns the name of one."""
    day = op or timezone.localdate()
    for blik, team in ((Blikveld.TEAM, cast.noord), (Blikveld.BELEID, None), (Blikveld.BELEID, cast.noord)):
        made = {"gemaakt_op": timezone.now(), "figuren": [FIGUUR.as_dict()]}
        Cijferstand.objects.get_or_create(blik=blik, team=team, peildatum=day, defaults=made)
    return FIGUUR.naam


def make_koppelsleutel(cast: Cast) -> int:
    """A key for the published figures that holds today."""
    return koppelingen.make_koppelsleutel(by=SYSTEEM, naam="Datawarehouse", tot=timezone.localdate())[0].pk


INZICHT = {"koppelsleutel_id": make_koppelsleutel, "rapport": lambda cast: "bestaat-niet",
           "vraag": lambda cast: "binnen", "figuur": make_figures, "vorm": lambda cast: "csv",
           "pakketvorm": lambda cast: "xlsx" if make_figures(cast) else ""}  # fmt: skip
