"""`keukentafel evaluation FOLDER` makes the evaluation report: a page and an accessible PDF with all figures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.inzicht.management.commands.report import parse_day
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Vraagfout, parse_periode
from keukentafel.uitwisseling.public import one_moment


class Command(BaseCommand):
    """Make the evaluation report of what this installation holds."""

    help = "Maak het evaluatierapport: evaluatie.html en evaluatie.pdf, met alle tabellen en figuren."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, up to which day, split where."""
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="map voor de bestanden")
        parser.add_argument("--peildatum", type=parse_day, metavar="D", help="alles tot en met deze dag (vandaag)")
        parser.add_argument(
            "--knip", type=parse_day, metavar="D", required=True, help="vergelijk voor en vanaf deze dag"
        )
        parser.add_argument(
            "--periode", action="append", default=[], metavar="NAAM=D..D", help="een periode van de instroom; mag vaker"
        )
        parser.add_argument(
            "--maandregel", choices=[*Maandregel], default=Maandregel.KALENDER, help="lengte van maanden"
        )
        parser.add_argument("--exact", action="store_true", help="ook kleine aantallen; niet om te verspreiden")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files. Exit status 1 with the reason when it cannot."""
        from keukentafel.inzicht.evaluatie import Evaluatie, make_evaluation
        from keukentafel.inzicht.momentopname import from_product
        from keukentafel.inzicht.motor import Motor
        from keukentafel.inzicht.vormen.evaluatiebestand import companions, render_html, render_pdf

        day, folder = options["peildatum"] or timezone.localdate(), options["folder"]
        try:
            perioden = tuple(parse_periode(text) for text in options["periode"])
            with one_moment():
                parts = make_evaluation(
                    Evaluatie(day, options["knip"], perioden, options["exact"], Maandregel(options["maandregel"])),
                    Motor(from_product()),
                )
            html = render_html(parts, day, exact=options["exact"])
            files = {"evaluatie.html": html.encode(), "evaluatie.pdf": render_pdf(html), **companions()}
            folder.mkdir(parents=True, exist_ok=True)
            for naam, content in files.items():
                (folder / naam).write_bytes(content)
        except (Vraagfout, OSError) as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{len(parts)} hoofdstukken in {folder / 'evaluatie.pdf'} en {folder / 'evaluatie.html'}.")
