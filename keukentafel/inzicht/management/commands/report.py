"""`keukentafel report NAME` gives one report, with the definition that screens and API use."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.core.datums import parse_iso
from keukentafel.inzicht.buiten import for_outside
from keukentafel.inzicht.register import definitie_of, definities
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Vraag, Vraagfout, parse_periode
from keukentafel.uitwisseling.public import one_moment

if TYPE_CHECKING:
    from keukentafel.inzicht.rapport import Rapport

TEKST = ("table", "json", "csv")
BESTAND = ("xlsx", "parquet")


class Command(BaseCommand):
    """Make one report of what this installation holds."""

    help = "Geef een rapport. Rapporten: " + ", ".join(definities())

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to ask, and in which form to answer."""
        parser.add_argument("naam", metavar="NAME", help="welk rapport")
        parser.add_argument("--peildatum", type=parse_day, metavar="D", help="alles tot en met deze dag (vandaag)")
        parser.add_argument("--van", type=parse_day, metavar="D", help="eerste dag van de periode")
        parser.add_argument("--tot", type=parse_day, metavar="D", help="laatste dag van de periode")
        parser.add_argument(
            "--periode", action="append", default=[], metavar="NAAM=D..D", help="een periode (instroom); mag vaker"
        )
        parser.add_argument("--team", default="", metavar="ID", help="alleen dit team, met het id uit het pakket")
        parser.add_argument(
            "--maandregel", choices=[*Maandregel], default=Maandregel.KALENDER, help="lengte van maanden"
        )
        parser.add_argument(
            "--tabel", default="rijen", metavar="NAAM",
            help="welke tabel in csv of parquet: rijen, een extra van het rapport, definities of codeboek",
        )  # fmt: skip
        parser.add_argument(
            "--zonder-afgeschermd", action="store_true", help="zonder afgeschermde huishoudens en geheime adressen"
        )
        parser.add_argument(
            "--koppeling", action="store_true", help="zoals een koppeling het krijgt: geen kleine aantallen"
        )
        parser.add_argument("--format", choices=(*TEKST, *BESTAND), default="table", help="in welke vorm")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the report. Exit status 1 with the reason when it cannot be made, 2 when a period is missing, 3 when
        it is about too few people for a key.
        """
        form = options["format"]
        try:
            definitie_of(options["naam"])
            vraag = _question(options)
            if form in BESTAND and self.stdout.isatty():
                raise Vraagfout(f"Stuur {form} naar een bestand, bijvoorbeeld met > rapport.{form}.")
            rapport = _made(options["naam"], vraag, shown=options["zonder_afgeschermd"])
            if options["koppeling"]:
                rapport = for_outside(rapport)
            answer = (_text_form if form in TEKST else _file_form)(form)(rapport, options["tabel"])
        except Vraagfout as reason:
            raise CommandError(str(reason), returncode=reason.status) from None
        if isinstance(answer, str):
            self.stdout.write(answer, ending="")
        else:
            target = getattr(self.stdout._out, "buffer", None) or sys.stdout.buffer
            target.write(answer)
            target.flush()


def parse_day(text: str) -> date:
    """Read a day as the contract writes it. Raises ArgumentTypeError."""
    try:
        return parse_iso(text)
    except ValueError:
        raise ArgumentTypeError("schrijf een dag als 2014-12-03") from None


def _question(options: dict[str, Any]) -> Vraag:
    return Vraag(
        peildatum=options["peildatum"] or timezone.localdate(),
        van=options["van"],
        tot=options["tot"],
        team=options["team"],
        perioden=tuple(parse_periode(text) for text in options["periode"]),
        maandregel=Maandregel(options["maandregel"]),
    )


def _made(naam: str, vraag: Vraag, *, shown: bool) -> Rapport:
    """Only here the engine is imported; all tables are read as they were at one moment.

    `shown`: for a reader, so without what exists for nobody outside a list.
    """
    from keukentafel.inzicht.afschermen import without_shielded
    from keukentafel.inzicht.momentopname import from_product
    from keukentafel.inzicht.motor import Motor
    from keukentafel.inzicht.rapport import make_report

    with one_moment():
        opname = without_shielded(from_product()) if shown else from_product()
        return make_report(naam, vraag, Motor(opname))


def _text_form(form: str) -> Callable[[Rapport, str], str | bytes]:
    from keukentafel.inzicht.vormen import tekst

    return {"table": tekst.as_table, "json": tekst.as_json, "csv": tekst.as_csv}[form]


def _file_form(form: str) -> Callable[[Rapport, str], str | bytes]:
    from keukentafel.inzicht.vormen import bestand

    return {"xlsx": bestand.as_xlsx, "parquet": bestand.as_parquet}[form]
