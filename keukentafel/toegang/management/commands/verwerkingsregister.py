"""`keukentafel verwerkingsregister` writes the register of processing activities (AVG 30) as CSV, or what may leave."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from keukentafel.core.csvbestand import csv_text
from keukentafel.toegang.uitvoerregister import KOPPEN, load_uitvoer
from keukentafel.toegang.verwerkingsregister import KOLOMMEN, register_rows


class Command(BaseCommand):
    """Print the register."""

    help = "Schrijf het register van verwerkingsactiviteiten (AVG artikel 30) als CSV naar het scherm of een bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which register."""
        parser.add_argument(
            "--uitvoer", action="store_true",
            help="in plaats daarvan: elke kolom van elk bestand en elke koppeling, en wie hem mag hebben",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """One row per activity and law, or per door and column; headers first."""
        rows = [KOPPEN, *load_uitvoer().rows()] if options["uitvoer"] else None
        self.stdout.write(csv_text(rows or [KOLOMMEN, *register_rows(settings.GEMEENTE_NAAM)]), ending="")
