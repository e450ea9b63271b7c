"""`keukentafel gemeenten MAP`: what several municipalities may tell, side by side, counted in each on its own."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.inzicht.management.commands.report import parse_day

GEEN_SPARK = "PySpark staat niet op deze computer. Zie docs/productie.md, of laat --spark weg."
GEEN_GEMEENTE = "In deze map staat van geen gemeente een momentopname: een map per gemeente, met casussen.parquet."


class Command(BaseCommand):
    """Count every municipality of a folder on its own; only what may be told comes out."""

    help = "Zet naast elkaar wat verschillende gemeenten over zichzelf mogen vertellen (JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where they are, which days, and by which engine."""
        parser.add_argument("map", type=Path, metavar="MAP", help="hierin heeft elke gemeente een eigen map")
        parser.add_argument("--van", type=parse_day, required=True, metavar="D", help="eerste dag van de periode")
        parser.add_argument("--tot", type=parse_day, required=True, metavar="D", help="laatste dag, ook de peildatum")
        parser.add_argument("--spark", action="store_true", help="reken met Spark in plaats van in dit proces")
        parser.add_argument("--master", default="", help="waar Spark draait, zoals local[2]; anders de omgeving")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON object: municipality → partition → value → count, null where it may not be told."""
        from keukentafel.inzicht import gemeenten
        from keukentafel.inzicht.motor import Motor

        if options["van"] > options["tot"]:
            raise CommandError("De eerste dag ligt na de laatste; draai ze om.")
        folders = gemeenten.municipalities(options["map"]) if options["map"].is_dir() else {}
        if not folders:
            raise CommandError(GEEN_GEMEENTE)
        engine: Any = Motor
        if options["spark"]:
            try:
                session = gemeenten.spark_session("keukentafel", options["master"])
            except ImportError:
                raise CommandError(GEEN_SPARK) from None
            engine = lambda opname: gemeenten.Sparkmotor(session, opname)  # noqa: E731
        counted = gemeenten.count_municipalities(folders, (options["van"], options["tot"]), engine)
        self.stdout.write(json.dumps(gemeenten.tell_municipalities(counted), ensure_ascii=False, indent=1))
