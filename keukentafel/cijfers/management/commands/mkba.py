"""`keukentafel mkba FILE` brings the price list of an MKBA in, where the municipality uses one."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.mkba import KOLOMMEN, import_mkba
from keukentafel.core.fouten import Regelfout
from keukentafel.uitwisseling.public import Foutenlijst, Pakketfout


class Command(BaseCommand):
    """Import the price list; it takes the place of the one there is."""

    help = f"Lees de prijslijst van een MKBA in: een CSV in UTF-8 met de kolommen {', '.join(KOLOMMEN)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("bestand", type=Path, metavar="CSV", help="het bestand met de prijzen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, bring in, and say what was done. Exit status 1 with the faults: then nothing is written."""
        fouten = Foutenlijst()
        try:
            made = import_mkba(by=SYSTEEM, pad=options["bestand"], fouten=fouten)
        except (Pakketfout, OSError, Regelfout) as reason:
            raise CommandError(str(reason)) from None
        if fouten:
            for fout in fouten.eerste:
                self.stderr.write(str(fout))
            raise CommandError(f"{len(fouten)} fouten gevonden. Er is niets ingelezen.")
        self.stdout.write(f"{made} prijzen ingelezen.")
