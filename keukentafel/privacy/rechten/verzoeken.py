"""Writes: a request of a resident comes in, is checked, put off, answered; the worker is asked what he thinks.

Terms and duties: AVG 12 lid 3 (one month, two more when told why), lid 4 (told why not), lid 6 (identity), 19.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from keukentafel.audit.public import action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Persoon
from keukentafel.privacy.models import Inbreng, Inzage, Verzoek
from keukentafel.privacy.states import Onthouding, Uitkomst, Verzoeksoort, Vrager
from keukentafel.taken.public import Taak, complete_taak, create_taak
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker

NAMENS = frozenset({Vrager.OUDER, Vrager.VERTEGENWOORDIGER})  # by what was recorded about the two
LAAT = "Dit verzoek is al afgehandeld."


@dataclass(frozen=True, slots=True)
class Verzoekinvoer:
    """What is typed when a request comes in."""

    soort: str
    ontvangen_op: date
    vraag: str = ""
    stuk: str = ""
    vrager: str = Vrager.ZELF
    vrager_naam: str = ""
    vrager_grond: str = ""


@action("verzoek_ontvangen")
def receive_verzoek(*, by: Gebruiker, persoon: Persoon, invoer: Verzoekinvoer) -> Verzoek:
    """Register a request; whoever registers it owns it. Raises Regelfout.

    Who asks for another is named, with why he may (custody, a power of attorney): it is checked before anything is
    handed over.
    """
    if invoer.ontvangen_op > date.today():
        raise Regelfout("Deze dag is nog niet geweest.", veld="ontvangen_op")
    if invoer.vrager != Vrager.ZELF and not (invoer.vrager_naam.strip() and invoer.vrager_grond.strip()):
        raise Regelfout("Schrijf wie het vraagt en waarom die dat mag.", veld="vrager_naam")
    if invoer.soort == Verzoeksoort.VERKLARING and not invoer.vraag.strip():
        raise Regelfout("Schrijf de verklaring op, in de woorden van de inwoner.", veld="vraag")
    made = Verzoek.objects.create(
        persoon=persoon, eigenaar=by, soort=invoer.soort, ontvangen_op=invoer.ontvangen_op,
        vraag=invoer.vraag.strip(), stuk=invoer.stuk.strip(), vrager=invoer.vrager,
        vrager_naam=invoer.vrager_naam.strip(), vrager_grond=invoer.vrager_grond.strip(),
    )  # fmt: skip
    record("verzoek_ontvangen", made, subjects=[persoon.pk], reden=made.soort)
    return made


@action("identiteit_vastgesteld")
def check_identity(
    *, by: Gebruiker, verzoek: Verzoek, wijze: str, vrager: Persoon | None = None, versie: int | None = None
) -> Verzoek:
    """Write down how we made sure who asks (AVG 12 lid 6). No copy of a document is kept. Raises Regelfout.

    `vrager`: which parent, guardian, curator or mentor it is, of whom is recorded how he stands to the resident.
    """
    locked = lock_open(verzoek, versie)
    if locked.vrager not in NAMENS:
        vrager = None
    locked.change(identiteit=wijze, identiteit_op=date.today(), vrager_persoon=vrager)
    record("identiteit_vastgesteld", locked, subjects=[locked.persoon_id], reden=wijze)
    return locked


@action("verzoek_verlengd")
def extend_verzoek(*, by: Gebruiker, verzoek: Verzoek, reden: str, versie: int | None = None) -> Verzoek:
    """Take two months more, within the first month, and tell the resident why (AVG 12 lid 3). Raises Regelfout."""
    locked = lock_open(verzoek, versie)
    if locked.verlengd_op is not None:
        raise Regelfout("De termijn is al verlengd. Dat kan één keer.")
    if date.today() > locked.uiterlijk:
        raise Regelfout("De maand is al voorbij. Verlengen kan alleen binnen de eerste maand.")
    if not reden.strip():
        raise Regelfout("Schrijf waarom het langer duurt. De inwoner krijgt dit te lezen.", veld="reden")
    locked.change(verlengd_op=date.today(), verlengd_reden=reden.strip())
    record("verzoek_verlengd", locked, subjects=[locked.persoon_id])
    return locked


@action("verzoek_afgehandeld")
def close_verzoek(*, by: Gebruiker, verzoek: Verzoek, uitkomst: str, reden: str, versie: int | None = None) -> Verzoek:
    """End a request, with the reason that goes into the letter. Raises Regelfout.

    Nothing is given away before it is known who asks; a refusal says why (AVG 12 lid 4).
    """
    locked = lock_open(verzoek, versie)
    done = uitkomst in (Uitkomst.TOEGEWEZEN, Uitkomst.DEELS)
    if done and not locked.identiteit:
        raise Regelfout("Stel eerst vast wie het vraagt.")
    if uitkomst in (Uitkomst.DEELS, Uitkomst.AFGEWEZEN) and not reden.strip():
        raise Regelfout("Schrijf waarom. De inwoner krijgt dit te lezen.", veld="reden")
    locked.change(uitkomst=uitkomst, uitkomst_reden=reden.strip(), afgehandeld_op=date.today())
    record("verzoek_afgehandeld", locked, subjects=[locked.persoon_id], reden=uitkomst)
    return locked


@action("inbreng_gevraagd")
def ask_inbreng(*, by: Gebruiker, verzoek: Verzoek, casus: Casus, medewerker: Medewerker, vraag: str) -> Inbreng:
    """Ask the worker who knows the household; it becomes a task of his. Raises Regelfout when he was asked already."""
    locked = lock_open(verzoek, None)
    if not vraag.strip():
        raise Regelfout("Schrijf wat u wilt weten.", veld="vraag")
    if Inbreng.objects.filter(verzoek=locked, medewerker=medewerker).exists():
        raise Regelfout("Dit is al aan deze collega gevraagd.")
    made = Inbreng.objects.create(
        verzoek=locked, medewerker=medewerker, vraag=vraag.strip(), gevraagd_op=date.today()
    )  # fmt: skip
    create_taak(
        by=by, titel="Een verzoek over gegevens: zeg wat u ervan vindt", soort="anders", team=casus.team,
        medewerker=medewerker, casus=casus, vervalt_op=locked.uiterlijk, bron=_source(made),
        url=reverse("privacy:inbreng", args=[made.pk]),
    )  # fmt: skip
    record("inbreng_gevraagd", locked, subjects=[locked.persoon_id])
    return made


@action("inbreng_gegeven")
def give_inbreng(*, by: Gebruiker, inbreng: Inbreng, tekst: str) -> Inbreng:
    """Say what the worker thinks of the request; his task is done. Raises Regelfout."""
    locked = Inbreng.lock(inbreng.pk)
    if locked.gegeven_op is not None:
        raise Regelfout("U heeft hier al op geantwoord.")
    if not tekst.strip():
        raise Regelfout("Schrijf wat u ervan vindt.", veld="tekst")
    locked.change(tekst=tekst.strip(), gegeven_op=date.today())
    for taak in Taak.objects.open().filter(bron=_source(locked)):
        complete_taak(by=by, taak=taak)
    record("inbreng_gegeven", locked.verzoek, subjects=[locked.verzoek.persoon_id])
    return locked


@action("inzage_besloten")
def decide_inzage(*, by: Gebruiker, verzoek: Verzoek, mee: Collection[str], reden: str) -> Inzage:
    """Decide which grounds to withhold are lifted for this copy, and why the others are not. Raises Regelfout.

    Whatever is withheld needs a reason in words: UAVG 41 asks to weigh it per case.
    """
    locked = lock_open(verzoek, None)
    if locked.soort != Verzoeksoort.INZAGE:
        raise Regelfout("Dit verzoek gaat niet over een kopie.")
    lifted = sorted(set(mee) & {one.value for one in Onthouding if one is not Onthouding.DERDEN})
    if len(lifted) < len(Onthouding) - 1 and not reden.strip():
        raise Regelfout("Schrijf waarom u dit niet meegeeft. De inwoner krijgt dit te lezen.", veld="reden")
    made, new = Inzage.objects.get_or_create(verzoek=locked, defaults={"mee": lifted, "reden": reden.strip()})
    if not new:
        made.change(mee=lifted, reden=reden.strip())
    record("inzage_besloten", locked, subjects=[locked.persoon_id], reden=",".join(lifted) or "niets extra")
    return made


def lock_open(verzoek: Verzoek, versie: int | None) -> Verzoek:
    """The locked request. Raises Regelfout when it was dealt with, Versieconflict when it was changed."""
    locked = Verzoek.lock(verzoek.pk, versie)
    if locked.afgehandeld_op is not None:
        raise Regelfout(LAAT)
    return locked


def _source(inbreng: Inbreng) -> str:
    return f"inbreng:{inbreng.pk}"
