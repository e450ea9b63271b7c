"""`keukentafel demo` loads the living demo into an empty database, and says who can log in."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.demo.laden import DemoGeweigerd, demo_is_loaded, load_demo
from keukentafel.toegang.public import Gebruiker


class Command(BaseCommand):
    """Load the demo."""

    help = "Laad de demo: een verzonnen gemeente met drie teams en ongeveer driehonderd huishoudens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option, for the script that starts the demo each time."""
        parser.add_argument("--als-leeg", action="store_true", help="doe niets als de demo er al staat")
        parser.add_argument("--adres", default="http://127.0.0.1:8000", help="waar de demo te vinden is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print the cast. Exit status 1, with the reason, where the demo does not belong."""
        if options["als_leeg"] and demo_is_loaded():
            self.stdout.write("De demo staat er al.")
        else:
            self._load()
        self._print_cast(options["adres"])

    def _load(self) -> None:
        started = time.monotonic()
        self.stdout.write("De demo wordt geladen. Dit duurt minder dan een minuut.")
        try:
            load_demo(lambda text: self._say(f"  {text} ({time.monotonic() - started:.0f} s)"))
        except DemoGeweigerd as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Klaar in {time.monotonic() - started:.0f} seconden.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _print_cast(self, address: str) -> None:
        self.stdout.write(f"Ga naar {address} en kies wie u bent. U kunt inloggen als:")
        for user in Gebruiker.objects.filter(demo_speler=True).order_by("pk"):
            roles = ", ".join(role.replace("_", " ") for role in sorted(user.rollen))
            self.stdout.write(f"  {user.naam}, {roles}")
