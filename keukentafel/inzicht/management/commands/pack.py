"""`keukentafel pack FOLDER` writes the packs of all teams and of the council, as xlsx and PDF."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.inzicht.management.commands.report import parse_day
from keukentafel.inzicht.selectors import load_stand
from keukentafel.inzicht.states import Blikveld
from keukentafel.teams.public import Team


class Command(BaseCommand):
    """Write all packs of one day: exact for each team, without small numbers for the council."""

    help = "Schrijf het cijferpakket van elk team en van de gemeente (xlsx en pdf)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, of which day."""
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="map voor de bestanden")
        parser.add_argument("--peildatum", type=parse_day, metavar="D", help="de bewaarde dag (de laatste)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files. Exit status 1 when no figures were made yet, or the folder cannot be written."""
        from keukentafel.inzicht.vormen.pakketbestand import PAKKETTEN

        folder, day, written = options["folder"], options["peildatum"], 0
        teams = list(Team.objects.order_by("pk"))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for blik, team in [(Blikveld.BELEID, None), *((Blikveld.TEAM, team) for team in teams)]:
                stand = load_stand(blik, team, day)
                if stand is None:
                    continue
                naam, file = (team.naam, f"team-{team.pk}") if team else ("Hele gemeente", "gemeente")
                for form, (_kind, make) in PAKKETTEN.items():
                    where = folder / f"{file}-{stand.peildatum}.{form}"
                    where.write_bytes(make(stand, naam, exact=team is not None))
                    written += 1
        except OSError as reason:
            raise CommandError(str(reason)) from None
        if not written:
            raise CommandError("Er zijn nog geen cijfers. Maak ze eerst met: keukentafel inzicht")
        self.stdout.write(f"{written} bestanden in {folder}.")
