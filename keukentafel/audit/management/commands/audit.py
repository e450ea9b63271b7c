"""`keukentafel audit verify | head | checkpoint | export`: check the log, sign it, hand it over."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from keukentafel.audit.gebeurtenis import SYSTEEM, record
from keukentafel.audit.ijkpunten import GeenIJkpunt, found_outside, make_checkpoint, public_key
from keukentafel.audit.schrijven import post_event
from keukentafel.audit.selectors import head, lines, verify_chain
from keukentafel.audit.uitvoer import ldv_line

WAT = {
    "verify": "de hele keten en alle ijkpunten controleren",
    "head": "nummer en vingerafdruk van de laatste regel",
    "checkpoint": "een ondertekend ijkpunt maken en buiten de database brengen; elk uur",
    "export": "alle regels in de vorm van het Logboek Dataverwerkingen, een JSON-object per regel",
}


class Command(BaseCommand):
    """Check the log."""

    help = "Het logboek: " + "; ".join(f"{naam}: {uitleg}" for naam, uitleg in WAT.items())

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and for `export` after which line and where to."""
        parser.add_argument("wat", choices=list(WAT))
        parser.add_argument("--na", type=int, default=0, help="export: alleen regels na dit nummer")
        parser.add_argument("--bestand", type=Path, help="export: naar dit nieuwe bestand in plaats van het scherm")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when the chain or a checkpoint is broken, or a checkpoint cannot be brought out."""
        if options["wat"] == "head":
            number, digest = head()
            self.stdout.write(f"{number} {digest}")
        elif options["wat"] == "verify":
            self._verify()
        elif options["wat"] == "checkpoint":
            self._checkpoint()
        else:
            self._export(options["na"], options["bestand"])

    def _verify(self) -> None:
        found, begin = found_outside(), time.perf_counter()
        read, broken = verify_chain(found.punten)
        if broken:
            raise CommandError(f"De keten is gebroken bij regel {broken.volgnr}: {broken.reden}")
        if found.fouten:
            raise CommandError("De keten klopt, maar met de ijkpunten is iets mis: " + "; ".join(found.fouten[:10]))
        speed = read / max(time.perf_counter() - begin, 1e-6)
        self.stdout.write(
            f"De keten klopt: {read} regels, {len(found.punten)} ijkpunten, {speed:,.0f} regels per seconde."
        )
        if not found.punten:
            self.stdout.write("Er zijn geen ijkpunten: dat er aan het eind regels weg zijn, zou niet opvallen.")

    def _checkpoint(self) -> None:
        try:
            made = make_checkpoint()
        except (GeenIJkpunt, OSError) as fout:
            raise CommandError(f"Er is geen ijkpunt gemaakt: {fout}") from fout
        self.stdout.write(f"IJkpunt van regel {made.volgnr}, bezorgd: {made.bezorgd}. Openbare sleutel: {public_key()}")

    def _export(self, na: int, path: Path | None) -> None:
        with post_event("logboek_uitgevoerd", by=SYSTEEM):
            record("logboek_uitgevoerd", None, reden=f"vanaf regel {na + 1}")
        gemeente, out = settings.GEMEENTE_NAAM, self.stdout if path is None else path.open("x", encoding="utf-8")
        for line, digest in lines(na):
            out.write(json.dumps(ldv_line(line, digest, gemeente=gemeente), ensure_ascii=False) + "\n")
        if path is not None:
            out.close()
