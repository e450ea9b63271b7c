"""Reads for the page of one melding: its clock, its earlier contacts, its likeness to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from keukentafel.casussen.public import Casus, regisseur_of_household
from keukentafel.meldingen.models import (
    Doorverwijzing,
    Escalatie,
    Initiatiefinzet,
    Melding,
    MeldingCasus,
    Meldingsamenvoeging,
    Regiecheck,
    Terugkoppelbericht,
    Terugkoppeling,
)
from keukentafel.meldingen.normen import contact_deadline
from keukentafel.meldingen.selectors.aannemen import home_of_persoon
from keukentafel.meldingen.states import Berichtstatus
from keukentafel.personen.public import Huishouden, Persoon, shield_listed
from keukentafel.referentielijsten.public import MeldingSoort
from keukentafel.taken.public import Overbrugging, bridges_of
from keukentafel.toegang.public import Gebruiker, Label, may_ever

M = TypeVar("M", bound=Model)
EERDER_HOOGSTENS = 10
LIJKT_OP_DAGEN = 60


@dataclass(frozen=True, slots=True)
class EerderContact:
    """Earlier contacts of this person or household, as far as the reader may see them.

    `meldingen` and `casussen` may be opened; `meer` are those of which only the number is told, with the day
    of the latest in `laatste`.
    """

    meldingen: Sequence[Melding]
    casussen: Sequence[Casus]
    meer: int
    laatste: date | None


@dataclass(frozen=True, slots=True)
class Regisseurnu:
    """Who has the regie of a household now: the name only for who may see the case, else the team to ask."""

    naam: str
    team: str


@dataclass(frozen=True, slots=True)
class Meldingblad:
    """Everything that the page of a melding shows besides the melding itself."""

    uiterlijk: date | None
    koppeling: MeldingCasus | None
    casus_zichtbaar: bool
    eerder: EerderContact
    lijkt_op: Sequence[Melding]
    delen: Sequence[Melding]
    opgegaan: Sequence[Meldingsamenvoeging]
    doorverwijzingen: Sequence[Doorverwijzing]
    regiechecks: Sequence[Regiecheck]
    inzet: Sequence[Initiatiefinzet]
    terugkoppeling: Terugkoppeling | None
    klaar: Terugkoppelbericht | None
    overbrugging: Overbrugging | None
    escalaties: Sequence[Escalatie]


def load_blad(user: Gebruiker, melding: Melding) -> Meldingblad:
    """Load the page of a melding that access_melding gave; what does not hang on it costs no query."""
    link = getattr(melding, "koppeling", None)
    cases_too = may_ever(user, "casus_inzien")
    terugkoppeling = getattr(melding, "terugkoppeling", None)
    waits = f"melding:{melding.pk}"
    return Meldingblad(
        uiterlijk=contact_deadline(melding) if melding.eerste_contact_op is None else None,
        koppeling=link,
        casus_zichtbaar=bool(link and cases_too and Casus.objects.visible_to(user).filter(pk=link.casus_id).exists()),
        eerder=earlier_contacts(user, melding),
        lijkt_op=like_meldingen(user, melding) if melding.afgehandeld_op is None else [],
        delen=_if(melding, "delen", melding.delen.order_by("pk")),
        opgegaan=_if(
            melding,
            "opgegaan",
            melding.samenvoegingen.filter(ongedaan_op=None).select_related("dubbel").order_by("pk"),
        ),
        doorverwijzingen=_if(
            melding, "doorverwijzing", melding.doorverwijzingen.select_related("organisatie").order_by("-op", "-pk")
        ),
        regiechecks=_if(melding, "regiecheck", melding.regiechecks.select_related("medewerker").order_by("-op", "-pk")),
        escalaties=_if(melding, "escalatie", melding.escalaties.select_related("organisatie").order_by("-op", "-pk")),
        inzet=_efforts(melding),
        terugkoppeling=terugkoppeling,
        klaar=ready_bericht(terugkoppeling),
        overbrugging=bridges_of([waits]).get(waits) if melding.afgehandeld_op is None else None,
    )


def _efforts(melding: Melding) -> list[Initiatiefinzet]:
    """The hours that were given, when it is an initiative."""
    if melding.soort != MeldingSoort.INITIATIEF:
        return []
    return list(melding.inzet.select_related("medewerker").order_by("-op", "-pk"))


def _if(melding: Melding, wat: str, rows: QuerySet[M]) -> list[M]:
    """The rows, when the melding was loaded with the knowledge that there are any."""
    return list(rows) if getattr(melding, f"heeft_{wat}") else []


def ready_bericht(terugkoppeling: Terugkoppeling | None) -> Terugkoppelbericht | None:
    """The message that lies ready, or None."""
    if terugkoppeling is None:
        return None
    return terugkoppeling.berichten.filter(status=Berichtstatus.KLAAR).first()


def earlier_contacts(user: Gebruiker, melding: Melding) -> EerderContact:
    """What was there before for this person or household (R-031). The desk hears the number and the day only."""
    about = Q(pk__in=[])
    if melding.persoon_id is not None:
        about |= Q(persoon=melding.persoon_id)
    if melding.huishouden_id is not None:
        about |= Q(huishouden=melding.huishouden_id)
    all_meldingen = Melding.objects.filter(about).exclude(pk=melding.pk)
    link = getattr(melding, "koppeling", None)
    hidden = Q(huishouden__label=Label.AFGESCHERMD) & ~Q(huishouden__in=shield_listed(user))
    all_meldingen, all_cases = all_meldingen.exclude(hidden), Casus.objects.filter(about).exclude(hidden)
    if link is not None:
        all_cases = all_cases.exclude(pk=link.casus_id)
    of_cases = all_cases.order_by().values_list("aangemeld_op", flat=True)
    days = list(all_meldingen.order_by().values_list("ontvangen_op", flat=True).union(of_cases, all=True))
    meldingen: list[Melding] = []
    cases: list[Casus] = []
    if days and may_ever(user, "casus_inzien"):
        meldingen = list(all_meldingen.visible_to(user).order_by("-ontvangen_op", "-pk")[:EERDER_HOOGSTENS])
        cases = list(all_cases.visible_to(user).order_by("-aangemeld_op", "-pk")[:EERDER_HOOGSTENS])
    return EerderContact(meldingen, cases, len(days) - len(meldingen) - len(cases), max(days, default=None))


def count_contacts(user: Gebruiker, persoon: Persoon) -> EerderContact:
    """For another desk: how often there was contact with this person, and when last; nothing more (R-031)."""
    found = earlier_contacts(user, Melding(persoon=persoon, huishouden=home_of_persoon(persoon, timezone.localdate())))
    number = found.meer + len(found.meldingen) + len(found.casussen)
    return EerderContact([], [], number, found.laatste)


def regisseur_now(user: Gebruiker, huishouden: Huishouden | None) -> Regisseurnu | None:
    """Who leads the open case of a household; None when nobody does, or the household is shielded from this user."""
    if huishouden is None:
        return None
    if huishouden.label == Label.AFGESCHERMD and not shield_listed(user).filter(huishouden=huishouden).exists():
        return None
    role = regisseur_of_household(huishouden.pk, timezone.localdate())
    if role is None:
        return None
    seen = may_ever(user, "casus_inzien") and Casus.objects.visible_to(user).filter(pk=role.casus_id).exists()
    return Regisseurnu(role.medewerker.naam if seen else "", role.casus.team.naam)


def like_meldingen(user: Gebruiker, melding: Melding) -> list[Melding]:
    """Open meldingen of the last weeks that may be about the same question: same person, household or address."""
    same = Q(pk__in=[])
    if melding.persoon_id is not None:
        same |= Q(persoon=melding.persoon_id)
    if melding.huishouden_id is not None:
        same |= Q(huishouden=melding.huishouden_id)
    if melding.wie_postcode and melding.wie_huisnummer:
        same |= Q(wie_postcode=melding.wie_postcode, wie_huisnummer=melding.wie_huisnummer)
    if melding.wie_naam:
        same |= Q(wie_naam__iexact=melding.wie_naam)
    since = timezone.localdate().toordinal() - LIJKT_OP_DAGEN
    found = Melding.objects.visible_to(user).open().filter(same, ontvangen_op__gte=date.fromordinal(since))
    return list(found.exclude(pk=melding.pk).with_names().order_by("-ontvangen_op", "-pk")[:5])
