"""`keukentafel backup MAP`: keep the database of this moment, encrypted (docs/back-up.md)."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.maken import make_backup


class Command(BaseCommand):
    """Make a back-up."""

    help = "Bewaar de database van dit moment, versleuteld, in een nieuwe map."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("map", type=Path, help="een nieuwe of lege map")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when no back-up was made."""
        began = time.perf_counter()
        try:
            made = make_backup(options["map"])
        except KopieFout as reason:
            raise CommandError(str(reason)) from reason
        size = sum(deel.bytes for deel in made.delen)
        self.stdout.write(
            f"Back-up gemaakt: {len(made.tabellen)} tabellen, {made.rijen} rijen, logboek tot regel {made.logboek[0]}, "
            f"{size / 1e6:.1f} MB in {len(made.delen)} delen, {time.perf_counter() - began:.0f} seconden. "
            "Kijk hem na met: keukentafel verify"
        )
