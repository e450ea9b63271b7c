"""`keukentafel demo` loads the living demo, `--gemeente NAME` a demo municipality, into an empty database."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from keukentafel.demo.gemeenten.laden import GEMEENTEN, is_loaded, load_gemeente
from keukentafel.demo.laden import DemoGeweigerd, demo_is_loaded, load_demo
from keukentafel.toegang.public import Gebruiker

GEEN_TABELLEN = "De database is er niet of heeft nog geen tabellen. Kijk naar DATABASE_URL en voer eerst migrate uit."


class Command(BaseCommand):
    """Load the demo, or a demo municipality."""

    help = "Laad de demo: een verzonnen gemeente met drie teams, of met --gemeente een gemeente uit de evaluaties."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one, and options for the script that starts the demo each time."""
        parser.add_argument(
            "--gemeente", type=str.lower, choices=[*GEMEENTEN], metavar="NAME",
            help=f"een demogemeente in een eigen database (DATABASE_URL): {', '.join(GEMEENTEN)}",
        )  # fmt: skip
        parser.add_argument("--als-leeg", action="store_true", help="doe niets als de demo er al staat")
        parser.add_argument("--adres", default="http://127.0.0.1:8000", help="waar de demo te vinden is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print the cast. Exit status 1, with the reason, where the demo does not belong."""
        gemeente = options["gemeente"]
        try:
            loaded = is_loaded(gemeente) if gemeente else demo_is_loaded()
        except (OperationalError, ProgrammingError):
            raise CommandError(GEEN_TABELLEN) from None
        if options["als_leeg"] and loaded:
            self.stdout.write("De demo staat er al.")
        else:
            self._load(gemeente)
        self._print_cast(options["adres"])

    def _load(self, gemeente: str | None) -> None:
        started = time.monotonic()
        what = f"De demogemeente {GEMEENTEN[gemeente].titel}" if gemeente else "De demo"
        self.stdout.write(f"{what} wordt geladen. Dit duurt minder dan een minuut.")

        def tell(text: str) -> None:
            self._say(f"  {text} ({time.monotonic() - started:.0f} s)")

        try:
            if gemeente:
                load_gemeente(gemeente, tell)
            else:
                load_demo(tell)
        except DemoGeweigerd as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Klaar in {time.monotonic() - started:.0f} seconden.")
        if gemeente:
            day = GEMEENTEN[gemeente].peildatum
            self.stdout.write(f"De cijfers zijn van {day}: keukentafel report aansluiting --peildatum {day}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _print_cast(self, address: str) -> None:
        players = list(Gebruiker.objects.filter(demo_speler=True).order_by("pk"))
        if not players:
            return
        self.stdout.write(f"Ga naar {address} en kies wie u bent. U kunt inloggen als:")
        for user in players:
            roles = ", ".join(role.replace("_", " ") for role in sorted(user.rollen))
            self.stdout.write(f"  {user.naam}, {roles}")
