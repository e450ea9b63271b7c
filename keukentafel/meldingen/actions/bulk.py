"""The bulk door: many meldingen at once, for an import, the demo and the bench; one audit event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Melding, MeldingCasus, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.states import (
    WERKDAGEN_TERUGKOPPELING,
    Berichtaanleiding,
    Berichtstatus,
    Grondslag,
    Koppelwijze,
    Terugkoppelsoort,
    add_working_days,
)

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Meldingrij:
    """A melding as it will be stored, its case, and when its reporter was answered (exchange package)."""

    melding: Melding
    casus: Casus | None = None
    terugkoppeling_op: date | None = None


@action("meldingen_ingelezen")
def bulk_register_meldingen(*, by: Actor, rijen: Sequence[Meldingrij]) -> list[Melding]:
    """Store many meldingen without tasks or messages; returns them in order. A case gets its first as opener.

    Raises Regelfout, naming the row, for a melding that ends before it was received or without an outcome.
    """
    for number, rij in enumerate(rijen, start=1):
        _check(number, rij.melding)
    meldingen = Melding.objects.bulk_create([rij.melding for rij in rijen], batch_size=BATCH)
    opened = set(MeldingCasus.objects.filter(wijze=Koppelwijze.OPENT).values_list("casus_id", flat=True))
    links = []
    for rij in rijen:
        if rij.casus is None:
            continue
        wijze = Koppelwijze.SLUIT_AAN if rij.casus.pk in opened else Koppelwijze.OPENT
        opened.add(rij.casus.pk)
        links.append(MeldingCasus(melding=rij.melding, casus=rij.casus, wijze=wijze, op=rij.casus.aangemeld_op))
    MeldingCasus.objects.bulk_create(links, batch_size=BATCH)
    _answers([rij for rij in rijen if rij.terugkoppeling_op is not None])
    record("meldingen_ingelezen", None, reden=f"{len(meldingen)} meldingen")
    return meldingen


def _check(number: int, melding: Melding) -> None:
    if melding.afgehandeld_op is not None and not melding.afhandeling:
        raise Regelfout(f"Regel {number}: een afgehandelde melding heeft een uitkomst.")
    if melding.afgehandeld_op is not None and melding.afgehandeld_op < melding.ontvangen_op:
        raise Regelfout(f"Regel {number}: de melding is afgehandeld voor zij binnenkwam.")


def _answers(rijen: Sequence[Meldingrij]) -> None:
    """The answers that were given: on which ground is not known of an import."""
    given = Terugkoppeling.objects.bulk_create(
        [
            Terugkoppeling(
                melding=rij.melding,
                grondslag=Grondslag.NOG_VRAGEN,
                soort=Terugkoppelsoort.ANTWOORD,
                vervalt_op=add_working_days(rij.melding.ontvangen_op, WERKDAGEN_TERUGKOPPELING),
                gedaan_op=rij.terugkoppeling_op,
            )
            for rij in rijen
        ],
        batch_size=BATCH,
    )
    Terugkoppelbericht.objects.bulk_create(
        [
            Terugkoppelbericht(
                terugkoppeling=each,
                aanleiding=Berichtaanleiding.OPGEPAKT,
                status=Berichtstatus.VERSTUURD,
                klaar_op=each.gedaan_op or each.vervalt_op,
                verstuurd_op=each.gedaan_op,
            )
            for each in given
        ],
        batch_size=BATCH,
    )
