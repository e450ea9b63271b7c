"""`keukentafel inzage --maak N` makes the copy that was asked for at the screen; `--opruimen` forgets old copies."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.privacy.inzage.bestand import forget_old, make_copy, note_failure
from keukentafel.privacy.models import Inzagebestand


class Command(BaseCommand):
    """Make one copy, or forget those that lie ready for more than a week."""

    help = "Maak een kopie van iemands gegevens, of ruim oude kopieën op."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which copy, or all old ones."""
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--maak", type=int, metavar="N", help="de kopie die op het scherm is gevraagd")
        chosen.add_argument(
            "--opruimen", action="store_true", help="vergeet kopieën die langer dan 7 dagen klaarliggen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; exit status 1 with the reason when it cannot."""
        if options["opruimen"]:
            self.stdout.write(f"{forget_old(by=SYSTEEM)} kopieën opgeruimd")
            return
        bestand = Inzagebestand.objects.defer("inhoud").filter(pk=options["maak"]).first()
        if bestand is None:
            raise CommandError("Deze kopie is er niet.")
        try:
            made = make_copy(by=SYSTEEM, bestand=bestand)
        except Regelfout as reason:
            raise CommandError(str(reason)) from None
        except BaseException:
            note_failure(by=SYSTEEM, bestand=bestand)
            raise
        self.stdout.write(f"{made.stukken} stukken")
