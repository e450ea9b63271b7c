"""`keukentafel compare 2018-1` asks what was frozen again, and names every figure that is different now."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.cijfers.public import frozen_set
from keukentafel.core.csvbestand import csv_text
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.vraag import Vraagfout
from keukentafel.uitwisseling.public import one_moment

if TYPE_CHECKING:
    from keukentafel.inzicht.bevriezen import Verschil

KOPPEN = ("rapport", "tabel", "rij", "kolom", "toen", "nu")


class Command(BaseCommand):
    """Compare frozen reports with today."""

    help = "Vergelijk bevroren rapporten met wat er nu bekend is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Under which name they were frozen, and in which form to answer."""
        parser.add_argument("naam", metavar="NAAM", help="onder welke naam zij zijn bevroren, als 2018-1")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="in welke vorm")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the differences. Exit status 1 with the reason when nothing was frozen or it cannot be asked again."""
        from keukentafel.inzicht.bevriezen import differences
        from keukentafel.inzicht.momentopname import from_product
        from keukentafel.inzicht.motor import Motor

        try:
            with one_moment():
                kept, motor = frozen_set(options["naam"]), Motor(from_product())
                found = [one for bevroren in kept for one in differences(bevroren, motor)]
        except (Vraagfout, Regelfout) as reason:
            raise CommandError(str(reason)) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps([one.as_dict() for one in found], indent=2, ensure_ascii=False))
        elif options["format"] == "csv":
            self.stdout.write(_as_csv(found), ending="")
        else:
            days = ", ".join(sorted({f"{one.gemaakt_op:%Y-%m-%d}" for one in kept}))
            self.stdout.write(f"{options['naam']}: {len(kept)} rapporten, bevroren op {days}.")
            for one in found:
                self.stdout.write(_as_line(one))
            self.stdout.write(f"{len(found)} verschillen." if found else "Er is niets veranderd.")


def _as_line(one: Verschil) -> str:
    """One difference to read: where, and from what to what."""
    place = " · ".join(part for part in (one.rapport, one.tabel if one.tabel != "rijen" else "", one.rij) if part)
    before, after = (value if value is not None else "niet" for value in (one.toen, one.nu))
    return f"  {place}: {one.kolom + ' ' if one.kolom else ''}was {before}, is nu {after}"


def _as_csv(found: Sequence[Verschil]) -> str:
    return csv_text([KOPPEN, *(one.as_dict().values() for one in found)])
