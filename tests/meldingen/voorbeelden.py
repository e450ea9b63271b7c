"""Example objects of meldingen for the walk over the screens, all hanging on one melding about Mieke."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from keukentafel.meldingen.models import Doorverwijzing, Melding, Meldingsamenvoeging, Teamnorm
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from tests.cast import Cast


def example_melding(cast: Cast) -> Melding:
    """A melding about Mieke at her team, by a professional, registered by Sanne; the same one of her every time."""
    there = Melding.objects.filter(persoon=cast.mieke).order_by("pk")
    found = next((melding for melding in there if melding.omschrijving == "Vraag om hulp"), None)
    given = Meldinggegevens(
        "Vraag om hulp", persoon=cast.mieke, team=cast.noord, melder_soort="professional", melder_naam="POH"
    )
    return found or register_melding(by=cast.sanne, gegevens=given, door=cast.medewerkers["sanne"])


def make_doorverwijzing(cast: Cast) -> int:
    """It was handed over, and waits for an answer."""
    return Doorverwijzing.objects.create(
        melding=example_melding(cast), naar="Humanitas", op=date.today(), volgen_voor=date.today()
    ).pk


def make_meldingsamenvoeging(cast: Cast) -> int:
    """Another melding went up in it."""
    double = Melding.objects.create(team=cast.noord, ontvangen_op=date.today(), omschrijving="Dubbel")
    return Meldingsamenvoeging.objects.create(
        blijft=example_melding(cast), dubbel=double, op=date.today(),
        voor={"eigenaar": None, "blijft_eerste_contact": None},
    ).pk  # fmt: skip


def make_teamnorm(cast: Cast) -> int:
    """A norm of Team Noord that has not begun yet."""
    day = date.today() + timedelta(days=7)
    found, _ = Teamnorm.objects.get_or_create(team=cast.noord, urgentie="normaal", van=day, defaults={"dagen": 3})
    return found.pk


MELDINGEN: dict[str, Callable[[Cast], Any]] = {
    "melding_id": lambda cast: example_melding(cast).pk,
    "teamnorm_id": make_teamnorm,
    "doorverwijzing_id": make_doorverwijzing,
    "meldingsamenvoeging_id": make_meldingsamenvoeging,
}
