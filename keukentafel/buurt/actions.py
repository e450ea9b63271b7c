"""Writes: put a request or an offer down, match them, take a match back, withdraw, and note what neighbours did."""

from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.public import Inzet, subjects_of_plan
from keukentafel.referentielijsten.public import Buurtvraagstatus, Koppelingsoort
from keukentafel.socialekaart.public import Gebied

OPEN, GEKOPPELD, INGETROKKEN = Buurtvraagstatus.OPEN, Buurtvraagstatus.GEKOPPELD, Buurtvraagstatus.INGETROKKEN


@action("buurtvraag_vastgelegd")
def register_buurtvraag(
    *, by: Actor, datum: date, soort: str, gebied: Gebied | None = None, namens: str = "", inzet: Inzet | None = None
) -> Buurtvraag:
    """Put down what someone asks of the neighbourhood, without his name (R-142).

    `inzet`: the support item of a plan that it would give. Raises Regelfout for a day in the future and without a kind.
    """
    _check(datum, soort)
    row = Buurtvraag.objects.create(datum=datum, soort=soort.strip(), gebied=gebied, namens=namens, inzet=inzet)
    record("buurtvraag_vastgelegd", row, subjects=subjects_of(row))
    return row


@action("buurtaanbod_vastgelegd")
def register_buurtaanbod(*, by: Actor, datum: date, soort: str, gebied: Gebied | None = None) -> Buurtaanbod:
    """Put down what someone offers, without his name (R-142). Raises Regelfout as `register_buurtvraag`."""
    _check(datum, soort)
    row = Buurtaanbod.objects.create(datum=datum, soort=soort.strip(), gebied=gebied)
    record("buurtaanbod_vastgelegd", row)
    return row


@action("buurtvraag_gekoppeld")
def match_buurtvraag(
    *, by: Actor, vraag: Buurtvraag, soort: str, aanbod: Buurtaanbod | None = None, datum: date | None = None,
    versie: int | None = None,
) -> Buurtkoppeling:  # fmt: skip
    """Meet a request: with an offer (wederkerig, eenzijdig), or by the team of the service, without one (R-142, R-143).

    Raises Versieconflict; Regelfout when one of the two is not open any more, when the kind and the offer do not go
    together, and for a day in the future or before the request.
    """
    asked, day = Buurtvraag.lock(vraag.pk, versie), datum or timezone.localdate()
    given = Buurtaanbod.lock(aanbod.pk) if aanbod else None
    if asked.status != OPEN:
        raise Regelfout("Deze vraag staat niet meer open. Ga terug naar het overzicht.")
    if given is not None and given.status != OPEN:
        raise Regelfout("Dit aanbod staat niet meer open. Kies een ander aanbod.")
    if (soort == Koppelingsoort.BUURTSERVICETEAM) != (given is None):
        raise Regelfout("Kies een aanbod, of laat het Buurtservice-team het doen.")
    if not asked.datum <= day <= timezone.localdate():
        raise Regelfout("De dag van de koppeling ligt op of na de dag van de vraag, en niet in de toekomst.")
    row = Buurtkoppeling.objects.create(vraag=asked, aanbod=given, soort=Koppelingsoort(soort), datum=day)
    asked.change(status=GEKOPPELD)
    if given is not None:
        given.change(status=GEKOPPELD)
    record("buurtvraag_gekoppeld", row, subjects=subjects_of(asked), reden=soort)
    return row


@action("buurtkoppeling_ongedaan")
def undo_koppeling(*, by: Actor, koppeling: Buurtkoppeling) -> Buurtkoppeling:
    """It was a mistake: the match counts nowhere, request and offer are open again unless another match holds."""
    row = Buurtkoppeling.lock(koppeling.pk)
    row.change(vervallen_op=row.vervallen_op or timezone.localdate())
    vraag = Buurtvraag.lock(row.vraag_id)
    still = Buurtkoppeling.objects.geldend()
    if vraag.status == GEKOPPELD and not still.filter(vraag=vraag).exists():
        vraag.change(status=OPEN)
    if row.aanbod_id is not None and not still.filter(aanbod_id=row.aanbod_id).exists():
        aanbod = Buurtaanbod.lock(row.aanbod_id)
        aanbod.change(status=OPEN if aanbod.status == GEKOPPELD else aanbod.status)
    record("buurtkoppeling_ongedaan", row, subjects=subjects_of(vraag))
    return row


@action("buurtvraag_ingetrokken")
def withdraw_buurtvraag(*, by: Actor, vraag: Buurtvraag) -> Buurtvraag:
    """It is not asked any more. Raises Regelfout when it was met already."""
    row = Buurtvraag.lock(vraag.pk)
    _withdraw(row)
    record("buurtvraag_ingetrokken", row, subjects=subjects_of(row))
    return row


@action("buurtaanbod_ingetrokken")
def withdraw_buurtaanbod(*, by: Actor, aanbod: Buurtaanbod) -> Buurtaanbod:
    """It is not offered any more. Raises Regelfout when it was used already."""
    row = Buurtaanbod.lock(aanbod.pk)
    _withdraw(row)
    record("buurtaanbod_ingetrokken", row)
    return row


@action("buurtvraag_heropend")
def reopen_buurtvraag(*, by: Actor, vraag: Buurtvraag) -> Buurtvraag:
    """It is asked after all. Raises Regelfout when it was not withdrawn."""
    row = Buurtvraag.lock(vraag.pk)
    _reopen(row)
    record("buurtvraag_heropend", row, subjects=subjects_of(row))
    return row


@action("buurtaanbod_heropend")
def reopen_buurtaanbod(*, by: Actor, aanbod: Buurtaanbod) -> Buurtaanbod:
    """It is offered after all. Raises Regelfout when it was not withdrawn."""
    row = Buurtaanbod.lock(aanbod.pk)
    _reopen(row)
    record("buurtaanbod_heropend", row)
    return row


@action("activiteit_vastgelegd")
def record_activiteit(
    *, by: Actor, datum: date, naam: str, gebied: Gebied | None = None, deelnemers: int | None = None
) -> Activiteit:
    """Note what neighbours do together; it may be planned. Raises Regelfout for fewer than no visitors."""
    _check_visitors(deelnemers)
    row = Activiteit.objects.create(datum=datum, naam=naam, gebied=gebied, deelnemers=deelnemers)
    record("activiteit_vastgelegd", row)
    return row


@action("activiteit_gewijzigd")
def update_activiteit(*, by: Actor, activiteit: Activiteit, versie: int | None = None, **velden: Any) -> Activiteit:
    """Correct an activity or count who came; `velden`: datum, naam, gebied, deelnemers. Raises Versieconflict."""
    _check_visitors(velden.get("deelnemers"))
    row = Activiteit.lock(activiteit.pk, versie)
    row.change(**velden)
    record("activiteit_gewijzigd", row)
    return row


@action("activiteit_vervallen")
def withdraw_activiteit(*, by: Actor, activiteit: Activiteit) -> Activiteit:
    """It did not happen, or was written down by mistake: it counts nowhere; the history keeps it."""
    row = Activiteit.lock(activiteit.pk)
    row.change(vervallen_op=row.vervallen_op or timezone.localdate())
    record("activiteit_vervallen", row)
    return row


@action("activiteit_hersteld")
def restore_activiteit(*, by: Actor, activiteit: Activiteit) -> Activiteit:
    """It holds after all."""
    row = Activiteit.lock(activiteit.pk)
    row.change(vervallen_op=None)
    record("activiteit_hersteld", row)
    return row


def subjects_of(vraag: Buurtvraag) -> list[int]:
    """Return whom a request is about: the people of the plan that it comes from; nobody when it stands alone."""
    return [] if vraag.inzet is None else list(subjects_of_plan(vraag.inzet.plan))


def _check(datum: date, soort: str) -> None:
    if not soort.strip():
        raise Regelfout("Schrijf in een paar woorden waar het om gaat.", veld="soort")
    if datum > timezone.localdate():
        raise Regelfout("Kies een dag tot en met vandaag.", veld="datum")


def _check_visitors(deelnemers: int | None) -> None:
    if deelnemers is not None and deelnemers < 0:
        raise Regelfout("Minder dan 0 deelnemers kan niet.", veld="deelnemers")


def _withdraw(row: Buurtvraag | Buurtaanbod) -> None:
    if row.status == GEKOPPELD:
        raise Regelfout("Dit is al gekoppeld. Maak eerst de koppeling ongedaan.")
    row.change(status=INGETROKKEN)


def _reopen(row: Buurtvraag | Buurtaanbod) -> None:
    if row.status != INGETROKKEN:
        raise Regelfout("Dit staat al open of is gekoppeld.")
    row.change(status=OPEN)
