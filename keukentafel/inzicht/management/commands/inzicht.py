"""`keukentafel inzicht` makes the figures that Inzicht shows. Run it every night; the screen has a button too."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.core.opruimen import clean_up
from keukentafel.inzicht.management.commands.report import parse_day
from keukentafel.inzicht.models import Cijferronde, Cijferstand
from keukentafel.inzicht.plaatsen import DRUK, RONDE_WACHT, RONDEN, Bezet, hold_place
from keukentafel.inzicht.selectors import Veldstand, load_fill_rates
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vraag import Vraagfout

ONVERWACHT = (
    "De cijfers zijn niet gemaakt door een storing. De beheerder vindt de oorzaak in het logboek van de server."
)


class Command(BaseCommand):
    """Make the figures of every team and those of policy."""

    help = "Maak de cijfers van Inzicht opnieuw."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Up to which day, and for whom."""
        parser.add_argument("--peildatum", type=parse_day, metavar="D", help="alles tot en met deze dag (vandaag)")
        parser.add_argument("--als-nodig", action="store_true", help="niets doen als de cijfers van die dag er al zijn")
        parser.add_argument("--momentopname", type=Path, metavar="MAP", help="bewaar de tabellen hier en ververs ze")
        parser.add_argument("--ronde", type=int, metavar="N", help="de ronde die op het scherm is gevraagd")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make and keep them; says how many and how long it took. Exit status 1 with the reason when it cannot."""
        clean_up()
        day = options["peildatum"] or timezone.localdate()
        if options["als_nodig"] and Cijferstand.objects.filter(blik=Blikveld.TEAM, peildatum=day).exists():
            return
        ronde = Cijferronde.objects.filter(pk=options["ronde"])
        begin = monotonic()
        try:
            with hold_place("ronde", RONDEN, RONDE_WACHT):
                made = _make(day, options["momentopname"])
        except Bezet:
            ronde.update(klaar_op=timezone.now(), fout=DRUK)
            raise CommandError(DRUK) from None
        except Vraagfout as reason:
            ronde.update(klaar_op=timezone.now(), fout=str(reason))
            raise CommandError(str(reason)) from None
        except BaseException:
            ronde.update(klaar_op=timezone.now(), fout=ONVERWACHT)
            raise
        ronde.update(klaar_op=timezone.now())
        for field in alarms():
            self.stdout.write(f"Kijk dit na: {field.veld} ({field.bron}) wordt veel minder ingevuld dan eerst.")
        self.stdout.write(f"{made} overzichten gemaakt in {monotonic() - begin:.1f} seconden.")


def alarms() -> list[Veldstand]:
    """Return the fields that the watchdog barks at."""
    found = load_fill_rates()
    return [field for field in (found[1] if found else []) if field.alarm_sinds]


def _make(day: date, folder: Path | None) -> int:
    """Only here the engine is imported."""
    from keukentafel.inzicht.maken import make_cijferstanden
    from keukentafel.inzicht.momentopname import from_product
    from keukentafel.inzicht.verversen import held, refreshed

    if folder is None:
        return len(make_cijferstanden(day, opname=from_product))
    with held(folder):
        return len(make_cijferstanden(day, opname=partial(refreshed, folder)))
