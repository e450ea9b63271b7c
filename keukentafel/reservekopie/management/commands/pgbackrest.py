"""`keukentafel pgbackrest`: the settings with which pgBackRest keeps the files of PostgreSQL (docs/back-up.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.reservekopie.pgbackrest import config


class Command(BaseCommand):
    """Write the settings of pgBackRest."""

    help = "Schrijf de instellingen van pgBackRest, om PostgreSQL terug te kunnen zetten naar een moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the database and the back-ups lie."""
        parser.add_argument("--data", required=True, help="de datamap van PostgreSQL")
        parser.add_argument("--opslag", required=True, help="waar de back-ups komen")
        parser.add_argument("--stanza", default="keukentafel", help="de naam bij pgBackRest")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 for a path that cannot be right."""
        try:
            self.stdout.write(config(options["data"], options["opslag"], options["stanza"]))
        except ValueError as reason:
            raise CommandError(f"Zo kan het niet: {reason}.") from reason
