"""What the copy for a resident with many notes costs: a process of its own makes it, as in production.

See scripts/inzageproef.sh. Prints processor time, memory and what is in the package; status 1 above the limits.
"""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import zipfile
from datetime import date, timedelta

import django

SECONDEN = 10  # of the processor, for a thousand notes
MEGABYTES = 256  # at the highest, whatever the size
WOORDEN = (
    "Mieke belde vanmorgen zelf. Zij slaapt slecht en maakt zich zorgen over de huur. "
    "De jongste ging deze week drie dagen naar school; met de juf is afgesproken dat zij elke vrijdag belt. "
    "Wij keken samen naar de post, er lag een brief van de energieleverancier. Volgende week praten wij verder."
)


def fill(notes: int) -> int:
    """The cast with so many notes of some eighty words over three years, and a copy that waits; returns its number."""
    from django.utils import timezone

    from keukentafel.privacy.models import Inzage, Inzagebestand
    from keukentafel.tijdlijn.models import Contactmoment
    from tests.cast import make_cast
    from tests.privacy.voorbeelden import make_verzoek

    cast, pick = make_cast(), random.Random(1)  # noqa: S311 (the same each time)
    for number in range(notes):
        Contactmoment.objects.create(
            casus=cast.casus, persoon=cast.mieke, datum=date.today() - timedelta(days=pick.randrange(1000)),
            soort="telefoon", tekst=f"Gesprek {number}. " + " ".join(WOORDEN for _ in range(pick.randrange(1, 3))),
        )  # fmt: skip
    asked = Inzage.objects.create(verzoek=make_verzoek(cast))
    return Inzagebestand.objects.create(inzage=asked, gevraagd_op=timezone.now()).pk


def made(number: int) -> tuple[float, int]:
    """Have it made by the command of the product; seconds of the processor and megabytes at the highest."""
    subprocess.run([sys.executable, "-m", "keukentafel", "inzage", "--maak", str(number)], check=True)  # noqa: S603
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def content(number: int, notes: int) -> list[str]:
    """The files in the package, the PDFs counted. Raises SystemExit when a note is missing from the JSON."""
    from keukentafel.core.versleuteldbestand import VersleuteldBestand
    from keukentafel.privacy.inzage.bestand import PLAATS
    from keukentafel.privacy.models import Inzagebestand

    inhoud = bytes(Inzagebestand.objects.get(pk=number).inhoud)
    with zipfile.ZipFile(io.BytesIO(VersleuteldBestand(io.BytesIO(inhoud), PLAATS).read())) as file:
        said = file.read("uw-gegevens.json").decode()
        if missing := [each for each in range(notes) if f"Gesprek {each}. " not in said]:
            raise SystemExit(f"{len(missing)} van {notes} notities staan er niet in")
        return file.namelist()


def main() -> None:
    """Fill, make, say; `argv`: how many notes."""
    notes = int(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("inzageproef")
    number = fill(notes)
    seconds, megabytes = made(number)
    names = content(number, notes)
    pdfs = sum(name.endswith(".pdf") for name in names)
    print(f"{notes} notities: {seconds:.1f} s van de processor, {megabytes} MB, {pdfs} pdf's, {len(names)} bestanden")
    if seconds > SECONDEN * max(1, notes / 1000) or megabytes > MEGABYTES:
        raise SystemExit(f"te veel: hoogstens {SECONDEN} s per 1000 notities en {MEGABYTES} MB")


if __name__ == "__main__":
    main()
