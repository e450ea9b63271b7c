"""The tasks that follow from a melding; the same cause never makes two."""

from datetime import date

from django.db.models import Q

from keukentafel.audit.public import Actor, record
from keukentafel.casussen.public import Casus
from keukentafel.meldingen.models import Doorverwijzing, Melding, MeldingCasus, Meldingsamenvoeging, Terugkoppeling
from keukentafel.meldingen.normen import contact_deadline, receipt_deadline
from keukentafel.taken.public import Taak, complete_taak, create_taak, expire_taken
from keukentafel.teams.public import Medewerker

EERSTE_CONTACT = "eerste_contact"
TERUGKOPPELING = "terugkoppeling"
ONTVANGSTBEVESTIGING = "ontvangstbevestiging"
DOORVERWIJZING = "doorverwijzing"
VEILIGHEID = "veiligheid"


def source(melding: Melding, soort: str = "") -> str:
    """What a task follows from; with a trailing colon it stands for all tasks of the melding."""
    return f"melding:{melding.pk}:{soort}"


def waits_as(melding: Melding) -> str:
    """Under which name somebody keeps contact while the melding waits (R-027)."""
    return f"melding:{melding.pk}"


def url_of(melding: Melding) -> str:
    """Where the task is done."""
    return f"/meldingen/{melding.pk}/"


def plan_first_contact(by: Actor, melding: Melding) -> Taak:
    """The first contact, before the norm runs out; of the owner, or of the team as long as there is none."""
    return create_taak(
        by=by,
        titel="Eerste contact na een melding",
        soort=EERSTE_CONTACT,
        team=melding.team,
        medewerker=melding.eigenaar,
        vervalt_op=contact_deadline(melding),
        bron=source(melding, EERSTE_CONTACT),
        url=url_of(melding),
    )


def plan_receipt(by: Actor, melding: Melding) -> Taak:
    """Confirm to the resident that a Wmo melding was received (Wmo 2015 art. 2.3.2 lid 1)."""
    return create_taak(
        by=by,
        titel="Ontvangst van de melding bevestigen",
        soort=ONTVANGSTBEVESTIGING,
        team=melding.team,
        medewerker=melding.eigenaar,
        vervalt_op=receipt_deadline(melding.ontvangen_op),
        bron=source(melding, ONTVANGSTBEVESTIGING),
        url=url_of(melding),
    )


def plan_feedback(by: Actor, terugkoppeling: Terugkoppeling, *, titel: str, vervalt_op: date | None = None) -> Taak:
    """Answer the reporter before this day; without one, before the day that was promised at receipt.

    The task stands with the case that the melding became or joined.
    """
    melding = terugkoppeling.melding
    return create_taak(
        by=by,
        titel=titel,
        soort=TERUGKOPPELING,
        team=melding.team,
        medewerker=melding.eigenaar,
        casus=case_of(melding),
        vervalt_op=vervalt_op or terugkoppeling.vervalt_op,
        bron=source(melding, TERUGKOPPELING),
        url=f"{url_of(melding)}terugkoppeling/",
    )


def case_of(melding: Melding) -> Casus | None:
    """The case of a melding, or of the melding in which it was merged; None while there is none."""
    merged = Meldingsamenvoeging.objects.filter(dubbel=melding, ongedaan_op=None).order_by().values("blijft")
    links = MeldingCasus.objects.filter(Q(melding=melding) | Q(melding__in=merged)).select_related("casus")
    link = links.order_by("-pk").first()
    return link.casus if link is not None else None


def plan_follow_up(by: Actor, doorverwijzing: Doorverwijzing) -> Taak:
    """Ask whether the other has it, until that is confirmed (R-034)."""
    melding = doorverwijzing.melding
    return create_taak(
        by=by,
        titel="Nagaan of de doorverwijzing is aangekomen",
        soort=DOORVERWIJZING,
        team=melding.team,
        medewerker=melding.eigenaar,
        vervalt_op=doorverwijzing.volgen_voor,
        bron=source(melding, f"{DOORVERWIJZING}:{doorverwijzing.pk}"),
        url=url_of(melding),
        wacht_op=receiver_of(doorverwijzing),
    )


def receiver_of(doorverwijzing: Doorverwijzing) -> str:
    """Name of the organisation that got the hand-over."""
    organisatie = doorverwijzing.organisatie
    return (organisatie.naam if organisatie is not None else doorverwijzing.naar)[:120]


def plan_safety(by: Actor, melding: Melding, regisseur: Medewerker | None, today: date) -> None:
    """Acute danger: a task of today for the team, and one for the household's regisseur (R-043)."""
    create_taak(
        by=by,
        titel="Acuut gevaar gemeld: nu handelen",
        soort=VEILIGHEID,
        team=melding.team,
        vervalt_op=today,
        bron=source(melding, VEILIGHEID),
        url=url_of(melding),
    )
    if regisseur is not None:
        create_taak(
            by=by,
            titel="Acuut gevaar gemeld bij een huishouden waarvan u regisseur bent",
            soort=VEILIGHEID,
            team=melding.team,
            medewerker=regisseur,
            vervalt_op=today,
            bron=source(melding, f"{VEILIGHEID}:regisseur"),
            url=url_of(melding),
        )


def move_tasks(by: Actor, melding: Melding, casus: Casus | None = None, *, volgt: Melding | None = None) -> None:
    """The open tasks go where the melding went: its team, its owner, its case. Part of an action.

    `volgt`: the melding in which it was merged, and whose team and owner it follows.
    The safety task of the household's regisseur and what waits for another organisation stay as they are.
    """
    leads = volgt or melding
    kinds = (EERSTE_CONTACT, TERUGKOPPELING, ONTVANGSTBEVESTIGING, VEILIGHEID)
    for taak in Taak.objects.open().filter(bron__in=[source(melding, kind) for kind in kinds]):
        taak.change(team=leads.team, medewerker=leads.eigenaar, casus=casus)
        record("taak_gewijzigd", taak, subjects=[], wet=melding.wet)


def tick_off(by: Actor, melding: Melding, soort: str, door: Medewerker | None) -> None:
    """The task of this kind is done, when there is one."""
    for taak in Taak.objects.open().filter(bron=source(melding, soort)):
        complete_taak(by=by, taak=taak, door=door)


def let_lapse(by: Actor, melding: Melding, soort: str = "") -> None:
    """What was still to be done for this melding (of this kind) need not be done any more."""
    expire_taken(by=by, bron=source(melding, soort))
