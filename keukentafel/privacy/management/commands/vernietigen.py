"""`keukentafel vernietigen`: destroy what two people agreed to. As the role that owns the tables (docs/bewaren.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.privacy.bewaren.journaal import JournaalKapot, JournaalOnbeslist, Onbeslist
from keukentafel.privacy.bewaren.lijst import draw_up_list
from keukentafel.privacy.bewaren.standen import Lijststand
from keukentafel.privacy.bewaren.vernietigen import execute, replay_destructions
from keukentafel.privacy.models import Vernietigingslijst
from keukentafel.toegang.public import Gebruiker, end_every_session

ONBESLIST = (
    "Er is niets gedaan: de server viel tijdens een vernietiging, en van een casus weet niemand of hij toen vernietigd "
    "is. Zeg er --onbeslist vernietigen of --onbeslist laten bij."
)


class Command(BaseCommand):
    """Carry out the lists that were agreed to."""

    help = "Vernietig wat op een akkoord bevonden lijst staat. --opnieuw: na het terugzetten van een back-up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do besides carrying out."""
        parser.add_argument("--opstellen", metavar="E-MAIL", help="maak een lijst namens wie dan niet beslist")
        parser.add_argument("--opnieuw", action="store_true", help="vernietig nog eens wat in het journaal staat")
        parser.add_argument("--onbeslist", type=Onbeslist, choices=list(Onbeslist), help="bij --opnieuw: wat te doen "
                            "met een casus waarvan niemand weet of hij vernietigd is")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when the journal is not whole."""
        if options["opnieuw"]:
            try:
                again = replay_destructions(options["onbeslist"])
            except JournaalKapot as reason:
                raise CommandError(str(reason)) from reason
            except JournaalOnbeslist as reason:
                raise CommandError(ONBESLIST) from reason
            ended = end_every_session()  # what was ended after the back-up is open in it
            self.stdout.write(f"{again} regels van het journaal opnieuw vernietigd, {ended} sessies beëindigd.")
            return
        if options["opstellen"]:
            user = Gebruiker.objects.filter(email=options["opstellen"].lower(), is_active=True).first()
            if user is None:
                raise CommandError("Er is geen gebruiker met dit e-mailadres.")
            try:
                made = draw_up_list(by=user)
            except Regelfout as reason:
                raise CommandError(reason.melding) from reason
            self.stdout.write(f"Lijst {made.pk}: {made.regels.count()} casussen. Een ander beslist op het scherm.")
            return
        for lijst in Vernietigingslijst.objects.filter(stand=Lijststand.AKKOORD).order_by("pk"):
            try:
                done = execute(by=SYSTEEM, lijst=lijst)
            except JournaalKapot as reason:
                raise CommandError(str(reason)) from reason
            left = done.bewijs["overgeslagen"]
            self.stdout.write(f"Lijst {done.pk}: {done.bewijs['casussen']} casussen vernietigd, {left} overgeslagen.")
