"""`keukentafel logboekcontrole`: let the rules loose on the last full week of the log; plan it every Monday."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.privacy.logboek.controle import last_full_week, run_controle


class Command(BaseCommand):
    """Make the work list of the privacy officer."""

    help = "Loop het logboek van de laatste hele week na; wat opvalt komt bij de privacy officer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another week than the last one."""
        parser.add_argument("--van", type=date.fromisoformat, help="een maandag, als 2026-11-16")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for a day that is no Monday, or a week that is not over."""
        last = last_full_week(timezone.localdate())
        van = options["van"] or last
        if van.weekday() != 0 or van > last:
            raise CommandError("Kies de maandag van een week die voorbij is.")
        made = run_controle(by=SYSTEEM, van=van)
        self.stdout.write(f"Week van {made.van}: {made.regels} regels, {made.punten.count()} punten.")
