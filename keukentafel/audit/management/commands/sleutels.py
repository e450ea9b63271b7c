"""`keukentafel sleutels`: what lies under which key, new keys, the log of both. The words: docs/sleutels.md."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM, Actor, action, record
from keukentafel.core import sleutelbeheer, sleutelbos
from keukentafel.core.geduld import Bezet, busy_is_said, patiently
from keukentafel.core.kluis import KluisWeigert, safe
from keukentafel.core.models import Datasleutel
from keukentafel.core.sleutelbeheer import Uitslag
from keukentafel.core.sleutelbos import Doel

TE_DRUK = (
    "De database bleef te druk om verder te gaan. Er is niets kwijt: "
    "voer dezelfde opdracht later nog eens uit, dan gaat hij verder waar hij was."
)


class Command(BaseCommand):
    """Look after the keys of the database."""

    help = "Beheer de sleutels: status, omhullen (andere hoofdsleutel), rotate (nieuwe sleutels), opruimen (oude weg)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("wat", choices=["status", "omhullen", "rotate", "opruimen"])
        parser.add_argument("--dossiers", action="store_true", help="rotate: ook een nieuwe sleutel voor elk dossier")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when a key does not open, a value cannot be read or the database stays too busy."""
        try:
            with busy_is_said():
                patiently(sleutelbos.assert_opens)
                {"status": self._status, "omhullen": self._rewrap, "opruimen": self._drop}.get(
                    options["wat"], lambda: self._rotate(dossiers=options["dossiers"])
                )()
        except Bezet as reason:
            raise CommandError(TE_DRUK) from reason
        except KluisWeigert as reason:
            raise CommandError(f"Een sleutel gaat niet open: {reason}") from reason

    def _status(self) -> None:
        alive = Datasleutel.objects.filter(vernietigd_op=None)
        rows = {row.pk.hex: row for row in alive.exclude(doel=Doel.DOSSIER)}
        dossiers = {pk.hex for pk in alive.filter(doel=Doel.DOSSIER).order_by().values_list("pk", flat=True)}
        self.stdout.write(f"Hoofdsleutel (KEK) in gebruik: {safe().huidig}")
        for row in rows.values():
            state = "alleen nog lezen" if row.opgevolgd_op else "in gebruik"
            days = (timezone.now() - row.gemaakt_op).days
            self.stdout.write(f"  {row.pk.hex[:8]}  {row.doel:<11} onder {row.omhuld_door:<8} {days} dagen  {state}")
        self.stdout.write(f"  {len(dossiers)} sleutels van een dossier")
        for name, place in sleutelbeheer.all_places().items():
            for key, number in sorted(place.counts().items()):
                known = rows.get(key)
                if key in dossiers:
                    continue
                self.stdout.write(f"  {name}: {number} onder {known.doel + ' ' + key[:8] if known else key}")
        self.stdout.write(f"Niet onder een sleutel in gebruik: {sleutelbeheer.still_elsewhere()}")

    def _rewrap(self) -> None:
        self.stdout.write(
            f"{patiently(partial(note_rewrap, by=SYSTEEM))} sleutels opnieuw omhuld onder {safe().huidig}."
        )

    def _rotate(self, *, dossiers: bool) -> None:
        if sleutelbeheer.still_elsewhere():
            self.stdout.write("Er ligt nog iets onder een oude sleutel: eerst gaat dat verder.")
        else:
            sleutelbeheer.begin(dossiers=dossiers)
        done = sleutelbeheer.move_all()
        patiently(partial(note_rotation, by=SYSTEEM, uitslag=done))
        self.stdout.write(f"{done.omhuld} sleutels omhuld, {done.verplaatst} waarden verplaatst.")
        if done.onleesbaar or done.over:
            over = f"{done.over} liggen nog onder een oude sleutel"
            raise CommandError(f"{done.onleesbaar} waarden zijn onleesbaar, {over}.")
        self.stdout.write("Alles ligt onder de sleutels in gebruik. Oude sleutels weg: keukentafel sleutels opruimen")

    def _drop(self) -> None:
        self.stdout.write(
            f"{patiently(partial(note_drop, by=SYSTEEM))} oude sleutels vernietigd. Die van het logboek blijven."
        )


@action("sleutels_omhuld")
def note_rewrap(*, by: Actor) -> int:
    """Wrap every key under the KEK in use, in one transaction; returns how many."""
    done = sleutelbeheer.rewrap()
    record("sleutels_omhuld", None, reden=f"{done} onder {safe().huidig}"[:60])
    return done


@action("sleutels_gedraaid")
def note_rotation(*, by: Actor, uitslag: Uitslag) -> None:
    """Write down what a rotation did; the values were moved in transactions of their own."""
    record("sleutels_gedraaid", None, reden=f"{uitslag.verplaatst} verplaatst, {uitslag.onleesbaar} onleesbaar"[:60])


@action("sleutels_opgeruimd")
def note_drop(*, by: Actor) -> int:
    """Destroy the keys under which nothing lies any more; returns how many."""
    done = sleutelbeheer.drop_retired()
    record("sleutels_opgeruimd", None, reden=f"{done} vernietigd")
    return done
