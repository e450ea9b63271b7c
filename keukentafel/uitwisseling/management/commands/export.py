"""`keukentafel export FOLDER` hands everything over as an exchange package."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.public import SYSTEEM
from keukentafel.uitwisseling.fouten import Pakketfout
from keukentafel.uitwisseling.moment import AFGEBROKEN, stoppable
from keukentafel.uitwisseling.uitvoer import export_package, late_births
from keukentafel.uitwisseling.voortgang import totals


class Command(BaseCommand):
    """Export an exchange package."""

    help = "Schrijf alles als gegevenspakket in een map."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("map", type=Path, metavar="FOLDER", help="een lege of nieuwe map")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the package. Exit status 1 with the reason when that cannot be done, 130 when it was interrupted."""
        try:
            with stoppable():
                counts = export_package(options["map"], by=SYSTEEM)
        except (Pakketfout, OSError) as reason:
            raise CommandError(str(reason)) from None
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; wat er staat is niet af.", returncode=AFGEBROKEN) from None
        if late := len(late_births()):
            self.stdout.write(f"{late} keer is de geboortedatum leeg: die ligt na de dag van de melding of de casus.")
        self.stdout.write(f"Geschreven naar {options['map']}: {totals(counts)}.")
