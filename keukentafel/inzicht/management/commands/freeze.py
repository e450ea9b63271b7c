"""`keukentafel freeze 2018-1` keeps the reports of a quarter as known now; `compare` says what changed since."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vraag import Vraag, Vraagfout
from keukentafel.uitwisseling.public import one_moment


class Command(BaseCommand):
    """Freeze the reports of a quarter."""

    help = "Leg de rapporten van een kwartaal vast zoals zij nu bekend zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which quarter, which reports, of whom."""
        parser.add_argument("kwartaal", metavar="JJJJ-K", help="het kwartaal, als 2018-1")
        parser.add_argument("--naam", default="", help="onder welke naam (het kwartaal, met het team erachter)")
        parser.add_argument(
            "--rapport", action="append", default=[], choices=[*definities()], metavar="NAME",
            help="alleen dit rapport; mag vaker (alle)",
        )  # fmt: skip
        parser.add_argument("--team", default="", metavar="ID", help="alleen dit team, met het id uit het pakket")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make and keep them. Exit status 1 with the reason when that cannot be; then none is kept."""
        from keukentafel.inzicht.bevriezen import freeze_reports, quarter
        from keukentafel.inzicht.momentopname import from_product
        from keukentafel.inzicht.motor import Motor

        team = options["team"]
        try:
            period = quarter(options["kwartaal"])
            naam = options["naam"] or (f"{period.naam} {team}" if team else period.naam)
            vraag = Vraag(period.tot, period.van, period.tot, team, (period,))
            motor = Motor(from_product())
            with one_moment():
                motor.read_all()
            kept = freeze_reports(
                by=SYSTEEM, naam=naam, rapporten=options["rapport"] or [*definities()], vraag=vraag, motor=motor
            )
        except (Vraagfout, Regelfout) as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{len(kept)} rapporten bevroren als {naam}, peildatum {period.tot}.")
