"""A request of a resident with all that hangs on it, for the walk over all addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.privacy.bewaren.lijst import hold
from keukentafel.privacy.models import Inbreng, Inzage, Inzagebestand, Verzoek
from tests.cast import Cast


def make_verzoek(cast: Cast) -> Verzoek:
    """Mieke asks for a copy; who she is was seen."""
    made, _new = Verzoek.objects.get_or_create(
        persoon=cast.mieke, eigenaar=cast.petra, soort="inzage", ontvangen_op=date.today(),
        defaults={"identiteit": "document", "identiteit_op": date.today()},
    )  # fmt: skip
    return made


def make_inbreng(cast: Cast) -> int:
    """Noor is asked what she thinks of it."""
    asked, _new = Inbreng.objects.get_or_create(
        verzoek=make_verzoek(cast), medewerker=cast.medewerkers["noor"],
        defaults={"vraag": "Klopt dit?", "gevraagd_op": date.today()},
    )  # fmt: skip
    return asked.pk


def make_bestand(cast: Cast) -> int:
    """A copy that was fetched."""
    decided, _new = Inzage.objects.get_or_create(verzoek=make_verzoek(cast))
    return Inzagebestand.objects.create(inzage=decided, gevraagd_op=timezone.now(), stand="opgehaald").pk


PRIVACY: dict[str, Callable[[Cast], Any]] = {
    "verzoek_id": lambda cast: make_verzoek(cast).pk,
    "inbreng_id": make_inbreng,
    "kopie_id": make_bestand,
    "stop_id": lambda cast: hold(by=SYSTEEM, huishouden_id=cast.gezin.pk, soort="juridisch", reden="proef").pk,
}
