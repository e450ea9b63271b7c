"""Heavy files that are asked for at the screen: the pack and the evaluation report, made by a process of its own.

Drawing a report takes seconds of a processor and much memory; a web worker that did it would let others wait. Who asked
gets the file, nobody else. It is kept for a day, and goes with the figures that it was made of.
"""

from __future__ import annotations

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
from keukentafel.inzicht.vormen.pakketbestand import EVALUATIES, PAKKETTEN
from keukentafel.toegang.public import Gebruiker

BEWAARD = timedelta(days=1)
DOOD = timedelta(minutes=20)  # who works longer has stopped without saying so
OPDRACHT = "rapportbestand"


def asked_before(
    by: Gebruiker, stand: int, eerder: int | None, soort: Bestandsoort, vorm: str
) -> Rapportbestand | None:
    """Return the same file when this user has it, or when it is being made: a second click starts nothing."""
    now = timezone.now()
    usable = Q(klaar_op=None, begonnen_op__gt=now - DOOD) | Q(klaar_op__gt=now - BEWAARD, fout="")
    same = {"door": by, "stand": stand, "eerder": eerder, "soort": soort, "vorm": vorm}
    return Rapportbestand.objects.filter(usable, **same).defer("inhoud").first()


@action("rapportbestand_gevraagd")
def request_file(
    *, by: Gebruiker, stand: int, eerder: int | None, soort: Bestandsoort, vorm: str
) -> Rapportbestand:  # fmt: skip
    """Have a file made of these figures (ids of Cijferstand). Raises Regelfout while the same one is being made."""
    now = timezone.now()
    Rapportbestand.objects.filter(begonnen_op__lte=now - BEWAARD).delete()
    Rapportbestand.objects.filter(door=by, klaar_op=None, begonnen_op__lte=now - DOOD).delete()
    try:
        with transaction.atomic():
            made = Rapportbestand.objects.create(
                door=by, stand_id=stand, eerder_id=eerder, soort=soort, vorm=vorm, begonnen_op=now
            )
    except IntegrityError:  # asked at the same moment
        raise Regelfout(BEZIG) from None
    record("rapportbestand_gevraagd", made)
    transaction.on_commit(partial(run_apart, OPDRACHT, made.pk))
    return made


def render_file(bestand: Rapportbestand) -> bytes:
    """Return the content of a file: for the process that makes it."""
    stand, exact = stand_of(bestand.stand), bestand.stand.blik == Blikveld.TEAM
    naam = bestand.stand.team.naam if bestand.stand.team else "Hele gemeente"
    if bestand.soort == Bestandsoort.PAKKET:
        return PAKKETTEN[bestand.vorm][1](stand, naam, exact=exact)
    before = stand_of(bestand.eerder) if bestand.eerder else None
    return EVALUATIES[bestand.vorm][2](stand, before, naam, exact=exact)


def finish_file(bestand: Rapportbestand, *, inhoud: bytes = b"", fout: str = "") -> None:
    """Write down what became of a file."""
    Rapportbestand.objects.filter(pk=bestand.pk).update(klaar_op=timezone.now(), inhoud=inhoud, fout=fout[:500])
