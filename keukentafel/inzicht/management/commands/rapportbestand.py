"""`keukentafel rapportbestand N` makes a file that was asked for at the screen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.inzicht.bestanden import finish_file, render_file
from keukentafel.inzicht.models import Rapportbestand
from keukentafel.inzicht.plaatsen import DRUK, RONDEN, Bezet, hold_place
from keukentafel.inzicht.vastleggen import ONVERWACHT

WACHT = 10 * 60  # seconds that a file waits for its place


class Command(BaseCommand):
    """Make one file."""

    help = "Maak een rapport dat op het scherm is gevraagd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("bestand", type=int, metavar="N", help="het bestand dat op het scherm is gevraagd")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and keep it. Exit status 1 with the reason when it cannot."""
        rows = Rapportbestand.objects.filter(pk=options["bestand"], klaar_op=None)
        bestand = rows.select_related("stand__team", "eerder", "scan__team", "zaakversie").first()
        if bestand is None:
            raise CommandError("Dit bestand is er niet, of is al klaar.")
        try:
            with hold_place("bestand", RONDEN, WACHT):
                rows.update(aan_de_beurt=True)
                content = render_file(bestand)
        except Bezet:
            finish_file(bestand, fout=DRUK)
            raise CommandError(DRUK) from None
        except BaseException:
            finish_file(bestand, fout=ONVERWACHT)
            raise
        finish_file(bestand, inhoud=content)
