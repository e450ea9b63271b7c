"""Examples of the log review for the walk over the screens."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from keukentafel.audit.gebeurtenis import Gebeurtenis, Post
from keukentafel.audit.models import Regel
from keukentafel.audit.schrijven import write
from keukentafel.core.geheimschrift import encrypt
from keukentafel.core.sleutelbos import Doel
from keukentafel.personen.selectors import ZOEKTERM
from keukentafel.privacy.models import Controle, Controlepunt
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast


def make_controle(cast: Cast) -> int:
    """A week that was looked through."""
    monday = date.today() - timedelta(days=date.today().weekday() + 7)
    return Controle.objects.get_or_create(van=monday, defaults={"tot": monday + timedelta(days=6), "regels": 10})[0].pk


def make_punt(cast: Cast) -> int:
    """A point about Noor in it."""
    week = Controle.objects.get(pk=make_controle(cast))
    return Controlepunt.objects.create(
        controle=week, regel="nacht", gebruiker=cast.noor, dag=week.van, aantal=5, waarom="Opende iets.", volgnrs=[1]
    ).pk


def make_zoekregel(cast: Cast, wie: Gebruiker | None = None) -> int:
    """A search of Noor, or of somebody else, in the log."""
    event = Gebeurtenis("zoeken", (wie or cast.noor).pk, "regisseur")
    event.posten.append(Post("zoeken", "persoon_gezocht", geheim=encrypt(b"Wit", ZOEKTERM, doel=Doel.ZOEKTERMEN)))
    with transaction.atomic():
        write(event)
    return Regel.objects.latest("volgnr").volgnr


CONTROLE: dict[str, Callable[[Cast], Any]] = {
    "controle_id": make_controle,
    "controlepunt_id": make_punt,
    "regel_nr": make_zoekregel,
}
