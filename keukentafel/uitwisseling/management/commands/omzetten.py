"""`keukentafel omzetten EXPORT MAPPING FOLDER` makes an exchange package of another system's flat export."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.omzetten import convert_export
from keukentafel.uitwisseling.voortgang import totals


class Command(BaseCommand):
    """Convert a flat export."""

    help = "Maak van een platte export (CSV) van een ander systeem een gegevenspakket, met een omzetting (TOML)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The export, the mapping, where to."""
        parser.add_argument("export", type=Path, metavar="EXPORT", help="de platte export, een CSV-bestand")
        parser.add_argument("omzetting", type=Path, metavar="MAPPING", help="welke kolom waarheen gaat (TOML)")
        parser.add_argument("map", type=Path, metavar="FOLDER", help="een lege of nieuwe map voor het pakket")
        parser.add_argument("--faults", type=Path, metavar="CSV", help="schrijf alle fouten naar dit bestand")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the package. Exit status 1 with the faults when that cannot be done."""
        fouten = Foutenlijst()
        try:
            counts = convert_export(options["export"], options["omzetting"], options["map"], fouten)
            if options["faults"] is not None:
                fouten.write(options["faults"])
        except (Pakketfout, OSError) as reason:
            raise CommandError(str(reason)) from None
        if fouten:
            for fout in fouten.eerste:
                self.stderr.write(str(fout))
            raise CommandError(f"{len(fouten)} fouten gevonden. Er is niets geschreven.")
        self.stdout.write(f"Geschreven naar {options['map']}: {totals(counts)}.")
