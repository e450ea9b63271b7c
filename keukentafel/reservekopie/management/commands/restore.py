"""`keukentafel restore MAP`: put a back-up back; as the role that owns the tables (docs/back-up.md)."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from keukentafel.privacy.public import Onbeslist
from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.terugzetten import restore

RECHTEN = "Geef de server nu zijn rechten terug: keukentafel grants ROL --toepassen."


class Command(BaseCommand):
    """Put a back-up back."""

    help = "Zet een back-up terug in een lege database. Wat volgens het journaal vernietigd is, gaat meteen weer weg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one, and the two words that somebody says on purpose."""
        parser.add_argument("map", type=Path, help="de map van de back-up")
        parser.add_argument("--overschrijven", action="store_true", help="zet hem in de plaats van wat er nu staat")
        parser.add_argument("--zonder-journaal", action="store_true", help="er is nog nooit iets vernietigd")
        parser.add_argument("--onbeslist", type=Onbeslist, choices=list(Onbeslist), help="wat te doen met een casus "
                            "waarvan niemand weet of hij vernietigd is")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when nothing was put back, or not everything came back as it was."""
        began = time.perf_counter()
        try:
            done = restore(
                options["map"], overschrijven=options["overschrijven"], zonder_journaal=options["zonder_journaal"],
                onbeslist=options["onbeslist"],
            )  # fmt: skip
        except KopieFout as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"Teruggezet: de back-up van {done.inhoud.gemaakt_op[:19]}, {done.inhoud.rijen} rijen gelijk, "
            f"{done.regels} regels van het logboek kloppen, {done.vernietigd} regels van het journaal opnieuw "
            f"vernietigd; {time.perf_counter() - began:.0f} seconden."
        )
        if done.opzij:
            self.stdout.write(f"Wat er stond heet nu {done.opzij}. Gooi dat weg (DROP DATABASE) als alles goed is.")
        if connection.vendor == "postgresql":
            self.stdout.write(RECHTEN)
