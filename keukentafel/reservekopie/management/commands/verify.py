"""`keukentafel verify MAP`: put a back-up back in a scratch database and compare everything (docs/back-up.md)."""

import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.management.base import BaseCommand, CommandError

from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.terugzetten import verify

WAAR = ("HOST", "PORT", "USER", "PASSWORD", "NAME", "OPTIONS")  # of the address: who, where and how (sslmode)


class Command(BaseCommand):
    """Try a back-up."""

    help = "Zet een back-up terug in een proefdatabase, vergelijk alles en gooi de proefdatabase weg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one, and where."""
        parser.add_argument("map", type=Path, help="de map van de back-up")
        parser.add_argument("--op", metavar="URL", help="PostgreSQL waar een proefdatabase mag worden gemaakt")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when the back-up would not come back whole."""
        began = time.perf_counter()
        server: Mapping[str, Any] = {**dj_database_url.parse(options["op"])} if options["op"] else {}
        try:
            found = verify(
                options["map"],
                {key: server[key] for key in WAAR if key in server},
            )
        except KopieFout as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"De back-up van {found.inhoud.gemaakt_op[:19]} komt heel terug: {len(found.inhoud.tabellen)} tabellen en "
            f"{found.inhoud.rijen} rijen zijn gelijk, {found.regels} regels van het logboek kloppen, de sleutels gaan "
            f"open; {time.perf_counter() - began:.0f} seconden."
        )
