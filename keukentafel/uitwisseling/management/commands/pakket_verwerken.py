"""`keukentafel pakket_verwerken PK` does what a package on the screen waits for; the screen starts it by itself."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.uitwisseling.models import Inlezing
from keukentafel.uitwisseling.moment import AFGEBROKEN, stoppable
from keukentafel.uitwisseling.scherm import process_package


class Command(BaseCommand):
    """Check a package, or bring it in."""

    help = "Controleer een gegevenspakket van het scherm, of lees het in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one."""
        parser.add_argument("inlezing", type=int, help="het nummer van de inlezing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Exit status 1 when there is no such package, 130 when it was interrupted: nothing is written."""
        inlezing = Inlezing.objects.select_related("door").filter(pk=options["inlezing"]).first()
        if inlezing is None:
            raise CommandError("Deze inlezing is er niet.")
        try:
            with stoppable():
                process_package(inlezing)
        except KeyboardInterrupt:
            raise CommandError("Afgebroken; er is niets ingelezen.", returncode=AFGEBROKEN) from None
