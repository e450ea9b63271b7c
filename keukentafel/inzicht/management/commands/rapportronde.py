"""`keukentafel rapportronde N` does what was asked at the screen: freeze a quarter, or compare what was frozen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.cijfers.public import frozen_set
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.models import Rapportronde
from keukentafel.inzicht.plaatsen import DRUK, RONDE_WACHT, RONDEN, Bezet, hold_place
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Rondesoort
from keukentafel.inzicht.vastleggen import ONVERWACHT, finish_round
from keukentafel.inzicht.vraag import Vraag, Vraagfout
from keukentafel.uitwisseling.public import Sleutelbos, one_moment


class Command(BaseCommand):
    """Freeze or compare the reports of one round."""

    help = "Leg rapporten vast of vergelijk ze, zoals op het scherm is gevraagd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which round."""
        parser.add_argument("ronde", type=int, metavar="N", help="de ronde die op het scherm is gevraagd")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and write down what became of it. Exit status 1 with the reason when it cannot."""
        ronde = Rapportronde.objects.filter(pk=options["ronde"], klaar_op=None).select_related("team", "door").first()
        if ronde is None:
            raise CommandError("Deze ronde is er niet, of is al klaar.")
        try:
            with hold_place("ronde", RONDEN, RONDE_WACHT):
                found = freeze(ronde) if ronde.soort == Rondesoort.BEVRIEZEN else compare(ronde)
        except Bezet:
            finish_round(ronde, fout=DRUK)
            raise CommandError(DRUK) from None
        except (Vraagfout, Regelfout) as reason:
            finish_round(ronde, fout=str(reason))
            raise CommandError(str(reason)) from None
        except BaseException:
            finish_round(ronde, fout=ONVERWACHT)
            raise
        finish_round(ronde, verschillen=found)


def freeze(ronde: Rapportronde) -> list[dict[str, str | None]]:
    """Freeze every report of the quarter of this round; only here the engine is imported."""
    from keukentafel.inzicht.afschermen import without_shielded
    from keukentafel.inzicht.bevriezen import freeze_reports, quarter
    from keukentafel.inzicht.momentopname import from_product
    from keukentafel.inzicht.motor import Motor

    period = quarter(ronde.kwartaal)
    team = Sleutelbos().of("teams", ronde.team.pk) if ronde.team else ""
    vraag = Vraag(period.tot, period.van, period.tot, team, (period,))
    with one_moment():
        motor = Motor(without_shielded(from_product()))
        motor.read_all()
    asked = [naam for naam, ask in definities().items() if ask.met_team or not team]  # of a team nothing of all teams
    freeze_reports(by=ronde.door, naam=ronde.naam, rapporten=asked, vraag=vraag, motor=motor)
    return []


def compare(ronde: Rapportronde) -> list[dict[str, str | None]]:
    """Ask the frozen reports of this round again and return every place that is different now.

    Of the municipality only which reports: a place, or how many, would tell of a single late entry.
    """
    from keukentafel.inzicht.afschermen import without_shielded
    from keukentafel.inzicht.bevriezen import differences
    from keukentafel.inzicht.momentopname import from_product
    from keukentafel.inzicht.motor import Motor

    with one_moment():
        kept, motor = frozen_set(ronde.naam), Motor(without_shielded(from_product()))
        found = [one.as_dict() for bevroren in kept for one in differences(bevroren, motor)]
    if ronde.team is not None:
        return found
    return [{"rapport": naam} for naam in sorted({str(one["rapport"]) for one in found})]  # beyond a team no more
