"""`keukentafel import PACKAGE` checks an exchange package and brings it in, whole or not at all."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.inlezen import STANDAARD, Uitkomst, import_package
from keukentafel.uitwisseling.moment import AFGEBROKEN, stoppable
from keukentafel.uitwisseling.voortgang import Voortgangsbalk, totals

ONDERBROKEN = "Afgebroken; de gegevens zijn gebleven zoals zij waren."
GEWEIGERD = "De database weigerde het pakket ({}); de gegevens zijn gebleven zoals zij waren."


REGEL = "Een regel van Keukentafel weigerde het pakket; de gegevens zijn gebleven zoals zij waren."


class Command(BaseCommand):
    """Import an exchange package."""

    help = "Controleer een gegevenspakket (map of zip) en lees het in: helemaal of helemaal niet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The package, and how."""
        parser.add_argument("pakket", type=Path, metavar="PACKAGE", help="map of zip met datapackage.json")
        parser.add_argument("--dry-run", action="store_true", help="alleen controleren, niets schrijven")
        parser.add_argument("--source", default=STANDAARD, metavar="NAME", help="wie het pakket stuurt")
        parser.add_argument("--faults", type=Path, metavar="CSV", help="schrijf alle fouten naar dit bestand")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, bring in, and say what was done. Exit status 1 with faults, 130 if interrupted: nothing is written."""
        fouten, started, bar = Foutenlijst(), time.monotonic(), Voortgangsbalk(sys.stderr)
        self._write_faults(fouten, options["faults"])  # before anything is done: a list that nobody gets helps nobody
        try:
            with stoppable():
                outcome = import_package(
                    by=SYSTEEM,
                    pad=options["pakket"],
                    fouten=fouten,
                    bron=options["source"],
                    proef=options["dry_run"],
                    voortgang=bar.show,
                )
                bar.close()
                if not fouten:
                    self._tell(outcome, time.monotonic() - started, proef=options["dry_run"])
        except Pakketfout as reason:
            fouten.conclude(str(reason))
            raise CommandError(str(reason)) from None
        except OSError as reason:
            raise CommandError(str(reason)) from None
        except KeyboardInterrupt:
            raise CommandError(ONDERBROKEN, returncode=AFGEBROKEN) from None
        except Regelfout:  # nor these: a rule says of which row
            raise CommandError(REGEL) from None
        except DatabaseError as reason:  # its own words repeat the row: a name, a BSN
            raise CommandError(GEWEIGERD.format(type(reason).__name__)) from None
        finally:
            self._write_faults(fouten, options["faults"])
        if fouten:
            self._refuse(fouten, options["faults"])

    def _write_faults(self, fouten: Foutenlijst, faults: Path | None) -> None:
        if faults is None:
            return
        try:
            fouten.write(faults)
        except OSError as reason:
            raise CommandError(f"De fouten kunnen niet naar dat bestand: {reason.strerror}.") from None

    def _refuse(self, fouten: Foutenlijst, faults: Path | None) -> None:
        for fout in fouten.eerste:
            self.stderr.write(str(fout))
        if len(fouten) > len(fouten.eerste):
            all_of_them = f"staan in {faults}" if faults else "krijgt u met --faults fouten.csv"
            self.stderr.write(f"… en nog {len(fouten) - len(fouten.eerste)}; alle fouten {all_of_them}.")
        raise CommandError(f"{len(fouten)} fouten gevonden. Er is niets ingelezen.")

    def _tell(self, outcome: Uitkomst, seconds: float, *, proef: bool) -> None:
        if proef:
            self._tell_ends(outcome)
            self.stdout.write(f"Geen fouten: {totals(outcome.rijen)}. Er is niets geschreven.")
            return
        for naam, telling in outcome.tellingen.items():
            words = f"{telling.nieuw} nieuw, {telling.gewijzigd} gewijzigd, {telling.gelijk} gelijk"
            self.stdout.write(f"  {naam}: {words}")
        self._tell_ends(outcome)
        self.stdout.write(f"Ingelezen: {totals(outcome.rijen)}, in {seconds:.0f} seconden.")

    def _tell_ends(self, outcome: Uitkomst) -> None:
        """Say what becomes of what had ended here."""
        reopened = sum(telling.heropend for telling in outcome.tellingen.values())
        kept = sum(telling.behouden for telling in outcome.tellingen.values())
        if reopened:
            self.stdout.write(f"{reopened} rijen openen weer wat hier al was afgesloten of beëindigd.")
        if kept:
            self.stdout.write(f"{kept} rijen gaan over wat hier is afgesloten of beëindigd; dat blijft zo.")
