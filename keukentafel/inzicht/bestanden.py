"""Heavy files asked for at the screen (packs, evaluation reports, practice scans, business cases), made apart.

Drawing a report takes seconds of a processor and much memory; a web worker that did it would let others wait. Who asked
gets the file, nobody else. It is kept for a day, and goes with the figures that it was made of.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.models import Rapportbestand
from keukentafel.inzicht.processen import run_apart
from keukentafel.inzicht.selectors import stand_of
from keukentafel.inzicht.states import Bestandsoort, Blikveld
from keukentafel.inzicht.vastleggen import BEZIG
from keukentafel.inzicht.vormen.losbestand import GEMEENTE, businesscase_as_pdf, scan_as_pdf
from keukentafel.inzicht.vormen.pakketbestand import EVALUATIES, PAKKETTEN
from keukentafel.toegang.public import Gebruiker

BEWAARD = timedelta(days=1)
DOOD = timedelta(minutes=20)  # who works longer has stopped without saying so
OPDRACHT = "rapportbestand"
WAARVAN = ("stand", "eerder", "scan", "zaakversie")


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """Which file is asked for: its kind and form, and the ids of what it is made of."""

    soort: Bestandsoort
    vorm: str
    stand: int | None = None
    eerder: int | None = None
    scan: int | None = None
    zaakversie: int | None = None


def asked_before(by: Gebruiker, gevraagd: Gevraagd) -> Rapportbestand | None:
    """Return the same file when this user has it, or when it is being made: a second click starts nothing.

    Of a scan only the one that is being made: what people tell may have changed since the last.
    """
    now = timezone.now()
    usable = Q(klaar_op=None, begonnen_op__gt=now - DOOD)
    if gevraagd.soort != Bestandsoort.SCAN:
        usable |= Q(klaar_op__gt=now - BEWAARD, fout="")
    return Rapportbestand.objects.filter(usable, door=by, **asdict(gevraagd)).defer("inhoud").first()


@action("rapportbestand_gevraagd")
def request_file(*, by: Gebruiker, gevraagd: Gevraagd) -> Rapportbestand:
    """Have this file made. Raises Regelfout while the same one is being made."""
    now = timezone.now()
    Rapportbestand.objects.filter(begonnen_op__lte=now - BEWAARD).delete()
    Rapportbestand.objects.filter(door=by, klaar_op=None, begonnen_op__lte=now - DOOD).delete()
    asked = {f"{name}_id" if name in WAARVAN else name: value for name, value in asdict(gevraagd).items()}
    try:
        with transaction.atomic():
            made = Rapportbestand.objects.create(door=by, begonnen_op=now, **asked)
    except IntegrityError:  # asked at the same moment
        raise Regelfout(BEZIG) from None
    record("rapportbestand_gevraagd", made)
    transaction.on_commit(partial(run_apart, OPDRACHT, made.pk))
    return made


def render_file(bestand: Rapportbestand) -> bytes:
    """Return the content of a file: for the process that makes it."""
    if bestand.zaakversie is not None:
        return businesscase_as_pdf(bestand.zaakversie)
    stand = stand_of(bestand.stand) if bestand.stand else None
    if bestand.scan is not None:
        return scan_as_pdf(bestand.scan, stand, exact=bestand.scan.team is not None)
    if bestand.stand is None or stand is None:
        raise ValueError("Een rapport zonder cijfers is er niet.")  # the database has none (rapportbestand_waarvan)
    exact = bestand.stand.blik == Blikveld.TEAM
    naam = bestand.stand.team.naam if bestand.stand.team else GEMEENTE
    if bestand.soort == Bestandsoort.PAKKET:
        return PAKKETTEN[bestand.vorm][1](stand, naam, exact=exact)
    before = stand_of(bestand.eerder) if bestand.eerder else None
    return EVALUATIES[bestand.vorm][2](stand, before, naam, exact=exact)


def finish_file(bestand: Rapportbestand, *, inhoud: bytes = b"", fout: str = "") -> None:
    """Write down what became of a file."""
    Rapportbestand.objects.filter(pk=bestand.pk).update(klaar_op=timezone.now(), inhoud=inhoud, fout=fout[:500])
