"""`keukentafel reeksen FILE` brings dated series from other systems in: inhabitants, care use, budgets, surveys."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.actions import import_reeksen
from keukentafel.cijfers.rijen import KOLOMMEN
from keukentafel.uitwisseling.public import Foutenlijst, Pakketfout


class Command(BaseCommand):
    """Import series from other systems."""

    help = f"Lees cijfers uit andere systemen in: een CSV in UTF-8 met de kolommen {', '.join(KOLOMMEN)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how."""
        parser.add_argument("bestand", type=Path, metavar="CSV", help="het bestand met de reeksen")
        parser.add_argument("--dry-run", action="store_true", help="alleen controleren, niets schrijven")
        parser.add_argument("--faults", type=Path, metavar="CSV", help="schrijf alle fouten naar dit bestand")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, bring in, and say what was done. Exit status 1 with the faults: then nothing is written."""
        fouten = Foutenlijst()
        try:
            found = import_reeksen(by=SYSTEEM, pad=options["bestand"], fouten=fouten, proef=options["dry_run"])
            if options["faults"] is not None:
                fouten.write(options["faults"])
        except (Pakketfout, OSError) as reason:
            raise CommandError(str(reason)) from None
        if fouten:
            for fout in fouten.eerste:
                self.stderr.write(str(fout))
            raise CommandError(f"{len(fouten)} fouten gevonden. Er is niets ingelezen.")
        if options["dry_run"]:
            self.stdout.write("Geen fouten. Er is niets geschreven.")
            return
        self.stdout.write(f"Ingelezen: {found.nieuw} nieuw, {found.gewijzigd} gewijzigd, {found.gelijk} gelijk.")
