"""`keukentafel verwerkingsregister` writes the register of processing activities (AVG 30) as CSV."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from keukentafel.core.csvbestand import csv_text
from keukentafel.toegang.verwerkingsregister import KOLOMMEN, register_rows


class Command(BaseCommand):
    """Print the register."""

    help = "Schrijf het register van verwerkingsactiviteiten (AVG artikel 30) als CSV naar het scherm of een bestand."

    def handle(self, *args: Any, **options: Any) -> None:
        """One row per activity and law, headers first."""
        self.stdout.write(csv_text([KOLOMMEN, *register_rows(settings.GEMEENTE_NAAM)]), ending="")
