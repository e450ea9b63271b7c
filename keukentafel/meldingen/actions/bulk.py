"""The bulk door: many meldingen at once, for an import, the demo and the bench; one audit event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_add, codes_of, wrong_code
from keukentafel.meldingen.models import Melding, MeldingCasus, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.normen import feedback_deadline
from keukentafel.meldingen.states import Berichtaanleiding, Berichtstatus, Koppelwijze, Terugkoppelsoort
from keukentafel.personen.public import refresh_bereik
from keukentafel.referentielijsten.public import Grondslag


@dataclass(frozen=True, slots=True)
class Meldingrij:
    """A melding as it will be stored, its case, and when its reporter was answered (exchange package)."""

    melding: Melding
    casus: Casus | None = None
    terugkoppeling_op: date | None = None


@action("meldingen_ingelezen")
def bulk_register_meldingen(*, by: Actor, rijen: Sequence[Meldingrij]) -> list[Melding]:
    """Store many meldingen without tasks or messages; returns them in order. A case gets its first as opener.

    Raises Regelfout, naming the row, for a melding that ends before it was received or without an outcome, lies in
    the future, or has an unknown code.
    """
    codes, today = codes_of(Melding), timezone.localdate()
    for number, rij in enumerate(rijen, start=1):
        _check(number, rij.melding, codes, today)
    meldingen = bulk_add(Melding, [rij.melding for rij in rijen])
    cases = {rij.casus.pk for rij in rijen if rij.casus is not None}
    links = MeldingCasus.objects.filter(wijze=Koppelwijze.OPENT, casus__in=cases).order_by()
    opened = set(links.values_list("casus_id", flat=True))
    _link(rijen, opened)
    _answers([rij for rij in rijen if rij.terugkoppeling_op is not None])
    refresh_bereik({rij.melding.persoon_id for rij in rijen if rij.melding.persoon_id is not None})
    record("meldingen_ingelezen", None, reden=f"{len(meldingen)} meldingen")
    return meldingen


def _link(rijen: Sequence[Meldingrij], opened: set[int]) -> None:
    """Tie the meldingen to their cases; `opened` are the cases that have their first already."""
    links = []
    for rij in rijen:
        if rij.casus is None:
            continue
        wijze = Koppelwijze.SLUIT_AAN if rij.casus.pk in opened else Koppelwijze.OPENT
        opened.add(rij.casus.pk)
        links.append(MeldingCasus(melding=rij.melding, casus=rij.casus, wijze=wijze, op=rij.casus.aangemeld_op))
    bulk_add(MeldingCasus, links)


def _check(number: int, melding: Melding, codes: Mapping[str, frozenset[Any]], today: date) -> None:
    if melding.ontvangen_op > today:
        raise Regelfout(f"Regel {number}: de melding is nog niet binnengekomen.")
    if name := wrong_code(melding, codes):
        raise Regelfout(f"Regel {number}: {name} heeft een onbekende code.")
    if melding.afgehandeld_op is not None and not melding.afhandeling:
        raise Regelfout(f"Regel {number}: een afgehandelde melding heeft een uitkomst.")
    if melding.afgehandeld_op is not None and melding.afgehandeld_op < melding.ontvangen_op:
        raise Regelfout(f"Regel {number}: de melding is afgehandeld voor zij binnenkwam.")


def _answers(rijen: Sequence[Meldingrij]) -> None:
    """The answers that were given: on which ground is not known of an import."""
    given = bulk_add(
        Terugkoppeling,
        [
            Terugkoppeling(
                melding=rij.melding,
                grondslag=Grondslag.NOG_VRAGEN,
                soort=Terugkoppelsoort.ANTWOORD,
                vervalt_op=feedback_deadline(rij.melding.ontvangen_op),
                gedaan_op=rij.terugkoppeling_op,
            )
            for rij in rijen
        ],
    )
    bulk_add(
        Terugkoppelbericht,
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
    )
